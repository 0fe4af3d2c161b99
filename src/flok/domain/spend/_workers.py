"""Worker processes for reading. Imports little, because every worker does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import chain, islice
from typing import Any

from ._parts import Part
from .reading import Job

FEW_JOBS = 4  # up to which starting workers takes longer than it saves


def in_processes(jobs: Iterator[Job], read: Callable[[Job], Part], processes: int | None) -> Iterator[Part]:
    """Parts as they are done; with few jobs, or one process, in this process."""
    count = processes or os.cpu_count() or 1
    first = list(islice(jobs, FEW_JOBS + 1))
    if count == 1 or len(first) <= FEW_JOBS:
        for job in chain(first, jobs):
            yield read(job)
        return
    method = multiprocessing.get_context("forkserver")
    method.set_forkserver_preload(["__main__", __name__])
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
