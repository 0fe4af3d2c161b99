"""Units as they are written, and what a product of them comes to: kWh/wash · wash/year · DKK/kWh is DKK/year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

ALIASES = {"år": "year", "kr": "DKK", "kr.": "DKK", "rate": "", "share": "", "1": ""}
KILOGRAMS = {"kg": 1.0, "t": 0.001, "g": 1000.0}  # how many of the unit a kilogram is
_SUBSTANCE = re.compile(r"(kg|t|g) (CO2e?|NOx|NMHC|PM(?:2\.5|10)?|SO2)", re.IGNORECASE)
_WORD = re.compile(r"[^\s/*·()0-9%][^/*·()%]{0,30}|1", re.UNICODE)


def parse_unit(text: str) -> Counter[str]:
    """Exponents by symbol: `DKK/kWh` is {DKK: 1, kWh: -1}. Raises ValueError for a text that is no unit."""
    powers: Counter[str] = Counter()
    over, *under = text.strip().split("/")
    for sign, product in ((1, over), *((-1, each) for each in under)):
        for part in re.split(r"[*·]", product):
            symbol = " ".join(part.split())
            if not _WORD.fullmatch(symbol):
                raise ValueError(text)
            substance = _SUBSTANCE.fullmatch(symbol)
            symbol = substance[1] if substance else ALIASES.get(symbol, symbol)
            if symbol:
                powers[symbol] += sign
    return _without_zeros(powers)


def product(units: Iterable[str]) -> Counter[str]:
    """The unit of a product. Raises ValueError as parse_unit does."""
    powers: Counter[str] = Counter()
    for each in units:
        powers.update(parse_unit(each))
    return _without_zeros(powers)


def written(powers: Mapping[str, int]) -> str:
    """A unit in words: `DKK/year`; `1` for none."""
    over = [symbol for symbol, power in powers.items() for _ in range(power)]
    under = [f"/{symbol}" for symbol, power in powers.items() for _ in range(-power)]
    return "·".join(over or ["1"]) + "".join(under)


def kilograms(powers: Mapping[str, int]) -> float:
    """How many kilograms the mass in a unit is (1 for none): t is 1000, per t is 0.001."""
    factor = 1.0
    for symbol, share in KILOGRAMS.items():
        factor /= share ** powers.get(symbol, 0)
    return factor


def is_of_mass(text: str) -> bool:
    """Whether a unit is so many kg, t or g of something: `kg CO2e/kWh`."""
    return any(power > 0 for symbol, power in parse_unit(text).items() if symbol in KILOGRAMS)


def _without_zeros(powers: Counter[str]) -> Counter[str]:
    return Counter({symbol: power for symbol, power in powers.items() if power})
