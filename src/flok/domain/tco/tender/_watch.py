"""Abnormally low and unbalanced bids, each with the assumption it leans on. Pointing out is no verdict.

Directive 2014/24/EU article 69 and udbudsloven § 169 have the authority ask for an explanation of a bid that seems
abnormally low; neither gives a number, so the bounds are the tender's own (Watch).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_high, median_low
from typing import Literal

from flok.domain.tco._compile import compile_study
from flok.domain.tco._evaluate import row_values
from flok.domain.tco._study import Change, Study

from ._bound import with_bids
from ._terms import Tender, Watch

Code = Literal["low_total", "low_line", "high_line", "zero_line", "unbalanced", "quantity"]
Assumption = Literal["discounting", "price_changes", "none", "quantities"]
FEWEST_OTHERS = 2
MOST_TIMES = 3.0  # a quantity further off than this is not told
_SAME = 0.02  # factors closer than this are the same


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing to look at, in kroner.

    low_total, low_line, high_line, zero_line: `value` of the bid beside the `median` of the others (a line's at today's
    prices). unbalanced: what the bid is compared by (`value`), and would be with the same money spread over the lines
    as the others do (`median`). quantity: the order with the next bid turns if `factor` times as much is used of the
    line as assumed. factor (of a line): what 1 kr. of today counts in the comparison, `usual` over all lines.
    """

    code: Code
    bid: str
    line: str
    value: float
    median: float
    factor: float
    usual: float
    assumption: Assumption


@dataclass(frozen=True, slots=True)
class _Lines:
    """Kroner by bid and line: as compared, without discounting, and without changes of prices and quantities too."""

    counted: Mapping[str, Mapping[str, float]]
    undiscounted: Mapping[str, Mapping[str, float]]
    today: Mapping[str, Mapping[str, float]]

    def factor(self, line: str) -> float:
        """What 1 kr. of today on the line counts in the comparison, over all bids."""
        return _worth(self.counted, self.today, line)

    def assumption(self, line: str) -> Assumption:
        """What makes the line's factor what it is."""
        counted, undiscounted, today = (
            sum(abs(each[line]) for each in kind.values()) for kind in (self.counted, self.undiscounted, self.today)
        )
        if not undiscounted or not today:
            return "none"
        discounting, changes = abs(counted / undiscounted - 1), abs(undiscounted / today - 1)
        if max(discounting, changes) < _SAME:
            return "none"
        return "discounting" if discounting >= changes else "price_changes"


def observations(tender: Tender, bids: Mapping[str, Mapping[str, float]]) -> tuple[Observation, ...]:
    """What to ask about, bid by bid; `bids` are values of inputs by bid. Needs three bids, but quantities only two."""
    if len(bids) < 2:
        return ()
    lines = _lines(tender, bids)
    found: list[Observation] = []
    for bid in sorted(bids):
        others = [each for each in sorted(bids) if each != bid]
        if len(others) >= FEWEST_OTHERS:
            found.extend(_beside(tender, lines, bid, others))
    return (*found, *_quantities(lines))


def _lines(tender: Tender, bids: Mapping[str, Mapping[str, float]]) -> _Lines:
    study = with_bids(tender, bids)
    flat = replace(study, discounting=replace(study.discounting, steps=((1, 0.0),), inflation=None))
    plain = replace(
        flat,
        lines=tuple(replace(each, price_change=Change(), quantity_change=Change()) for each in flat.lines),
        effects=tuple(replace(each, quantity_change=Change()) for each in flat.effects),
        price_sets=tuple(replace(each, price_change=Change()) for each in flat.price_sets),
    )
    return _Lines(_by_line(study), _by_line(flat), _by_line(plain))


def _by_line(study: Study) -> dict[str, dict[str, float]]:
    plan = compile_study(study)
    values = [float(each) for each in row_values(plan)]
    annuity = {row.alternative: value for row, value in zip(plan.rows, values, strict=True) if row.section == "annuity"}
    found: dict[str, dict[str, float]] = {each: {} for each in plan.alternatives}
    for row, value in zip(plan.rows, values, strict=True):
        if row.section == "cost" or (row.section == "effect" and plan.headline and row.of == plan.headline):
            years = annuity[row.alternative] if plan.by_year else 1.0
            found[plan.alternatives[row.alternative]][row.id] = value / years
    return found


