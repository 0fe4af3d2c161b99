"""Fictional numbers with valid check digits, from ranges that nobody can have been given.

CVR numbers begin with 99 (the register is nowhere near it). GLN and GTIN begin with 952, the prefix GS1
keeps for examples.
"""

from __future__ import annotations

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def is_cvr(text: str) -> bool:
    """Eight digits whose weighted sum is divisible by 11."""
    return len(text) == 8 and text.isdigit() and _cvr_sum(text) % 11 == 0


def cvr(serial: int) -> str:
    """The `serial`-th fictional CVR number (0 to some 90,000): 99 and six digits, valid by modulus 11."""
    text = f"99{serial:05d}"
    rest = _cvr_sum(text) % 11
    if rest == 1:  # would need the digit 10: take the next free serial in a range of its own
        return cvr(serial + 50_000)
    return text + str((11 - rest) % 11)


def _cvr_sum(text: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(CVR_WEIGHTS, text, strict=False))


def check_digit(body: str) -> str:
    """GS1's check digit for the digits of a GTIN or GLN without it (weights 3 and 1 from the right)."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def gln(serial: int) -> str:
    """The `serial`-th fictional GLN: 13 digits in GS1's range for examples."""
    body = f"9520000{serial:05d}"
    return body + check_digit(body)


def gtin(serial: int) -> str:
    """The `serial`-th fictional GTIN-13: like a GLN, from another part of the range."""
    body = f"9529{serial:08d}"
    return body + check_digit(body)
