"""Local times: none, one or two moments; and moving by the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flok.apps.meetings.rules import HERE, moments, moved


def test_d01_an_hour_that_is_skipped_is_no_moment() -> None:
    assert moments(date(2026, 3, 29), time(2, 30)) == ()
    assert moments(date(2026, 3, 29), time(1, 59)) == (datetime(2026, 3, 29, 0, 59, tzinfo=UTC),)
    assert moments(date(2026, 3, 29), time(3, 0)) == (datetime(2026, 3, 29, 1, 0, tzinfo=UTC),)


def test_d02_an_hour_that_comes_twice_is_two_moments_the_earlier_first() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert moments(date(2026, 10, 25), time(2, 30)) == (first, second)
    assert moments(date(2026, 10, 25), time(3, 0)) == (datetime(2026, 10, 25, 2, 0, tzinfo=UTC),)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC)))
def test_each_moment_is_found_again_from_what_the_clock_showed(moment: datetime) -> None:
    here = moment.astimezone(HERE)
    assert moment in moments(here.date(), here.time())


@given(st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30)))
def test_every_moment_found_shows_the_time_asked_for(clock: datetime) -> None:
    found = moments(clock.date(), clock.time())
    assert [one.astimezone(HERE).replace(tzinfo=None, fold=0) for one in found] == [clock] * len(found)
    assert list(found) == sorted(set(found))


def test_d04_ten_o_clock_stays_ten_when_summer_time_ends_between() -> None:
    ten = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
    quarter_past = datetime(2026, 10, 20, 8, 15, tzinfo=UTC)
    later = datetime(2026, 10, 27, 9, 0, tzinfo=UTC)
    assert moved(quarter_past, ten, later) == datetime(2026, 10, 27, 9, 15, tzinfo=UTC)


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2050, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(days=-900), timedelta(days=900)),
)
def test_what_begins_with_the_meeting_begins_with_it_after_the_move(before: datetime, by: timedelta) -> None:
    after = before + by
    there = after.astimezone(HERE)
    assert moved(before, before, after) in moments(there.date(), there.time())
