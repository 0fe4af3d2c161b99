"""What the order rests on, found by evaluating again: no sampling, no noise.

A tornado says how far each input moves what an alternative costs; a break-even says at which value of one input the
cheapest alternative becomes another; a map says the same of two inputs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq

from ._changing import with_value
from ._check_values import check_lifetimes, check_reach
from ._compile import compile_study
from ._correlation import Variable, variables_of
from ._distributions import Numbers, quantile
from ._evaluate import evaluate
from ._plan import Plan, Slot
from ._rounding import to_ore
from ._study import NotComputableError, Study

TAILS = (0.1, 0.9)  # of what is uncertain, the middle 80 %
_STEPS = 512
_LONGEST_LIFE = 60
_AT_ONCE = 128  # inputs of a tornado evaluated together


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does, the others held. `low`, `high`: its values (a factor where the input is a path, or is told
    relatively). `basis`: where they are from: uncertainty (10 and 90 % of it), point (one percentage point to either
    side, of rates) or share (10 %); what is plausible in a bid is far wider than that.

    at_low, at_high: what each alternative is compared by there, in øre. turns: another alternative is the cheapest at
    one of them than at the study's own values. width: how far the lead of the cheapest over the next moves, in øre.
    """

    key: str
    low: float
    high: float
    basis: str
    at_low: tuple[int, ...]
    at_high: tuple[int, ...]
    turns: bool
    width: int


@dataclass(frozen=True, slots=True)
class BreakEven:
    """At `value` of the slot `key`, `below` is the cheapest beneath it and `above` over it. For lifetimes and other
    whole numbers `value` is the first year of `above`.
    """

    key: str
    value: float
    below: str
    above: str


@dataclass(frozen=True, slots=True)
class Map:
    """Which alternative (by its number) is the cheapest: `cheapest[row][column]` at `ys[row]`, `xs[column]`."""

    x: str
    y: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cheapest: tuple[tuple[int, ...], ...]


def tornado(study: Study) -> tuple[Swing, ...]:
    """The inputs by how far they move the lead of the cheapest over the next, the widest first."""
    plan = compile_study(study)
    base = _compared(plan, {})[:, 0]
    first, second = _leader_and_next(base)
    spread = {(one.input, one.alternative): one for one in variables_of(study)}
    spans = [(slot, *_span(slot, spread)) for slot in plan.slots]
    varied = [one for one in spans if one[1] != one[2]]
    swings = []
    for start in range(0, len(varied), _AT_ONCE):
        together = varied[start : start + _AT_ONCE]
        compared = _at_both_ends(plan, [(slot, low, high) for slot, low, high, _basis in together])
        for (slot, low, high, basis), ends in zip(together, compared, strict=True):
            leads = ends[second] - ends[first]
            at_low, at_high = (tuple(to_ore(one, slot.key) for one in end) for end in ends.T.tolist())
            turns, width = bool((ends.argmin(axis=0) != first).any()), abs(float(leads[1] - leads[0]))
            swings.append(Swing(slot.key, low, high, basis, at_low, at_high, turns, to_ore(width, slot.key)))
    return tuple(sorted((one for one in swings if one.width or one.turns), key=lambda one: (-one.width, one.key)))


def _at_both_ends(plan: Plan, spans: Sequence[tuple[Slot, float, float]]) -> Iterator[Numbers]:
    """For each of the slots (alternatives, 2): what is compared at its low and its high, all the others held."""
    values = {}
    for number, (slot, low, high) in enumerate(spans):
        values[slot.key] = np.full(2 * len(spans), slot.base)
        values[slot.key][2 * number : 2 * number + 2] = low, high
    with np.errstate(all="ignore"):
        found = np.asarray(evaluate(plan, values).compared)
    for number, (slot, _low, _high) in enumerate(spans):
        ends = found[:, 2 * number : 2 * number + 2]
        if not np.isfinite(ends).all():
            raise NotComputableError(slot.key)
        yield ends


def break_even(study: Study, key: str, low: float | None = None, high: float | None = None) -> tuple[BreakEven, ...]:
    """Every value of one slot between `low` and `high` where the cheapest alternative changes, rising.

    Without limits a wide span around the study's own value is searched. Raises KeyError for a key that is no slot.
    """
    plan = compile_study(study)
    slot = plan.slot(key)
    bottom, top = _reach(study, slot)
    points = np.linspace(bottom if low is None else low, top if high is None else high, _STEPS)
    return tuple(
        BreakEven(key, value, plan.alternatives[below], plan.alternatives[above])
        for value, below, above in _changes(lambda at: _compared(plan, {key: at}), points)
    )


