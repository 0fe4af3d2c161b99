"""What is written is read back by a parser that has nothing in common with the writer (vobject)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.meetings.ical import Event, Mailbox, Method, Status, calendar
from flok.apps.meetings.rules import HERE

KEY = uuid.UUID(int=95)
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
STARTS = datetime(2026, 12, 8, 9, tzinfo=UTC)


def new_event(**fields: Any) -> Event:
    given_fields = {
        "key": KEY, "title": "Kontraktperioden i praksis", "starts_at": STARTS, "ends_at": STARTS + timedelta(hours=4),
        "sequence": 0, "status": Status.CONFIRMED, "is_busy": True, "link": "https://flok.example/moeder/1/",
    }  # fmt: skip
    return Event(**{**given_fields, **fields})


def read_back(event: Event, **options: Any) -> Any:
    text = calendar([event], now=NOW, **options)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert {sign for sign in text.replace("\r\n", "") if sign in "\r\n"} == set()
    return vobject.readOne(text)


def test_a_meeting_as_another_program_reads_it() -> None:
    back = read_back(new_event(place="Sal 9, Fiktrup", sequence=3), name="Møder")
    said = back.vevent
    assert {one.name: one.value for one in said.getChildren()} == {
        "UID": str(KEY),
        "DTSTAMP": NOW,
        "DTSTART": STARTS,
        "DTEND": STARTS + timedelta(hours=4),
        "SEQUENCE": "3",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "SUMMARY": "Kontraktperioden i praksis",
        "LOCATION": "Sal 9, Fiktrup",
        "URL": "https://flok.example/moeder/1/",
    }
    names = ("version", "method", "x-wr-calname", "refresh-interval")
    assert {name: back.contents[name][0].value for name in names} == {
        "version": "2.0", "method": "PUBLISH", "x-wr-calname": "Møder", "refresh-interval": "PT1H",
    }  # fmt: skip
    assert "DTSTART;TZID=Europe/Copenhagen:20261208T100000\r\n" in calendar([new_event()], now=NOW)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_time_zone_that_goes_with_it_says_what_the_zone_database_says(month: int) -> None:
    """vobject reckons with the VTIMEZONE in the text alone."""
    for day in (1, 15, 28):
        starts = datetime(2027, month, day, 10, tzinfo=HERE)
        assert (
            read_back(new_event(starts_at=starts, ends_at=starts + timedelta(hours=2))).vevent.dtstart.value == starts
        )


def test_d04_ten_o_clock_stays_ten_o_clock_when_summer_time_ends() -> None:
    local = [datetime(2026, 10, day, 10, tzinfo=HERE) for day in (20, 27)]
    texts = [calendar([new_event(starts_at=one, ends_at=one + timedelta(hours=1))], now=NOW) for one in local]
    assert ["T100000\r\n" in text.partition("DTSTART;TZID=Europe/Copenhagen:")[2][:20] for text in texts] == [True] * 2
    assert [one.utcoffset() for one in local] == [timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_d02_both_of_the_hours_that_come_twice_are_told_apart(minute: int) -> None:
    first = datetime(2026, 10, 25, 0, minute, tzinfo=UTC)
    both = [read_back(new_event(starts_at=one, ends_at=STARTS)) for one in (first, first + timedelta(hours=1))]
    assert [one.vevent.dtstart.value.astimezone(UTC) for one in both] == [first, first + timedelta(hours=1)]


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 30)))
def test_any_moment_is_read_back_as_it_was(moment: datetime) -> None:
    starts = moment.replace(microsecond=0, tzinfo=UTC)
    back = read_back(new_event(starts_at=starts, ends_at=starts + timedelta(hours=1))).vevent
    assert (back.dtstart.value.astimezone(UTC), back.dtend.value.astimezone(UTC)) == (
        starts,
        starts + timedelta(hours=1),
    )


letters = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from('\n;,\\:"æøåÆØÅN'))


@given(letters.filter(lambda text: bool(text)))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """Commas, backslashes, new lines, letters of several octets at the fold of a line."""
    back = read_back(new_event(title=text, place=text)).vevent
    assert (back.summary.value, back.location.value) == (text, text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x\r\nATTENDEE:mailto:ond@ond.example", "x\nATTENDEE:mailto:ond@ond.example"),
        ("x\rEND:VEVENT", "x\nEND:VEVENT"),
        ("x\u2028END:VCALENDAR", "x\nEND:VCALENDAR"),
        ("nul\x00 og \x0b \x1f", "nul og  "),
        ("\\N er ikke en ny linje", "\\N er ikke en ny linje"),
    ],
)
def test_m01_a_title_cannot_become_lines_of_its_own(text: str, read: str) -> None:
    back = read_back(new_event(title=text))
    assert (back.vevent.summary.value, "attendee" in back.vevent.contents) == (read, False)


def test_an_invitation_names_the_organiser_and_one_who_is_asked() -> None:
    organiser, to = Mailbox("flok@flok.example", 'Net "værk"; æ'), Mailbox("aase@flok.example", "Åse, Ø\r\nX:1")
    back = read_back(new_event(), method=Method.REQUEST, organiser=organiser, to=to)
    asked = back.vevent.attendee
    assert (back.method.value, back.vevent.organizer.value, asked.value) == (
        "REQUEST",
        "mailto:flok@flok.example",
        "mailto:aase@flok.example",
    )
    assert asked.params == {
        "CN": ["Åse, Ø X:1"], "ROLE": ["REQ-PARTICIPANT"], "PARTSTAT": ["ACCEPTED"], "RSVP": ["FALSE"],
    }  # fmt: skip
    assert back.vevent.organizer.params == {"CN": ["Net 'værk'; æ"]}
