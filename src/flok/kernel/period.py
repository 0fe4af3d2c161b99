"""Dates as documents write them, and months."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)


def written_date(text: str) -> date:
    """The date as written, an offset ignored: `2026-01-01+14:00` is 1 January 2026 (xsd:date, no shift).

    Raises ValueError where it is no date of the calendar.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


def month(day: date) -> str:
    """The month a date lies in, as `2026-03`."""
    return f"{day.year:04d}-{day.month:02d}"