def _beside(tender: Tender, lines: _Lines, bid: str, others: Sequence[str]) -> Iterator[Observation]:
    watch = tender.terms.watch
    totals = {each: sum(lines.counted[each].values()) for each in (bid, *others)}
    middle = median_low(totals[each] for each in others)
    if middle > 0 and totals[bid] < (1 - watch.low_total) * middle:
        yield Observation("low_total", bid, "", totals[bid], middle, 1.0, 1.0, "none")
    whole = sum(lines.today[bid].values())
    usual = totals[bid] / whole if whole else 0.0
    odd = False
    for line, own in lines.today[bid].items():
        found = _odd(own, [lines.today[each][line] for each in others], watch)
        if found:
            odd = True
            factor = lines.factor(line)
            is_favoured = factor < usual if found[0] == "high_line" else factor > usual
            assumption = lines.assumption(line) if is_favoured else "none"
            yield Observation(found[0], bid, line, own, found[1], factor, usual, assumption)
    if odd:
        yield from _unbalanced(lines, bid, others)


def _odd(own: float, others: Sequence[float], watch: Watch) -> tuple[Code, float] | None:
    """How a line stands out, and the median it does so from: of an even number of others the nearer one."""
    low, high = median_low(others), median_high(others)
    if own == 0 and low > 0:
        return "zero_line", low
    if 0 <= own < (1 - watch.low_line) * low:
        return "low_line", low
    return ("high_line", high) if 0 < (1 + watch.high_line) * high < own else None


def _unbalanced(lines: _Lines, bid: str, others: Sequence[str]) -> Iterator[Observation]:
    """The same money spread as the others do over the lines on which bids differ: would the bid be compared by more?"""
    today = lines.today
    vary = sorted(line for line in today[bid] if len({values[line] for values in today.values()}) > 1)
    usually = {line: median(today[each][line] for each in others) for line in vary}
    whole, spread = sum(today[bid][line] for line in vary), sum(usually.values())
    if spread <= 0 or whole <= 0:
        return
    gains = [
        sum(usually[line] * _worth(values, today, line) * whole / spread - values[bid][line] for line in vary)
        for values in (lines.counted, lines.undiscounted)
    ]
    counted = sum(lines.counted[bid].values())
    usual = (sum(lines.counted[bid][line] for line in vary) + gains[0]) / whole
    if gains[0] <= _SAME * abs(counted):
        return
    moved = {line: (today[bid][line] - usually[line]) * (usual - lines.factor(line)) for line in vary}
    line = max(
        (line for line in vary if today[bid][line] > usually[line]), key=lambda each: moved[each], default=vary[0]
    )
    assumption: Assumption = "discounting" if gains[0] - gains[1] >= gains[1] else "price_changes"
    yield Observation("unbalanced", bid, line, counted, counted + gains[0], lines.factor(line), usual, assumption)


def _worth(values: Mapping[str, Mapping[str, float]], today: Mapping[str, Mapping[str, float]], line: str) -> float:
    """What 1 kr. of today on a line comes to, over all bids."""
    amounts = sum(abs(each[line]) for each in today.values())
    return sum(abs(each[line]) for each in values.values()) / amounts if amounts else 0.0


def _quantities(lines: _Lines) -> Iterator[Observation]:
    """For the bid that is lowest: how far a quantity must be off before the next one is."""
    totals = {each: sum(values.values()) for each, values in lines.counted.items()}
    first, second = sorted(totals, key=lambda each: (totals[each], each))[:2]
    for line, own in lines.counted[first].items():
        more = own - lines.counted[second][line]
        if more > 0:
            times = 1 + (totals[second] - totals[first]) / more
            if times <= MOST_TIMES:
                yield Observation("quantity", first, line, own, own - more, times, 1.0, "quantities")
