"""Exchange rates by day: kroner for 100 units of a currency, as Danmarks Nationalbank publishes them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from flok.kernel import money

OLDEST_DAYS = 7  # over weekends and holidays the last published rate holds


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by currency, each a sequence of (day, kroner for 100 units) in order of day."""

    by_currency: Mapping[str, Sequence[tuple[date, Fraction]]] = field(default_factory=dict)

    def rate(self, currency: str, day: date) -> Fraction | None:
        """The latest rate on or before the day, at most seven days old."""
        known = self.by_currency.get(currency, ())
        place = bisect_right(known, day, key=lambda entry: entry[0])
        if not place or (day - known[place - 1][0]).days > OLDEST_DAYS:
            return None
        return known[place - 1][1]

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None:
        """Hundredths of a currency in øre; the parts add up to the converted total, rounded once.

        Kroner come back as they are. None where no rate is known.
        """
        if currency == "DKK":
            return list(amounts)
        rate = self.rate(currency, day)
        return None if rate is None else apportioned([amount * rate / 100 for amount in amounts])


def apportioned(parts: Sequence[Fraction]) -> list[int]:
    """Whole numbers that add up to the rounded sum, each less than 1 from its part (largest remainder).

    Signs may be mixed. The negated parts give the negated answer, so a credit note mirrors its invoice.
    """
    exact = sum(parts, Fraction())
    if exact < 0:
        return [-part for part in apportioned([-part for part in parts])]
    whole = [part.numerator // part.denominator for part in parts]
    left = money.rounded(exact) - sum(whole)
    by_remainder = sorted(range(len(parts)), key=lambda i: (whole[i] - parts[i], i))
    for i in by_remainder[:left]:
        whole[i] += 1
    return whole
