"""A study compiled to what is evaluated: named inputs (slots), factors shared by alternatives, and products of them.

A present value is Σ constant · Π slots · factor, where a factor is Σ over years of weight · price and quantity index
· discount factor. Lines of all alternatives with the same timing and changes share one factor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SlotKind = Literal["amount", "rate", "factor", "discount"]
Section = Literal["cost", "effect", "kg", "units", "annuity"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that can be varied without compiling anew.

    key: `input` or `input@alternative`; the discounting's is `discount_rate`, or `discount_shift` (added to every
    step). base: its value in the study; 1.0 for a factor on a path,
    0.0 for a shift.
    """

    key: str
    input: str
    alternative: str | None
    base: float
    kind: SlotKind


@dataclass(frozen=True, slots=True)
class Group:
    """A factor. `weights[y]` of the amount fall in year y = 0, 1, ..., each `before_end` of a year before its end.

    rates: slots of yearly changes, compounded from year `lag` on. flat: discounted at the first year's rate all
    the way. discounted: False counts units and kilograms.
    """

    weights: tuple[float, ...]
    before_end: float = 0.0
    rates: tuple[int, ...] = ()
    lag: int = 0
    discounted: bool = True
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """`constant` times the product of slots times the factor of a group."""

    constant: float
    slots: tuple[int, ...]
    group: int


@dataclass(frozen=True, slots=True)
class Row:
    """What is added up: a line of an alternative, or an effect at the prices of a set.

    section: cost (id of the line), effect (id of the effect, `of` the price set), kg (id of the effect, `of` the
    substance), units, annuity. alternative: its index in the plan.
    """

    section: Section
    id: str
    of: str
    alternative: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled study. `steps`: (first year, rate) in the terms of the prices; `discount`: the slot of the rate.

    `alike[g]`: the groups that differ from group `g` in their rates alone, itself among them.
    """

    alternatives: tuple[str, ...]
    slots: tuple[Slot, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    alike: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[int, float], ...]
    reading: str
    discount: int
    years: int
    price_sets: tuple[str, ...]
    headline: str
    by_year: bool

    def slot(self, key: str) -> Slot:
        """The slot with this key. Raises KeyError."""
        for each in self.slots:
            if each.key == key:
                return each
        raise KeyError(key)
