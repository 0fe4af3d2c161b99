"""The straight line from a start to a target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain import spend

shares = st.integers(0, 100).map(lambda hundredths: hundredths / 100)


def test_year_by_year() -> None:
    assert spend.target_path(0.3, 2026, 0.8, 2030) == [
        {"year": 2026, "share": 0.3},
        {"year": 2027, "share": 0.425},
        {"year": 2028, "share": 0.55},
        {"year": 2029, "share": 0.675},
        {"year": 2030, "share": 0.8},
    ]
    assert spend.target_path(0.3, 2026, 0.8, 2026) == [{"year": 2026, "share": 0.8}]
    with pytest.raises(ValueError, match="2025 < 2026"):
        spend.target_path(0.3, 2026, 0.8, 2025)


def test_month_by_month() -> None:
    months = ("2025-12", "2026-01", "2026-06", "2026-12", "2027-01")
    asked = [spend.target_share_at(0.25, "2026-01", 0.8, 2026, month) for month in months]
    assert asked == [0.25, 0.25, 0.5, 0.8, 0.8]
    assert spend.target_share_at(0.25, "2026-01", 0.8, 2025, "2026-01") == 0.8  # a target year already over


@given(shares, shares, st.integers(2020, 2030), st.integers(0, 20))
def test_it_begins_and_ends_where_it_should_and_never_turns(
    start: float, target: float, first: int, years: int
) -> None:
    path = [one["share"] for one in spend.target_path(start, first, target, first + years)]
    assert len(path) == years + 1
    assert path[-1] == target
    assert path[0] == (start if years else target)
    assert path == sorted(path, reverse=start > target) or len(set(path)) == 1