def break_even_years(study: Study, key: str = "") -> tuple[BreakEven, ...]:
    """The same of a whole number of years, 1 to 60: an input in years (a life, an interval), or the horizon (no key).

    The study is compiled anew for each; years at which it is none (a table that is too short, a payment that falls
    outside) or cannot be computed are passed over. `key` may be of one alternative alone, as a slot's.
    """
    found: list[BreakEven] = []
    before: int | None = None
    names = [one.id for one in study.alternatives]
    for years in range(1, _LONGEST_LIFE + 1):
        other = with_value(study, key, float(years)) if key else replace(study, horizon=years)
        if check_lifetimes(other) or check_reach(other):
            continue
        try:
            now = int(_compared(compile_study(other), {})[:, 0].argmin())
        except NotComputableError:
            continue
        if before is not None and now != before:
            found.append(BreakEven(key, float(years), names[before], names[now]))
        before = now
    return tuple(found)


def break_even_map(study: Study, x: str, y: str, points: int = 41) -> Map:
    """The cheapest alternative over two slots, on a grid; where its fields meet is the break-even of the two."""
    plan = compile_study(study)
    xs, ys = (np.linspace(*_reach(study, plan.slot(key)), points) for key in (x, y))
    across, down = np.meshgrid(xs, ys)
    cheapest = _compared(plan, {x: across.ravel(), y: down.ravel()}).argmin(axis=0).reshape(points, points)
    return Map(
        x, y, tuple(xs.tolist()), tuple(ys.tolist()), tuple(tuple(int(one) for one in row) for row in cheapest)
    )  # fmt: skip


def with_headline(study: Study, price_set: str) -> Study:
    """The study compared by costs and effects at the prices of one set, to find the break-even of such a price."""
    return replace(study, headline=price_set)


def _compared(plan: Plan, values: dict[str, Numbers]) -> Numbers:
    """What alternatives are compared by, (alternatives, values or 1), in kroner. Raises NotComputableError."""
    with np.errstate(all="ignore"):
        found = np.asarray(evaluate(plan, values).compared)
    if not np.isfinite(found).all():
        raise NotComputableError(", ".join(values) or "costs")
    return found if found.ndim == 2 else found[:, np.newaxis]


def _leader_and_next(base: Numbers) -> tuple[int, int]:
    order = np.argsort(base, kind="stable")
    return int(order[0]), int(order[min(1, len(order) - 1)])


def _span(slot: Slot, spread: dict[tuple[str, str | None], Variable]) -> tuple[float, float, str]:
    """The low and high value a tornado tries."""
    own = spread.get((slot.input, slot.alternative)) or spread.get((slot.input, None))
    if own is not None:
        low, high = (float(one) for one in quantile(own.uncertainty, np.array(TAILS)))
        return (
            (slot.base * low, slot.base * high, "uncertainty")
            if own.uncertainty.relative
            else (low, high, "uncertainty")
        )
    if slot.kind in ("discount", "rate"):
        return slot.base - 0.01, slot.base + 0.01, "point"
    return slot.base * 0.9, slot.base * 1.1, "share"


def _reach(study: Study, slot: Slot) -> tuple[float, float]:
    """Between which values a break-even is looked for: wide, but where the numbers still mean something."""
    if slot.kind in ("discount", "rate"):
        return slot.base - 0.05, slot.base + 0.15
    if slot.kind == "factor":
        return 0.0, 5.0
    top = study.input(slot.input).high
    return (0.0, max(5 * slot.base, top or 0.0)) if slot.base > 0 else (min(5 * slot.base, 0.0), top or 1.0)


def _changes(compared: Callable[[Numbers], Numbers], points: Numbers) -> list[tuple[float, int, int]]:
    """Where the least of the rows of `compared(points)` changes: the value, the row before it and the row after.

    Rows that are alike at the very first point (all costs nothing, of no machines) have not changed there.
    """
    costs = compared(points)
    least = costs.argmin(axis=0)
    found: list[tuple[float, int, int]] = []
    for place in np.flatnonzero(np.diff(least)):
        if place == 0 and costs[least[0], 0] == costs[least[1], 0]:
            continue
        found += _between(compared, (float(points[place]), float(points[place + 1])), least[place], least[place + 1])
    return found


def _between(
    compared: Callable[[Numbers], Numbers], span: tuple[float, float], before: int, after: int
) -> list[tuple[float, int, int]]:
    """The change, or the changes where a third row is the least on the way."""

    def lead(at: float) -> float:
        row = compared(np.array([at]))[:, 0]
        return float(row[after] - row[before])

    value = span[0] if lead(span[0]) == 0 else float(brentq(lead, *span, xtol=1e-12, rtol=1e-14))
    there = compared(np.array([value]))[:, 0]
    third = int(there.argmin())
    close = 1e-9 * max(1.0, abs(float(there[before])))
    if third in (before, after) or there[before] - there[third] <= close or value in span:
        return [(value, int(before), int(after))]
    return [*_between(compared, (span[0], value), before, third), *_between(compared, (value, span[1]), third, after)]
