"""Reading paths into a store: in this process, in several, or inside Spark's executors, by the same function."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ._engine import Engine
from ._parts import Part, read_to_part
from ._store import Published, clear_staging, locked, publish
from .reading import Job, ReadContext, jobs_for
from .tables import Mapping

VERSION = 1  # of the readers; parts staged by another version are not carried on with
FEW_JOBS = 4  # up to which starting workers takes longer than it saves
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
        parts = _in_spark(engine, jobs, read) if engine.name == "spark" else _in_processes(jobs, read, processes)
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


def _in_processes(jobs: Iterator[Job], read: Callable[[Job], Part], processes: int | None) -> Iterator[Part]:
    """Parts as they are done; with few jobs, or one process, in this process."""
    count = processes or os.cpu_count() or 1
    first = list(islice(jobs, FEW_JOBS + 1))
    if count == 1 or len(first) <= FEW_JOBS:
        for job in chain(first, jobs):
            yield read(job)
        return
    method = multiprocessing.get_context("forkserver")
    method.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(count, mp_context=method, initializer=_end_with_parent) as pool:
        waiting: set[Future[Part]] = set()
        try:
            for job in chain(first, jobs):
                waiting.add(pool.submit(read, job))
                if len(waiting) >= 4 * count:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            for future in waiting:
                yield future.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """A worker ends when the run is killed, so that it never writes into a later one; Ctrl-C is the run's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


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

        own = pickle.loads(read)  # noqa: S301
        for batch in batches:
            parts = [pickle.dumps(own(pickle.loads(job))) for job in batch.column(0).to_pylist()]  # noqa: S301
            yield pa.record_batch([pa.array(parts, pa.binary())], names=["part"])

    return run
