"""Putting a backup in: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from flok.apps.members.scoping import across_organisations
from flok.apps.notices.workers import living

from . import _files, _rows
from ._archive import Archive, Manifest, RefusedError, verify


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Make this installation equal to the one the archive is of. The site must be stopped.

    Files are unpacked beside those there are; the database is filled in one transaction; when all is there the files
    change places, and the transaction ends. Whatever goes wrong before that, all is as it was.
    Raises RefusedError: a damaged archive (each fault by name), another version's, a site that runs, or an installation
    that holds something and `replace` is not given.
    """
    _manifest, faults = verify(path)
    if faults:
        raise RefusedError("\n".join(one.danish for one in faults), "\n".join(one.english for one in faults))
    data = Path(settings.DATA)
    with Archive(path) as archive, across_organisations():
        _check_version(archive.manifest)
        _check_target(data, replace)
        stamp = timezone.now().strftime("%Y%m%d-%H%M%S-%f")
        fresh, old = data / f"restored-{stamp}", data / f"replaced-{stamp}"
        left = [one for one in data.iterdir() if one.is_dir() and one.name.startswith(("restored-", "replaced-"))]
        moved: list[tuple[Path, Path]] = []
        try:
            _unpack(archive, fresh)
            with transaction.atomic():
                _fill(archive)
                (data / _files.UNFINISHED).write_text(stamp, encoding="ascii")
                _change_places(data, fresh, old, moved)
        except BaseException:
            _change_back(data, old, moved)
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        (data / _files.UNFINISHED).unlink(missing_ok=True)
        for folder in (*left, fresh, old):  # what a killed restore left is of no use any more
            shutil.rmtree(folder, ignore_errors=True)
        return archive.manifest


def _check_version(manifest: Manifest) -> None:
    """The archive's database must have come exactly as far as this version's."""
    known, there = _rows.known_migrations(), manifest.migrations
    newer = [f"{app}.{name}" for app, names in there.items() for name in names if name not in known.get(app, [])]
    older = [f"{app}.{name}" for app, names in known.items() for name in names if name not in there.get(app, [])]
    if newer or older:
        named = ", ".join((newer or older)[:5])
        danish, english = ("nyere", "newer") if newer else ("ældre", "older")
        raise RefusedError(
            f"Sikkerhedskopien er fra en {danish} udgave af databasen (Flok {manifest.flok}; forskel: {named}). "
            f"Læg den ind med Flok {manifest.flok}, og opgradér bagefter.",
            f"The backup is of {english} database (Flok {manifest.flok}; they differ in: {named}). "
            f"Restore it with Flok {manifest.flok}, and upgrade afterwards.",
        )
    kept = _rows.kept_models()
    other = {table: about["columns"] for table, about in manifest.tables.items()}
    own = {table: _rows.columns_of(model) for table, model in kept.items()}
    if other != own:
        named = ", ".join(sorted(name for name in other.keys() | own.keys() if other.get(name) != own.get(name))[:5])
        raise RefusedError(
            f"Sikkerhedskopien (Flok {manifest.flok}) har andre kolonner i: {named}. Brug den version, der lavede den.",
            f"The backup (Flok {manifest.flok}) has other columns in: {named}. Use the version that made it.",
        )


def _check_target(data: Path, replace: bool) -> None:
    if living():
        raise RefusedError(
            "Sitet kører. Stop det først, og læg så sikkerhedskopien ind.",
            "The site is running. Stop it first, then restore.",
        )
    if replace:
        return
    kept = _rows.kept_models()
    held = [name for name in ("members_organisation", "members_person") if kept[name]._base_manager.exists()]
    held += [name for name in ("organisations", "network") if any((data / name).rglob("*"))]
    if held or (data / _files.UNFINISHED).exists():
        named = ", ".join(held) or _files.UNFINISHED
        raise RefusedError(
            f"Installationen i {data} er ikke tom ({named}). Brug --replace for at erstatte det hele.",
            f"The installation in {data} is not empty ({named}). Use --replace to replace all of it.",
        )


def _unpack(archive: Archive, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name, about in archive.manifest.entries.items():
        if not name.startswith("files/"):
            continue
        target = folder / name.removeprefix("files/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600, exist_ok=False)
        with target.open("wb") as file:
            for piece in archive.pieces(name):
                file.write(piece)
            file.flush()
            os.fchmod(file.fileno(), int(about["mode"]) & 0o777)
            os.fsync(file.fileno())


def _fill(archive: Archive) -> None:
    """Each table as in the archive, inside the caller's transaction; references are looked at when all is there."""
    kept = _rows.kept_models()
    cache = settings.CACHES["default"].get("LOCATION", "")
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in (*kept, *_rows.emptied_tables(), cache):
            if table in there:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of ours
    for table, model in kept.items():
        try:
            count = _rows.put_rows(model, archive.lines(f"database/{table}.jsonl"))
        except (DatabaseError, ValueError, TypeError) as error:
            raise _unfit(table, error) from error
        if count != archive.manifest.tables[table]["rows"]:
            raise _unfit(table, ValueError("rows"))
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise _unfit("", error) from error
    _rows.count_on(kept.values())


def _unfit(table: str, error: Exception) -> RefusedError:
    why = str(error).partition("\n")[0][:200]
    return RefusedError(
        f"Databasen tager ikke imod rækkerne {f'i {table} ' if table else ''}({why}). Intet er ændret.",
        f"The database does not take the rows {f'of {table} ' if table else ''}({why}). Nothing has been changed.",
    )


def _change_places(data: Path, fresh: Path, old: Path, moved: list[tuple[Path, Path]]) -> None:
    """What is there goes to `old`, what is in `fresh` takes its place; each move is added to `moved` as (from, to)."""
    old.mkdir(mode=0o700)
    for folder, to in ((data, old), (fresh, data)):
        for path in sorted(folder.iterdir()):
            if folder == fresh or _files.belongs(path.name):
                path.rename(to / path.name)
                moved.append((path, to / path.name))


def _change_back(data: Path, old: Path, moved: list[tuple[Path, Path]]) -> None:
    for before, after in reversed(moved):
        after.rename(before)
    shutil.rmtree(old, ignore_errors=True)
    (data / _files.UNFINISHED).unlink(missing_ok=True)
