"""Nothing but what two private pages need. BARE_DATABASE names the SQLite file of the site, BARE_KEY its secret key."""

import os
from pathlib import Path

SECRET_KEY = os.environ["BARE_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.sessions", "bench.bare_django"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
ROOT_URLCONF = "bench.bare_django.views"
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent / "templates"]}
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BARE_DATABASE"], "CONN_MAX_AGE": None}
}
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
