"""The first pass over a purchase export: what each column as a whole says about how it is written."""

from __future__ import annotations

from dataclasses import dataclass

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Cell, fitted, text
from flok.domain.spend.tables._dates import DateVote
from flok.domain.spend.tables._header import Header
from flok.domain.spend.tables._mapping import Mapping
from flok.domain.spend.tables._numbers import DecimalVote, NotANumber, number_text
from flok.domain.spend.tables._table import Table

_CREDIT = ("kredit", "credit")


@dataclass(frozen=True, slots=True)
class Survey:
    """How the amounts, the quantities and the dates are written, and whether credit notes' signs are turned."""

    amount_decimal: str
    quantity_decimal: str
    date_order: str
    negate_credits: bool


@dataclass(slots=True)
class _CreditVote:
    """The signs of the amounts of credit notes."""

    positive: int = 0
    negative: int = 0

    def add(self, cell: Cell) -> None:
        for decimal in ("comma", "point"):
            try:
                plain = number_text(cell, decimal)
            except NotANumber:
                continue
            if plain.strip("-0."):
                self.negative += plain.startswith("-")
                self.positive += not plain.startswith("-")
            return

    def decided(self, column: str, stated: str | None) -> bool:
        """Raises Refused `ambiguous` where all credit notes are positive and nothing is stated."""
        if stated is None and self.positive and not self.negative:
            raise Refused("ambiguous", f"kolonne / column: {column} (kreditnotaers fortegn / sign of credit notes)")
        return stated == "negate"


def survey(table: Table, header: Header, mapping: Mapping) -> Survey:
    """Read every row once. Raises Refused `ambiguous` naming the column, and whatever reading the rows raises."""
    amount_vote, quantity_vote, date_vote, credit_vote = DecimalVote(), DecimalVote(), DateVote(), _CreditVote()
    amount, day = header.columns["net_amount"], header.columns["issue_date"]
    quantity, kind = header.columns.get("quantity"), header.columns.get("kind")
    width = len(header.names)
    for row in table.rows():
        cells = None if row.number <= header.last_row or row.hidden else fitted(row, width)
        if not cells:
            continue
        amount_vote.add(cells[amount])
        date_vote.add(cells[day])
        if quantity is not None:
            quantity_vote.add(cells[quantity])
        if kind is not None and is_credit(cells[kind]):
            credit_vote.add(cells[amount])
    decimal = amount_vote.decided(mapping.net_amount, mapping.decimal)
    otherwise = None if amount_vote.is_silent else decimal
    return Survey(
        decimal,
        quantity_vote.decided(mapping.quantity or "", mapping.decimal, otherwise),
        date_vote.decided(mapping.issue_date, mapping.date_order),
        credit_vote.decided(mapping.net_amount, mapping.credit_sign),
    )


def is_credit(cell: Cell) -> bool:
    """Whether a kind is a credit note: `Kreditnota`, `credit note`, 381."""
    written = (text(cell) or "").casefold()
    return written.startswith(_CREDIT) or written in ("381", "kn", "cn")
