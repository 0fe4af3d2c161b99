"""When amounts fall, by calendar and by life."""

from __future__ import annotations

from datetime import date

import pytest

from flok.domain.tco._study import Timing
from flok.domain.tco._timing import Occurrence, in_life, last_occurrence, years_between


@pytest.mark.parametrize(
    ("base", "day", "years"),
    [
        (date(2027, 1, 1), date(2027, 1, 1), 0.0),
        (date(2027, 1, 1), date(2029, 1, 1), 2.0),
        (date(2027, 7, 1), date(2028, 7, 1), 1.0),
        (date(2027, 1, 1), date(2028, 7, 1), 1 + 182 / 366),
        (date(2028, 2, 29), date(2029, 3, 1), 1.0),
        (date(2027, 7, 1), date(2027, 1, 1), -1 + 184 / 365),
    ],
)
def test_years_between(base: date, day: date, years: float) -> None:
    assert years_between(base, day) == pytest.approx(years, rel=1e-15)


def test_every_third_year_not_on_the_last_day() -> None:
    timing = Timing("every", first=0, interval=3)
    assert [each.year for each in in_life(timing, 0, 9, 3)] == [3, 6]
    assert [each.year for each in in_life(Timing("every", first=0, interval=3, at_end=True), 0, 9, 3)] == [3, 6, 9]
    assert [each.year for each in in_life(Timing("every", first=2, last=6, interval=3), 10, 20, 3)] == [12, 15]


def test_months_of_a_year() -> None:
    found = in_life(Timing("monthly"), 2, 3, 0)
    assert [each.t for each in found] == pytest.approx([2 + month / 12 for month in range(1, 13)])
    assert sum(each.share for each in found) == pytest.approx(1)


def test_yearly_from_and_to() -> None:
    assert in_life(Timing("yearly", 1.0, 2, 3), 0, 9, 0) == [Occurrence(2, 0.0, 1.0), Occurrence(3, 0.0, 1.0)]


@pytest.mark.parametrize(("study", "first", "interval", "last"), [(25, 10, 2, 24), (25, 5, 2, 25), (25, 1, 0, 1)])
def test_the_last_time_something_is_bought(study: int, first: int, interval: int, last: int) -> None:
    assert last_occurrence(study, first, interval) == last
