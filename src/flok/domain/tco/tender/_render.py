"""A layout written as XLSX: locked but for the bidder's cells, with help and validation at each."""

from __future__ import annotations

import datetime
import io
import math
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ._bound import obstacles
from ._layout import Cell, Entry, Layout, Sheet
from ._sheets import layout
from ._terms import Tender
from ._wording import either

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "wrapped": {"text_wrap": True},
    "unit": {"align": "left", "indent": 1},
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#454D53"},
    "code": {"font_name": "Consolas", "font_size": 9},
    "head": {"bold": True, "bg_color": "#14594A", "font_color": "#FFFFFF", "text_wrap": True},
    "number": {"num_format": "General", "align": "right"},
    "money": {"num_format": "#,##0.00", "align": "right"},
    "result": {"num_format": "#,##0.00", "bold": True, "top": 1, "align": "right"},
    "check": {"font_color": "#8A1C00"},
    "entry": {"locked": False, "bg_color": "#FFF4C2", "border": 1, "align": "right"},
    "entry text": {"locked": False, "bg_color": "#FFF4C2", "border": 1, "num_format": "@"},
}
_PROTECTED = {"format_columns": True, "format_rows": True}
_LINE = 15  # points: the height of a row of one line
_SPARE = 4  # characters: letters are not all of one width


class NotReadyError(ValueError):
    """The study cannot be put to tender; the message says why, in Danish and English."""


def workbook(tender: Tender, write_to: Path | BinaryIO) -> None:
    """Write the bidders' workbook of a tender. The same tender gives the same bytes.

    Sheets are locked without a password: the lock keeps accidents out, and what is changed all the same is found when
    the bid is read back. Raises NotReadyError, TooManyError, OSError.
    """
    found = obstacles(tender)
    if found:
        raise NotReadyError("\n".join(f"{each.place}: {each.da} / {each.en}" for each in found))
    render(layout(tender), write_to, tender.method.date)


def workbook_bytes(tender: Tender) -> bytes:
    """The bidders' workbook as bytes. Raises as `workbook`."""
    into = io.BytesIO()
    workbook(tender, into)
    return into.getvalue()


def render(told: Layout, write_to: Path | BinaryIO, made: datetime.date) -> None:
    """Write a layout."""
    import xlsxwriter  # only those who write a workbook need it

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    target = str(write_to) if isinstance(write_to, Path) else write_to
    with xlsxwriter.Workbook(target, options) as book:
        created = datetime.datetime(made.year, made.month, made.day)
        book.set_properties({"title": told.title, "author": "Flok", "created": created})
        book.set_calc_mode("auto")
        formats = {name: book.add_format({"valign": "top", **looks}) for name, looks in LOOKS.items()}
        for sheet in told.sheets:
            _sheet(book, sheet, formats, told.lang)
        for name, cell in told.names.items():
            book.define_name(name, f"={cell}")


def _sheet(book: xlsxwriter.Workbook, told: Sheet, formats: dict[str, Format], lang: str) -> None:
    sheet = book.add_worksheet(told.name)
    for column, width in enumerate(told.widths):
        sheet.set_column(column, column, width)
    for row, lines in _wrapped(told).items():
        sheet.set_row(row, _LINE * lines)
    for (row, column), cell in told.cells.items():
        _cell(sheet, row, column, cell, formats[cell.looks])
        if cell.entry:
            sheet.data_validation(row, column, row, column, _validation(cell.entry, lang))
    sheet.protect("", _PROTECTED)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(either(lang, "&L&A&RSide &P af &N", "&L&A&RPage &P of &N"))


def _wrapped(told: Sheet) -> dict[int, int]:
    """Rows that take more than one line, with how many: not every program finds out by itself."""
    found: dict[int, int] = {}
    for (row, column), cell in told.cells.items():
        if cell.looks == "wrapped" and isinstance(cell.value, str) and column < len(told.widths):
            lines = len(textwrap.wrap(cell.value, told.widths[column] - _SPARE))
            found[row] = max(lines, found.get(row, 0))
    return {row: lines for row, lines in found.items() if lines > 1}


def _cell(sheet: Worksheet, row: int, column: int, cell: Cell, looks: Format) -> None:
    if cell.formula:
        sheet.write_formula(row, column, f"={cell.formula}", looks, "")
    elif isinstance(cell.value, str) and cell.value:
        sheet.write_string(row, column, cell.value, looks)
    elif isinstance(cell.value, float | int) and math.isfinite(cell.value):
        sheet.write_number(row, column, cell.value, looks)
    else:
        sheet.write_blank(row, column, None, looks)


def _validation(entry: Entry, lang: str) -> dict[str, Any]:
    """Help at the cell; what is implausible is asked about, what cannot be counted is stopped."""
    t = partial(either, lang)
    told = {"input_title": entry.label[:32], "input_message": entry.help[:255], "ignore_blank": True}
    if entry.text:
        return {**told, "validate": "length", "criteria": "<=", "value": 200,
                "error_title": t("For langt", "Too long"),
                "error_message": t("Højst 200 tegn.", "At most 200 characters.")}  # fmt: skip
    return {
        **told,
        "validate": "integer" if entry.whole else "decimal",
        "criteria": "between",
        "minimum": entry.low,
        "maximum": entry.high,
        "error_type": "stop" if entry.whole else "warning",
        "error_title": t("Hele år", "Whole years") if entry.whole else t("Er det rigtigt?", "Is that right?"),
        "error_message": entry.help[:255],
    }
