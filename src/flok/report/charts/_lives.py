"""What things cost over their life: bars of what the cost consists of, what is paid by year, and how it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from flok.report import words

from ._fills import fills, piece
from ._plot import EDGES, HEIGHT, axis, labels, y_of
from ._svg import along, picture

_BAR, _ROW = 26, 38


def cost_bar(
    parts: Sequence[tuple[int, int]], low: int, high: int, *, width: int | None = None, ref: str = ""
) -> Markup:
    """One alternative: pieces (way to fill, øre) end to end; negative ones to the left of nothing.

    All bars of a picture share the scale from `low` (0 or less) to `high` øre. The figures stand beside it: hidden from
    screen readers.
    """
    identity, drawn = fills((number % 6 for number, _ in parts), "cost", tuple(parts), low, high, width, ref)
    span = max(high - low, 1)
    made, right, left = [drawn], 0, 0
    for number, ore in parts:
        if ore >= 0:
            start, right = right, right + ore
            made.append(piece(number, (start - low) / span, (right - low) / span, 6, _BAR, width, identity))
        else:
            end, left = left, left + ore
            made.append(piece(number, (left - low) / span, (end - low) / span, 6, _BAR, width, identity))
    at = along(-low / span, width)
    made.append(Markup('<line class="flok-axis" x1="{}" x2="{}" y1="1" y2="{}"/>').format(at, at, _ROW - 1))
    return picture(made, "", "cost", _ROW, width, edges=(1, 1))


def year_columns(
    years: Sequence[str],
    series: Sequence[Sequence[int]],
    said: str,
    *,
    lang: str = "da",
    width: int | None = None,
    ref: str = "",
) -> Markup:
    """What is paid in each year: columns of the series' øre on top of each other, filled in their order.

    Negative øre hang under the axis. `said` is what the picture says to those who cannot see it; its table is the
    page's.
    """
    highs = [sum(one[place] for one in series if one[place] > 0) for place in range(len(years))]
    lows = [sum(one[place] for one in series if one[place] < 0) for place in range(len(years))]
    low, high = min([0, *lows]), max([1, *highs])
    identity, drawn = fills(range(6), "years", tuple(map(tuple, series)), width, ref)
    made = [drawn, *axis(low, high, partial(words.whole_kroner, lang=lang), width)]
    room = 1 / max(len(years), 1)
    for place in range(len(years)):
        up = down = 0
        for number, one in enumerate(series):
            ore = one[place]
            bottom, top = (up, up + ore) if ore > 0 else (down + ore, down)
            up, down = (top, down) if ore > 0 else (up, bottom)
            at = (place + 0.17) * room
            made.append(
                piece(
                    number,
                    at,
                    at + 0.66 * room,
                    y_of(top, low, high),
                    y_of(bottom, low, high) - y_of(top, low, high),
                    width,
                    identity,
                )
            )
    made += labels(years, width)
    return picture(made, said, "lives", HEIGHT, width, edges=EDGES)


def cost_lines(
    years: Sequence[str], series: Sequence[Sequence[int]], said: str, *, lang: str = "da", width: int | None = None
) -> Markup:
    """How the cost adds up: a line for each alternative, in øre after each year, each with its own stroke."""
    values = [ore for one in series for ore in one]
    low, high = min([0, *values]), max([1, *values])
    made = axis(low, high, partial(words.whole_kroner, lang=lang), width)
    last = max(len(years) - 1, 1)
    for number, one in enumerate(series):
        for place in range(len(one) - 1):
            made.append(
                Markup('<line class="flok-stroke flok-stroke-{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                    number % 4, along(place / last, width), along((place + 1) / last, width),
                    f"{y_of(one[place], low, high):.2f}", f"{y_of(one[place + 1], low, high):.2f}",
                )
            )  # fmt: skip
    made += labels(years, width, at_ends=True)
    return picture(made, said, "lives", HEIGHT, width, edges=EDGES)


def stroke_swatch(number: int) -> Markup:
    """A line of the legend; its word stands beside it."""
    return Markup(
        '<svg class="flok-swatch" aria-hidden="true" width="30" height="16">'
        '<line class="flok-stroke flok-stroke-{}" x1="1" x2="29" y1="8" y2="8"/></svg>'
    ).format(number % 4)
