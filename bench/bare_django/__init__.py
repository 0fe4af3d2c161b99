"""The same rows by Django alone: two views, two templates, and the middleware that a private page cannot do without."""
