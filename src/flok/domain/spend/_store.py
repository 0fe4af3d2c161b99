"""The store: lines and documents in Parquet, published all at once or not at all.

    STORE/<organisation>/
      CURRENT              the name of the manifest in force; replacing this file publishes
      manifests/*.json     which files make up the store
      lines/*.parquet      never written to once named in a manifest
      documents/*.parquet
      staging/             parts read so far; a later run carries on from them
      secret               keys the pseudonyms of persons

A run killed anywhere leaves CURRENT as it was. Files no manifest names are swept by the next run.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from ._columns import DOCUMENTS, LINES
from ._engine import Engine
from ._ledger import settled
from ._parts import SEQUENCE_PER_JOB, Part

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Published:
    """The files in force, and how many documents of the newest run had been read in earlier ones."""

    documents: tuple[Path, ...]
    lines: tuple[Path, ...]
    read_before: int = 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run at a time in a store; a second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def secret_of(folder: Path) -> bytes:
    """The key of the store's pseudonyms, made the first time."""
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".tmp")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        fresh.rename(path)
    return bytes.fromhex(path.read_text())


def published(folder: Path) -> Published:
    """What the store holds now; a store never written to holds nothing."""
    current = folder / "CURRENT"
    if not current.exists():
        return Published((), ())
    manifest = json.loads((folder / "manifests" / current.read_text().strip()).read_text())
    return Published(
        tuple(folder / "documents" / name for name in manifest["documents"]),
        tuple(folder / "lines" / name for name in manifest["lines"]),
    )


def publish(engine: Engine, folder: Path, parts: Sequence[Part]) -> Published:
    """Settle the parts against what the store holds, and publish both together.

    Documents whose bytes the store has are left out; nothing new leaves the store as it is.
    """
    before = published(folder)
    _sweep(folder, before)
    for name in ("lines", "documents", "manifests"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    fresh, base = _settle(engine, folder, before, [part.documents for part in parts])
    read_before = sum(part.document_count for part in parts) - pq.read_metadata(fresh).num_rows
    if not pq.read_metadata(fresh).num_rows:
        fresh.unlink()
        return Published(before.documents, before.lines, read_before)
    moved = _moved_lines(engine, folder, fresh, base, parts)
    documents = (*before.documents, fresh.rename(fresh.with_suffix("")))
    _switch(folder, documents, (*before.lines, *moved), moved)
    return Published(documents, (*before.lines, *moved), read_before)


def _settle(engine: Engine, folder: Path, before: Published, parts: Sequence[Path]) -> tuple[Path, int]:
    """The new documents, settled, as an unfinished file in documents/; and what was added to their sequence."""
    known = engine.table(before.documents, DOCUMENTS)
    read = engine.table(parts, DOCUMENTS)
    highest = engine.rows(known.aggregate(top=known.sequence.max()))[0]["top"]
    base = 0 if highest is None else highest + 1
    new = read.anti_join(known, "document_id").mutate(sequence=ibis._.sequence + base).select(DOCUMENTS.names)
    together = settled(ibis.union(known.select(DOCUMENTS.names), new) if before.documents else new)
    path = folder / "documents" / f"{len(before.documents):05d}.parquet.tmp"
    engine.write(together.filter(together.sequence >= base), path)
    return path, base


def _moved_lines(engine: Engine, folder: Path, fresh: Path, base: int, parts: Sequence[Part]) -> list[Path]:
    """Each part's lines in lines/, named by what was read, without those of documents that do not count."""
    documents = engine.table([fresh], DOCUMENTS)
    counted = documents.filter(documents.status == "counted").select(
        "document_id", "line_count", place=documents.sequence - base
    )
    by_job = counted.group_by(job=(counted.place / SEQUENCE_PER_JOB).floor().cast("int64"))
    kept = {row["job"]: row["lines"] for row in engine.rows(by_job.agg(lines=counted.line_count.sum()))}
    moved = []
    for part in parts:
        if not kept.get(part.job):
            continue
        target = folder / "lines" / f"{_content_name(part)}.parquet"
        if kept[part.job] == part.line_count:
            part.lines.replace(target)
        else:
            here = engine.table([part.documents], DOCUMENTS).select(place="sequence")
            ids = counted.semi_join(here, "place").select("document_id")
            unfinished = target.with_name(target.name + ".tmp")
            engine.write(engine.table([part.lines], LINES).semi_join(ids, "document_id"), unfinished)
            unfinished.rename(target)
        moved.append(target)
    return moved


def _content_name(part: Part) -> str:
    """A name from the hashes of the files read, the same for the same bytes."""
    ids = pq.read_table(part.documents, columns=["file_id"])["file_id"].to_pylist()
    return hashlib.sha256("\n".join(map(str, ids)).encode()).hexdigest()[:32]


def _switch(folder: Path, documents: Sequence[Path], lines: Sequence[Path], moved: Sequence[Path]) -> None:
    """Write the manifest, then make it the one in force in a single rename."""
    manifest = {
        "schema": SCHEMA,
        "documents": [path.name for path in documents],
        "lines": [path.name for path in lines],
    }
    name = f"{len(documents):05d}.json"
    for path in (documents[-1], *moved, folder / "documents", folder / "lines"):
        _synced(path)
    _write_synced(folder / "manifests" / name, json.dumps(manifest, indent=1))
    _write_synced(folder / "CURRENT", name)


def _write_synced(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_text(text)
    _synced(unfinished)
    unfinished.rename(path)
    _synced(path.parent)


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path, before: Published) -> None:
    """Remove what an interrupted publication left: files that no manifest in force names."""
    named = {*before.documents, *before.lines}
    for kind in ("documents", "lines"):
        for path in (folder / kind).glob("*"):
            if path not in named:
                path.unlink()


def clear_staging(folder: Path) -> None:
    shutil.rmtree(folder / "staging", ignore_errors=True)
