"""Numbers in words of the two languages, for formulas that tell why a figure is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from ._study import Name


@dataclass(frozen=True, slots=True)
class Why:
    """A figure's formula in words and numbers, in Danish and English."""

    da: str
    en: str

    def __add__(self, other: Why) -> Why:
        return Why(self.da + other.da, self.en + other.en)


def number(value: float, digits: int = 6) -> Why:
    """1234.5 is `1.234,5` and `1,234.5`: at most `digits` decimals, fewer for larger numbers, none of them idle."""
    whole = len(f"{abs(value):.0f}")
    places = max(0, min(digits, 10 - whole))
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    text = "0" if text == "-0" else text
    return Why(text.translate(str.maketrans(",.", ".,")), text)


def money(ore: int, currency: str = "DKK") -> Why:
    """Øre with two decimals: `1.234,50 kr.` and `DKK 1,234.50`."""
    text = f"{abs(ore) // 100:,}.{abs(ore) % 100:02d}"
    sign = "-" if ore < 0 else ""
    danish = sign + text.translate(str.maketrans(",.", ".,"))
    return Why(f"{danish} kr." if currency == "DKK" else f"{danish} {currency}", f"{sign}{currency} {text}")


def percent(rate: float, decimals: int = 2) -> Why:
    """0.035 is `3,5 %`."""
    told = number(rate * 100, decimals)
    return Why(f"{told.da} %", f"{told.en} %")


def named(name: Name) -> Why:
    """A name of the study."""
    return Why(name.da, name.en)


def both(da: str, en: str | None = None) -> Why:
    """The same text in both, or a text in each."""
    return Why(da, da if en is None else en)


def joined(parts: list[Why], between: str) -> Why:
    """The texts with something between them."""
    return Why(between.join(each.da for each in parts), between.join(each.en for each in parts))
