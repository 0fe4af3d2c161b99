"""The pictures of an answer, as SVG that stands in a page.

One language everywhere: full is proven, hatched is possible, white is known not to be, a mark is the target, so the
pictures also work in print and without colour. Colours come from classes in charts.css (`CHARTS_CSS`), which the
page links or holds; the drawings carry no style attribute, style element or script, and ask nothing of a strict
content security policy.

`width` None draws as wide as there is room for, with text that keeps its size; a number of pixels draws to that
width, for paper. `ref` is any text that tells two otherwise equal pictures of one page apart. Each picture has its
table in `flok.report.tables`.
"""

from __future__ import annotations

from ._amounts import GapBar, UnknownBar, amount_bar, gap_bars, unknown_bars
from ._columns import history, months, path_to_target
from ._fills import fill_swatch
from ._lives import cost_bar, cost_lines, stroke_swatch, year_columns
from ._pairs import CAME, PLANNED, UNKNOWN, paired_columns
from ._range import range_bar
from ._spreads import field, hill, swing_bar
from ._svg import CHARTS_CSS, swatch

__all__ = [
    "CAME",
    "CHARTS_CSS",
    "PLANNED",
    "UNKNOWN",
    "GapBar",
    "UnknownBar",
    "amount_bar",
    "cost_bar",
    "cost_lines",
    "field",
    "fill_swatch",
    "gap_bars",
    "hill",
    "history",
    "months",
    "paired_columns",
    "path_to_target",
    "range_bar",
    "stroke_swatch",
    "swatch",
    "swing_bar",
    "unknown_bars",
    "year_columns",
]
