"""From float64 kroner to øre: rounded once, at the figure reported.

Present values are float64 all the way. A figure is rounded half away from zero after it is taken to 15 significant
digits, which is what ROUND(x;2) does in Excel and LibreOffice Calc; so a workbook reaches the same øre. Rounded parts
are not adjusted to add up to a rounded total.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from ._study import NotComputableError

LARGEST_KRONER = 1e12  # of a figure; 15 digits then still hold an øre


def to_ore(kroner: float, place: str = "") -> int:
    """Øre of an amount in kroner. Raises NotComputableError for one that is not finite or above 10^12.

    >>> to_ore(1.005), to_ore(-0.005), to_ore(2.675)
    (101, -1, 268)
    """
    if not math.isfinite(kroner) or abs(kroner) > LARGEST_KRONER:
        raise NotComputableError(place)
    return int(Decimal(f"{kroner:.15g}").scaleb(2).quantize(Decimal(1), ROUND_HALF_UP))
