"""Dates as people write them, decided for a column as a whole by the Danish rule: day, month, year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import REMEMBERED, Cell
from flok.kernel.danish import MONTHS

EARLIEST = date(1990, 1, 1)
_TIME = re.compile(r"[T ][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_NUMERIC = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})", re.ASCII)
_ISO = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})", re.ASCII)
_SERIAL = re.compile(r"[0-9]{5}", re.ASCII)
_NAMED = re.compile(r"([0-9]{1,2})\.?[ -]*([a-z]{3,9})\.?[ -]*([0-9]{4}|[0-9]{2})")
_ENGLISH = "january february march april may june july august september october november december".split()


class NotADate(ValueError):  # noqa: N818 - it is an answer, not a fault
    """The cell is no date of the calendar in the column's way of writing."""


class DateVote:
    """Collects whether a column's dates can be day first and whether they can be month first; memory is flat."""

    def __init__(self) -> None:
        self.only_month_first = False

    def add(self, cell: Cell) -> None:
        if isinstance(cell, str) and cell and _is_month_first(cell):
            self.only_month_first = True

    def decided(self, column: str, stated: str | None = None) -> str:
        """`dmy` unless `mdy` is stated. Raises Refused `ambiguous` where a value cannot be day first (02/13/2026)."""
        if stated:
            return stated
        if self.only_month_first:
            raise Refused("ambiguous", f"kolonne / column: {column} (dag og måned / day and month)")
        return "dmy"


@lru_cache(REMEMBERED)
def _is_month_first(written: str) -> bool:
    match = _NUMERIC.fullmatch(_without_time(written))
    return match is not None and int(match[1]) <= 12 < int(match[2]) <= 31


def _without_time(written: str) -> str:
    return _TIME.sub("", written.strip())


@lru_cache(REMEMBERED, typed=True)
def day_of(cell: Cell, order: str = "dmy", *, epoch_1904: bool = False) -> date:
    """The date in a cell: a date, a serial day number (1900 or 1904 base), or text; raises NotADate.

    Text is `01-02-2026`, `1/2/26`, `1.2.2026`, `1. februar 2026`, `2026-02-01`, `20260201`, with or without a
    time of day, which is dropped. Two-digit years are of this century.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise NotADate
    if isinstance(cell, float | int):
        if 0 < cell < 2_958_466:  # the last is 31 December 9999
            return _serial(int(cell), epoch_1904)
        cell = str(int(cell)) if 19_000_101 <= cell <= 99_991_231 else ""
    if not isinstance(cell, str):
        raise NotADate
    written = _without_time(cell).casefold()
    try:
        if match := _ISO.fullmatch(written):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC.fullmatch(written):
            first, second = int(match[1]), int(match[2])
            day, month = (first, second) if order == "dmy" else (second, first)
            return date(_year(match[3]), month, day)
        if match := _NAMED.fullmatch(written):
            return date(_year(match[3]), _month(match[2]), int(match[1]))
    except ValueError:
        raise NotADate from None
    if _SERIAL.fullmatch(written):
        return _serial(int(written), epoch_1904)
    raise NotADate


def _serial(days: int, epoch_1904: bool) -> date:
    if not epoch_1904 and days < 61:  # the 1900 base counts a 29 February 1900 that never was
        raise NotADate
    return (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=days)


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _month(name: str) -> int:
    for names in (MONTHS, _ENGLISH):
        found = [i for i, full in enumerate(names, start=1) if full.startswith(name)]
        if len(found) == 1:
            return found[0]
    raise ValueError(name)


def is_plausible(day: date, today: date) -> bool:
    """From 1990 to one year ahead; what lies outside is a typing error."""
    return EARLIEST <= day <= today + timedelta(days=366)
