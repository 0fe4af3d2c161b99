"""Writing a backup while the site runs."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from flok.apps.members.scoping import across_organisations

from . import _files, _rows
from ._archive import Manifest, RefusedError, Writer

_ATTEMPTS = 50
_PACKED = {".parquet", ".zip", ".gz", ".xlsx", ".docx", ".pptx", ".pdf", ".png", ".jpg", ".jpeg"}
_PIECE = 1_000_000


def back_up(path: Path) -> Manifest:
    """Write the whole installation to a new archive at `path`, readable by its owner only: it holds secrets.

    Database and files are of the same moment. The archive gets its name when it is whole and on the disk.
    Raises RefusedError where there is a file already, the database is another version's, or the files never rest.
    """
    if _rows.applied_migrations() != _rows.known_migrations():
        raise RefusedError(
            "Databasen passer ikke til denne version. Start sitet med flok serve først; det bringer den ajour.",
            "The database is not this version's. Start the site with flok serve first; it brings it up to date.",
        )
    if path.exists():
        raise RefusedError(f"{path} findes i forvejen; vælg et andet navn", f"{path} is there already; choose another")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with _folder_of_links() as links, across_organisations():
            manifest = _written(unfinished, links)
        _to_disk(unfinished)
        try:
            os.link(unfinished, path)  # fails where another has come there meanwhile
        except FileExistsError:
            raise RefusedError(f"{path} findes i forvejen", f"{path} is there already") from None
        _to_disk(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _written(path: Path, links: Path) -> Manifest:
    data, writer = Path(settings.DATA), Writer(path)
    tables: dict[str, dict[str, Any]] = {}
    with _same_moment(data, links) as seen:
        for table, model in _rows.kept_models().items():
            tables[table] = _written_table(writer, table, model)
        migrations = _rows.applied_migrations()
    for name in sorted(seen):
        with (links / name).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            pieces = iter(lambda: file.read(_PIECE), b"")
            writer.add(f"files/{name}", pieces, mode=mode, packed=Path(name).suffix not in _PACKED)
    return writer.end(
        flok=version("flok"), made=timezone.now().isoformat(timespec="seconds"), database=connection.vendor,
        migrations=migrations, tables=tables,
    )  # fmt: skip


def _written_table(writer: Writer, table: str, model: type[Model]) -> dict[str, Any]:
    count = 0

    def pieces() -> Iterator[bytes]:
        nonlocal count
        rows = _rows.written_rows(model)
        while some := list(islice(rows, _rows.AT_A_TIME)):
            count += len(some)
            yield b"".join(some)

    writer.add(f"database/{table}.jsonl", pieces())
    return {"columns": _rows.columns_of(model), "rows": count}


@contextmanager
def _same_moment(data: Path, links: Path) -> Iterator[_files.Seen]:
    """A transaction that sees the database of one moment, and links to the files of the same.

    Files are looked at, the transaction begins, files are linked and looked at again: where both looks are the same,
    nothing happened to any file from before the transaction's moment until after.
    """
    for _attempt in range(_ATTEMPTS):
        before = _files.look(data)
        with _snapshot():
            if _files.link(data, before, links) and _files.look(data) == before:
                yield before
                return
        time.sleep(0.2)
    raise RefusedError(
        "Filerne blev ved med at ændre sig; prøv igen, når indlæsningen er færdig.",
        "The files kept changing; try again when reading has come to an end.",
    )


@contextmanager
def _snapshot() -> Iterator[None]:
    own: Any = connection
    before = getattr(own, "transaction_mode", None)
    try:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            own.transaction_mode = "DEFERRED"  # a reader only: pages can still write
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT count(*) FROM members_organisation")  # from here on, this moment is seen
            yield
    finally:
        if connection.vendor == "sqlite":
            own.transaction_mode = before


@contextmanager
def _folder_of_links() -> Iterator[Path]:
    """A folder for links, beside the files. What a backup that was killed left behind is swept."""
    data = Path(settings.DATA)
    with (data / "backup-.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(
                "En anden sikkerhedskopi er ved at blive lavet.", "Another backup is being made just now."
            ) from None
        for left in data.glob("backup-*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="backup-", dir=data))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot, for folders
            os.fsync(handle)
    finally:
        os.close(handle)
