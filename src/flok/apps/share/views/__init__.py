"""The pages of Andel."""
