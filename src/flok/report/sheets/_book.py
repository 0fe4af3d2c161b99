"""A workbook of plain tables: heading, what the figures rest on, frozen and filtered rows, ready to print."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from flok.report import words

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | None

_LONGEST = 32_767  # characters in a cell
_NO_CODE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = {"text": 28, "long": 60, "short": 13, "money": 18, "share": 11, "count": 11, "plain": 13, "date": 12}
_ON_THE_RIGHT = ("money", "share", "count", "plain")


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what its cells are.

    `kind` is text, long or short (texts), money (integer øre, written as kroner), share (0.31 is 31 per cent), count,
    plain (a number as it is) or date.
    """

    title: str
    kind: str = "text"


class Book:
    """A workbook being written; use it in a `with`, which closes it."""

    def __init__(
        self, write_to: Path | BinaryIO, title: str, made: datetime, lang: str, *, streaming: bool = False
    ) -> None:
        import xlsxwriter  # only those who write a workbook need it

        options = {**_NO_CODE, "constant_memory" if streaming else "in_memory": True}
        target = str(write_to) if isinstance(write_to, Path) else write_to
        self._book: xlsxwriter.Workbook = xlsxwriter.Workbook(target, options)
        self._book.set_properties({"title": title, "author": "Flok", "created": made.replace(tzinfo=None)})
        self._lang = lang
        percent = "0.00%" if lang == "en" else "0.00\\ %"
        shapes = {"money": "#,##0.00", "share": percent, "count": "#,##0", "date": "yyyy-mm-dd"}
        self._formats = {kind: self._format(num_format=shapes.get(kind, "General")) for kind in _WIDTHS}
        self._formats |= {
            "long": self._format(text_wrap=True),
            "title": self._book.add_format({"bold": True, "font_size": 14}),
            "note": self._book.add_format({"font_color": "#454D53"}),
            "head": self._head(align="left"),
            "head right": self._head(align="right"),
        }

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *failed: object) -> None:
        self._book.close()

    def _format(self, **looks: Any) -> Format:
        return self._book.add_format({"valign": "top", **looks})

    def _head(self, **looks: Any) -> Format:
        green = {"bold": True, "bg_color": "#14594A", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        return self._book.add_format({**green, **looks})

    def sheet(
        self,
        name: str,
        notes: Sequence[str],
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        *,
        most: int = 1_000_000,
    ) -> int:
        """A sheet with its notes above (the first is its heading), then at most `most` rows; how many were written.

        The heading row and the first column stay in view, every column can be filtered, and it prints on A4 across.
        """
        sheet = self._book.add_worksheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, _WIDTHS[column.kind])
        for index, note in enumerate(notes):
            sheet.write_string(index, 0, _text(note), self._formats["note" if index else "title"])
        top = len(notes) + 1 if notes else 0
        for index, column in enumerate(columns):
            head = "head right" if column.kind in _ON_THE_RIGHT else "head"
            sheet.write_string(top, index, column.title, self._formats[head])
        written = 0
        for row in rows:
            written += 1
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, top + written, index, column.kind, value)
            if written == most:
                break
        sheet.freeze_panes(top + 1, 1)
        sheet.autofilter(top, 0, top + max(written, 1), len(columns) - 1)
        self._for_print(sheet, top)
        return written

    def _cell(self, sheet: Worksheet, row: int, column: int, kind: str, value: Value) -> None:
        looks = self._formats[kind]
        if value is None:
            return
        if kind == "date" and isinstance(value, date):
            sheet.write_datetime(row, column, value, looks)
        elif kind in _ON_THE_RIGHT and isinstance(value, int | float) and math.isfinite(value):
            sheet.write_number(row, column, value / 100 if kind == "money" else value, looks)
        else:
            sheet.write_string(row, column, _text(value), looks)

    def _for_print(self, sheet: Worksheet, top: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        sheet.set_margins(left=0.5, right=0.5)
        sheet.set_footer(words.either(self._lang, "&L&A&RSide &P af &N", "&L&A&R&P / &N"))


def _text(value: object) -> str:
    text = words.plain(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
