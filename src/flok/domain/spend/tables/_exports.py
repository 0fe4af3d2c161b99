"""Purchase exports: a table of purchase lines from an ERP or invoice system, read into documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flok.domain.spend._columns import ReadDocument
from flok.domain.spend._persons import without_cpr
from flok.domain.spend.tables._cells import ERROR, BadRow, Cell, Row, at_row, fitted
from flok.domain.spend.tables._context import TableContext
from flok.domain.spend.tables._csv import squashed
from flok.domain.spend.tables._documents import document_of
from flok.domain.spend.tables._header import Header, find_header
from flok.domain.spend.tables._mapping import REQUIRED, Mapping, mapping_of
from flok.domain.spend.tables._row import Item, RowReader
from flok.domain.spend.tables._survey import survey
from flok.domain.spend.tables._table import Table, open_table
from flok.domain.spend.tables._totals import RunningSum, has_total_word
from flok.domain.spend.tables._words import EXPORT, known
from flok.kernel import money

MOST_LINES = 10_000  # of one document; further rows of it become a document of their own


def read_export(
    path: Path,
    *,
    source: str,
    file_id: str,
    mapping: Mapping | None,
    context: TableContext,
) -> Iterator[ReadDocument]:
    """The documents of a purchase export (.csv, .tsv, .xlsx), in the order of its rows.

    Neighbouring rows of the same supplier, number and date are one document; a row without number is its own.
    A row that cannot be read, or must wait, is a document of its own with its reason. Sums, hidden rows and
    hidden sheets are excluded, one document each; visible sheets that are not read are set aside. `mapping` is
    None for columns to be detected. Two passes over the file; memory does not grow with it.
    Raises Refused for the file as a whole at the first document: see open_table, and `header`, `ambiguous`.
    """
    with open_export(path, mapping) as (table, header, used):
        written = survey(table, header, used)
        reader = RowReader(header.columns, written, context, used.default_currency, table.epoch_1904)
        state = _Reading(source, file_id, header, reader, used.total_rows == "detect")
        yield from state.sheets(table)
        for row in table.rows():
            if row.number > header.last_row:
                yield from state.row(row)
        yield from state.flush()


class open_export:  # noqa: N801 - used like open()
    """The table of an export with its header and mapping; closes the table on leaving the `with`."""

    def __init__(self, path: Path, mapping: Mapping | None) -> None:
        self._given = mapping
        names = {squashed(name) for name in mapping.columns.values()} if mapping else set()
        self._table = open_table(path, known(EXPORT) | names, mapping.sheet if mapping else None)

    def __enter__(self) -> tuple[Table, Header, Mapping]:
        table = self._table.__enter__()
        try:
            header = find_header(
                table.rows(),
                EXPORT,
                REQUIRED,
                given=self._given.columns if self._given else None,
                header_row=self._given.header_row if self._given else None,
                hidden=table.hidden_columns,
            )
            return table, header, self._given or mapping_of(header, table.sheet)
        except BaseException:
            self._table.__exit__(None, None, None)
            raise

    def __exit__(self, *fault: object) -> None:
        self._table.__exit__(None, None, None)


@dataclass(slots=True)
class _Reading:
    """Where the reading of one export has come to."""

    source: str
    file_id: str
    header: Header
    reader: RowReader
    detects_totals: bool
    count: int = 0
    sums: RunningSum = field(default_factory=RunningSum)
    group: list[Item] = field(default_factory=list)

    def sheets(self, table: Table) -> Iterator[ReadDocument]:
        """A document for every sheet that is not read."""
        for name in table.hidden_sheets:
            yield self.apart("hidden", "excluded", f"ark / sheet: {without_cpr(name)}", None)
        for name in table.unread_sheets:
            yield self.apart("ambiguous", "set_aside", f"ark ikke læst / sheet not read: {without_cpr(name)}", None)

    def row(self, row: Row) -> Iterator[ReadDocument]:
        """What one row gives: at most one document of its own, and the document it brings to an end."""
        if row.cells is not None and not any(cell != "" and cell != " " for cell in row.cells):
            return
        cells = fitted(row, len(self.header.names))
        if cells is None:
            yield self.apart("row", "rejected", at_row(row.number), None)
            return
        ore = None
        try:
            try:
                amount = self.reader.amount(row.number, cells)
                ore = money.ore(amount)
            except BadRow:
                if self.is_total(cells, None):
                    yield self.apart("total", "excluded", at_row(row.number), 0)
                    return
                raise
            if self.is_total(cells, ore):
                self.sums.begin_part()
                yield self.apart("total", "excluded", f"{at_row(row.number)}: {amount}", 0)
                return
            self.sums.add(ore, is_hidden=row.hidden)
            if row.hidden:
                yield self.apart("hidden", "excluded", at_row(row.number), ore, self.reader.currency_or_none(cells))
                return
            item = self.reader.item(row.number, cells, amount, ore)
        except BadRow as bad:
            code, status = ("hidden", "excluded") if row.hidden else (bad.code, bad.status)
            currency = self.reader.currency_or_none(cells) if status != "rejected" else None
            yield self.apart(code, status, f"{at_row(row.number)}: {bad.detail}", ore, currency)
            return
        if self.group and (item.key is None or item.key != self.group[0].key or len(self.group) >= MOST_LINES):
            yield from self.flush()
        self.group.append(item)

    def is_total(self, cells: list[Cell], ore: int | None) -> bool:
        """A row without date, or without supplier and number, that says it is a sum or is one."""
        if not self.detects_totals:
            return False
        is_dated = self.has(cells, "issue_date")
        is_named = any(self.has(cells, name) for name in ("supplier_id", "supplier_name", "number"))
        if is_dated and is_named:
            return False
        is_bare = not is_dated and not is_named
        return has_total_word(cells) or (is_bare and ore is not None and self.sums.is_sum(ore))

    def has(self, cells: list[Cell], field: str) -> bool:
        """Whether the field is filled with anything but an error value."""
        cell = self.reader.cell(cells, field)
        return cell != "" and cell is not ERROR

    def next_id(self) -> str:
        self.count += 1
        return f"{self.file_id[:16]}.{self.count}"

    def apart(self, code: str, status: str, detail: str, ore: int | None, currency: str | None = None) -> ReadDocument:
        """A row or a sheet that is not counted; its amount is accounted for where its currency is known."""
        return ReadDocument(
            document_id=self.next_id(),
            file_id=self.file_id,
            source=self.source,
            status=status,
            code=code,
            detail=detail,
            format="table",
            kind="export",
            source_ore=ore,
            currency=currency,
        )

    def flush(self) -> Iterator[ReadDocument]:
        """The document the gathered rows are."""
        if self.group:
            yield document_of(self.next_id(), self.file_id, self.source, self.group, self.reader.context)
            self.group.clear()
