"""A worker killed in the middle of a file: the next carries on, and the totals are those of a quiet reading."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from flok.demo import BUYER, write_documents
from flok.domain import spend

_COUNT = 800
_BEGIN = """
import sys
from pathlib import Path
from flok.cli._serve import prepare
prepare()
from django.utils import timezone
from flok.apps.members.models import Organisation, Person, Representation
from flok.apps.members.scoping import inside
from flok.apps.purchases import actions, tasks
now, path = timezone.now(), Path(sys.argv[1])
organisation = Organisation.objects.create(name="Opdigtet", cvr=sys.argv[2], kind="municipality", status="member")
person = Person.objects.create_user("a@flok.example", "A")
Representation.objects.create(person=person, organisation=organisation, since=now.date())
with inside(organisation):
    one = actions.begin(
        organisation=organisation, name=path.name, size=path.stat().st_size, mark="", kind="", by=person, now=now
    )
    with path.open("rb") as file:
        actions.receive(delivery=one, offset=0, pieces=iter(lambda: file.read(1_000_000), b""))
    actions.finish(delivery=one, digest="", by=person, now=now)
tasks.work_through.enqueue(str(organisation.pk))
"""


def test_a_killed_worker_is_carried_on_with(tmp_path: Path) -> None:
    archive = _archive(tmp_path)
    data = tmp_path / "data"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("FLOK_", "DATABASE_", "DJANGO_"))
    }
    environment["FLOK_DATA"] = str(data)
    subprocess.run([sys.executable, "-c", _BEGIN, str(archive), BUYER.number], env=environment, check=True)

    def row() -> tuple[object, ...]:
        with sqlite3.connect(f"file:{data / 'flok.sqlite3'}?mode=ro", uri=True, timeout=10) as database:
            found: tuple[object, ...] = database.execute(
                "SELECT state, documents, lines, counted_ore, attempts FROM purchases_delivery"
            ).fetchone()
            return found

    worker = _worker(environment)
    try:
        _until(lambda: row()[0] == "reading" and int(str(row()[1])) > 0)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        assert (row()[0], row()[4]) == ("reading", 1)
        worker = _worker(environment)
        _until(lambda: row()[0] == "read")
    finally:
        worker.kill()
        worker.wait()
    assert row()[1:4] == _undisturbed(archive, tmp_path)


def _archive(folder: Path) -> Path:
    write_documents(folder / "in", count=_COUNT, seed=3, whitespace=False)
    path = folder / "år.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for file in sorted((folder / "in").iterdir()):
            packed.write(file, file.name)
    return path


def _worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "flok.cli", "work"], env=environment)


def _until(holds: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _undisturbed(archive: Path, folder: Path) -> tuple[int, int, int]:
    context = spend.ReadContext(buyer_ids=frozenset({BUYER.number}), secret=b"x")
    with spend.engine(threads=1) as engine:
        store = spend.read_into(engine, folder / "clean", [archive], context, processes=1)
        rows = spend.documents_by_file(engine, store)
    counted = sum(row["counted_ore"] for row in rows if row["currency"] == "DKK")
    return sum(row["documents"] for row in rows), sum(row["lines"] for row in rows), counted
