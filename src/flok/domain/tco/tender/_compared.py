"""A workbook that was handed in, compared cell by cell with the one that was handed out: by meaning, not by bytes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from ._file import ReadBook, ReadCell, ReadSheet
from ._layout import Cell, Layout, Sheet, address
from ._remarks import Remark

MOST_EXTRA = 200
_SHOWN = 80
_WRITTEN = re.compile(r"\s*[-+]?[0-9]{1,400}(\.[0-9]{0,400})?(E[-+]?[0-9]{1,3})?\s*", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Z0-9.])[0-9]+(?:\.[0-9]*)?(?:E[+-]?[0-9]+)?(?![A-Z0-9.(!])")


def meaning(formula: str) -> str:
    """A formula without what programs write differently: blanks, $, quotes round names, case, digits of a number.

    >>> meaning("1E-2 * 'Ark'!$B$3"), meaning('IF(a1="  x",.5,1.50)')
    ('0.01*ARK!B3', 'IF(A1="  x",.5,1.5)')
    """
    pieces = formula.split('"')
    for place in range(0, len(pieces), 2):
        plain = re.sub(r"[\s$']", "", pieces[place]).upper().replace("_XLFN.", "")
        pieces[place] = _NUMBER.sub(lambda found: f"{float(found[0]):.12g}", plain)
    return '"'.join(pieces)


def compared(layout: Layout, book: ReadBook) -> Iterator[Remark]:
    """Everything outside the entries that is not as it was handed out."""
    known = {each.name for each in layout.sheets}
    for sheet in layout.sheets:
        found = book.sheet(sheet.name)
        if found is None:
            yield Remark("missing_sheet", sheet.name)
        else:
            yield from _sheet(sheet, found)
    for extra in book.sheets:
        if extra.name not in known:
            yield Remark("extra_sheet", shortened(extra.name), "" if extra.state == "visible" else extra.state)


def _sheet(expected: Sheet, found: ReadSheet) -> Iterator[Remark]:
    left = dict(found.cells)
    for (row, column), cell in expected.cells.items():
        place = address(row, column)
        was = left.pop(place, None)
        if cell.entry is None:
            yield from _cell(f"{expected.name}!{place}", cell, was)
    for count, (place, extra) in enumerate(left.items()):
        if count == MOST_EXTRA:
            yield Remark("extra_cells", expected.name, str(len(left) - MOST_EXTRA))
            return
        yield Remark("extra_cell", f"{expected.name}!{place}", _shown(extra))


def _cell(place: str, expected: Cell, found: ReadCell | None) -> Iterator[Remark]:
    if found is None:
        if expected.formula or expected.value not in (None, ""):
            yield Remark("removed_cell", place, "", _expected(expected))
    elif expected.formula:
        if meaning(found.formula) != meaning(expected.formula):
            yield Remark("altered_formula", place, _shown(found), _expected(expected))
    elif found.formula or not _same(expected.value, found):
        yield Remark("altered_cell", place, _shown(found), _expected(expected))


def _same(expected: str | float | None, found: ReadCell) -> bool:
    if isinstance(expected, str):
        return found.kind == "s" and found.value.split() == expected.split()
    number = as_number(found)
    return expected is not None and number is not None and math.isclose(number, expected, rel_tol=1e-12, abs_tol=1e-300)


def as_number(found: ReadCell) -> float | None:
    """The number a cell holds; None where it holds none that is finite."""
    if found.kind != "n" or not _WRITTEN.fullmatch(found.value):
        return None
    number = float(found.value)
    return number if math.isfinite(number) else None


def _expected(cell: Cell) -> str:
    if cell.formula:
        return shortened(f"={cell.formula}")
    return shortened(f"{cell.value:.15g}" if isinstance(cell.value, float | int) else str(cell.value))


def _shown(found: ReadCell) -> str:
    return shortened(f"={found.formula}" if found.formula else found.value)


def shortened(text: str) -> str:
    """A text on one line, short enough to show."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
