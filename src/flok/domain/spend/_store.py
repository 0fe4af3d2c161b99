"""The store: lines and documents in Parquet, published all at once or not at all.

    STORE/<organisation>/
      CURRENT              the name of the manifest in force; replacing this file publishes
      manifests/*.json     which files make up the store
      lines/*.parquet      never written to once named in a manifest
      documents/*.parquet
      staging/             parts read so far; a later run carries on from them
      secret               keys the pseudonyms of persons

A run killed anywhere leaves CURRENT as it was. Files the manifest in force does not name are swept by the next
run. Everything a manifest names is on the disk, not only in memory, before CURRENT names the manifest.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ._columns import DOCUMENTS, LINES
from ._engine import Engine
from ._ledger import settled
from ._parts import SAME_BYTES, SEQUENCE_PER_JOB, Part, synced
from ._reasons import Refused

SCHEMA = 1
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Published:
    """The files in force, and how many documents of the newest run had been read in earlier ones.

    `number` counts the publications; it names the manifest and the files that came with it.
    """

    documents: tuple[Path, ...]
    lines: tuple[Path, ...]
    read_before: int = 0
    number: int = 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time in a store; a second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def secret_of(folder: Path) -> bytes:
    """The key of the store's pseudonyms, made the first time. Raises Refused("corrupt") when it is damaged."""
    path = folder / "secret"
    with locked(folder):
        if not path.exists():
            unfinished = path.with_name(path.name + ".tmp")
            unfinished.touch(mode=0o600)
            write_synced(path, secrets.token_hex(SECRET_BYTES))
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii"))
        except ValueError:
            key = b""
    if len(key) != SECRET_BYTES:
        raise _damaged(path)
    return key


def published(folder: Path) -> Published:
    """What the store holds now; a store never written to holds nothing.

    Raises Refused("corrupt") for a store whose manifest, or a file it names, is missing or damaged.
    """
    current = folder / "CURRENT"
    if not current.exists():
        return Published((), ())
    try:
        manifest_path = folder / "manifests" / current.read_text(encoding="ascii").strip()
        number = int(manifest_path.stem)
    except ValueError:
        raise _damaged(current) from None
    try:
        manifest = json.loads(manifest_path.read_bytes())
        store = Published(
            tuple(folder / "documents" / name for name in manifest["documents"]),
            tuple(folder / "lines" / name for name in manifest["lines"]),
            number=number,
        )
    except (OSError, ValueError, TypeError, KeyError):
        raise _damaged(manifest_path) from None
    if manifest.get("schema") != SCHEMA:
        raise Refused("corrupt", f"{manifest_path}: schema {manifest.get('schema')}, not {SCHEMA}")
    for path in (*store.documents, *store.lines):
        if not path.exists():
            raise _damaged(path)
    return store


def _damaged(path: Path) -> Refused:
    return Refused("corrupt", f"lageret / the store: {path}")


