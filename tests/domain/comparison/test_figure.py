"""What is shown of a sum is coarse, and right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.comparison import Figure
from flok.domain.comparison._figure import pooled, two_digits
from tests.domain.comparison.worlds import org


def test_pooled_not_the_mean_of_shares() -> None:
    rows = [org("a", 90, 5, 5), org("b", 100, 600, 300), org("c", 10, 600, 290)]
    assert pooled(rows) == Figure(10, 40, "3–5", 2000, 600)  # 200, 795 and 2000; a alone would be 90 %


@pytest.mark.parametrize(
    ("count", "band"),
    [(3, "3–5"), (5, "3–5"), (6, "6–10"), (10, "6–10"), (11, "11–20"), (20, "11–20"), (21, "21–50"), (51, "51+")],
)
def test_the_number_of_organisations_is_a_band(count, band) -> None:
    assert pooled([org(str(i), 1, 1, 1) for i in range(count)]).organisations == band


@given(ore=st.integers(0, 10**16))
def test_amounts_have_two_digits_and_are_near(ore) -> None:
    rounded = two_digits(ore)
    assert len(str(rounded).rstrip("0")) <= 2
    assert abs(rounded - ore) * 20 <= ore


@pytest.mark.parametrize(
    ("ore", "rounded"), [(0, 0), (7, 7), (99, 99), (994, 990), (995, 1000), (1_250_000, 1_300_000)]
)
def test_half_goes_up(ore, rounded) -> None:
    assert two_digits(ore) == rounded


@given(st.lists(st.tuples(*[st.integers(1, 10**13)] * 3), min_size=3, max_size=6))
def test_the_range_holds_the_exact_shares_to_half_a_per_cent(amounts) -> None:
    figure = pooled([org(str(i), *one) for i, one in enumerate(amounts)])
    sustainable, rest, unknown = (sum(column) for column in zip(*amounts, strict=True))
    whole = sustainable + rest + unknown
    assert abs(figure.share_low_percent * whole - 100 * sustainable) * 2 <= whole
    assert abs(figure.share_high_percent * whole - 100 * (sustainable + unknown)) * 2 <= whole
