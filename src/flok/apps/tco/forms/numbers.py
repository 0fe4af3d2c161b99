"""Numbers as people write them: 1.240,50 and 3,5 % in Danish, 1,240.50 and 3.5 % in English; paths year by year.

What may be meant in two ways is asked about, not guessed: 1.8 in Danish is neither 1,8 nor 18.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flok.domain.tco import Path

LONGEST = 40
LARGEST = Decimal(10) ** 12
_WHOLE = r"[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_NUMBER = re.compile(rf"(-?)({_WHOLE})(?:,([0-9]+))?", re.ASCII)
_OTHER_POINT = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_SWAP = str.maketrans(",.", ".,")
_MOST_YEARS = 200


def read(text: str, *, percent: bool = False) -> float:
    """The number in a text of the page's language. percent: 3,5 and 3,5 % are 0.035. Raises ValidationError."""
    plain = unicodedata.normalize("NFC", text).translate({0x2212: "-", 0x2013: "-", 0xA0: None, 0x202F: None})
    plain = plain.replace(" ", "").removesuffix("%" if percent else "kr.")
    is_english = get_language() == "en"
    danish = plain.translate(_SWAP) if is_english else plain
    found = _NUMBER.fullmatch(danish) if len(plain) <= LONGEST else None
    if found is None:
        if not is_english and _OTHER_POINT.fullmatch(danish):
            raise forms.ValidationError(_("Write a comma before the decimals: %s") % danish.replace(".", ","))
        raise forms.ValidationError(_("Write a number, for instance %s") % written(1240.5))
    sign, whole, decimals = found.groups()
    try:
        value = Decimal(f"{sign}{whole.replace('.', '')}.{decimals or '0'}")
    except InvalidOperation:
        raise forms.ValidationError(_("Write a number, for instance %s") % written(1240.5)) from None
    if abs(value) > LARGEST:
        raise forms.ValidationError(_("The number is too large to count with."))
    return float(value / 100 if percent else value)


def written(value: float, *, percent: bool = False, signed: bool = False) -> str:
    """A number as `read` takes it: all its decimals, and points in a large one."""
    exact = Decimal(repr(float(value))) * (100 if percent else 1)
    text = f"{exact:{'+' if signed else ''},f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text in ("-0", "") else text
    return text if get_language() == "en" else text.translate(_SWAP)


def read_value(text: str, *, percent: bool = False) -> float | Path:
    """A number, or a path by calendar year: `2027: 0,10; 2030: 0,06`. Raises ValidationError."""
    if ":" not in text:
        return read(text, percent=percent)
    years: list[int] = []
    values: list[float] = []
    for part in filter(str.strip, text.split(";")):
        year, _colon, value = (each.strip() for each in part.partition(":"))
        if not re.fullmatch(r"[12][0-9]{3}", year, re.ASCII) or len(years) == _MOST_YEARS:
            raise forms.ValidationError(_("Write it year by year, for instance %s") % _example())
        years.append(int(year))
        values.append(read(value, percent=percent))
    if not years or sorted(set(years)) != years:
        raise forms.ValidationError(_("The years must rise, for instance %s") % _example())
    return Path(tuple(years), tuple(values))


def written_value(value: float | Path, *, percent: bool = False) -> str:
    """A number or a path as `read_value` takes it."""
    if isinstance(value, Path):
        pairs = zip(value.years, value.values, strict=True)
        return "; ".join(f"{year}: {written(one, percent=percent)}" for year, one in pairs)
    return written(value, percent=percent)


def _example() -> str:
    return written_value(Path((2027, 2030), (0.1, 0.06)))
