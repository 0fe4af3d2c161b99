"""Six ways to fill a piece that tell it apart in print and without colour, always in this order."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from markupsafe import Markup

from ._svg import along

FILLS = 6
_PATTERNS = {
    1: '<rect class="flok-pale" width="7" height="7"/><rect class="flok-proven" width="2.6" height="7"/>',
    3: '<rect class="flok-not" width="7" height="7"/><circle class="flok-proven" cx="3.5" cy="3.5" r="1.7"/>',
    5: '<rect class="flok-white" width="7" height="7"/><rect class="flok-grey" y="2.5" width="7" height="1.6"/>',
}
_CLASSES = {0: "proven", 2: "pale", 4: "grey"}


def fills(numbers: Iterable[int], *told: object) -> tuple[str, Markup]:
    """The id and the definitions of the patterns among `numbers`, for the picture that `told` describes."""
    identity = "flok-" + sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    made = [
        Markup('<pattern id="{}-{}" width="7" height="7" patternUnits="userSpaceOnUse"{}>{}</pattern>').format(
            identity,
            number,
            Markup(' patternTransform="rotate(45)"') if number == 1 else "",
            Markup(_PATTERNS[number]),  # noqa: S704 - drawn above
        )
        for number in sorted(set(numbers) & set(_PATTERNS))
    ]
    return identity, Markup("<defs>{}</defs>").format(Markup("").join(made)) if made else Markup("")


def piece(number: int, start: float, end: float, y: float, height: float, width: int | None, ref: str) -> Markup:
    """A piece from `start` to `end` of the width, filled in way `number` (from 0; after the last they begin again)."""
    if end <= start or height <= 0:
        return Markup("")
    return Markup('<rect class="flok-piece{}"{} x="{}" y="{}" width="{}" height="{}"/>').format(
        *_filled(number, ref), along(start, width), f"{y:.2f}", along(end - start, width), f"{height:.2f}"
    )


def fill_swatch(number: int) -> Markup:
    """A sign of the legend; its word stands beside it."""
    identity, defined = fills((number % FILLS,), "swatch", number)
    return Markup('<svg class="flok-swatch" aria-hidden="true" width="22" height="16">{}{}</svg>').format(
        defined,
        Markup('<rect class="flok-piece{}"{} x="1" y="1" width="20" height="14"/>').format(*_filled(number, identity)),
    )


def _filled(number: int, ref: str) -> tuple[str, Markup]:
    """The class and the fill of a way."""
    number %= FILLS
    if number in _CLASSES:
        return f" flok-{_CLASSES[number]}", Markup("")
    return "", Markup(' fill="url(#{}-{})"').format(ref, number)
