"""Codes that openers keep: 130 random bits on paper, with two check characters for slips of the pen."""

from __future__ import annotations

import secrets

BITS = 130
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_READ = {"I": "1", "L": "1", "O": "0"}
_CHECKS = 1021  # a prime below 32 x 32: one wrong character or two swapped neighbours change the remainder


class MistypedError(ValueError):
    """Not a code as it was printed."""


def new_code() -> str:
    """A code in seven groups, such as `7K3F-…`; nobody can guess it, so no slow hashing is wanted."""
    return written(secrets.randbits(BITS))


def written(number: int) -> str:
    """The code of a number below 2^130.

    >>> written(0), code_bytes(written(2**130 - 1)).hex()
    ('0000-0000-0000-0000-0000-0000-0000', '03ffffffffffffffffffffffffffffffff')
    """
    digits = "".join(_DIGITS[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    first, second = divmod(number % _CHECKS, 32)
    whole = digits + _DIGITS[first] + _DIGITS[second]
    return "-".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def code_bytes(text: str) -> bytes:
    """The 17 bytes of a code as it was typed: small letters, blanks and I for 1 are as good. Raises MistypedError."""
    plain = "".join(_READ.get(each, each) for each in text.upper() if each not in " -\u2013\t\r\n")
    if len(plain) != BITS // 5 + 2 or any(each not in _DIGITS for each in plain):
        raise MistypedError("28 tegn / 28 characters")
    number = 0
    for each in plain:
        number = number * 32 + _DIGITS.index(each)
    number, check = divmod(number, 32 * 32)
    if check != number % _CHECKS:
        raise MistypedError("kontroltegnene passer ikke / the check characters do not fit")
    return number.to_bytes(17, "big")
