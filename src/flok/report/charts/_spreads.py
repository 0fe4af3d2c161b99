"""What is not known, drawn: how far each input moves the order, where it turns, and how the costs may spread."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ._fills import fills, piece
from ._svg import along, picture

_ROW = 30
_CELL = 9
_HILL = 54


def swing_bar(
    low: int, high: int, base: int, ends: tuple[int, int], *, width: int | None = None, ref: str = ""
) -> Markup:
    """One input of a tornado: the lead (øre) of the cheapest goes from `low` to `high`, and is `base` where it begins.

    All bars share the scale `ends`; where nothing is left of the lead, a mark says that the order turns. Hidden from
    screen readers: the figures stand beside it.
    """
    bottom, top = min(*ends, 0), max(*ends, 1)
    span = top - bottom
    identity, drawn = fills((1,), "swing", low, high, base, ends, width, ref)
    start, end = sorted((low, high))
    turned = min(max(0, start), end)
    made = [drawn]
    if start < 0:
        made.append(piece(1, (start - bottom) / span, (turned - bottom) / span, 6, 18, width, identity))
    made.append(piece(0, (max(start, 0) - bottom) / span, (max(end, 0) - bottom) / span, 6, 18, width, identity))
    for kind, value, reach in (("target", 0, 2), ("axis", base, 4)):
        at = along((value - bottom) / span, width)
        made.append(
            Markup('<line class="flok-{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(kind, at, at, reach, _ROW - reach)
        )
    return picture(made, "", "swing", _ROW, width, edges=(2, 2))


def field(cheapest: Sequence[Sequence[int]], said: str, *, width: int | None = None, ref: str = "") -> Markup:
    """A map: each row's cells from left to right, the first row at the bottom, each filled as its number says."""
    identity, drawn = fills(
        {one % 6 for row in cheapest for one in row}, "field", tuple(map(tuple, cheapest)), width, ref
    )
    made, height = [drawn], _CELL * len(cheapest)
    for number, row in enumerate(cheapest):
        y = height - _CELL * (number + 1)
        start = 0
        for place in range(1, len(row) + 1):
            if place == len(row) or row[place] != row[start]:
                made.append(piece(row[start], start / len(row), place / len(row), y, _CELL, width, identity))
                start = place
    return picture(made, said, "field", height, width, edges=(1, 1))


def hill(bars: Sequence[int], most: int, number: int, *, width: int | None = None, ref: str = "") -> Markup:
    """How often each cost comes out, as columns side by side; hills under each other share scale and `most` runs.

    Hidden from screen readers: the quantiles stand beside it.
    """
    identity, drawn = fills((number % 6,), "hill", tuple(bars), most, number, width, ref)
    room = 1 / max(len(bars), 1)
    made = [drawn]
    for place, runs in enumerate(bars):
        height = runs / max(most, 1) * (_HILL - 6)
        made.append(piece(number, place * room, (place + 1) * room, _HILL - 2 - height, height, width, identity))
    at = _HILL - 1
    made.append(
        Markup('<line class="flok-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            along(0, width), along(1, width), at, at
        )
    )
    return picture(made, "", "hill", _HILL, width, edges=(1, 1))
