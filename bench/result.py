"""One measured figure beside its peer or limit."""

from __future__ import annotations

import gc
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORK = Path(__file__).parent / "work"


@dataclass(frozen=True, slots=True)
class Result:
    """`ratio` is value ÷ peer in `unit`; `wanted` says which side of which number it should be on."""

    name: str
    value: float
    peer_name: str
    peer: float
    unit: str
    wanted: str

    @property
    def ratio(self) -> float:
        return self.value / self.peer


def machine() -> str:
    """The machine in a line: processor count, platform, Python."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best wall time of several runs, after the garbage of others is gone."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def turn_about(first: Callable[[], object], second: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """The best times of two works run in turn, so that a change of the machine's speed touches both."""
    one = two = float("inf")
    for _ in range(times):
        one, two = min(one, seconds(first, 1)), min(two, seconds(second, 1))
    return one, two


def peak_mb() -> float:
    """This process's peak resident memory since it began (getrusage would include what forked it)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
