"""Django's settings in tests: a data folder of their own, and PostgreSQL where FLOK_TEST_DATABASE=postgresql asks.

The first process starts the server and stops it at exit; test processes it starts find DATABASE_URL in the environment.
"""

import atexit
import os
import tempfile
from pathlib import Path

from tests import postgresql

if os.environ.get("FLOK_TEST_DATABASE") == "postgresql" and "DATABASE_URL" not in os.environ:
    server = postgresql.start()
    atexit.register(postgresql.stop, server)
    os.environ["DATABASE_URL"] = server.url
_folder = tempfile.TemporaryDirectory(prefix="flok-test-")
os.environ["FLOK_DATA"] = _folder.name

from flok.project.settings import *  # noqa: E402, F403
from flok.project.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder.name) / "test.sqlite3"}  # a file, so that threads share it
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
