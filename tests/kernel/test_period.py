"""Dates as written, and months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.kernel.period import month, written_date


@pytest.mark.parametrize("offset", ["", "Z", "+14:00", "-11:00", "+00:00"])
def test_a_date_is_as_written_whatever_its_offset(offset: str) -> None:
    assert written_date("2026-01-01" + offset) == date(2026, 1, 1)


NO_DATES = """2026-02-30 2026-13-01 0000-00-00 2026-1-1 20260101 01-01-2026 2026-01-01T00:00:00 2026-01-01+1:00
    2026-01-01z ２０２６-01-01 -2026-01-01 12026-01-01 2026/01/01 1.1.2026""".split()


@pytest.mark.parametrize("text", [*NO_DATES, "", " 2026-01-01", "2026-01-01 ", "2026-01-01\n"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - from the pattern or from the calendar
        written_date(text)


@given(st.dates())
def test_every_date_is_read_back(day: date) -> None:
    assert written_date(f"{day.year:04d}-{day.month:02d}-{day.day:02d}") == day
    assert month(day) == f"{day.year:04d}-{day.month:02d}"


def test_months() -> None:
    assert [month(date(2026, 3, 31)), month(date(987, 12, 1))] == ["2026-03", "0987-12"]
