"""Lists as people keep them: every row a record of named cells, every problem with its row number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flok.domain.spend._persons import is_cpr, without_cpr
from flok.domain.spend.tables._cells import (
    ERROR,
    BadRow,
    Cell,
    cell_name,
    fitted,
    identifier,
    text,
)
from flok.domain.spend.tables._dates import EARLIEST, DateVote, NotADate, day_of
from flok.domain.spend.tables._header import find_header
from flok.domain.spend.tables._row import split_names
from flok.domain.spend.tables._table import Table, open_table
from flok.domain.spend.tables._words import Words, known

_OPEN_ENDED = 2100  # 31-12-9999 means that no end is agreed


class RowProblem(NamedTuple):
    """A row that is left out: its number in the sheet, the reason's code, and the cell."""

    row: int
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list; its fields are read by name and raise BadRow."""

    row: int
    cells: list[Cell]
    columns: dict[str, int]
    date_orders: dict[str, str]
    epoch_1904: bool

    def cell(self, field: str) -> Cell:
        """The cell; empty where the list has no such column."""
        column = self.columns.get(field)
        return "" if column is None else self.cells[column]

    def place(self, field: str) -> str:
        return cell_name(self.columns[field], self.row) if field in self.columns else field

    def text(self, field: str) -> str | None:
        written = text(self.cell(field))
        return without_cpr(written) if written else None

    def identifier(self, field: str) -> str | None:
        cell = self.cell(field)
        return None if cell == "" else identifier(cell, self.columns[field], self.row)

    def required(self, field: str, value: str | None) -> str:
        if not value:
            raise BadRow("missing", self.place(field))
        return value

    def names(self, field: str) -> tuple[str, ...]:
        return split_names(self.cell(field))

    def supplier_id(self) -> str | None:
        """As purchase lines have it: a bare CVR of 8 digits, `gln:` and 13, else `scheme:value` or `id:value`.

        Raises BadRow `id` for a CVR of another length and for a person's own number.
        """
        written = "".join((self.identifier("supplier_id") or "").split())
        scheme, _, value = written.rpartition(":")
        digits = value[2:] if value[:2].upper() == "DK" else value
        if is_cpr(value) or (not scheme and digits.isdigit() and len(digits) not in (8, 13)):
            raise BadRow("id", self.place("supplier_id"))
        if not value:
            return None
        if scheme:
            return f"{scheme.lower()}:{value}"
        return digits if len(digits) == 8 and digits.isdigit() else f"{'gln' if digits.isdigit() else 'id'}:{value}"

    def day(self, field: str) -> date | None:
        """A date from 1990 on; None for an empty cell and for a year so far ahead that no end is meant."""
        cell = self.cell(field)
        if text(cell) is None:
            return None
        try:
            day = day_of(cell, self.date_orders[field], epoch_1904=self.epoch_1904)
        except NotADate:
            raise BadRow("cell", self.place(field)) from None
        if day < EARLIEST:
            raise BadRow("date", f"{self.place(field)}: {day.isoformat()}")
        return None if day.year >= _OPEN_ENDED else day

    def period(self) -> tuple[date | None, date | None]:
        """valid_from and valid_to, the second not before the first."""
        start, end = self.day("valid_from"), self.day("valid_to")
        if start and end and end < start:
            raise BadRow("date", f"{self.place('valid_from')} > {self.place('valid_to')}")
        return start, end


@dataclass(slots=True)
class OpenedList:
    """An opened list: its columns, and the problems found while its records are read."""

    table: Table
    first_row: int
    columns: dict[str, int]
    names: tuple[str, ...]
    date_orders: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Every filled visible row; a row that does not fit, or holds an error value, becomes a problem."""
        for row in self.table.rows():
            if row.number < self.first_row or (row.cells is not None and not any(text(c) for c in row.cells)):
                continue
            cells = fitted(row, len(self.names))
            if row.hidden:
                self.problems.append(RowProblem(row.number, "hidden", ""))
            elif cells is None:
                self.problems.append(RowProblem(row.number, "row", ""))
            else:
                errors = [c for c in self.columns.values() if cells[c] is ERROR]
                if errors:
                    self.problems.append(RowProblem(row.number, "cell", cell_name(errors[0], row.number)))
                else:
                    yield Record(row.number, cells, self.columns, self.date_orders, self.table.epoch_1904)

    def problem(self, record: Record, bad: BadRow) -> None:
        self.problems.append(RowProblem(record.row, bad.code, bad.detail))


@contextmanager
def open_list(
    path: Path, words: Words, required: Sequence[tuple[str, ...]], dates: Sequence[str] = ()
) -> Iterator[OpenedList]:
    """Open a list and decide how the date columns are written. Raises Refused as open_table and find_header do."""
    with open_table(path, known(words)) as table:
        header = find_header(table.rows(), words, required, hidden=table.hidden_columns)
        opened = OpenedList(table, header.last_row + 1, header.columns, header.names)
        votes = {name: DateVote() for name in dates if name in header.columns}
        for record in opened.records() if votes else ():
            for name, vote in votes.items():
                vote.add(record.cell(name))
        opened.problems.clear()
        for name, vote in votes.items():
            opened.date_orders[name] = vote.decided(header.names[header.columns[name]])
        yield opened
