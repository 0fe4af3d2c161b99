"""A contracting authority that does not exist: its units, what each kind of unit buys, and from whom."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flok.demo._numbers import gln
from flok.demo._suppliers import Item, Supplier
from flok.demo.documents import Party


@dataclass(frozen=True, slots=True)
class Unit:
    """Who buys: `type` decides what, `size` how often (the largest about 10)."""

    gln: str
    name: str
    department: str
    type: str
    size: int


def unit_table(first: int, *rows: tuple[str, str, int, str]) -> tuple[Unit, ...]:
    """Units from rows of department, type, size and names (`;` between); their GLNs run on from `first`."""
    named = [(row, name) for row in rows for name in row[3].split(";")]
    return tuple(
        Unit(gln(serial), name, department, unit_type, size)
        for serial, ((department, unit_type, size, _), name) in enumerate(named, first)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Whose year is written.

    `called` is what such a body is called, Danish in the definite form: ("kommunen", "municipality"). `neighbour`
    is one of the same kind, `new_unit` the GLN of a unit that stands in no list yet. `wants` names, for each type
    of unit, the groups of goods it buys. `contracts` gives the contract number of suppliers by name; those in
    `confirmed` a person has attested as sustainable. `weights` says from which suppliers it buys more or less
    often than others do (0: not at all).

    `zeal` is how labelled its choice is, in January and in December: a group whose labelled part is g for
    others has g to the power of 1/zeal here. `keen` multiplies that for single departments. `bulk` multiplies
    quantities. `first` is where running numbers begin, so that no two bodies get the same; 0 is for one alone.
    """

    party: Party
    called: tuple[str, str]
    neighbour: Party
    new_unit: str
    units: tuple[Unit, ...]
    wants: Mapping[str, str]
    contracts: Mapping[str, str]
    confirmed: frozenset[str] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict)
    zeal: tuple[float, float] = (1.0, 1.0)
    keen: Mapping[str, float] = field(default_factory=dict)
    bulk: int = 1
    first: int = 0

    def random(self, seed: int, about: str) -> random.Random:
        """Random numbers of its own: the same for the same seed and purpose."""
        text = f"{seed} {about} {self.first}" if self.first else f"{seed} {about}"
        return random.Random(text)  # noqa: S311 - a story, not a secret

    def sellers(self, market: tuple[Supplier, ...]) -> tuple[Supplier, ...]:
        """The suppliers of the market it buys from, as it sees them: with its own weights and contracts."""
        wanted = {key for keys in self.wants.values() for key in keys.split()}
        return tuple(
            replace(s, weight=self.weights.get(s.party.name, s.weight), contract=self.contracts.get(s.party.name))
            for s in market
            if self.weights.get(s.party.name, s.weight) and any(i.group.key in wanted for i in s.items)
        )

    def wares(self, supplier: Supplier, unit_type: str) -> list[Item]:
        """What a type of unit may buy from a supplier."""
        keys = self.wants[unit_type].split()
        return [item for item in supplier.items if item.group.key in keys]

    def zeal_of(self, unit: Unit, month: int) -> float:
        """How labelled a unit's choice is in a month; 1 is as the groups of goods have it."""
        start, end = self.zeal
        return self.keen.get(unit.department, 1.0) * (start + (end - start) * (month - 1) / 11)
