"""The share by month and unit over ten million lines: the engine, hand-written SQL, pandas. All give one answer."""

from __future__ import annotations

import subprocess
import sys

from bench.result import Result
from bench.share_data import LINE_COUNT, lines

RUNS = 3


def run() -> list[Result]:
    lines()
    own_time, own_peak, own_answer = _best("own")
    sql_time, _, sql_answer = _best("sql")
    pandas_time, _, pandas_answer = _measured("pandas")
    assert own_answer == sql_answer == pandas_answer, (own_answer, sql_answer, pandas_answer)
    name = f"share, {LINE_COUNT // 1_000_000} M lines"
    return [
        Result(name, own_time, "hand-written DuckDB SQL", sql_time, "s", "<= 1.2"),
        Result(name, pandas_time / own_time, "pandas, times slower", 10.0, "x", ">= 1"),
        Result(name + ", peak memory", own_peak, "the limit", 500.0, "MB", "<= 1"),
    ]


def _best(method: str) -> tuple[float, float, str]:
    """The best of RUNS runs; the largest peak; the answer, the same in each."""
    found = [_measured(method) for _ in range(RUNS)]
    assert len({answer for _, _, answer in found}) == 1
    return min(one[0] for one in found), max(one[1] for one in found), found[0][2]


def _measured(method: str) -> tuple[float, float, str]:
    """(seconds from tables to answer, peak MB, digest of the answer), in a process of its own."""
    child = subprocess.run(
        [sys.executable, "-m", "bench.share_one", method], capture_output=True, text=True, check=True
    )
    seconds, peak, answer = child.stdout.split()
    return float(seconds), float(peak), answer
