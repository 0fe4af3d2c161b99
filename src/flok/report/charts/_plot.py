"""What pictures over the years have in common: the axis of amounts, and the years under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from ._svg import along

TOP, PLOT = 26, 190  # pixels above the plot, and its height
HEIGHT = TOP + PLOT + 26
EDGES = (76, 12)
_LABELS = 12


def y_of(ore: float, low: float, high: float) -> float:
    """The pixel an amount is at, where the plot goes from `low` to `high`."""
    return TOP + (high - ore) / (high - low) * PLOT


def axis(low: int, high: int, written: Callable[[int], str], width: int | None) -> list[Markup]:
    """Lines at round amounts, each as `written` says it."""
    made = []
    for value in steps(low, high):
        y = f"{y_of(value, low, high):.2f}"
        kind = "axis" if value == 0 else "grid"
        made.append(
            Markup('<line class="flok-{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                kind, along(0, width), along(1, width), y, y
            )
        )
        made.append(
            Markup('<text class="flok-text" x="-8" y="{}" text-anchor="end">{}</text>').format(
                f"{y_of(value, low, high) + 4:.2f}", written(value)
            )
        )
    return made


def steps(low: int, high: int) -> list[int]:
    """Round amounts in øre between two, at most six, nothing among them."""
    rough = max((high - low) / 5, 100)
    size = 10 ** (len(str(int(rough))) - 1)
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough)
    return [number * step for number in range(-(-low // step), high // step + 1)]


def labels(years: Sequence[str], width: int | None, *, at_ends: bool = False) -> list[Markup]:
    """The years under the plot, or every so many of them; at_ends: the first and last are at its ends."""
    every = -(-len(years) // _LABELS) or 1
    whole = max(len(years) - 1, 1) if at_ends else len(years)
    return [
        Markup('<text class="flok-text{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            " flok-minor" if (place // every) % 3 else "", along((place if at_ends else place + 0.5) / whole, width),
            TOP + PLOT + 20, years[place],
        )
        for place in range(0, len(years), every)
    ]  # fmt: skip
