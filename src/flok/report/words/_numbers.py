"""Amounts, shares, numbers and dates as Danes and English readers write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from flok.kernel import danish

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MONTHS = "January February March April May June July August September October November December".split()


def plain(text: object, *, keep_direction: bool = False) -> str:
    """One line of text that cannot steer a terminal or a page.

    Line breaks become spaces; other control characters and halves of characters (a file name in an unknown
    encoding) become �. Marks that turn the reading direction are taken away, unless the caller isolates
    the text itself.
    """
    line = re.sub(r"[\t\r\n\x85\u2028\u2029]+", " ", str(text))
    line = _CONTROL.sub("\ufffd", line)
    return line if keep_direction else _BIDI.sub("", line)


def amount(ore: int, lang: str = "da") -> str:
    """An amount for reading: `96,4 mio. kr.` or `DKK 96.4 million`."""
    text = danish.million_kroner(ore)
    if lang == "da":
        return text
    figures = text.removesuffix(" kr.").removesuffix(" mio.")
    return f"DKK {_swap(figures)}{' million' if 'mio.' in text else ''}"


def exact_amount(ore: int, currency: str = "DKK", lang: str = "da") -> str:
    """To the last øre: `1.240,00 kr.`, `1.240,00 EUR`, `DKK 1,240.00`."""
    figures = danish.kroner(ore).removesuffix(" kr.")
    if lang == "en":
        return f"{currency} {_swap(figures)}"
    return f"{figures} {'kr.' if currency == 'DKK' else currency}"


def whole_kroner(ore: int | None, lang: str = "da") -> str:
    """Kroner where the heading names the unit: `1.240` or `1,240`; `–` for None."""
    if ore is None:
        return "–"
    return danish.whole_kroner(ore) if lang == "da" else _swap(danish.whole_kroner(ore))


def number(count: int, lang: str = "da") -> str:
    """`20.480` or `20,480`."""
    return danish.number(count) if lang == "da" else _swap(danish.number(count))


def percent(share: float | None, decimals: int = 0, lang: str = "da") -> str:
    """`31 %` (the space does not break) or `31%`."""
    text = danish.percent(share, decimals)
    return text if lang == "da" else text.replace("\u00a0", "").replace(",", ".")


def decimals(low: float, high: float, target: float | None) -> int:
    """The fewest decimals that tell no untruth.

    Rounding must not make a range a point, lift a share to its target, or turn something into nothing or all.
    """
    for places in range(3):
        a, b = round(low * 100, places), round(high * 100, places)
        honest = (low == high or a != b) and not (low > 0 >= a) and not (high < 1 and b >= 100)
        if target is not None:
            goal = round(target * 100, 6)
            honest = honest and (a >= goal) == (low >= target) and (b >= goal) == (high >= target)
        if honest:
            return places
    return 2


def day(text: str, lang: str = "da") -> str:
    """`2026-03-12` is `12. marts 2026`; in English it stays as it is. What is no date stays too."""
    try:
        return danish.long_date(date.fromisoformat(text)) if lang == "da" else text
    except ValueError:
        return plain(text)


def moment(text: str, lang: str = "da") -> str:
    """`2026-11-23T10:00:00+01:00` is `23. november 2026 kl. 10.00`, in English `2026-11-23 10:00`."""
    then = datetime.fromisoformat(text)
    return danish.date_and_time(then) if lang == "da" else f"{then:%Y-%m-%d %H:%M}"


def month(key: str, lang: str = "da") -> str:
    """`2026-03` is `marts 2026` or `March 2026`."""
    return danish.month_name(key) if lang == "da" else f"{_MONTHS[int(key[5:]) - 1]} {key[:4]}"


def short_month(key: str, lang: str = "da") -> str:
    """`2026-01` is `jan.` or `Jan`."""
    return danish.short_month(key) if lang == "da" else _MONTHS[int(key[5:]) - 1][:3]


def unbroken(text: str) -> str:
    """Amounts kept on one line: `96,4 mio. kr.` does not break."""
    text = text.replace(" mio. kr.", "\u00a0mio.\u00a0kr.").replace(" kr.", "\u00a0kr.")
    return re.sub(r"DKK (?=[-0-9])", "DKK\u00a0", text).replace(" million", "\u00a0million")


def _swap(figures: str) -> str:
    return figures.translate(str.maketrans(",.", ".,"))
