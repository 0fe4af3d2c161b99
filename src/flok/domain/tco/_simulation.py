"""What we don't know, drawn many times: how much each alternative may cost, and how sure the order is.

The same draw serves all alternatives (common random numbers), so that what they share does not blur their order.
Decision support only: a tender's ranking is made without it.
"""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._compile import compile_study
from ._correlation import Sampler, Variable, variables_of
from ._distributions import Numbers
from ._evaluate import evaluate
from ._plan import Plan
from ._rounding import to_ore
from ._study import NotComputableError, Study

BLOCK = 8_400  # samples at a time: few large steps, so that threads seldom wait for each other
THREADS = min(2, os.cpu_count() or 1)
MOST_SAMPLES = 1_000_000
MOST_NUMBERS = 50_000_000  # samples by random numbers
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
BARS = 40
_GROUPS = 20


class SimulationError(ValueError):
    """What was asked for cannot be drawn. `da` and `en` say why."""

    def __init__(self, da: str, en: str) -> None:
        self.da, self.en = da, en
        super().__init__(f"{da} / {en}")


@dataclass(frozen=True, slots=True)
class Spread:
    """One alternative. Amounts in øre, of what alternatives are compared by. `quantiles`: at QUANTILES.

    cheapest: in which share of the runs it is (ties shared). ranks: in which share it is first, second, ...
    regret: what choosing it costs on average beside the cheapest of each run. bars: runs in each of Simulation.edges.
    """

    alternative: str
    mean: int
    deviation: int
    quantiles: tuple[int, ...]
    cheapest: float
    ranks: tuple[float, ...]
    regret: int
    bars: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """error: standard error of the largest share `cheapest`. edges: BARS + 1 limits in øre.

    knowing: what it would be worth to know everything before choosing (the least regret), in øre.
    """

    samples: int
    seed: int
    spreads: tuple[Spread, ...]
    error: float
    edges: tuple[int, ...]
    knowing: int


@dataclass(frozen=True, slots=True)
class Knowing:
    """What it is worth to know one input better before choosing, in øre. alternative: None where all share it."""

    input: str
    alternative: str | None
    worth: int


def simulate(study: Study, samples: int = 10_000, seed: int = 1) -> Simulation | None:
    """Draw `samples` runs; None where no input is uncertain. The same seed gives the same answer each time.

    Raises SimulationError for a number of samples, a seed or an amount of work that cannot be; NotComputableError where
    a run has no finite result.
    """
    variables = variables_of(study)
    _check(samples, seed, len(variables))
    if not variables:
        return None
    sampler = Sampler(study)
    with ThreadPoolExecutor(THREADS) as pool:
        compared = _compared(pool, compile_study(study), sampler, samples, seed)
        return _told(pool, study, compared, seed)


def worth_knowing(study: Study, samples: int = 20_000, seed: int = 1) -> tuple[Knowing, ...]:
    """Each uncertain input by what it is worth to know it alone, largest first: the choice is made anew in each
    twentieth of its range. Raises as `simulate`.

    The expected value of partial perfect information, by groups of the ordered draws; Strong & Oakley (2013), Medical
    Decision Making 33(6), 755-766, go through such methods. What is not twice the noise of its groups is told as 0.
    """
    variables = variables_of(study)
    _check(samples, seed, len(variables))
    if not variables:
        return ()
    sampler = Sampler(study)
    draws = np.empty((len(sampler.variables), samples))
    with ThreadPoolExecutor(THREADS) as pool:
        compared = _compared(pool, compile_study(study), sampler, samples, seed, draws)
    now = float(compared.mean(axis=1).min())

    def gained(order: NDArray[np.int64]) -> float:
        groups = np.array_split(order, _GROUPS)
        return now - sum(float(compared[:, one].mean(axis=1).min()) * len(one) for one in groups if len(one)) / samples

    noise = gained(np.random.default_rng(seed).permutation(samples))
    found = []
    for number, each in enumerate(sampler.variables):
        worth = gained(np.argsort(draws[number], kind="stable"))
        found.append(Knowing(each.input, each.alternative, _ore(worth - noise if worth > 2 * noise else 0.0)))
    return tuple(sorted(found, key=lambda one: -one.worth))


def _check(samples: int, seed: int, variables: int) -> None:
    if not 1 <= samples <= MOST_SAMPLES:
        raise SimulationError(
            f"antallet af forløb skal være mellem 1 og {MOST_SAMPLES}",
            f"the number of samples must be between 1 and {MOST_SAMPLES}",
        )
    if not 0 <= seed < 2**63:
        raise SimulationError("frøet skal være mellem 0 og 2^63", "the seed must be between 0 and 2^63")
    if samples * variables > MOST_NUMBERS:
        most = MOST_NUMBERS // variables
        raise SimulationError(
            f"så mange usikre tal kan kun trækkes {most} gange", f"so many uncertain inputs can be drawn {most} times"
        )


