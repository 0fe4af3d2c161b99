"""What one organisation brings, and the cells it can be counted in."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("municipality", "region", "state", "university", "utility", "housing", "self_governing")
CELLS = ("all", *TYPES)
MIXED = "mixed"


@dataclass(frozen=True)
class Contribution:
    """One organisation's purchases under one definition in one period, in øre; `organisation` is any lasting id."""

    organisation: str
    type: str
    sustainable_ore: int
    not_sustainable_ore: int
    unknown_ore: int

    @property
    def denominator_ore(self) -> int:
        return self.sustainable_ore + self.not_sustainable_ore + self.unknown_ore

    @property
    def amounts(self) -> tuple[int, int, int]:
        """The three amounts that are protected; all else is a sum of them."""
        return self.sustainable_ore, self.not_sustainable_ore, self.unknown_ore

    @property
    def is_negative(self) -> bool:
        return min(self.amounts) < 0
