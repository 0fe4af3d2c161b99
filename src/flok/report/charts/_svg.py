"""What all the pictures are drawn with."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

CHARTS_CSS = Path(__file__).parent / "charts.css"

_HATCH = Markup(
    '<defs><pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="flok-pale" width="7" height="7"/><rect class="flok-proven" width="2.6" height="7"/>'
    "</pattern></defs>"
)
_SWATCHES = {
    "proven": '<rect class="flok-proven" x="1" y="1" width="20" height="14"/>',
    "possible": (
        '<rect class="flok-pale flok-edge" x="1" y="1" width="20" height="14"/>'
        '<path class="flok-stripe" d="M1 8L8 1M1 15L15 1M8 15L21 2M15 15L21 9"/>'
    ),
    "not": '<rect class="flok-not" x="1" y="1" width="20" height="14"/>',
    "target": '<path class="flok-target" d="M11 2V16"/><path class="flok-arrow" d="M5 0H17L11 9Z"/>',
    "target-line": '<path class="flok-target" d="M0 8H22"/>',
    "path": '<path class="flok-path" d="M0 8H22"/>',
}


def swatch(kind: str) -> Markup:
    """A sign of the legend: proven, possible, not, target, target-line or path. Its word stands beside it."""
    return Markup('<svg class="flok-swatch" aria-hidden="true" width="22" height="16">{}</svg>').format(
        Markup(_SWATCHES[kind])  # noqa: S704 - drawn above
    )


def cut(share: float) -> float:
    """A share as it can be drawn: between 0 and 1."""
    return min(max(share, 0.0), 1.0)


def along(share: float, width: int | None) -> str:
    """The place of a share along a width: in per cent of it, or in pixels."""
    return f"{share * 100:.2f}%" if width is None else f"{share * width:.2f}"


def hatch(*told: object) -> tuple[str, Markup]:
    """The id and the definition of a hatch of its own for the picture that `told` describes."""
    identity = "flok-" + sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return identity, _HATCH.format(identity)


def rectangle(kind: str, start: float, end: float, y: float, height: float, width: int | None, ref: str = "") -> Markup:
    """A piece of a bar from `start` to `end` of the width; nothing where it is empty. `ref`: the hatch's id."""
    if end <= start or height <= 0:
        return Markup("")
    fill = Markup(' fill="url(#{})"').format(ref) if kind == "possible" else ""
    return Markup('<rect class="flok-{}"{} x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, fill, along(start, width), f"{y:g}", along(end - start, width), f"{height:g}"
    )


def picture(
    parts: Iterable[Markup], said: str, kind: str, height: int, width: int | None, edges: tuple[int, int] = (8, 8)
) -> Markup:
    """The whole picture; `said` is what it says to those who cannot see it, "" where the page says it beside.

    Drawn to a width, it has `edges` pixels more on the left and right for what reaches out of it.
    """
    left, right = edges
    size = Markup('width="100%" height="{}"').format(height)
    if width is not None:
        whole = width + left + right
        box = f"{-left} 0 {whole} {height}"
        size = Markup('viewBox="{}" width="{}" height="{}" xmlns="http://www.w3.org/2000/svg"').format(
            box, whole, height
        )
    name = Markup('role="img" aria-label="{}"').format(said) if said else Markup('aria-hidden="true"')
    return Markup('<svg class="flok-chart flok-{}" {} {}>{}</svg>').format(kind, name, size, Markup("").join(parts))
