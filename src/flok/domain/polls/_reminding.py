"""When those who have not answered are reminded."""

from __future__ import annotations

from datetime import datetime, timedelta

REMINDERS = (timedelta(days=3), timedelta(days=1))  # before the deadline
_REST = timedelta(days=1)  # after the opening, and between two reminders


def reminder_is_due(opened_at: datetime, deadline: datetime, reminded_at: datetime | None, now: datetime) -> bool:
    """Whether it is time for a reminder: three days and one day before the deadline, and none once it has passed.

    Nobody is reminded within a day of the opening or of the last reminder; what was missed is not made up for by two.
    Times are aware.
    """
    last = reminded_at or opened_at
    if now >= deadline or now - last < _REST:
        return False
    return any(last < deadline - before <= now for before in REMINDERS)
