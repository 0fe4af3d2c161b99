"""Personal numbers: recognised by their shape, never written out."""

from __future__ import annotations

import re
from functools import lru_cache

CPR = re.compile(
    r"(?<![0-9])(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])(?:0[1-9]|1[0-2])[0-9]{2}([- ]?)[0-9]{4}(?![0-9])"
)


def is_cpr(written: str) -> bool:
    """Ten digits that begin with a date (day, or day + 60 for a replacement number), with or without hyphen.

    Source: Bekendtgørelse om Det Centrale Personregister; the modulus 11 test was given up in 2007.
    """
    return CPR.fullmatch(written) is not None


def without_cpr(written: str, *, hyphen_only: bool = False) -> str:
    """The text with every CPR number replaced by `[cpr]`; `hyphen_only` leaves bare ten-digit numbers."""
    return _replaced(written, hyphen_only) if len(written) < 256 else _replace(written, hyphen_only)


@lru_cache(65_536)
def _replaced(written: str, hyphen_only: bool) -> str:
    """Short texts come again and again, so they are remembered."""
    return _replace(written, hyphen_only)


def _replace(written: str, hyphen_only: bool) -> str:
    return CPR.sub(lambda found: found[0] if hyphen_only and found[1] != "-" else "[cpr]", written)
