"""Rates in steps, their two readings, and what fits between them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.tco._discounting import (
    annuity,
    discount_factor,
    inflation_rate,
    nominal_rate,
    rates_by_year,
    real_rate,
    steps_in_use,
)
from flok.domain.tco._parameters import parameter_set
from flok.domain.tco._study import Discounting

DANISH = ((1, 0.035), (36, 0.025), (71, 0.015))


def test_the_danish_rate_is_a_parameter_with_its_source() -> None:
    known = parameter_set("dk-discount-2021@1")
    assert known.discount == ("real", DANISH)
    assert known.source.startswith("Finansministeriet")


def test_the_steps_begin_in_year_36_and_71() -> None:
    rates = rates_by_year(DANISH, 72)
    assert (rates[34], rates[35], rates[69], rates[70], len(rates)) == (0.035, 0.025, 0.025, 0.015, 72)


def test_the_two_readings_part_at_the_first_step() -> None:
    """Read as spot rates, money after 36 years is worth more than after 35: decision 0023."""
    cumulative = [discount_factor(DANISH, "cumulative", year) for year in (35, 36)]
    spot = [discount_factor(DANISH, "spot", year) for year in (35, 36)]
    assert cumulative == pytest.approx([0.2999768616581421, 0.2926603528372118], rel=1e-12)
    assert spot == pytest.approx([0.2999768616581421, 0.41109372330114713], rel=1e-12)


@given(st.floats(0, 120), st.floats(0, 1))
def test_cumulative_factors_never_rise(t: float, later: float) -> None:
    assert discount_factor(DANISH, "cumulative", t + later) <= discount_factor(DANISH, "cumulative", t) * (1 + 1e-12)


@given(st.floats(-0.5, 1), st.integers(1, 120))
def test_an_annuity_is_the_sum_of_its_years(rate: float, years: int) -> None:
    assert annuity(rate, years) == pytest.approx(math.fsum((1 + rate) ** -k for k in range(1, years + 1)), rel=1e-9)


@given(st.floats(-0.5, 1), st.floats(-0.5, 1))
def test_real_and_nominal_are_two_ways_of_saying_one_thing(rate: float, inflation: float) -> None:
    assert real_rate(nominal_rate(rate, inflation), inflation) == pytest.approx(rate, abs=1e-12)
    assert inflation_rate(nominal_rate(rate, inflation), rate) == pytest.approx(inflation, abs=1e-12)


@pytest.mark.parametrize(
    ("basis", "prices", "inflation", "rate"),
    [
        ("real", "real", 0.02, 0.04),
        ("nominal", "nominal", 0.02, 0.04),
        ("nominal", "real", 0.02, 1.04 / 1.02 - 1),
        ("real", "nominal", 0.02, 1.04 * 1.02 - 1),
        ("nominal", "real", None, 0.04),
    ],
)
def test_a_rate_in_the_terms_of_the_prices(basis: str, prices: str, inflation: float | None, rate: float) -> None:
    given_ = Discounting(basis, ((1, 0.04),), inflation=inflation)  # type: ignore[arg-type]
    assert steps_in_use(given_, prices) == ((1, rate),)  # type: ignore[arg-type]
