"""Numbers that identify companies and goods, and their check digits."""

from __future__ import annotations

from functools import lru_cache


def is_cvr(text: str) -> bool:
    """Eight digits. The check digit is looked at apart: official sample documents carry wrong ones."""
    return len(text) == 8 and text.isascii() and text.isdigit()


@lru_cache(maxsize=65_536)
def is_cvr_checked(cvr: str) -> bool:
    """Modulus 11 with weights 2 7 6 5 4 3 2 1 (Erhvervsstyrelsen's rule for CVR numbers)."""
    return sum(int(digit) * weight for digit, weight in zip(cvr, (2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0


@lru_cache(maxsize=65_536)
def is_gs1_checked(digits: str) -> bool:
    """GS1 General Specifications §7.9: weights 3 and 1 from the right, the last digit closes to ten."""
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(reversed(digits)))
    return total % 10 == 0


@lru_cache(maxsize=65_536)
def gtin14(text: str | None) -> str | None:
    """A GTIN candidate: 8, 12, 13 or 14 digits with a right check digit, padded to 14; else None."""
    if text is None or len(text) not in (8, 12, 13, 14) or not (text.isascii() and text.isdigit()):
        return None
    return text.zfill(14) if is_gs1_checked(text) and text.strip("0") else None
