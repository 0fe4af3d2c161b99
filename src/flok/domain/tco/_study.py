"""What a study is: plain frozen data, read from one document a purchaser can read too (docs/formats/tco-study.md).

Every number stands once, as an input with unit, source and who fixes it. Cost lines and effects are products of
inputs. An input has one value for all, or one for each alternative; what a bidder fills in is the second kind. So a
tender's bids, a needs analysis and the follow-up of a contract are the same study with other values.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from ._conventions import Conventions

Basis = Literal["real", "nominal"]
Comparison = Literal["same_period", "replacement_chain", "equivalent_annual"]
FixedBy = Literal["authority", "bidder"]
Kind = Literal[
    "acquisition",
    "transaction",
    "operation",
    "consumables",
    "maintenance",
    "replacement",
    "end_of_life",
    "income",
    "resale",
    "residual",
]
NEGATIVE_KINDS = frozenset({"income", "resale", "residual"})
Budget = Literal["investment", "operation"]
ResidualRule = Literal["share", "straight_line"]


@dataclass(frozen=True, slots=True)
class Name:
    """The same name in Danish and English; equal where the document gives one."""

    da: str
    en: str


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What is not known about an input. `parameters` by name, as the distribution wants them.

    relative: drawn is a factor on the input's value (or path), not the value itself. shared: one draw for all
    alternatives; else each alternative has its own.
    """

    distribution: str
    parameters: tuple[tuple[str, float | tuple[float, ...]], ...]
    relative: bool = False
    shared: bool = True


@dataclass(frozen=True, slots=True)
class Correlation:
    """Rank correlation (Spearman) between two uncertain inputs, from -1 to 1."""

    first: str
    second: str
    rank: float


@dataclass(frozen=True, slots=True)
class Path:
    """Values by calendar year, rising; straight lines between years given, the last one held after it."""

    years: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One number (or path of numbers) of the study.

    value: for all alternatives; None where each alternative states its own. unit: as written, e.g. `kWh/wash`;
    `rate` for yearly changes and shares as a decimal (0.015 is 1.5 %), `year` for lifetimes. source: where the value is
    from; empty means it is the user's own. parameter: `set/value` of a parameter set the value was taken from.
    fixed_by: `authority` (an internal parameter, the same for all) or `bidder`. verified_by: how the value is shown
    to be true. low, high: what is plausible, checked when a bid is read. includes: substances whose tax or damage
    cost is part of this price already.
    """

    id: str
    name: Name
    unit: str
    value: float | Path | None
    source: str = ""
    parameter: str = ""
    fixed_by: FixedBy = "authority"
    verified_by: str = ""
    low: float | None = None
    high: float | None = None
    includes: tuple[str, ...] = ()
    uncertainty: Uncertainty | None = None

    @property
    def is_own(self) -> bool:
        """No source is given: the value is the user's own."""
        return not self.source and not self.parameter


