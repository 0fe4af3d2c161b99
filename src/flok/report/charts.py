"""The report's pictures, as SVG that stands in the page.

One language everywhere: full is proven, hatched is possible, white is known not to be, a mark is the target.
The hatch is a pattern the page defines once (id `mulig`), so the pictures also work without colour.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from markupsafe import Markup

from flok.kernel import danish
from flok.report import words

FONT = "'IBM Plex Sans', 'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif"
PROVEN, POSSIBLE, INK, EDGE = "#14594a", "#c0ffee", "#1a1a1a", "#5f6b73"  # POSSIBLE becomes the hatch
_SVG = "{http://www.w3.org/2000/svg}"


def range_bar(figures: dict[str, Any], target: dict[str, Any] | None, name: str) -> Markup:
    """The range bar of a definition or a group, 0 to 100 % over the full width it is given.

    The words for those who cannot see it are `name` and the figures. Shares outside 0 to 1 are cut.
    """
    low, high = figures["share_low"], figures["share_high"]
    said = f"{words.plain(name)}: {described(figures, target)}"
    if low is None or high is None:
        return _bar(said, [Markup('<rect class="ingen" width="100%" y="8" height="18"/>')])
    start, end = sorted((_cut(low), _cut(high)))
    parts = [
        Markup('<rect class="ikke" width="100%" y="8" height="18"/>'),
        _part("bevist", 0, start),
        _part("mulig", start, end),
    ]
    if target:
        parts.append(_mark(_cut(target["share"])))
    return _bar(said, parts)


def described(figures: dict[str, Any], target: dict[str, Any] | None) -> str:
    """The bar in words: `bevist 31 %, højst 58 %, mål 80 %`."""
    if figures["share_low"] is None:
        return "ingen andel, fordi der ikke er køb at tage den af"
    low, high = words.shares(figures, target)
    return f"bevist {low}, højst {high}" + (f", mål {words.goal(target)}" if target else "")


def amount_bar(parts: list[tuple[str, int]], whole: int) -> Markup:
    """Amounts side by side, as parts of `whole` øre; parts are (`bevist` | `mulig` | `ikke`, øre).

    The amounts stand as text beside it, so it is hidden from screen readers.
    """
    drawn, at = [], 0.0
    for kind, ore in parts:
        size = max(ore, 0) / whole if whole > 0 else 0.0
        drawn.append(_part(kind, at, at + size))
        at += size
    return Markup('<svg class="bar" aria-hidden="true" width="100%" height="34">{}</svg>').format(
        Markup("").join(drawn)
    )


def _bar(said: str, parts: list[Markup]) -> Markup:
    return Markup('<svg class="bar" role="img" aria-label="{}" width="100%" height="34">{}</svg>').format(
        said, Markup("").join(parts)
    )


def _part(kind: str, start: float, end: float) -> Markup:
    if end <= start:
        return Markup("")
    return Markup('<rect class="{}" x="{:.2f}%" width="{:.2f}%" y="8" height="18"/>').format(
        kind, start * 100, (end - start) * 100
    )


def _mark(at: float) -> Markup:
    return Markup(
        '<svg x="{:.2f}%" overflow="visible"><path class="glorie" d="M0 7V31"/>'
        '<path class="maal" d="M0 7V31"/><path class="pil" d="M-6 0H6L0 9Z"/></svg>'
    ).format(at * 100)


def _cut(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def path_to_target(months: list[dict[str, Any]], target: dict[str, Any]) -> list[float] | None:
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


def month_chart(months: list[dict[str, Any]], target: dict[str, Any] | None, width: int, said: str) -> Markup:
    """A standing range bar a month, the target as a line, the way to it dashed; `width` in pixels.

    `months` are the groups of the dimension "month" with a key, in order; `said` describes it in words.
    """
    import vl_convert  # heavy, and only the report needs it

    svg = vl_convert.vegalite_to_svg(_month_spec(months, target, width), allowed_base_urls=[])
    return _in_page(svg, said)


def _month_spec(months: list[dict[str, Any]], target: dict[str, Any] | None, width: int) -> dict[str, Any]:
    import altair as alt

    path = path_to_target(months, target) if target else None
    rows = [
        {
            "name": name,
            "low": _cut(min(m["share_low"], m["share_high"])) if m["share_low"] is not None else None,
            "high": _cut(max(m["share_low"], m["share_high"])) if m["share_low"] is not None else None,
            "path": path[i] if path else None,
            "all": 1 if m["share_low"] is not None else None,
        }
        for i, (m, name) in enumerate(zip(months, _month_names(months), strict=True))
    ]
    axis = alt.Axis(labelAngle=0 if width > 400 and len(rows) <= 14 else -90, labelOverlap=True)
    names = [row["name"] for row in rows]  # also months without a share keep their place
    x = alt.X("name:N", sort=None, title=None, axis=axis, scale=alt.Scale(domain=names))
    percent = alt.Axis(labelExpr="round(datum.value * 100) + ' %'", values=[0, 0.25, 0.5, 0.75, 1])
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)

    def bar(top: str, bottom: str | None, colour: str) -> alt.Chart:
        below = {"y2": alt.Y2(f"{bottom}:Q")} if bottom else {}
        drawn = base.transform_filter("isValid(datum.low)").mark_bar(fill=colour, stroke=EDGE, strokeWidth=1)
        return drawn.encode(y=alt.Y(f"{top}:Q", title=None, axis=percent, scale=scale), **below)

    layers = [bar("all", None, "#ffffff"), bar("high", "low", POSSIBLE), bar("low", None, PROVEN)]
    if target:
        rule = alt.Chart(alt.Data(values=[{"share": _cut(target["share"])}])).mark_rule(color=INK, strokeWidth=2.5)
        layers.append(rule.encode(y=alt.Y("share:Q", scale=scale)))
    if path:
        for colour, wide, dash in (("#ffffff", 6, [1, 0]), ("#b3261e", 2.5, [6, 4])):
            line = base.mark_line(color=colour, strokeWidth=wide, strokeDash=dash, interpolate="linear")
            layers.append(line.encode(y=alt.Y("path:Q", scale=scale)))
    chart = alt.layer(*layers).properties(width=width, height=240, background="transparent")
    labels = {"labelFont": FONT, "labelFontSize": 14, "labelColor": INK, "domainColor": EDGE, "tickColor": EDGE}
    spec: dict[str, Any] = chart.configure(font=FONT, aria=False, padding=4).to_dict()
    spec["config"] |= {
        "axis": {**labels, "gridColor": "#d5dadd"},
        "scale": {"bandPaddingInner": 0.35, "bandPaddingOuter": 0.2},
        "view": {"stroke": None},
    }
    return spec


def _month_names(months: list[dict[str, Any]]) -> list[str]:
    one_year = len({m["key"][:4] for m in months}) == 1
    return [danish.short_month(m["key"]) + ("" if one_year else f" {m['key'][2:4]}") for m in months]


def _in_page(svg: str, said: str) -> Markup:
    """The drawing made part of the page: named for those who cannot see it, as wide as there is room for."""
    root = etree.fromstring(svg.encode())
    for element in root.iter(f"{_SVG}*"):
        for name in ("role", "aria-roledescription", "aria-label", "aria-hidden", "class", "id"):
            element.attrib.pop(name, None)
        if element.get("fill") == POSSIBLE:
            element.set("fill", "url(#mulig)")
    width = root.attrib.pop("width")
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", said)
    root.set("style", f"width:100%;max-width:{width}px")
    text = re.sub(r' xmlns(:xlink)?="[^"]*"', "", etree.tostring(root, encoding="unicode"))
    return Markup(text)  # noqa: S704 - drawn here from numbers and months; `said` is escaped by lxml
