"""Reading paths into a store: in this process, in several, or inside Spark's executors, by the same function."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ._engine import Engine
from ._parts import Part, read_to_part
from ._store import Published, clear_staging, locked, publish
from ._workers import in_processes
from .reading import Job, ReadContext, jobs_for
from .tables import Mapping

VERSION = 1  # of the readers; parts staged by another version are not carried on with
Progress = Callable[[int, int], None]


def read_into(
    engine: Engine,
    folder: Path,
    paths: Sequence[Path],
    context: ReadContext,
    *,
    mapping: Mapping | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Published:
    """Read files, folders and archives into the store at `folder` and publish; returns what it then holds.

    `progress` is called with (documents, lines) read so far. One run at a time; a second waits.
    """
    with locked(folder):
        staging = folder / "staging" / _settings_key(context, mapping)
        staging.mkdir(parents=True, exist_ok=True)
        read = partial(read_to_part, context=context, mapping=mapping, folder=staging)
        jobs = jobs_for(paths)
        parts = _in_spark(engine, jobs, read) if engine.name == "spark" else in_processes(jobs, read, processes)
        done: list[Part] = []
        documents = lines = 0
        for part in parts:
            done.append(part)
            documents, lines = documents + part.document_count, lines + part.line_count
            if progress is not None:
                progress(documents, lines)
        now = publish(engine, folder, sorted(done, key=lambda part: part.job))
        clear_staging(folder)
        return now


def _settings_key(context: ReadContext, mapping: Mapping | None) -> str:
    """Parts are only carried on with under the same settings."""
    said = repr((VERSION, sorted(context.buyer_ids), sorted(context.unit_ids), context.rates, context.today, mapping))
    return hashlib.sha256(said.encode() + context.secret).hexdigest()[:16]


def _in_spark(engine: Engine, jobs: Iterable[Job], read: Callable[[Job], Part]) -> Iterator[Part]:
    """The same reading inside Spark's executors; they write the parts, and need to see the same folders."""
    packed = [(pickle.dumps(job),) for job in jobs]
    if not packed:
        return
    spark = engine.connection._session
    frame = spark.createDataFrame(packed, "job binary").repartition(len(packed))
    for row in frame.mapInArrow(_arrow_reader(pickle.dumps(read)), "part binary").collect():
        yield pickle.loads(row.part)  # noqa: S301 - our own bytes, from our own executors


def _arrow_reader(read: bytes) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def run(batches: Iterable[Any]) -> Iterator[Any]:
        import pickle

        import pyarrow as pa

        own = pickle.loads(read)  # noqa: S301 - packed by this run
        for batch in batches:
            parts = [pickle.dumps(own(pickle.loads(job))) for job in batch.column(0).to_pylist()]  # noqa: S301 - as above
            yield pa.record_batch([pa.array(parts, pa.binary())], names=["part"])

    return run
