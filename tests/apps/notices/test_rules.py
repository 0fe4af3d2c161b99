from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.notices import rules
from flok.apps.notices.rules import COPENHAGEN, Frequency, next_digest


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ("2026-11-24 06:59", "2026-11-24 07:00", "2026-11-30 07:00"),
        ("2026-11-24 07:00", "2026-11-25 07:00", "2026-11-30 07:00"),
        ("2026-11-30 06:00", "2026-11-30 07:00", "2026-11-30 07:00"),
        ("2026-11-30 07:01", "2026-12-01 07:00", "2026-12-07 07:00"),
        ("2026-03-28 12:00", "2026-03-29 07:00", "2026-03-30 07:00"),  # summer time begins on the 29th
        ("2026-10-24 12:00", "2026-10-25 07:00", "2026-10-26 07:00"),  # and ends on the 25th
    ],
)
def test_d04_digests_leave_at_seven_on_the_wall(now: str, daily: str, weekly: str) -> None:
    asked = local(now).astimezone(UTC)
    assert next_digest(Frequency.DAILY, asked) == local(daily)
    assert next_digest(Frequency.WEEKLY, asked) == local(weekly)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)))
def test_a_digest_lies_ahead_within_its_period_at_seven(now: datetime) -> None:
    for frequency, days in ((Frequency.DAILY, 1), (Frequency.WEEKLY, 7)):
        moment = next_digest(frequency, now)
        assert moment is not None
        here = moment.astimezone(COPENHAGEN)
        assert (here.hour, here.minute, here.second) == (7, 0, 0)
        assert timedelta() < moment.astimezone(UTC) - now <= timedelta(days=days, hours=1)
        assert frequency == Frequency.DAILY or here.weekday() == 0


def test_at_once_and_none_have_no_digest() -> None:
    now = local("2026-11-24 12:00")
    assert (next_digest(Frequency.AT_ONCE, now), next_digest(Frequency.NONE, now)) == (None, None)


def test_a_mail_is_tried_ever_more_seldom_and_given_up_after_two_days() -> None:
    waits = [rules.wait_after(attempts) for attempts in range(1, 9)]
    minutes = [None if wait is None else wait.total_seconds() / 60 for wait in waits]
    assert minutes == [1, 5, 15, 60, 240, 720, 1440, None]


@pytest.mark.parametrize("subject", ["Emne\nBcc: x@flok.example", "Emne\rx", "Emne\x00", "Emne\u2028x", "a\tb"])
def test_f11_a_header_is_one_line(subject: str) -> None:
    with pytest.raises(BadHeaderError):
        rules.one_line(subject)


@pytest.mark.parametrize("to", ["a@flok.example, b@flok.example", "a@flok.example;b@flok.example", "a", ""])
def test_m04_an_address_is_a_single_one(to: str) -> None:
    with pytest.raises(ValidationError):
        rules.one_address(to)


@pytest.mark.parametrize(
    ("link", "own"),
    [("/moeder/1/", True), ("//evil.example/", False), ("/\\evil.example", False), ("https://evil.example", False),
     ("javascript:alert(1)", False), ("", False), ("/a\nb", False), ("/\t/evil.example", False)],
)  # fmt: skip
def test_f10_a_link_is_a_path_of_this_site(link: str, own: bool) -> None:
    assert rules.is_own_path(link) is own
