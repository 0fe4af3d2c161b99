"""Life-cycle cost under uncertainty, beside drawing the numbers alone and beside a plain Python loop.

3 alternatives of 12 lines (3 once, 8 every year with a change of price, 1 resale at the end), 15 years, 49 uncertain
inputs: an amount for each line and alternative, a change of price for each line, and a shared price.
"""

from __future__ import annotations

import datetime
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bench.result import Result, peak_mb, seconds, turn_about
from flok.domain.tco._compile import compile_study
from flok.domain.tco._correlation import Sampler
from flok.domain.tco._simulation import BLOCK, THREADS, _compared, simulate
from flok.domain.tco._study import Alternative, Change, Discounting, Input, Line, Name, Study, Timing, Uncertainty

SAMPLES, YEARS, LINES, RATE = 100_000, 15, 12, 0.035
ALTERNATIVES = ("a", "b", "c")
NUMBERS = LINES * len(ALTERNATIVES) + LINES + 1


def run() -> Iterator[Result]:
    study = example()
    plan, sampler = compile_study(study), Sampler(study)
    with ThreadPoolExecutor(THREADS) as pool:
        runs, numbers = turn_about(lambda: _compared(pool, plan, sampler, SAMPLES, 1), draw_alone, 25)
    yield Result("tco, 100,000 samples of 49 inputs", runs * 1e3, "drawing the numbers", numbers * 1e3, "ms", "≤ 1.5")
    simulated, numbers = turn_about(lambda: simulate(study, SAMPLES), draw_alone, 25)
    yield Result("tco, with what is told", simulated * 1e3, "drawing the numbers", numbers * 1e3, "ms", "distance")
    few = 300
    loop = seconds(lambda: plain_loop(few), 3) * SAMPLES / few
    yield Result("tco, with what is told", simulated * 1e3, f"Python loop ({few} runs)", loop * 1e3, "ms", "≤ 0.01")
    peak = float(subprocess.check_output([sys.executable, "-m", "bench.tco"], text=True))
    yield Result("tco, peak memory", peak, "limit", 200, "MB", "≤ 1")
    page = seconds(lambda: page_of(study), 3)
    yield Result("tco, a study page with 10,000 samples", page * 1e3, "limit", 100, "ms", "≤ 1")


def example() -> Study:
    """The study of this benchmark; its numbers mean nothing."""
    chance = random.Random(4)
    own = Uncertainty("normal", (("mean", 1.0), ("sd", 0.1)), relative=True, shared=False)
    rates = Uncertainty("normal", (("mean", 0.02), ("sd", 0.005)))
    shared = Uncertainty("normal", (("mean", 1.0), ("sd", 0.1)))
    amounts = tuple(Input(f"amount{n}", _name("amount"), "DKK", None, uncertainty=own) for n in range(LINES))
    changes = tuple(Input(f"change{n}", _name("change"), "rate", 0.02, uncertainty=rates) for n in range(LINES))
    price = Input("price", _name("price"), "factor", 1.0, uncertainty=shared)
    return Study(
        id="benchmark", version=1, date=datetime.date(2026, 1, 1), name=_name("Benchmark"), summary=_name("Benchmark"),
        base_date=datetime.date(2026, 1, 1), horizon=YEARS, prices="real", comparison="same_period",
        discounting=Discounting("real", ((1, RATE),)), inputs=(*amounts, *changes, price),
        alternatives=tuple(
            Alternative(one, _name(one), tuple((each.id, chance.uniform(1e3, 9e4)) for each in amounts))
            for one in ALTERNATIVES
        ),
        lines=tuple(_line(number) for number in range(LINES)),
    )  # fmt: skip


def _line(number: int) -> Line:
    amount, price = f"amount{number}", "price"
    if number < 3:
        return Line(f"line{number}", _name("once"), "acquisition", (amount,), (price,), Timing("start"))
    if number == LINES - 1:
        return Line(f"line{number}", _name("left"), "resale", (amount,), (price,), Timing("end"))
    yearly = Change(rate=f"change{number}")
    return Line(f"line{number}", _name("yearly"), "operation", (amount,), (price,), Timing("yearly"), yearly)


def _name(words: str) -> Name:
    return Name(words, words)


def draw_alone() -> None:
    """The 49 numbers of each sample, in the same blocks on the same threads, and nothing done with them."""

    def block(number: int) -> None:
        generator = np.random.Generator(np.random.SFC64(number))
        for _ in range(NUMBERS):
            generator.normal(1.0, 0.1, BLOCK)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(block, range(-(-SAMPLES // BLOCK))))


def plain_loop(samples: int) -> list[int]:
    """How often each alternative is the cheapest, as one would write it without arrays."""
    chance, cheapest = random.Random(1), [0] * len(ALTERNATIVES)
    for _ in range(samples):
        price, changes = chance.gauss(1, 0.1), [chance.gauss(0.02, 0.005) for _ in range(LINES)]
        totals = []
        for _alternative in ALTERNATIVES:
            total = 0.0
            for line in range(LINES):
                amount = 40_000 * chance.gauss(1, 0.1) * price
                if line < 3:
                    total += amount
                elif line == LINES - 1:
                    total -= amount / (1 + RATE) ** YEARS
                else:
                    for year in range(1, YEARS + 1):
                        total += amount * ((1 + changes[line]) / (1 + RATE)) ** year
            totals.append(total)
        cheapest[totals.index(min(totals))] += 1
    return cheapest


def page_of(study: Study) -> None:
    """What a page shows: the results, the tornado, and the spread of 10,000 samples."""
    from flok.domain import tco

    tco.results(study)
    tco.tornado(study)
    tco.simulate(study, 10_000)


if __name__ == "__main__":
    simulate(example(), SAMPLES)
    print(peak_mb())
