"""What a cell shows: a range in whole per cent, a coarse number of organisations, rounded kroner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flok.domain.comparison._contribution import Contribution

_BANDS = ((50, "51+"), (20, "21–50"), (10, "11–20"), (5, "6–10"), (0, "3–5"))


@dataclass(frozen=True)
class Figure:
    """Pooled, never a mean of shares: Σ sustainable / Σ denominator, and with Σ unknown added, in whole per cent.

    organisations is a band (`3–5`). Amounts are øre rounded to two significant digits. There is no number of
    organisations, mean, median, smallest, largest or rank to work from.
    """

    share_low_percent: int
    share_high_percent: int
    organisations: str
    denominator_ore: int
    unknown_ore: int


def pooled(contributions: Sequence[Contribution]) -> Figure:
    """The figure of contributions whose denominators sum to more than zero."""
    sustainable = sum(one.sustainable_ore for one in contributions)
    unknown = sum(one.unknown_ore for one in contributions)
    denominator = sum(one.denominator_ore for one in contributions)
    return Figure(
        share_low_percent=_percent(sustainable, denominator),
        share_high_percent=_percent(sustainable + unknown, denominator),
        organisations=next(band for more_than, band in _BANDS if len(contributions) > more_than),
        denominator_ore=two_digits(denominator),
        unknown_ore=two_digits(unknown),
    )


def two_digits(ore: int) -> int:
    """The nearest number with two significant digits, half up: 1 234 567 is 1 200 000. For amounts of zero or more."""
    unit: int = 10 ** max(len(str(ore)) - 2, 0)
    return (2 * ore + unit) // (2 * unit) * unit


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole)
