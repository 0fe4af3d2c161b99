"""Numbers as people write them, decided for a column as a whole.

`1.234` is 1234 in Denmark and 1.234 in a program's export. No cell can tell, a column usually can: one
`1.234,50` or `12.5` settles it. Where nothing settles it, the column is ambiguous and a person is asked.
"""

from __future__ import annotations

import math
import re

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Cell, plain_number
from flok.kernel import money

_SPACES = re.compile("[ \u00a0\u202f]")
_CURRENCY_WORD = re.compile(r"^(?:kr\.?|dkk)|(?:kr\.?|dkk)$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+", re.ASCII)
MARKS = {"comma": ",", "point": "."}
_SIMPLE = re.compile(r"(-?)([0-9]{1,13})(?:([.,])([0-9]{1,2}))?", re.ASCII)  # most values, told at once
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_COMMA = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+", re.ASCII)
_POINT = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+", re.ASCII)


class NotANumber(ValueError):  # noqa: N818 - it is an answer, not a fault
    """The cell is no number in the column's way of writing."""


def _parts(written: str) -> tuple[bool, str]:
    """Whether it is negative (`-12`, `12-`, `(12)`), and the digits with their marks."""
    body = _CURRENCY_WORD.sub("", _SPACES.sub("", written.strip()))
    if len(body) > 2 and body[0] == "(" and body[-1] == ")":
        return True, body[1:-1]
    for minus in "-\u2212":
        if body.startswith(minus):
            return True, _CURRENCY_WORD.sub("", body[1:])
        if body.endswith(minus):
            return True, _CURRENCY_WORD.sub("", body[:-1])
    return False, body


class DecimalVote:
    """Collects what a column's values say about its decimal mark; memory is flat."""

    def __init__(self) -> None:
        self.comma = self.point = self.either = False

    def add(self, cell: Cell) -> None:
        if not isinstance(cell, str) or not cell:
            return
        if simple := _SIMPLE.fullmatch(cell):
            self.comma = self.comma or simple[3] == ","
            self.point = self.point or simple[3] == "."
            return
        body = _parts(cell)[1]
        if _PLAIN.fullmatch(body):
            return
        if _EITHER.fullmatch(body):
            self.either = True
            return
        self.comma = self.comma or _COMMA.fullmatch(body) is not None
        self.point = self.point or _POINT.fullmatch(body) is not None

    def decided(self, column: str, stated: str | None = None, otherwise: str | None = None) -> str:
        """`comma` or `point`: what is stated, else what the values say, else `otherwise` where they are silent.

        Raises Refused `ambiguous` naming the column where values contradict or none settles it.
        """
        if stated:
            return stated
        if self.comma != self.point:
            return "comma" if self.comma else "point"
        if self.comma or (self.either and not otherwise):
            raise Refused("ambiguous", f"kolonne / column: {column} (decimaltegn / decimal mark)")
        return otherwise or "comma"

    @property
    def is_silent(self) -> bool:
        """No value carries a mark."""
        return not (self.comma or self.point or self.either)


def number_text(cell: Cell, decimal: str) -> str:
    """The number as `-1234.5`, at most 13 digits before and 8 after the point; raises NotANumber.

    Refused: NaN, infinity, TRUE, an exponent, other digits than 0–9, a value of the other decimal mark.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise NotANumber
        return _within(plain_number(round(cell, 8)))
    if not isinstance(cell, str):
        raise NotANumber
    simple = _SIMPLE.fullmatch(cell)
    if simple and simple[3] in (None, MARKS[decimal]):
        return f"{simple[1]}{simple[2]}.{simple[4]}" if simple[3] else cell
    negative, body = _parts(cell)
    if not _PLAIN.fullmatch(body):
        if (_COMMA if decimal == "comma" else _POINT).fullmatch(body) is None:
            raise NotANumber
        mark, group = MARKS[decimal], MARKS["point" if decimal == "comma" else "comma"]
        body = body.replace(group, "").replace(mark, ".")
    return _within(f"-{body}" if negative else body)


def _within(plain: str) -> str:
    try:
        money.ore(plain)
    except money.AmountError:
        raise NotANumber from None
    return plain
