"""Money is integer øre (1/100 of a krone, or of whatever the currency is). Nothing here is a float.

An amount in a document is text. It is checked against a strict pattern before any arithmetic, because
Python's own number types accept what no invoice may hold (NaN, 1E+999999, full-width digits, `1_000`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

_AMOUNT = re.compile(r"(-?)([0-9]{1,13})(?:\.([0-9]{1,8}))?", re.ASCII)


class AmountError(ValueError):
    """The text is not an amount: digits with at most 13 before and 8 after a decimal point."""


def ore(text: str) -> int:
    """Øre in an amount written with a decimal point, rounded half away from zero.

    >>> ore("1240.00"), ore("-0.005"), ore("3")
    (124000, -1, 300)

    Raises AmountError for anything else: a decimal comma, an exponent, a sign of plus, other digits.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise AmountError(text)
    sign, whole, fraction = match.groups()
    if fraction is None:
        amount = int(whole) * 100
    elif len(fraction) == 2:
        amount = int(whole + fraction)
    else:
        amount = int(whole + (fraction + "0")[:2])
        if len(fraction) > 2 and fraction[2] >= "5":
            amount += 1
    return -amount if sign else amount


def exact(text: str) -> Fraction:
    """The same amount unrounded, in kroner, for checks that multiply (quantity × price). Raises AmountError."""
    if _AMOUNT.fullmatch(text) is None:
        raise AmountError(text)
    return Fraction(text)


def decimal(text: str) -> Decimal:
    """The same amount in kroner as a Decimal, for checks that multiply. Raises AmountError."""
    if _AMOUNT.fullmatch(text) is None:
        raise AmountError(text)
    return Decimal(text)


def rounded(value: Fraction) -> int:
    """A fraction rounded half away from zero, as tax and customs rounding is done on Danish invoices."""
    numerator, denominator = abs(value.numerator), value.denominator
    whole = (2 * numerator + denominator) // (2 * denominator)
    return -whole if value < 0 else whole


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` øre in proportion to `weights` so that the parts add up to it exactly.

    Largest remainder (Hamilton): every part gets its whole share, the øre left go to the largest
    remainders, the earliest first where they are equal. Weights must all be of one sign and not all zero.
    Raises ValueError otherwise.
    """
    base = sum(weights)
    if base == 0 or any(weight * base < 0 for weight in weights):
        raise ValueError("weights must be of one sign and not all zero")
    sign, size = (1, total) if total >= 0 else (-1, -total)
    base, sizes = abs(base), [abs(weight) for weight in weights]
    parts = [size * weight // base for weight in sizes]
    left = size - sum(parts)
    if left:
        by_remainder = sorted(range(len(sizes)), key=lambda i: (-(size * sizes[i] % base), i))
        for i in by_remainder[:left]:
            parts[i] += 1
    return [sign * part for part in parts]


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` as a number between 0 and 1; None where there is nothing to take a share of."""
    return part / whole if whole > 0 else None
