"""What an extra investment gives back: savings-to-investment, rates of return, payback.

Definitions: 10 CFR 436 subpart A; NIST Handbook 135 (2022), chapter 6. Settings on which tools differ: _conventions.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ._conventions import Conventions

LOWEST_RATE, HIGHEST_RATE = -0.99, 10.0
_POINTS = 4_001
_HALVINGS = 200


@dataclass(frozen=True, slots=True)
class Roots:
    """Rates at which savings are worth what they cost; `reason` (a code) where there is none.

    no_sign_change: money moves one way only. no_root: none from -99 % to 1,000 %. different_periods: the alternatives
    are counted over different periods.
    """

    rates: tuple[float, ...]
    reason: str = ""


def internal_rates(moments: Mapping[float, float]) -> Roots:
    """All internal rates of return of money by moment (years from now), from -99 % to 1,000 %, rising.

    Every change of sign on 4,001 points is closed in on by halving, so two rates nearer than about 0.2 % of
    1 + rate are not told apart.
    """
    times = np.array(sorted(moments))
    money = np.array([moments[each] for each in times])
    scale = np.abs(money).sum()
    if scale == 0 or not (money > 0).any() or not (money < 0).any():
        return Roots((), "no_sign_change")
    logs = np.linspace(math.log1p(LOWEST_RATE), math.log1p(HIGHEST_RATE), _POINTS)
    with np.errstate(over="ignore"):
        values = np.exp(-np.outer(times, logs)).T @ money
    signs = np.sign(values)
    found = [math.expm1(at) for at in logs[signs == 0]]
    for number in np.flatnonzero(signs[:-1] * signs[1:] < 0):
        found.append(math.expm1(_zero(times, money, logs[number], logs[number + 1])))
    return Roots(tuple(sorted(found)), "" if found else "no_root")


def _zero(times: np.ndarray, money: np.ndarray, low: float, high: float) -> float:
    def worth(log: float) -> float:
        return float(np.exp(-times * log) @ money)

    rises = worth(low) < 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if (worth(middle) < 0) == rises else (low, middle)
    return (low + high) / 2


def savings_to_investment(savings: float, investment: float) -> float | None:
    """Savings by what they took: present values. None where nothing extra is invested."""
    return savings / investment if investment > 0 else None


def adjusted_internal_rate(ratio: float | None, reinvestment: float, years: int) -> float | None:
    """(1 + r) · SIR^(1/n) - 1: the rate of return with savings reinvested at `r`. None without a SIR above zero."""
    return (1 + reinvestment) * math.pow(ratio, 1 / years) - 1 if ratio is not None and ratio > 0 else None


def payback(saved: Sequence[float], conventions: Conventions) -> float | None:
    """Years until what is saved has paid the investment back; None: never. `saved` by year 0, 1, ... (0: invested).

    Discounted payback is the same with discounted amounts. 0 where nothing extra is invested.
    """
    if conventions.payback_form == "ratio":
        return _ratio(saved)
    total = np.cumsum(np.asarray(saved, dtype=float))
    enough = np.flatnonzero(total >= -_tolerance(saved))
    if conventions.payback == "lasting":
        short = np.flatnonzero(total < -_tolerance(saved))
        enough = np.arange(short[-1] + 1 if len(short) else 0, len(total))
    if not len(enough):
        return None
    year = int(enough[0])
    if conventions.payback_form == "year" or year == 0:
        return float(year)
    return year - 1 + float(-total[year - 1] / (total[year] - total[year - 1]))


def _ratio(saved: Sequence[float]) -> float | None:
    if saved[0] >= 0:
        return 0.0
    first = next((each for each in saved[1:] if each), 0.0)
    return -saved[0] / first if first > 0 else None


def _tolerance(saved: Sequence[float]) -> float:
    """What is left of nothing after adding: a billionth of what moved."""
    return 1e-9 * float(np.abs(np.asarray(saved, dtype=float)).max(initial=0.0))
