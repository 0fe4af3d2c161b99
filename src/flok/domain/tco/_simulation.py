"""What we don't know, drawn many times: how much each alternative may cost, and how sure the order is.

The same draw serves all alternatives (common random numbers), so that what they share does not blur their order.
Decision support only: a tender's ranking is made without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._compile import compile_study
from ._correlation import Sampler, Variable
from ._distributions import Numbers
from ._evaluate import evaluate
from ._plan import Plan, Slot
from ._rounding import to_ore
from ._study import NotComputableError, Study

BLOCK = 4_096  # samples at a time: what an alternative's numbers take then stays in the processor's cache
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
    sampler = Sampler(study)
    _check(samples, seed, len(sampler.variables))
    if not sampler.variables:
        return None
    compared = np.empty((len(study.alternatives), samples))
    for start, found, _draws in _blocks(compile_study(study), sampler, samples, seed):
        compared[:, start : start + found.shape[1]] = found
    return _told(study, compared, samples, seed)


def worth_knowing(study: Study, samples: int = 20_000, seed: int = 1) -> tuple[Knowing, ...]:
    """Each uncertain input by what it is worth to know it alone, largest first: the choice is made anew in each
    twentieth of its range. Raises as `simulate`.

    The expected value of partial perfect information, by groups of the ordered draws; Strong & Oakley (2013), Medical
    Decision Making 33(6), 755-766, go through such methods. What is not twice the noise of its groups is told as 0.
    """
    sampler = Sampler(study)
    _check(samples, seed, len(sampler.variables))
    if not sampler.variables:
        return ()
    parts = list(_blocks(compile_study(study), sampler, samples, seed))
    compared = np.concatenate([found for _start, found, _draws in parts], axis=1)
    draws = np.concatenate([found for _start, _compared, found in parts], axis=1)
    now = float(compared.mean(axis=1).min())

    def gained(order: NDArray[np.int64]) -> float:
        groups = np.array_split(order, _GROUPS)
        return now - sum(float(compared[:, one].mean(axis=1).min()) * len(one) for one in groups if len(one)) / samples

    noise = gained(np.random.default_rng(seed).permutation(samples))
    found = []
    for number, each in enumerate(sampler.variables):
        worth = gained(np.argsort(draws[number], kind="stable"))
        found.append(Knowing(each.input, each.alternative, to_ore(worth - noise if worth > 2 * noise else 0.0)))
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


def _filled(plan: Plan, variables: tuple[Variable, ...]) -> tuple[tuple[int, Slot], ...]:
    """The slots of a plan that are random: each with the variable (by number) that fills it."""
    where = {(one.input, one.alternative): number for number, one in enumerate(variables)}
    found = []
    for slot in plan.slots:
        number = where.get((slot.input, slot.alternative), where.get((slot.input, None)))
        if number is not None:
            found.append((number, slot))
    return tuple(found)


def _blocks(plan: Plan, sampler: Sampler, samples: int, seed: int) -> Iterator[tuple[int, Numbers, Numbers]]:
    """Block by block: its first sample; what is compared, in kroner (alternatives, n); the draws (variables, n)."""
    filled = _filled(plan, sampler.variables)

    def block(start: int) -> tuple[int, Numbers, Numbers]:
        generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(start // BLOCK,))))
        draws = sampler.draw(generator, min(BLOCK, samples - start))
        values = {
            slot.key: slot.base * draws[which] if sampler.variables[which].uncertainty.relative else draws[which]
            for which, slot in filled
        }
        with np.errstate(all="ignore"):
            compared = np.asarray(evaluate(plan, values).compared)
        if not np.isfinite(compared).all():
            raise NotComputableError("uncertainty")
        return (
            start,
            np.broadcast_to(compared.reshape(len(plan.alternatives), -1), (len(compared), draws.shape[1])),
            draws,
        )

    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        yield from pool.map(block, range(0, samples, BLOCK))


def _told(study: Study, compared: Numbers, samples: int, seed: int) -> Simulation:
    least = compared.min(axis=0)
    is_least = compared == least
    cheapest = (is_least / is_least.sum(axis=0)).mean(axis=1)
    regrets = (compared - least).mean(axis=1)
    span = float(compared.min()), float(compared.max())
    spreads = tuple(
        Spread(
            alternative=each.id,
            mean=to_ore(float(row.mean())),
            deviation=to_ore(float(row.std(ddof=1) if samples > 1 else 0.0)),
            quantiles=tuple(to_ore(float(one)) for one in np.quantile(row, QUANTILES)),
            cheapest=float(cheapest[number]),
            ranks=_ranks(compared, number),
            regret=to_ore(float(regrets[number])),
            bars=tuple(int(one) for one in np.histogram(row, BARS, span)[0]),
        )
        for number, (each, row) in enumerate(zip(study.alternatives, compared, strict=True))
    )
    most = float(cheapest.max())
    return Simulation(
        samples=samples,
        seed=seed,
        spreads=spreads,
        error=float(np.sqrt(most * (1 - most) / samples)),
        edges=tuple(to_ore(float(one)) for one in np.linspace(*span, BARS + 1)),
        knowing=to_ore(float(regrets.min())),
    )


def _ranks(compared: Numbers, number: int) -> tuple[float, ...]:
    """In which share of the runs one row is first, second, ...; of equal ones the first row comes first."""
    before = np.zeros(compared.shape[1], dtype=np.int64)
    for other, row in enumerate(compared):
        before += row <= compared[number] if other < number else row < compared[number]
    return tuple((np.bincount(before, minlength=len(compared)) / compared.shape[1]).tolist())
