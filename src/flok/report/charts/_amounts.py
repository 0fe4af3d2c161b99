"""Amounts as bars: where the gap is, and whom to ask about the unknown. The figures stand as text beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from flok.report import words

from ._svg import hatch, picture, rectangle

Group = dict[str, Any]

_SIZES = {"row": (30, 6, 18), "small": (16, 2, 12)}  # pixels: the picture's height, the bar's top and height


@dataclass(frozen=True)
class GapBar:
    """A group that lacks kroner for its target: how many øre, and how many of them may lie in the unknown."""

    group: Group
    label: str
    gap_ore: int
    maybe_ore: int
    share: str
    bar: Markup


@dataclass(frozen=True)
class UnknownBar:
    """A group with unknown kroner; `part` is its part of all the unknown as text, `–` where there is none."""

    group: Group
    label: str
    ore: int
    part: str
    bar: Markup


def amount_bar(
    parts: Sequence[tuple[str, int]], whole: int, *, size: str = "row", width: int | None = None, ref: str = ""
) -> Markup:
    """Amounts end to end, as parts of `whole` øre; parts are ("proven" | "possible" | "not", øre).

    Negative amounts are not drawn, and nothing is drawn beyond the whole. `size` is "row" or "small". Hidden from
    screen readers.
    """
    height, top, bar = _SIZES[size]
    identity, pattern = hatch("amount", tuple(parts), whole, size, width, ref)
    drawn, done = [pattern], 0
    for kind, ore in parts:
        start, done = done, done + max(ore, 0)
        if whole > 0:
            drawn.append(rectangle(kind, min(start / whole, 1), min(done / whole, 1), top, bar, width, identity))
    return picture(drawn, "", "amount", height, width, edges=(1, 1))


def gap_bars(
    groups: Sequence[Group],
    target: dict[str, Any] | None,
    *,
    lang: str = "da",
    top: int = 8,
    size: str = "row",
    width: int | None = None,
) -> list[GapBar]:
    """The groups that lack most for the target, largest first, at most `top` of them.

    Hatched is what may prove sustainable already, white what must be bought otherwise; the largest gap fills the
    width. A group's gap is its own: groups over the target do not make up for others.
    """
    found = words.largest(groups, "gap_ore", top)
    bars = []
    for group in found:
        gap = group["gap_ore"]
        maybe = min(max(group["unknown_ore"], 0), gap)
        parts = [("possible", maybe), ("not", gap - maybe)]
        ref = f"gap {group['key']}"
        drawn = amount_bar(parts, found[0]["gap_ore"], size=size, width=width, ref=ref)
        span = words.span(group, target, lang)
        bars.append(GapBar(group, words.group_name(group, lang), gap, maybe, span, drawn))
    return bars


def unknown_bars(
    groups: Sequence[Group],
    whole: int,
    *,
    lang: str = "da",
    top: int = 8,
    size: str = "row",
    width: int | None = None,
) -> list[UnknownBar]:
    """The groups with most unknown kroner, largest first; `whole` is all the unknown of the definition in øre."""
    found = words.largest(groups, "unknown_ore", top)
    bars = []
    for group in found:
        ore = group["unknown_ore"]
        part = words.percent(ore / whole, lang=lang) if whole > 0 else "–"
        ref = f"unknown {group['key']}"
        drawn = amount_bar([("possible", ore)], found[0]["unknown_ore"], size=size, width=width, ref=ref)
        bars.append(UnknownBar(group, words.group_name(group, lang), ore, part, drawn))
    return bars
