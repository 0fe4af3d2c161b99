"""A table in a file, whatever it is written in: what was found about it, and its rows as often as wanted."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Row
from flok.domain.spend.tables._csv import csv_rows, dialect_of
from flok.domain.spend.tables._sheet import Sheet

_UNREAD_ENDINGS = {".xlsm", ".xltm", ".xltx", ".xls", ".xlsb", ".xla", ".xlam", ".ods", ".ots", ".numbers", ".pdf"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"PAR1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An opened table. `rows()` reads from the start each time; only a row at a time is in memory."""

    rows: Callable[[], Iterator[Row]]
    form: str  # csv | xlsx
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    hidden_sheets: tuple[str, ...] = ()
    unread_sheets: tuple[str, ...] = ()  # visible, with cells, and not the one read
    hidden_columns: frozenset[int] = frozenset()
    external_parts: int = 0  # links to other files, embedded objects, images: passed over
    formulas: int = 0  # read by their saved values
    epoch_1904: bool = False


@contextmanager
def open_table(path: Path, words: frozenset[str], sheet: str | None = None) -> Iterator[Table]:
    """Open a CSV or XLSX file. `words` are squashed column names, for telling the delimiter.

    Raises Refused: `empty`, `type` (macros, old Excel, OpenDocument, anything else), `corrupt`, `limit`,
    `encrypted`, `doctype`, `encoding`, `row`, `header` (no such sheet).
    """
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise Refused("empty")
    ending = path.suffix.casefold()
    if ending in _UNREAD_ENDINGS or start.startswith((_OLE, *_OTHER)):
        raise Refused("type", ending or None)
    if start.startswith(b"PK"):
        opened = Sheet(path, sheet)
        try:
            yield _sheet_table(opened)
        finally:
            opened.close()
        return
    if ending == ".xlsx":
        raise Refused("corrupt", ending)
    if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise Refused("type", "XML/HTML")
    dialect = dialect_of(path, words)
    yield Table(
        rows=lambda: csv_rows(path, dialect),
        form="csv",
        encoding=dialect.encoding,
        delimiter=dialect.delimiter,
    )


def _sheet_table(sheet: Sheet) -> Table:
    head = sheet.head
    return Table(
        rows=sheet.rows,
        form="xlsx",
        sheet=head["sheet"],
        hidden_sheets=tuple(head["hidden_sheets"]),
        unread_sheets=tuple(head["unread_sheets"]),
        hidden_columns=frozenset(head["hidden_columns"]),
        external_parts=head["external"],
        formulas=head["formulas"],
        epoch_1904=head["epoch_1904"],
    )
