"""The share over time: a standing range bar for each month, or for each publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from flok.report import words

from ._range import extent
from ._svg import along, cut, hatch, picture, rectangle

Figures = dict[str, Any]

_TOP, _PLOT = 34, 220  # pixels above the plot, and its height
_HEIGHT = _TOP + _PLOT + 46
_LEFT, _RIGHT = 52, 8
_BAR = 0.66  # of the room a column has
_LABELS = 14  # more than these stand too close


def months(
    groups: Sequence[Figures],
    target: dict[str, Any] | None,
    *,
    lang: str = "da",
    width: int | None = None,
    ref: str = "",
) -> Markup:
    """A standing range bar a month, the target as a line, the straight way to it dashed.

    `groups` are those of the dimension "month", in any order; the one without a key is left out. Empty below two
    months. A month without a share keeps its place.
    """
    dated = sorted((g for g in groups if g["key"]), key=lambda g: g["key"])
    if len(dated) < 2:
        return Markup("")
    ends = [
        f"{words.month(g['key'], lang).capitalize()}: {words.described(g, target, lang)}."
        for g in (dated[0], dated[-1])
    ]
    said = words.either(lang, "Andelen måned for måned.", "The share month by month.")
    path = path_to_target(dated, target) if target else None
    labels = [(words.short_month(g["key"], lang), g["key"][:4]) for g in dated]
    return _columns(dated, labels, target, path, " ".join([said, *ends, _more(lang)]), lang, width, ref)


def history(
    points: Sequence[Figures],
    target: dict[str, Any] | None,
    *,
    lang: str = "da",
    width: int | None = None,
    ref: str = "",
) -> Markup:
    """A standing range bar for each publication, oldest first; empty below two.

    `points` are figures with "date" as YYYY-MM-DD.
    """
    if len(points) < 2:
        return Markup("")
    ends = [f"{words.day(p['date'], lang)}: {words.described(p, target, lang)}." for p in (points[0], points[-1])]
    said = words.either(lang, "Andelen, hver gang den er gjort op.", "The share each time it was computed.")
    labels = [_day_label(p["date"], lang) for p in points]
    return _columns(points, labels, target, None, " ".join([said, *ends, _more(lang)]), lang, width, ref)


def path_to_target(months: Sequence[Figures], target: dict[str, Any]) -> list[float] | None:
    """The straight way, month by month, to the target at the end of its year.

    It starts at the first month, from the proven share of the first three months together (one month alone
    swings too much). None where there is no share to start from, no target year, or it is over.
    """
    if target["year"] is None:
        return None
    first = months[:3]
    whole = sum(words.denominator(m) for m in first)
    end = target["year"] * 12 + 11
    numbers = [_month_number(m["key"]) for m in months]
    if whole <= 0 or end <= numbers[0]:
        return None
    start = sum(m["sustainable_ore"] for m in first) / whole
    rise = (target["share"] - start) / (end - numbers[0])
    return [start + rise * (min(n, end) - numbers[0]) for n in numbers]


def _month_number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _more(lang: str) -> str:
    return words.either(lang, "Alle tal står i tabellen.", "All figures are in the table.")


def _day_label(text: str, lang: str) -> tuple[str, str]:
    day, short = date.fromisoformat(text).day, words.short_month(text[:7], lang)
    return words.either(lang, f"{day}. {short}", f"{day} {short}"), text[:4]


def _columns(
    rows: Sequence[Figures],
    labels: Sequence[tuple[str, str]],
    target: dict[str, Any] | None,
    path: list[float] | None,
    said: str,
    lang: str,
    width: int | None,
    ref: str,
) -> Markup:
    shares = tuple((row["share_low"], row["share_high"]) for row in rows)
    identity, pattern = hatch("columns", said, shares, labels, width, ref)
    parts = [pattern, *_axis(lang, width)]
    room = 1 / len(rows)
    for place, (low, high) in enumerate(shares):
        if low is not None and high is not None:
            parts += _column((place + (1 - _BAR) / 2) * room, _BAR * room, low, high, width, identity)
    parts += _labels(labels, width)
    if path:
        parts += _path(path, width)
    if target:
        parts += _target(target, lang, width)
    return picture(parts, said, "columns", _HEIGHT, width, edges=(_LEFT, _RIGHT))


def _y(share: float) -> float:
    return round(_TOP + (1 - cut(share)) * _PLOT, 2)


def _column(at: float, wide: float, low: float, high: float, width: int | None, ref: str) -> list[Markup]:
    start, end = extent(low, high)
    return [
        rectangle("not", at, at + wide, _y(1), _PLOT, width),
        rectangle("possible", at, at + wide, _y(end), _y(start) - _y(end), width, ref),
        rectangle("proven", at, at + wide, _y(start), _y(0) - _y(start), width),
    ]


def _axis(lang: str, width: int | None) -> list[Markup]:
    title = words.either(lang, "Andel af kronerne", "Share of the kroner")
    parts = [Markup('<text class="flok-text" x="-44" y="13">{}</text>').format(title)]
    for quarter in range(5):
        share = quarter / 4
        parts.append(_line("grid" if quarter else "axis", 0, 1, share, share, width))
        parts.append(
            Markup('<text class="flok-text" x="-8" y="{}" text-anchor="end">{}</text>').format(
                f"{_y(share) + 4:g}", words.percent(share, lang=lang)
            )
        )
    return parts


def _labels(labels: Sequence[tuple[str, str]], width: int | None) -> list[Markup]:
    """The first line under each column, or under every so many; the second where it changes.

    On narrow screens only every third is shown (class flok-minor).
    """
    every = -(-len(labels) // _LABELS)
    shown = range(0, len(labels), every)
    parts = []
    before = None
    for count, place in enumerate(shown):
        at = along((place + 0.5) / len(labels), width)
        first, second = labels[place]
        minor = " flok-minor" if count % 3 else ""
        parts.append(_label(first, at, 18, minor))
        if second != before:
            parts.append(_label(second, at, 36, ""))
        before = second
    return parts


def _label(text: str, at: str, below: int, minor: str) -> Markup:
    return Markup('<text class="flok-text{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        minor, at, _TOP + _PLOT + below, text
    )


def _path(path: list[float], width: int | None) -> list[Markup]:
    """Straight to the target, then level; each piece on a white ground."""
    last = len(path) - 1
    bend = next((i for i in range(1, last) if abs(path[i + 1] - path[i]) < 1e-12), last)
    pieces = [(0, bend)] + ([(bend, last)] if bend < last else [])
    lines = []
    for kind in ("halo", "path"):
        for start, end in pieces:
            places = ((start + 0.5) / len(path), (end + 0.5) / len(path))
            lines.append(_line(kind, *places, path[start], path[end], width))
    return lines


def _target(target: dict[str, Any], lang: str, width: int | None) -> list[Markup]:
    """The line, and its words on a white ground at its right end, above it."""
    share = target["share"]
    text = f"{words.either(lang, 'mål', 'target')} {words.goal(target, lang)}"
    room = 8 * len(text) + 8
    label = Markup(
        '<svg x="{}" y="{}" overflow="visible"><rect class="flok-ground" x="{}" y="-22" width="{}" height="17"/>'
        '<text class="flok-text flok-label" x="-4" y="-9" text-anchor="end">{}</text></svg>'
    ).format(along(1, width), f"{_y(share):g}", -room, room, text)
    return [label, *(_line(kind, 0, 1, share, share, width) for kind in ("halo", "target"))]


def _line(kind: str, start: float, end: float, low: float, high: float, width: int | None) -> Markup:
    return Markup('<line class="flok-{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        kind, along(start, width), along(end, width), f"{_y(low):g}", f"{_y(high):g}"
    )
