"""Amounts are øre, exactly, and shares of them add up."""

# ruff: noqa: E501 - tables, one case a line
from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.kernel.money import AmountError, decimal, exact, ore, rounded, share, spread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1240.00", 124_000),
        ("3", 300),
        ("0.1", 10),
        ("-0", 0),
        ("-0.00", 0),
        ("0.004", 0),
        ("0.005", 1),
        ("-0.005", -1),
        ("0.00499999", 0),
        ("1.995", 200),
        ("9.999", 1000),
        ("007.5", 750),
        ("9999999999999.99", 999_999_999_999_999),
    ],
)
def test_ore(text: str, expected: int) -> None:
    assert ore(text) == expected


NO_AMOUNTS = [
    "", " ", "NaN", "sNaN", "Infinity", "-inf", "1e3", "1E+200000", "1_000", "+5", " 5", "5 ", "5\n", "--5", "1.", ".5",
    "1,5", "1.234,50", "1.2.3", "12345678901234", "1.123456789", "０１", "٣", "0x10", "−5", "5-", "1 000", "True", "½",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_AMOUNTS)
@pytest.mark.parametrize("read", [ore, exact, decimal])
def test_what_is_no_amount(read: type[int], text: str) -> None:
    with pytest.raises(AmountError) as refused:
        read(text)
    assert str(refused.value) == text


@given(st.decimals(-(10**13) + 1, 10**13 - 1, allow_nan=False, allow_infinity=False, places=8))
def test_ore_rounds_half_away_from_zero(amount: Decimal) -> None:
    text = f"{amount:f}"
    assert ore(text) == int(amount.quantize(Decimal("0.01"), ROUND_HALF_UP).scaleb(2))
    assert exact(text) == Fraction(amount)
    assert decimal(text) == amount


@given(st.text(max_size=12) | st.text("0123456789.-+eE, _", max_size=12))
def test_only_digits_with_a_point_are_amounts(text: str) -> None:
    is_amount = re.fullmatch(r"-?[0-9]{1,13}(\.[0-9]{1,8})?", text) is not None and text.isascii()
    try:
        ore(text)
    except AmountError:
        assert not is_amount
    else:
        assert is_amount


@given(st.integers(-(10**15), 10**15))
def test_ore_of_two_decimals_is_exact(amount: int) -> None:
    sign, whole, rest = "-" if amount < 0 else "", *divmod(abs(amount), 100)
    if whole < 10**13:
        assert ore(f"{sign}{whole}.{rest:02d}") == amount


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(1, 2), 1), (Fraction(-1, 2), -1), (Fraction(3, 2), 2), (Fraction(5, 2), 3), (Fraction(1, 3), 0), (Fraction(-7, 4), -2), (Fraction(4), 4)],
)  # fmt: skip
def test_rounded_half_away_from_zero(value: Fraction, expected: int) -> None:
    assert rounded(value) == expected


@given(st.fractions(-1000, 1000))
def test_rounded_is_never_further_off_than_a_half(value: Fraction) -> None:
    assert abs(rounded(value) - value) <= Fraction(1, 2)
    assert rounded(-value) == -rounded(value)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (100, [-1, -1, -1], [34, 33, 33]),
        (5, [0, 1, 0], [0, 5, 0]),
        (10, [1, 2, 3], [2, 3, 5]),
        (1, [1, 1], [1, 0]),
        (0, [3, 4], [0, 0]),
        (7, [5], [7]),
        (10**17, [1, 10**15], [100, 10**17 - 100]),
    ],
)
def test_spread(total: int, weights: list[int], parts: list[int]) -> None:
    assert spread(total, weights) == parts


WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any)


@given(st.integers(-(10**15), 10**15), WEIGHTS, st.sampled_from([1, -1]))
def test_spread_adds_up_and_is_within_an_ore_of_the_exact_share(total: int, weights: list[int], sign: int) -> None:
    parts = spread(total, [sign * weight for weight in weights])
    assert sum(parts) == total
    assert all(
        abs(part - Fraction(total * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )
    assert spread(-total, weights) == [-part for part in parts]


@given(st.integers(0, 10**9), WEIGHTS)
def test_spread_gives_the_heavier_no_less(total: int, weights: list[int]) -> None:
    parts = spread(total, sorted(weights, reverse=True))
    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [2, -1], [-3, 1, 0]])
def test_nothing_to_spread_over(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="one sign"):
        spread(1, weights)


def test_share() -> None:
    assert [share(1, 4), share(-1, 4), share(0, 4), share(1, 0), share(1, -4)] == [0.25, -0.25, 0.0, None, None]
