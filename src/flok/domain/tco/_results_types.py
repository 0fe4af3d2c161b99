"""The results of a study, for people: øre, shares and years, each with the formula behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ._study import Budget, Kind, Name
from ._words import Why


@dataclass(frozen=True, slots=True)
class Amount:
    """Øre, rounded once (to_ore), and why."""

    ore: int
    why: Why


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that may not exist: then `value` is None and `why` tells the reason."""

    value: float | None
    why: Why


@dataclass(frozen=True, slots=True)
class Rates:
    """The internal rates of return, all of them; `reason` a code where there is none."""

    values: tuple[float, ...]
    reason: str
    why: Why


@dataclass(frozen=True, slots=True)
class LineResult:
    """A cost line of an alternative. by_year: øre paid in year 0 (the base date), 1, 2, ..."""

    id: str
    name: Name
    kind: Kind
    budget: Budget
    account: str
    present_value: Amount
    by_year: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearResult:
    """All costs of a year, in øre: paid, worth today, and worth today up to and with that year."""

    year: int
    paid_ore: int
    present_ore: int
    cumulative_ore: int


@dataclass(frozen=True, slots=True)
class BudgetResult:
    """What falls on a budget and account, in øre: worth today, and paid by year."""

    budget: Budget
    account: str
    present_ore: int
    by_year: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EffectPart:
    """One effect at the prices of a set."""

    id: str
    name: Name
    present_value: Amount


@dataclass(frozen=True, slots=True)
class EffectResult:
    """Effects on others at the prices of a set, one by one and their sum; together: with the costs."""

    price_set: str
    name: Name
    parts: tuple[EffectPart, ...]
    present_value: Amount
    together: Amount


@dataclass(frozen=True, slots=True)
class Mass:
    """Kilograms of a substance over the period, undiscounted."""

    substance: str
    kg: float
    why: Why


@dataclass(frozen=True, slots=True)
class Savings:
    """An alternative against the baseline. By the year, and without the rest, where annual costs are compared."""

    net_savings: Amount
    savings_to_investment: Measure
    adjusted_internal_rate: Measure
    internal_rates: Rates
    simple_payback: Measure
    discounted_payback: Measure


@dataclass(frozen=True, slots=True)
class AlternativeResult:
    """An alternative. compared: what it is ranked by. years: the period counted. savings: None for the baseline."""

    id: str
    name: Name
    years: int
    present_value: Amount
    annual: Amount
    per_unit: Measure | None
    compared: Amount
    lines: tuple[LineResult, ...]
    by_year: tuple[YearResult, ...]
    by_budget: tuple[BudgetResult, ...]
    effects: tuple[EffectResult, ...]
    masses: tuple[Mass, ...]
    savings: Savings | None


@dataclass(frozen=True, slots=True)
class Results:
    """alternatives in the study's order; ranking: their ids, the least first, equal ones in the study's order."""

    study: str
    version: int
    currency: str
    alternatives: tuple[AlternativeResult, ...]
    ranking: tuple[str, ...]
