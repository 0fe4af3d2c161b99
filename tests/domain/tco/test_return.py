"""Rates of return, payback and their kin, where the answer is known by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.tco import Conventions
from flok.domain.tco._return import (
    Roots,
    adjusted_internal_rate,
    internal_rates,
    payback,
    savings_to_investment,
)


def test_one_rate() -> None:
    assert internal_rates({0.0: -100.0, 1.0: 110.0}).rates == pytest.approx((0.1,), rel=1e-12)


def test_two_rates() -> None:
    """-(v·1.1 - 1)(v·1.3 - 1): both 10 % and 30 %, as where a clean-up ends a mine."""
    found = internal_rates({0.0: -100.0, 1.0: 240.0, 2.0: -143.0})
    assert found.rates == pytest.approx((0.1, 0.3), rel=1e-9)


def test_a_rate_below_zero_and_parts_of_a_year() -> None:
    assert internal_rates({0.0: -100.0, 0.5: 90.0}).rates == pytest.approx((0.9**2 - 1,), rel=1e-9)


@pytest.mark.parametrize(
    ("moments", "reason"),
    [
        ({}, "no_sign_change"),
        ({0.0: 0.0, 1.0: 0.0}, "no_sign_change"),
        ({0.0: 100.0, 1.0: 5.0}, "no_sign_change"),
        ({0.0: -100.0, 1.0: -5.0}, "no_sign_change"),
        ({0.0: 100.0, 1.0: -150.0, 2.0: 100.0}, "no_root"),
        ({0.0: -1.0, 1.0: 1000.0}, "no_root"),
    ],
)
def test_no_rate_and_why(moments: dict[float, float], reason: str) -> None:
    assert internal_rates(moments) == Roots((), reason)


@given(st.floats(-0.5, 5), st.integers(1, 40), st.floats(1, 1e9))
def test_the_rate_money_was_made_with(rate: float, years: int, invested: float) -> None:
    found = internal_rates({0.0: -invested, float(years): invested * (1 + rate) ** years})
    assert found.rates == pytest.approx((rate,), rel=1e-6, abs=1e-9)


def test_savings_to_investment() -> None:
    assert savings_to_investment(250.0, 100.0) == 2.5
    assert savings_to_investment(250.0, 0.0) is None
    assert savings_to_investment(250.0, -1.0) is None


def test_adjusted_rate() -> None:
    assert adjusted_internal_rate(1.0, 0.03, 20) == pytest.approx(0.03, rel=1e-12)
    assert adjusted_internal_rate(None, 0.03, 20) is None
    assert adjusted_internal_rate(-0.5, 0.03, 20) is None


UNDONE = [-100.0, 60.0, 60.0, -50.0, 60.0]  # paid back in year 2, a repair in year 3, again in year 4


@pytest.mark.parametrize(
    ("conventions", "years"),
    [
        (Conventions(), 2.0),
        (Conventions(payback="lasting"), 4.0),
        (Conventions(payback_form="interpolated"), 1 + 40 / 60),
        (Conventions(payback="lasting", payback_form="interpolated"), 3 + 30 / 60),
        (Conventions(payback_form="ratio"), 100 / 60),
    ],
)
def test_conventions_of_payback(conventions: Conventions, years: float) -> None:
    assert payback(UNDONE, conventions) == pytest.approx(years, rel=1e-12)


@pytest.mark.parametrize(
    ("saved", "years"),
    [
        ([0.0, 10.0], 0.0),
        ([5.0, 10.0], 0.0),
        ([-100.0, 10.0], None),
        ([-100.0, 50.0, 50.0], 2.0),
        ([-0.3, 0.1, 0.2], 2.0),
    ],
)
def test_payback_at_the_edges(saved: list[float], years: float | None) -> None:
    assert payback(saved, Conventions()) == years


def test_a_ratio_without_savings() -> None:
    assert payback([-100.0, 0.0, 0.0], Conventions(payback_form="ratio")) is None
    assert payback([-100.0, -1.0], Conventions(payback_form="ratio")) is None
