from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.polls import reminder_is_due

OPENED = datetime(2026, 11, 2, 8, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("reminded_at", "now", "is_due"),
    [
        (None, DEADLINE - 3 * DAY - timedelta(seconds=1), False),
        (None, DEADLINE - 3 * DAY, True),
        (DEADLINE - 3 * DAY, DEADLINE - 2 * DAY, False),
        (DEADLINE - 3 * DAY, DEADLINE - DAY, True),
        (DEADLINE - DAY, DEADLINE - timedelta(minutes=1), False),
        (None, DEADLINE - timedelta(hours=1), True),  # the worker was away: one reminder, not two
        (DEADLINE - timedelta(hours=30), DEADLINE - timedelta(hours=23), False),
        (None, DEADLINE, False),
    ],
)
def test_three_days_and_one_day_before_the_deadline(reminded_at: datetime | None, now: datetime, is_due: bool) -> None:
    assert reminder_is_due(OPENED, DEADLINE, reminded_at, now) is is_due


def test_nobody_is_reminded_of_what_was_opened_today() -> None:
    deadline = OPENED + timedelta(hours=25)
    assert not reminder_is_due(OPENED, deadline, None, OPENED + timedelta(hours=23))
    assert not reminder_is_due(OPENED, OPENED + timedelta(hours=20), None, OPENED + timedelta(hours=19))


@given(st.integers(min_value=1, max_value=60 * 24), st.integers(min_value=1, max_value=20))
def test_however_often_it_is_asked_there_are_two_reminders_at_most(hours_open: int, every: int) -> None:
    deadline, now = OPENED + timedelta(hours=hours_open), OPENED
    reminded: list[datetime] = []
    while now < deadline:
        if reminder_is_due(OPENED, deadline, reminded[-1] if reminded else None, now):
            reminded.append(now)
        now += timedelta(hours=every)
    assert len(reminded) <= 2
    assert all(later - earlier >= DAY for earlier, later in zip([OPENED, *reminded], reminded, strict=False))
