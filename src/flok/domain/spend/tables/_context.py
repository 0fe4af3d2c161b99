"""What reading a table needs to know from outside: a protocol, so that any reader's context fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class TableContext(Protocol):
    """The organisation's own ids, how persons are hidden, and its exchange rates."""

    @property
    def buyer_ids(self) -> frozenset[str]:
        """Own CVR numbers; where there is one, it is the buyer of every row."""
        ...

    @property
    def today(self) -> date:
        """Dates more than a year after it are typing errors."""
        ...

    def mask(self, text: str, /) -> str:
        """The text without personal numbers."""
        ...

    def supplier_id(self, scheme: str | None, value: str, /) -> str:
        """A bare 8-digit CVR, otherwise `scheme:value`; under scheme CPR a pseudonym."""
        ...

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int], /) -> list[int] | None:
        """Øre of a currency as øre of kroner that add up to the rounded total; kroner as they are; None where
        no rate is known."""
        ...
