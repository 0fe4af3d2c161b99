"""Documents and lines to Parquet, one pair of files per job, written as they are read.

A part is complete when both files have their final names, and they only get them once they are on the disk.
Memory holds one batch, whatever the size of the job.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from ._columns import DOCUMENTS, LINES, PurchaseLine, ReadDocument
from .reading import Job, ReadContext, read_job
from .tables import Mapping

BATCH_LINES = 20_000
SEQUENCE_PER_JOB = 10_000_000
SAME_BYTES = "same bytes"  # the detail of such a duplicate
_DOCUMENT_FIELDS = tuple(name for name in DOCUMENTS.names if name != "sequence")


@dataclass(frozen=True, slots=True)
class Part:
    """What one job came to: its two files and their numbers of rows."""

    job: int
    documents: Path
    lines: Path
    document_count: int
    line_count: int


def read_to_part(job: Job, context: ReadContext, mapping: Mapping | None, folder: Path) -> Part:
    """Read a job into `folder`; a part that is already complete there is taken as it is."""
    name = f"{job.number:07d}-{job.key}"
    documents, lines = folder / f"{name}.documents.parquet", folder / f"{name}.lines.parquet"
    if documents.exists() and lines.exists():
        return Part(job.number, documents, lines, _rows_of(documents), _rows_of(lines))
    first = job.number * SEQUENCE_PER_JOB
    counts = _write(enumerate(once_each(read_job(job, context, mapping)), first), documents, lines)
    return Part(job.number, documents, lines, *counts)


def _write(numbered: Iterable[tuple[int, ReadDocument]], documents: Path, lines: Path) -> tuple[int, int]:
    """Write (sequence, document) pairs to the two files and rename them into place; (documents, lines) written."""
    unfinished = [path.with_name(f"{path.name}.{os.getpid()}.tmp") for path in (documents, lines)]
    with _Table(unfinished[0], DOCUMENTS) as document_table, _Table(unfinished[1], LINES) as line_table:
        for sequence, document in numbered:
            document_table.add(_document_row(sequence, document))
            for line in document.lines:
                line_table.add(line)
    for path in unfinished:
        synced(path)
    unfinished[1].rename(lines)
    unfinished[0].rename(documents)
    return document_table.count, line_table.count


def synced(path: Path) -> None:
    """Wait until the file, or the folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def once_each(documents: Iterable[ReadDocument]) -> Iterator[ReadDocument]:
    """The same bytes a second time within a job are excluded as a duplicate (across jobs the ledger does it)."""
    seen: set[str] = set()
    for document in documents:
        if document.status in ("counted", "set_aside") and document.document_id in seen:
            yield as_duplicate(document)
            continue
        seen.add(document.document_id)
        yield document


def as_duplicate(document: ReadDocument) -> ReadDocument:
    kept = replace(document, lines=(), counted_ore=0, rounding_ore=0, dkk_ore=0)
    return replace(kept, status="excluded", code="duplicate", detail=SAME_BYTES)


def _document_row(sequence: int, document: ReadDocument) -> tuple[object, ...]:
    values = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    values["sequence"] = sequence
    return tuple(values[name] for name in DOCUMENTS.names)


def _rows_of(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


class _Table:
    """A Parquet file that takes rows as tuples, in batches."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._schema = schema
        self._rows: list[tuple[object, ...] | PurchaseLine] = []
        self.count = 0

    def add(self, row: tuple[object, ...] | PurchaseLine) -> None:
        self._rows.append(row)
        if len(self._rows) >= BATCH_LINES:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = zip(*self._rows, strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, self._schema.types, strict=True)]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self.count += len(self._rows)
        self._rows.clear()

    def __enter__(self) -> _Table:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
