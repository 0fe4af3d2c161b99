"""Øre: rounded once, half away from zero, as ROUND in a sheet does."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.tco import NotComputableError, to_ore


@pytest.mark.parametrize(
    ("kroner", "ore"),
    [(0.0, 0), (-0.0, 0), (1.005, 101), (2.675, 268), (-1.005, -101), (0.004999, 0), (1e12, 10**14), (0.285, 29)],
)
def test_half_away_from_zero(kroner: float, ore: int) -> None:
    assert to_ore(kroner) == ore


@given(st.integers(-(10**13), 10**13))
def test_an_ore_stays_an_ore(ore: int) -> None:
    assert to_ore(ore / 100) == ore


@given(st.floats(-1e9, 1e9))
def test_never_more_than_half_an_ore_away(kroner: float) -> None:
    assert abs(Fraction(to_ore(kroner)) - Fraction(kroner) * 100) <= Fraction(1, 2) + Fraction(1, 10**4)


@pytest.mark.parametrize("kroner", [float("nan"), float("inf"), float("-inf"), 1.0000001e12, 1e300])
def test_what_is_no_amount(kroner: float) -> None:
    with pytest.raises(NotComputableError) as caught:
        to_ore(kroner, "line.energy")
    assert caught.value.place == "line.energy"
