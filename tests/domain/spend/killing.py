"""Kills runs at every point of reading and publishing; started by test_kill.py, prints what came of each as JSON.

One process imports everything once and forks for every trial, so that a trial costs what the run costs.
`killing.py FOLDER`: FOLDER is empty and is this script's alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flok.demo import write_documents
from flok.domain import spend
from flok.domain.spend import _engine, _workers
from flok.domain.spend.reading import _jobs

_jobs.FILES_PER_JOB = 4
POINTS = ("fsync", "rename", "replace", "unlink", "mkdir", "rmdir")
FULL = 7


def read(store: Path, folders: list[Path], processes: int = 1) -> None:
    with spend.engine(threads=1) as engine:
        spend.read_into(engine, store, folders, spend.ReadContext(secret=b"x"), processes=processes)


def content(store: Path) -> str:
    """A hash of every row in force, in reading order, whatever files it lies in."""
    now = spend.published(store)
    tables = [
        pa.concat_tables([schema.empty_table(), *(pq.read_table(path, schema=schema) for path in paths)])
        for paths, schema in ((now.documents, spend.DOCUMENTS), (now.lines, spend.LINES))
    ]
    rows = [
        tables[0].sort_by("sequence").drop_columns("sequence").to_pylist(),
        tables[1].sort_by("line_id").to_pylist(),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def kill_at(point: int, reached: list[str]) -> None:
    """From now on every call that changes what the disk holds is counted; before the `point`th the process dies."""

    def counting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            reached.append(name)
            if len(reached) == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return counted

    for name in POINTS:
        setattr(os, name, counting(name, getattr(os, name)))
    _engine.Engine.write = counting("write", _engine.Engine.write)  # type: ignore[method-assign]


def forked(run: Callable[[], None]) -> int:
    """Runs in a fork; its exit status, negative for the signal that killed it."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        status = 1
        try:
            run()
            status = 0
        except Exception as error:
            status = FULL if isinstance(error, OSError) or type(error).__module__.startswith("_duckdb") else 1
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_soon(store: Path, folders: list[Path], seconds: float) -> tuple[int, bool]:
    """A run with workers, killed after a while, itself alone; its status, and whether its workers ended too."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _jobs.FILES_PER_JOB, _workers.FEW_JOBS = 1, 1
        read(store, folders, processes=2)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for _ in range(200):
        try:
            os.killpg(child, 0)
        except ProcessLookupError:
            return status, True
        time.sleep(0.05)
    return status, False


def main(folder: Path) -> None:
    first, second = folder / "first", folder / "second"
    write_documents(first, count=3, seed=1, whitespace=False)
    write_documents(second, count=9, seed=2, whitespace=False)
    shutil.copy(second / "000000.xml", second / "zz-again.xml")
    base, clean = folder / "base", folder / "clean"
    read(base, [first])
    shutil.copytree(base, clean)
    read(clean, [second])
    out: dict[str, Any] = {"before": content(base), "complete": content(clean), "kills": [], "full": [], "random": []}

    def fresh(name: str) -> Path:
        return Path(shutil.copytree(base, folder / name))

    def after(store: Path) -> list[str]:
        now = content(store)
        finished = forked(lambda: read(store, [second]))
        return [now, content(store) if finished == 0 else f"exit {finished}"]

    point = 0
    while True:
        point += 1
        store = fresh(f"kill-{point}")

        def run(store: Path = store, point: int = point) -> None:
            reached: list[str] = []
            kill_at(point, reached)
            read(store, [second])

        if forked(run) != -signal.SIGKILL:
            break
        out["kills"].append(after(store) if point % 5 == 0 else [content(store)])
    for limit in (300, 6_000):
        store = fresh(f"full-{limit}")

        def run(store: Path = store, limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            read(store, [second])

        out["full"].append([forked(run), *after(store)])
    rng = random.Random(8)
    for place in range(2):
        store = fresh(f"random-{place}")
        out["random"].append([*killed_soon(store, [second], rng.uniform(0.5, 4)), *after(store)])
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
