"""The first rows of any table, for a person to say which of them holds the column names."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from flok.domain.spend._persons import without_cpr
from flok.domain.spend.tables._cells import text
from flok.domain.spend.tables._table import open_table
from flok.domain.spend.tables._words import EXPORT, known


def first_rows(path: Path, sheet: str | None = None, count: int = 15) -> list[tuple[int, tuple[str, ...]]]:
    """(row number, cells as text, personal numbers hidden) of the first visible rows of a CSV or XLSX file.

    Nothing is understood of them. Raises Refused as open_table does; `header` where there is no such sheet.
    """
    with open_table(path, known(EXPORT), sheet) as table:
        visible = (row for row in table.rows() if not row.hidden and any(text(cell) for cell in row.cells or ()))
        return [(row.number, tuple(_shown(cell) for cell in row.cells or ())) for row in islice(visible, count)]


def _shown(cell: object) -> str:
    return without_cpr(text(cell) or "").replace("\n", " ")  # type: ignore[arg-type]  # a cell of a row
