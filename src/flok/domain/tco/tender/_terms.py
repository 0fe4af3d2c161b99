"""What a tender says besides the method: when bids are opened, and how price and quality are weighed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Literal

from flok.domain.tco._study import Name, Study

Rule = Literal["lowest_cost", "relative", "linear", "fixed_interval", "per_point", "monetised"]
Floor = Literal["zero", "below_zero"]
Tie = Literal["lowest_cost", "draw"]
Language = Literal["da", "en"]
WITH_WEIGHTS: frozenset[Rule] = frozenset({"relative", "linear", "fixed_interval", "per_point"})
NOTHING_BID = "bid"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A quality criterion: points from 0 to `highest`, given by those who assess.

    weight: share of the whole in models with points; value: kroner a point is worth in `monetised`. minimum: fewer
    points than this is not a bid that can win.
    """

    id: str
    name: Name
    highest: float
    weight: float = 0.0
    value: float = 0.0
    minimum: float = 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """The price-quality model (_models.py has the formulas), whole: nothing is chosen after the bids are known.

    price_weight: share of the whole for the cost. spread: in `linear`, the share above the lowest at which no points
    are left. low, high: in `fixed_interval`, the costs in kroner with all and no points. floor: whether points stop at
    zero. tie: what decides between equals.
    """

    rule: Rule = "lowest_cost"
    criteria: tuple[Criterion, ...] = ()
    price_weight: float = 1.0
    spread: float = 0.0
    low: float = 0.0
    high: float = 0.0
    floor: Floor = "zero"
    tie: Tie = "lowest_cost"


@dataclass(frozen=True, slots=True)
class Watch:
    """When a bid is pointed out: shares below (total, line) or above (line) the median of the other bids."""

    low_total: float = 0.3
    low_line: float = 0.5
    high_line: float = 0.5


@dataclass(frozen=True, slots=True)
class Terms:
    """The `[tender]` part of a document. opens: the moment bids may be opened, with its offset from UTC.

    language: of all that is handed out and of what is remarked of bids; a bid comes to the same in either.
    """

    reference: str
    authority: str
    opens: datetime.datetime
    model: Model = field(default_factory=Model)
    lot: str = ""
    language: Language = "da"
    watch: Watch = field(default_factory=Watch)


@dataclass(frozen=True, slots=True)
class Tender:
    """A study put to tender, one lot. `text` is the document it was read from."""

    study: Study
    terms: Terms
    text: str = ""

    @property
    def method(self) -> Study:
        """The study as far as it decides the award: no alternatives, no uncertainty, bidders' inputs empty."""
        inputs = (
            replace(each, value=None if each.fixed_by == "bidder" else each.value, uncertainty=None)
            for each in self.study.inputs
        )
        return replace(self.study, inputs=tuple(inputs), alternatives=(), baseline="", correlations=(), in_tender=True)
