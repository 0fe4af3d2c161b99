"""Rows that are sums of other rows: counted once more they would double the purchases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flok.domain.spend.tables._cells import Cell

_WORDS = re.compile(
    r"(?:i\s?alt|total(?:t|er|sum)?|sum|hovedtotal|grand total|subtotal|mellemsum|delsum|(?:samlet|overordnet)\s"
    r"(?:resultat|sum|total|beløb)|sum i alt|total i alt|beløb i alt)(?:\s+(?:dkk|kr\.?|[0-9]{4}))?\s*[:.]?",
    re.IGNORECASE,
)


def has_total_word(cells: list[Cell]) -> bool:
    """Whether a cell says no more than `I alt`, `Total`, `Sum 2026:` or the like."""
    return any(isinstance(cell, str) and len(cell) < 60 and _WORDS.fullmatch(cell.strip()) for cell in cells)


@dataclass(slots=True)
class RunningSum:
    """Øre since the first row and since the last sum, with and without hidden rows."""

    shown: int = 0
    hidden: int = 0
    shown_part: int = 0
    hidden_part: int = 0

    def add(self, ore: int, *, is_hidden: bool) -> None:
        if is_hidden:
            self.hidden += ore
            self.hidden_part += ore
        else:
            self.shown += ore
            self.shown_part += ore

    def is_sum(self, ore: int) -> bool:
        """Whether an amount is one of the sums so far; nothing is a sum before something is added."""
        sums = (self.shown, self.shown + self.hidden, self.shown_part, self.shown_part + self.hidden_part)
        return ore != 0 and ore in sums

    def begin_part(self) -> None:
        self.shown_part = self.hidden_part = 0
