"""The range bar, the sign of the house."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from flok.report import words

from ._svg import along, cut, hatch, picture, rectangle


class _Size(NamedTuple):
    """Pixels: the picture's height, the bar's top and height, the mark's end, half the arrow and its height."""

    height: int
    top: int
    bar: int
    mark: int
    half: int
    arrow: int


_SIZES = {
    "small": _Size(22, 6, 11, 21, 4, 6),
    "row": _Size(34, 8, 18, 31, 6, 9),
    "large": _Size(80, 10, 36, 54, 8, 12),
}
_LEAST = 0.005  # of the width
_SCALE = ((0.0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1.0, "end"))


def range_bar(
    figures: dict[str, Any],
    target: dict[str, Any] | None,
    name: str,
    *,
    lang: str = "da",
    size: str = "row",
    width: int | None = None,
    ref: str = "",
) -> Markup:
    """The range bar of a definition or a group, 0 to 100 % along its width.

    `figures` has share_low and share_high; shares outside 0 to 1 are cut. What is there at all is at least half a
    per cent wide. `size` is "small" for dense lists, "row", or "large", which has its scale under it. The words
    for those who cannot see it are `name` and the figures.
    """
    low, high = figures["share_low"], figures["share_high"]
    at = _SIZES[size]
    said = f"{words.plain(name)}: {words.described(figures, target, lang)}"
    identity, pattern = hatch("range", said, low, high, size, width, ref)
    if low is None or high is None:
        parts = [rectangle("none", 0, 1, at.top, at.bar, width)]
    else:
        start, end = extent(low, high)
        parts = [
            pattern,
            rectangle("not", 0, 1, at.top, at.bar, width),
            rectangle("proven", 0, start, at.top, at.bar, width),
            rectangle("possible", start, end, at.top, at.bar, width, identity),
        ]
        if target:
            parts.append(_mark(cut(target["share"]), at, width))
    if size == "large":
        parts += [
            Markup('<text class="flok-text" x="{}" y="74" text-anchor="{}">{}</text>').format(
                along(share, width), anchor, words.percent(share, lang=lang)
            )
            for share, anchor in _SCALE
        ]
    return picture(parts, said, "range", at.height, width)


def extent(low: float, high: float) -> tuple[float, float]:
    """Where the proven ends and where the possible ends, 0 ≤ start ≤ end ≤ 1.

    Credit notes can turn the two shares round or bring them out of 0 to 1. What is there at all stays wide enough
    to be seen: half a per cent.
    """
    start, end = sorted((cut(low), cut(high)))
    proven = max(start, _LEAST) if start > 0 else 0.0
    possible = max(end, proven + _LEAST) if end > start else proven
    over = max(possible - 1, 0.0)
    return proven - over, min(possible, 1.0)


def _mark(at: float, size: _Size, width: int | None) -> Markup:
    return Markup(
        '<svg x="{}" overflow="visible"><path class="flok-halo" d="M0 {top}V{end}"/>'
        '<path class="flok-target" d="M0 {top}V{end}"/>'
        '<path class="flok-arrow" d="M-{half} 0H{half}L0 {arrow}Z"/></svg>'
    ).format(along(at, width), top=size.arrow - 3, end=size.mark, half=size.half, arrow=size.arrow)
