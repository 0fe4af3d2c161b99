"""What was found about a purchase export, for a person to confirm before it is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flok.domain.spend._persons import without_cpr
from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Row, is_mojibake, text
from flok.domain.spend.tables._exports import open_export
from flok.domain.spend.tables._mapping import Mapping
from flok.domain.spend.tables._survey import survey

SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The mapping as detected and settled, how the file is written, and what will not be counted.

    `rows` are the first rows under the header as text, personal numbers hidden; `unsettled` is what a person
    has to state in the mapping before the export can be read, None where nothing is.
    """

    mapping: Mapping
    unsettled: str | None
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    form: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    unread_sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    hidden_rows: int
    hidden_columns: int
    mojibake_rows: int
    formulas: int
    external_parts: int


def preview(path: Path, mapping: Mapping | None = None) -> Preview:
    """Look at a purchase export without reading it into documents. Raises Refused as read_export does, but for
    columns that are ambiguous, which are told in `unsettled`."""
    with open_export(path, mapping) as (table, header, used):
        unsettled = None
        try:
            written = survey(table, header, used)
            used = replace(used, decimal=written.amount_decimal, date_order=written.date_order)
        except Refused as refused:
            if refused.code != "ambiguous":
                raise
            unsettled = refused.detail
        first: list[tuple[str, ...]] = []
        count = hidden = mojibake = 0
        for row in table.rows():
            if row.number <= header.last_row:
                continue
            count += 1
            hidden += row.hidden
            mojibake += any(isinstance(cell, str) and is_mojibake(cell) for cell in row.cells or ())
            if not row.hidden and len(first) < SHOWN_ROWS:
                first.append(_shown(row))
        return Preview(
            mapping=used,
            unsettled=unsettled,
            names=tuple(without_cpr(name.replace("\n", " ")) for name in header.names),
            rows=tuple(first),
            row_count=count,
            form=table.form,
            encoding=table.encoding,
            delimiter=table.delimiter,
            sheet=table.sheet,
            unread_sheets=table.unread_sheets,
            hidden_sheets=table.hidden_sheets,
            hidden_rows=hidden,
            hidden_columns=len(table.hidden_columns),
            mojibake_rows=mojibake,
            formulas=table.formulas,
            external_parts=table.external_parts,
        )


def _shown(row: Row) -> tuple[str, ...]:
    return tuple(without_cpr(text(cell) or "") for cell in row.cells or ())
