"""What holds of notices and mails, from what is given alone: no query is made here."""

from __future__ import annotations

import unicodedata
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.mail import BadHeaderError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DIGEST_AT = time(7)
DIGEST_WEEKDAY = 0  # Monday
LEASE = timedelta(minutes=10)
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    WEEKLY = "weekly", _("Once a week, on Monday morning")
    NONE = "none", _("No mails, only here")


def next_digest(frequency: str, now: datetime) -> datetime | None:
    """The next 7:00 in Copenhagen (a Monday's, weekly) after `now`; None where there are no digests.

    The clock on the wall: 7:00 stays 7:00 on the days the clocks change.
    """
    if frequency not in (Frequency.DAILY, Frequency.WEEKLY):
        return None
    here = now.astimezone(COPENHAGEN)
    day = here.date()
    if frequency == Frequency.WEEKLY:
        day += timedelta(days=(DIGEST_WEEKDAY - day.weekday()) % 7)
    moment = datetime.combine(day, DIGEST_AT, COPENHAGEN)
    if moment <= here:
        day += timedelta(days=7 if frequency == Frequency.WEEKLY else 1)
        moment = datetime.combine(day, DIGEST_AT, COPENHAGEN)
    return moment


def wait_after(attempts: int) -> timedelta | None:
    """How long until a mail is tried again after so many attempts; None: it is given up, after some two days."""
    return _WAITS[attempts - 1] if attempts <= len(_WAITS) else None


def one_line(text: str) -> str:
    """The text of a header. Raises BadHeaderError where it holds a line break or another control character."""
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text):
        raise BadHeaderError("a header is one line")
    return text.strip()


def one_address(address: str) -> str:
    """A single plain address. Raises BadHeaderError or ValidationError for anything else, a list of them too."""
    bare = one_line(address)
    validate_email(bare)
    return bare


def plain(text: str) -> str:
    """Text someone wrote, as it may stand in a mail: no control or direction characters but line breaks."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp"))


def calendar_method(calendar: str) -> str:
    """The METHOD an iCalendar object names, which its mail's Content-Type repeats (RFC 6047, 2.4); empty: none."""
    lines = (line for line in calendar.splitlines() if line.startswith("METHOD:"))
    return next(lines, "METHOD:").removeprefix("METHOD:").strip()


def is_own_path(link: str) -> bool:
    """Whether a link is a path of this site: it begins with one slash, and no browser reads a host into it."""
    return link.startswith("/") and not link.startswith("//") and not any(s in "\\" or s <= " " for s in link)
