"""Discount rates and factors: constant or in steps, real or nominal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ._study import Basis, Discounting

Steps = Sequence[tuple[int, float]]


def real_rate(nominal: float, inflation: float) -> float:
    """The real rate of a nominal one: (1 + n) / (1 + i) - 1 (Fisher; NIST Handbook 135, appendix A)."""
    return (1 + nominal) / (1 + inflation) - 1


def nominal_rate(real: float, inflation: float) -> float:
    """The nominal rate of a real one: (1 + r)(1 + i) - 1."""
    return (1 + real) * (1 + inflation) - 1


def inflation_rate(nominal: float, real: float) -> float:
    """The inflation between a nominal and a real rate: (1 + n) / (1 + r) - 1."""
    return (1 + nominal) / (1 + real) - 1


def steps_in_use(discounting: Discounting, prices: Basis) -> tuple[tuple[int, float], ...]:
    """The steps in the terms of the prices; as given where both are alike or no inflation is stated."""
    if discounting.inflation is None or discounting.basis == prices:
        return discounting.steps
    into = real_rate if prices == "real" else nominal_rate
    return tuple((first, into(rate, discounting.inflation)) for first, rate in discounting.steps)


def rates_by_year(steps: Steps, years: int) -> tuple[float, ...]:
    """The rate of each year 1 ... `years`; `steps` as (first year, rate), rising from year 1."""
    rates: list[float] = []
    for year in range(1, years + 1):
        rates.append(next(rate for first, rate in reversed(steps) if first <= year))
    return tuple(rates)


def discount_factor(steps: Steps, reading: str, t: float) -> float:
    """The present value of 1 at `t` years after the base date.

    cumulative: each year is discounted at its own rate, D(t) = Π (1 + r_k)^-1, a part of a year at that year's
    rate. spot: the rate of the year that `t` is in holds all the way, D(t) = (1 + r)^-t.
    """
    year = math.ceil(t)
    rates = rates_by_year(steps, max(year, 1))
    if reading == "spot":
        return math.pow(1 + rates[-1], -t)
    whole = 1.0
    for rate in rates[:year]:
        whole /= 1 + rate
    return whole * math.pow(1 + rates[-1], year - t)


def annuity(rate: float, years: int) -> float:
    """The present value of 1 at the end of each of `years`: (1 - (1 + r)^-n) / r."""
    return float(years) if rate == 0 else -math.expm1(-years * math.log1p(rate)) / rate
