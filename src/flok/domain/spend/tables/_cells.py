"""What a cell of a table may hold, and how it is read as text or as an identifier."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from flok.domain.spend._reasons import REASONS


class ErrorValue:
    """An error value such as #N/A; there is one."""

    def __repr__(self) -> str:
        return "#ERROR"


ERROR: Final = ErrorValue()
Cell = str | float | bool | date | ErrorValue  # "" is an empty cell


class Row(NamedTuple):
    """A row as it stands in the sheet, counted from 1. `cells` is None where the row itself cannot be read."""

    number: int
    cells: list[Cell] | None
    hidden: bool = False


class BadRow(Exception):  # noqa: N818 - it is an answer, not a fault
    """A row is not counted: the reason's code, and the cell in question."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        # in a table a date that cannot be read is `cell`; one beyond reason waits for a person, as in a document
        self.status = "set_aside" if code == "date" else REASONS[code].status


REMEMBERED = 4096  # the same suppliers, days and texts come again and again
_EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOJIBAKE = re.compile("Ã[¦¸¥†˜…\u0098\u0086\u0085]|\ufffd|ï¿½")


def cell_name(column: int, row: int) -> str:
    """Column 1 (counted from 0) of row 7 is `B7`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def fitted(row: Row, width: int) -> list[Cell] | None:
    """The row's cells, exactly `width` of them (more may only be empty); None where the row does not fit."""
    cells = row.cells
    if cells is None or len(cells) == width:
        return cells
    return cells[:width] if len(cells) > width and not any(cell != "" for cell in cells[width:]) else None


def at_row(number: int) -> str:
    """`række 7 / row 7`"""
    return f"række {number} / row {number}"


def text(cell: Cell) -> str | None:
    """The cell as one line of NFC text; None where it is empty."""
    if isinstance(cell, str):
        return _one_line(cell) if cell else None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return plain_number(cell) if math.isfinite(cell) else None
    return cell.isoformat() if isinstance(cell, date) else None


@lru_cache(REMEMBERED)
def _one_line(written: str) -> str | None:
    if not written.isascii():
        written = unicodedata.normalize("NFC", written)
    return " ".join(_CONTROL.sub("", written).split()) or None


def plain_number(value: float) -> str:
    """A number without exponent, at the 15 digits a spreadsheet keeps: 0.30000000000000004 is `0.3`.

    >>> plain_number(5701230000000.0), plain_number(-0.1 - 0.2), plain_number(0.0000001)
    ('5701230000000', '-0.3', '0.0000001')
    """
    short = format(value, ".15g")
    if "e" in short:
        short = format(value, ".0f" if abs(value) >= 1 else ".20f")
    return short.rstrip("0").rstrip(".") if "." in short else short


def identifier(cell: Cell, column: int, row: int) -> str | None:
    """The cell as an identifier. A number is one when it is whole and below 10^15.

    Raises BadRow `precision` where digits were lost: a fraction, more than 15 digits, `5,70123E+12`.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if not math.isfinite(cell) or cell != int(cell) or abs(cell) >= 1e15:
            raise BadRow("precision", cell_name(column, row))
        return str(int(cell))
    written = text(cell)
    if written and _EXPONENT.fullmatch(written):
        raise BadRow("precision", cell_name(column, row))
    return written


@lru_cache(REMEMBERED)
def is_mojibake(written: str) -> bool:
    """Whether UTF-8 was once read as Latin: `SkÃ¦rm`."""
    return not written.isascii() and _MOJIBAKE.search(written) is not None