def publish(engine: Engine, folder: Path, parts: Sequence[Part]) -> Published:
    """Settle the parts against what the store holds, and publish both together.

    Files whose bytes the store has are left out, but for those it has counted nothing of and that are read
    otherwise now, with a rate table or a mapping given since, say: what is read now takes the place of what was.
    Nothing new leaves the store as it is.
    """
    before = published(folder)
    _sweep(folder, before)
    for name in ("lines", "documents", "manifests"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    number = before.number + 1
    path = folder / "documents" / f"{number:05d}.parquet"
    fresh, base, replaces = _settle(engine, before, path, [part.documents for part in parts])
    new = engine.table([fresh], DOCUMENTS).filter(ibis._.sequence >= base)
    count = engine.rows(new.aggregate(rows=new.count()))[0]["rows"]
    read_before = sum(part.document_count for part in parts) - count
    if not count:
        fresh.unlink()
        return Published(before.documents, before.lines, read_before, before.number)
    moved = _moved_lines(engine, folder / "lines" / f"{number:05d}", new, base, parts)
    fresh.rename(path)
    documents = (path,) if replaces else (*before.documents, path)
    now = Published(documents, (*before.lines, *moved), read_before, number)
    _switch(folder, now, (path, *moved))
    return now


def _settle(engine: Engine, before: Published, path: Path, parts: Sequence[Path]) -> tuple[Path, int, bool]:
    """The new documents, settled, as an unfinished file beside `path`; the first of their sequence; and whether the
    file takes the place of all documents files there were."""
    known = engine.table(before.documents, DOCUMENTS).select(DOCUMENTS.names)
    read = engine.table(parts, DOCUMENTS).select(DOCUMENTS.names)
    highest = engine.rows(known.aggregate(top=known.sequence.max()))[0]["top"]
    base = 0 if highest is None else highest + 1
    changed = _read_otherwise(known, read)
    replaces = bool(before.documents) and bool(engine.rows(changed.limit(1)))
    kept = known.anti_join(changed, "file_id") if replaces else known
    new = read.anti_join(kept, "file_id").mutate(sequence=ibis._.sequence + base).select(DOCUMENTS.names)
    together = settled(ibis.union(kept, new) if before.documents else new)
    fresh = together.filter(together.sequence >= base)
    unfinished = path.with_name(path.name + ".tmp")
    engine.write(ibis.union(kept, fresh) if replaces else fresh, unfinished)
    return unfinished, base, replaces


def _read_otherwise(known: ir.Table, read: ir.Table) -> ir.Table:
    """The `file_id` of files that only gave documents which were not counted, and give others now.

    What was settled against other documents (a duplicate, a conflict) stays as it is.
    """
    by_ledger = known.code.isin(["conflict", "overcredit"]) | (
        (known.code == "duplicate") & (known.detail != SAME_BYTES)
    )
    settled_before = known.filter((known.status == "counted") | by_ledger)
    unsettled = known.anti_join(settled_before, "file_id").select("file_id", "document_id", "status", "code")
    now = read.semi_join(unsettled, "file_id").select("file_id", "document_id", "status", "code")
    return now.filter(now.code.isnull() | (now.code != "duplicate")).difference(unsettled).select("file_id").distinct()


def _moved_lines(engine: Engine, stem: Path, new: ir.Table, base: int, parts: Sequence[Part]) -> list[Path]:
    """Each part's lines in lines/, as `stem`-job, without those of documents that do not count."""
    counted = new.filter(new.status == "counted").select("document_id", "line_count", place=new.sequence - base)
    by_job = counted.group_by(job=(counted.place / SEQUENCE_PER_JOB).floor().cast("int64"))
    kept = {row["job"]: row["lines"] for row in engine.rows(by_job.agg(lines=counted.line_count.sum()))}
    moved = []
    for part in parts:
        if not kept.get(part.job):
            continue
        target = stem.with_name(f"{stem.name}-{part.job:07d}.parquet")
        if kept[part.job] == part.line_count:
            part.lines.rename(target)
        else:
            here = engine.table([part.documents], DOCUMENTS).select(place="sequence")
            ids = counted.semi_join(here, "place").select("document_id")
            unfinished = target.with_name(target.name + ".tmp")
            engine.write(engine.table([part.lines], LINES).semi_join(ids, "document_id"), unfinished)
            unfinished.rename(target)
        moved.append(target)
    return moved


def _switch(folder: Path, now: Published, fresh: Sequence[Path]) -> None:
    """Write the manifest, then make it the one in force in a single rename."""
    manifest = {
        "schema": SCHEMA,
        "documents": [path.name for path in now.documents],
        "lines": [path.name for path in now.lines],
    }
    name = f"{now.number:05d}.json"
    for path in (*fresh, folder / "documents", folder / "lines"):
        synced(path)
    write_synced(folder / "manifests" / name, json.dumps(manifest, indent=1))
    synced(folder)
    write_synced(folder / "CURRENT", name)


def write_synced(path: Path, text: str) -> None:
    """Write a small file (ASCII) in the place of what was there: whole, and on the disk, or not at all."""
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_text(text, encoding="ascii")
    synced(unfinished)
    unfinished.rename(path)
    synced(path.parent)


def _sweep(folder: Path, before: Published) -> None:
    """Remove what an interrupted publication left: files that no manifest in force names."""
    named = {*before.documents, *before.lines}
    for kind in ("documents", "lines"):
        for path in (folder / kind).glob("*"):
            if path not in named:
                path.unlink()


def clear_staging(folder: Path) -> None:
    shutil.rmtree(folder / "staging", ignore_errors=True)
