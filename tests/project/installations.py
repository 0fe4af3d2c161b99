"""Whole installations for tests: a data folder and a database of their own, worked by commands in processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]

_EVERYTHING = """
import base64, json, sys
import django; django.setup()
from django.apps import apps
from django.db import connection
from flok.apps.members.scoping import across_organisations
left = {"sessions.session", "django_tasks_database.dbtaskresult", "notices.beat"}
found = {}
with across_organisations():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in ("auth", "contenttypes") and model._meta.label_lower not in left:
            rows = [
                [base64.b64encode(bytes(cell)).decode() if isinstance(cell, (bytes, memoryview))
                 else cell if isinstance(cell, (dict, list)) else f"{type(cell).__name__} {cell}" for cell in row]
                for row in model._base_manager.order_by("pk").values_list()
            ]
            found[model._meta.db_table] = sorted(rows, key=json.dumps)
json.dump(found, sys.stdout, sort_keys=True)
"""


@dataclass(frozen=True)
class Installation:
    """`database`: a PostgreSQL address, or None for SQLite in the data folder."""

    data: Path
    database: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTEST_VERSION")}
        given |= {"FLOK_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "flok.project.settings"}
        return given | ({"DATABASE_URL": self.database} if self.database else {})

    def flok(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "flok.cli", *arguments], more)

    def python(self, code: str) -> str:
        done = self._run(["-c", code], {})
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "flok.cli", *arguments], env=self.environment, cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def _run(self, words: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], env=self.environment | more, cwd=ROOT, text=True, capture_output=True,
            timeout=300, check=False,
        )  # fmt: skip

    def migrate(self) -> None:
        self.python("from flok.cli._serve import prepare; prepare()")

    def rows(self) -> Any:
        """Each table's rows, as Python sees them: equal on any database where the rows are."""
        return json.loads(self.python(_EVERYTHING))

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and mode of each file that is to be backed up."""
        return {
            str(path.relative_to(self.data)): (path.read_bytes(), path.stat().st_mode & 0o777)
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
            and not path.name.startswith("flok.sqlite3")
            and path.relative_to(self.data).parts[0] not in ("mails", "search", "workers")
            and "staging" not in path.parts
            and path.suffix not in (".lock", ".tmp")
            and path.name != ".lock"
        }


def new(folder: Path, server: postgresql.Server | None = None) -> Installation:
    """An installation that is not migrated yet, on SQLite, or in a new database of `server`."""
    if server is None:
        return Installation(folder)
    name = f"i{uuid.uuid4().hex}"
    with psycopg.connect(f"host={server.folder} user=flok dbname=flok", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return Installation(folder, f"postgresql://flok@/{name}?host={server.folder}")