def _filled(plan: Plan, variables: tuple[Variable, ...]) -> tuple[Numbers, tuple[tuple[str, int, float], ...]]:
    """How the draws become values of slots.

    First what each variable is to be drawn times; then of each random slot its key, the number of the variable that
    fills it, and what its draws are to be taken times.
    """
    where = {(one.input, one.alternative): number for number, one in enumerate(variables)}
    found = []
    for slot in plan.slots:
        number = where.get((slot.input, slot.alternative), where.get((slot.input, None)))
        if number is not None:
            found.append((slot.key, number, slot.base if variables[number].uncertainty.relative else 1.0))
    fills = Counter(number for _key, number, _base in found)
    scale = np.ones(len(variables))
    for _key, number, base in found:
        if fills[number] == 1:
            scale[number] = base
    return scale, tuple((key, number, 1.0 if fills[number] == 1 else base) for key, number, base in found)


def _compared(
    pool: Executor, plan: Plan, sampler: Sampler, samples: int, seed: int, kept: Numbers | None = None
) -> Numbers:
    """What is compared in each run, in kroner: (alternatives, samples). `kept` is filled with the draws."""
    scale, filled = _filled(plan, sampler.variables)
    compared = np.empty((len(plan.alternatives), samples))

    def work(starts: range) -> None:
        room = np.empty(len(scale) * min(BLOCK, samples))
        for start in starts:
            runs = slice(start, min(start + BLOCK, samples))
            draws = room[: len(scale) * (runs.stop - start)].reshape(len(scale), -1)
            sequence = np.random.SeedSequence(seed, spawn_key=(start // BLOCK,))
            sampler.draw(np.random.Generator(np.random.SFC64(sequence)), draws, scale)
            values = {key: draws[number] if base == 1 else draws[number] * base for key, number, base in filled}
            with np.errstate(all="ignore"):
                compared[:, runs] = evaluate(plan, values).compared.reshape(len(compared), -1)
            if kept is not None:
                kept[:, runs] = draws

    list(pool.map(work, (range(each * BLOCK, samples, THREADS * BLOCK) for each in range(THREADS))))
    if not np.isfinite(compared).all():
        raise NotComputableError("uncertainty")
    return compared


def _told(pool: Executor, study: Study, compared: Numbers, seed: int) -> Simulation:
    samples = compared.shape[1]
    quantiles = pool.map(lambda row: np.quantile(row, QUANTILES), compared)  # what takes longest
    ranks = pool.map(lambda number: _ranks(compared, number), range(len(compared)))
    least = compared.min(axis=0)
    is_least = compared == least
    cheapest = (is_least / is_least.sum(axis=0)).mean(axis=1)
    regrets = (compared - least).mean(axis=1)
    span = float(compared.min()), float(compared.max())
    bars = [np.histogram(row, BARS, span)[0] for row in compared]
    spreads = tuple(
        Spread(
            alternative=each.id,
            mean=_ore(float(row.mean())),
            deviation=_ore(float(row.std(ddof=1) if samples > 1 else 0.0)),
            quantiles=tuple(_ore(float(one)) for one in at),
            cheapest=float(cheapest[number]),
            ranks=ranked,
            regret=_ore(float(regrets[number])),
            bars=tuple(int(one) for one in bars[number]),
        )
        for number, (each, row, at, ranked) in enumerate(
            zip(study.alternatives, compared, quantiles, ranks, strict=True)
        )
    )
    most = float(cheapest.max())
    return Simulation(
        samples=samples,
        seed=seed,
        spreads=spreads,
        error=float(np.sqrt(most * (1 - most) / samples)),
        edges=tuple(_ore(float(one)) for one in np.linspace(*span, BARS + 1)),
        knowing=_ore(float(regrets.min())),
    )


def _ore(kroner: float) -> int:
    return to_ore(kroner, "uncertainty")


def _ranks(compared: Numbers, number: int) -> tuple[float, ...]:
    """In which share of the runs one row is first, second, ...; of equal ones the first row comes first."""
    before = np.zeros(compared.shape[1], dtype=np.int64)
    for other, row in enumerate(compared):
        before += row <= compared[number] if other < number else row < compared[number]
    return tuple((np.bincount(before, minlength=len(compared)) / compared.shape[1]).tolist())