@dataclass(frozen=True, slots=True)
class Alternative:
    """A product, solution or bid: the values of the inputs that have none of their own, by input id."""

    id: str
    name: Name
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """When an amount falls, in years after the base date (or after the start of each life in a replacement chain).

    start: at 0. end: at the end of the period counted. yearly: every year from `first` to `last` (1-based, inclusive;
    0: to the end), `share_of_year` into the year (0 start, 0.5 middle, 1 end, m/12 month m). monthly: a twelfth of the
    yearly amount at the end of every month, in those years. every: at `first`, `first` + `interval`, ... before the end
    of the period (also at it with `at_end`); `interval` is a number of years or an input's id. years: at the end of the
    years named. dates: on those days; not repeated in a chain.
    """

    kind: Literal["start", "end", "yearly", "monthly", "every", "years", "dates"]
    share_of_year: float = 1.0
    first: int = 1
    last: int = 0
    interval: int | str = 0
    at_end: bool = False
    years: tuple[int, ...] = ()
    dates: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How a price or a quantity changes over time: at most one of the three.

    rate: id of an input, a yearly rate. rates: one rate for each year 1, 2, ... index: a factor on the amount for each
    year 1, 2, ... (not compounded).
    """

    rate: str = ""
    rates: tuple[float, ...] = ()
    index: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Residual:
    """What is left at the end, of the lines `of`.

    share: id of an input, the share of the price left at the end of the period. straight_line: what is left of the
    life, where `life` names an input (else the study's life).
    """

    rule: ResidualRule
    of: tuple[str, ...]
    share: str = ""
    life: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A cost: the product of `quantity` and `price` (ids of inputs), when it falls and on which budget.

    A line of kind income, resale or residual counts against the costs. A residual line with a rule has no quantity
    and price of its own. alternatives: the ids that have the line (empty: all), `reason` why not all.
    """

    id: str
    name: Name
    kind: Kind
    quantity: tuple[str, ...]
    price: tuple[str, ...]
    timing: Timing
    price_change: Change = Change()
    quantity_change: Change = Change()
    budget: Budget = "operation"
    account: str = ""
    residual: Residual | None = None
    alternatives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect on others: a product of inputs in kg of a substance (`co2e`, `nox`, `pm` ...), when it falls."""

    id: str
    name: Name
    substance: str
    quantity: tuple[str, ...]
    timing: Timing
    quantity_change: Change = Change()
    alternatives: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PriceSet:
    """Prices of substances seen together, as (substance, input id); several sets are counted side by side."""

    id: str
    name: Name
    prices: tuple[tuple[str, str], ...]
    price_change: Change = Change()


@dataclass(frozen=True, slots=True)
class Discounting:
    """steps: (first year, yearly rate), the first from year 1; one step is a constant rate. Rates above -1.

    reading: how steps are read, `cumulative` or `spot` (decision 0023). inflation: wanted where the basis of the
    rate is not that of the prices. reinvestment: rate of the adjusted internal rate of return; None: the first step's.
    """

    basis: Basis
    steps: tuple[tuple[int, float], ...]
    reading: Literal["cumulative", "spot"] = "cumulative"
    inflation: float | None = None
    reinvestment: float | None = None
    source: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class PerUnit:
    """What the cost is told per: a product of inputs, in units a year."""

    name: Name
    quantity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """A life-cycle cost study. `horizon` is whole years after `base_date`; `life` an input's id or empty.

    comparison: same_period (all over the horizon), replacement_chain (bought again every life until the horizon), or
    equivalent_annual (each over its own life; compared by the year). baseline: the alternative savings are counted
    against. headline: the price set added in "costs and effects together"; empty: none. in_tender: the method is part
    of tender documents, and so must be told there (Directive 2014/24/EU article 68, udbudsloven § 166).
    """

    id: str
    version: int
    date: datetime.date
    name: Name
    summary: Name
    base_date: datetime.date
    horizon: int
    prices: Basis
    comparison: Comparison
    discounting: Discounting
    inputs: tuple[Input, ...]
    alternatives: tuple[Alternative, ...]
    lines: tuple[Line, ...]
    effects: tuple[Effect, ...] = ()
    price_sets: tuple[PriceSet, ...] = ()
    headline: str = ""
    life: str = ""
    baseline: str = ""
    per_unit: PerUnit | None = None
    correlations: tuple[Correlation, ...] = ()
    conventions: Conventions = field(default_factory=Conventions)
    currency: str = "DKK"
    is_example: bool = False
    in_tender: bool = False

    def input(self, id: str) -> Input:  # noqa: A002
        """The input with this id. Raises KeyError."""
        for each in self.inputs:
            if each.id == id:
                return each
        raise KeyError(id)

    def alternative(self, id: str) -> Alternative:  # noqa: A002
        """The alternative with this id. Raises KeyError."""
        for each in self.alternatives:
            if each.id == id:
                return each
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a document: where (`line.energy.price`), a code for programs, words for people."""

    place: str
    code: str
    da: str
    en: str


class StudyError(ValueError):
    """A document that is no study. `problems`: all that were found, in the order of the document."""

    def __init__(self, origin: str, problems: tuple[Problem, ...]) -> None:
        self.origin = origin
        self.problems = problems
        super().__init__("\n".join(f"{origin}: {each.place}: {each.da} / {each.en}" for each in problems))


class NotComputableError(ArithmeticError):
    """A result that cannot be computed: a number out of bounds, a division by zero. `place` says which."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"{place}: kan ikke beregnes / cannot be computed")
