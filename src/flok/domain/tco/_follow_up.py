"""After the award: what was used and paid, year by year, against what the winning bid promised.

The promise is the study at the bid's values; what happened is a table of measured quantities and paid amounts. Both are
held against the undiscounted amounts of a year. A difference is split as accounts do it: the price at the quantity
used, and the quantity at the price promised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ._compile import compile_study
from ._flows import flows
from ._rounding import to_ore
from ._study import Alternative, Line, Study
from ._timing import period


@dataclass(frozen=True, slots=True)
class Actual:
    """What happened on a line in a year: `quantity` in the line's unit (without the price), `paid_ore` in øre."""

    line: str
    year: int
    quantity: float | None
    paid_ore: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A line in a year. by_price and by_quantity add up to paid less promised (to the øre, by_price takes the rest).

    None where nothing is known: unknown is not zero.
    """

    line: str
    year: int
    promised_ore: int
    paid_ore: int | None
    promised_quantity: float | None
    quantity: float | None
    by_price_ore: int | None
    by_quantity_ore: int | None

    @property
    def difference_ore(self) -> int | None:
        """Paid less promised."""
        return None if self.paid_ore is None else self.paid_ore - self.promised_ore


class FollowUpError(ValueError):
    """An actual that is of no line or year of the bid, or is told twice."""

    def __init__(self, actual: Actual) -> None:
        self.actual = actual
        super().__init__(f"{actual.line}, år/year {actual.year}: hører ikke til / does not belong")


def follow_up(study: Study, winner: str, actuals: Sequence[Actual]) -> tuple[Followed, ...]:
    """Each line and year told of, in the study's order. Raises FollowUpError, KeyError for an unknown alternative."""
    alternative = study.alternative(winner)
    known = {(each.line, each.year): each for each in actuals}
    lines = {each.id: each for each in study.lines if each.residual is None and _has(each, alternative)}
    for actual in actuals:
        inside = actual.line in lines and 0 <= actual.year <= period(study, alternative)
        if not inside or known[actual.line, actual.year] is not actual:
            raise FollowUpError(actual)
    promised = _by_line(study, alternative)
    quantities = _by_line(_without_prices(study), alternative)
    found = []
    for line in lines.values():
        for year in sorted(year for id_, year in known if id_ == line.id):
            amount = promised[line.id][year]
            quantity = quantities[line.id][year] if line.quantity and line.price else None
            found.append(_followed(known[line.id, year], amount, quantity))
    return tuple(found)


def _has(line: Line, alternative: Alternative) -> bool:
    return not line.alternatives or alternative.id in line.alternatives


def _by_line(study: Study, alternative: Alternative) -> dict[str, list[float]]:
    alone = replace(study, alternatives=(alternative,), baseline="")
    return {
        each.row.id: [float(amount) for amount in each.paid]
        for each in flows(compile_study(alone))
        if each.row.section == "cost"
    }


def _without_prices(study: Study) -> Study:
    """The same with nothing but quantities in its lines."""
    lines = [
        replace(each, price=(), price_change=type(each.price_change)()) for each in study.lines if each.residual is None
    ]
    return replace(study, lines=tuple(replace(each, kind="operation") for each in lines))


def _followed(actual: Actual, promised: float, quantity: float | None) -> Followed:
    promised_ore = to_ore(promised, actual.line)
    by_quantity = by_price = None
    if actual.paid_ore is not None and actual.quantity is not None and quantity:
        by_quantity = to_ore(promised * (actual.quantity / quantity - 1), actual.line)
        by_price = actual.paid_ore - promised_ore - by_quantity
    return Followed(
        actual.line, actual.year, promised_ore, actual.paid_ore, quantity, actual.quantity, by_price, by_quantity
    )
