"""What holds of meetings, from what is given alone: local times, and who may see and change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flok.apps.members.rules import Viewer

if TYPE_CHECKING:
    from flok.apps.meetings.models import Poll

HERE = ZoneInfo("Europe/Copenhagen")


def moments(day: date, at: time) -> tuple[datetime, ...]:
    """The moments a clock in Copenhagen shows this: none, one, or (an hour set back) two, the earlier first.

    Aware, in UTC. Source: PEP 495 (fold), and the time zone database.
    """
    found = []
    for fold in (0, 1):
        local = datetime.combine(day, at.replace(fold=fold, tzinfo=None), tzinfo=HERE)
        moment = local.astimezone(UTC)
        if moment.astimezone(HERE).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0):
            found.append(moment)
    return tuple(dict.fromkeys(found))


def moved(moment: datetime, before: datetime, after: datetime) -> datetime:
    """`moment` moved as `before` was moved to `after`, by the clock: 10 o'clock stays 10 when summer time ends between.

    Aware, in UTC. Where the clock never shows that time, it is moved by the hours that pass instead.
    """
    clock = _clock(moment) + (_clock(after) - _clock(before))
    found = moments(clock.date(), clock.time())
    return found[0] if found else (moment + (after - before)).astimezone(UTC)


def _clock(moment: datetime) -> datetime:
    return moment.astimezone(HERE).replace(tzinfo=None, fold=0)


def sees_meetings(viewer: Viewer | None) -> bool:
    """Members (also paused ones) and those who lead the network see all of a meeting; others what is public."""
    return viewer is not None and viewer.sees_network


def arranges_meetings(viewer: Viewer | None) -> bool:
    return viewer is not None and (viewer.is_chair or viewer.is_coordinator)


FEWEST_OPTIONS, MOST_OPTIONS = 2, 12  # of a poll


def shows_counts(poll: Poll, *, all_answered: bool, now: datetime) -> bool:
    """Whether it is shown how a poll stands.

    One that hides names shows it when no answer is awaited any more: otherwise the counts before and after an answer
    tell whose it was.
    """
    return poll.shows_names or all_answered or not poll.takes_answers(now)
