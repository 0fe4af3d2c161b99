"""Meetings and holds as iCalendar text, for feeds and mails.

Source: RFC 5545 (iCalendar), RFC 5546 (REQUEST, CANCEL, PUBLISH), RFC 7986 (a feed's name and how often to look).
What is in it: docs/formats/calendar.md.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import icalendar

from flok.apps.meetings.rules import HERE

LOOK_AGAIN = timedelta(hours=1)
_ZONE = icalendar.Timezone.from_ical(
    # Last Sundays of March and October at 01:00 UTC: Directive 2000/84/EC, in force since 2002.
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n"
    b"BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in a calendar. `key` is its UID for as long as it lives; a higher `sequence` replaces a lower.

    `is_busy`: whether it takes the reader's time. `link`: a whole address. Times are aware.
    """

    key: uuid.UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    sequence: int
    status: Status
    is_busy: bool
    link: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address with a name, as organiser or the one who is asked."""

    address: str
    name: str


def calendar(
    events: Iterable[Event],
    *,
    now: datetime,
    name: str = "",
    method: Method = Method.PUBLISH,
    organiser: Mailbox | None = None,
    to: Mailbox | None = None,
    answers: str = "ACCEPTED",
) -> str:
    """An iCalendar object with CRLF lines of at most 75 octets.

    `name`: what a feed is called. `organiser` and `to`: for REQUEST and CANCEL (RFC 5546, 3.2.2 and 3.2.5), which are
    about one event; `answers` is then what `to` has answered (PARTSTAT). PUBLISH names nobody who is asked.
    """
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Flok//Flok//DA")
    made.add("method", method.value)
    if name:
        made.add("name", _Text(name))
        made.add("x-wr-calname", _Text(name))
        made.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", icalendar.vDuration(LOOK_AGAIN))
    made.add_component(_ZONE)
    for event in events:
        made.add_component(_event(event, now, organiser, to, answers))
    text: bytes = made.to_ical()
    return text.decode()


def _event(event: Event, now: datetime, organiser: Mailbox | None, to: Mailbox | None, answers: str) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", str(event.key))
    made.add("dtstamp", now.astimezone(UTC))
    made.add("dtstart", _time(event.starts_at))
    made.add("dtend", _time(event.ends_at))
    made.add("sequence", event.sequence)
    made.add("status", event.status.value)
    made.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    for name, text in (("summary", event.title), ("location", event.place)):
        if text:
            made.add(name, _Text(text))
    made.add("url", event.link)
    if organiser is not None:
        made.add("organizer", _address(organiser))
    if to is not None:
        asked = _address(to)
        asked.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": answers, "RSVP": "FALSE"}
        made.add("attendee", asked)
    return made


def _time(moment: datetime) -> datetime:
    """By the clock in Copenhagen, so that it stays the same hour; in UTC in the hour that comes for the second time.

    A local time that comes twice means the first (RFC 5545, 3.3.5): the second can be said in UTC only.
    """
    here = moment.astimezone(HERE)
    return moment.astimezone(UTC) if here.fold else here


def _address(box: Mailbox) -> icalendar.vCalAddress:
    made = icalendar.vCalAddress(f"mailto:{box.address}")
    made.params["CN"] = " ".join(_clean(box.name).replace('"', "'").split())
    return made


class _Text(icalendar.vText):
    """A text escaped as RFC 5545, 3.3.11 says. The library's own escaping turns a written `\\N` into a new line."""

    def __new__(cls, text: str) -> _Text:
        return super().__new__(cls, _clean(text))

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def _clean(text: str) -> str:
    """No control characters but line breaks; CR LF and CR are line breaks, other separators are spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
