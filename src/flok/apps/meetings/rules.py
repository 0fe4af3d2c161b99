"""What holds of meetings, from what is given alone: local times, and who may see and change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from difflib import SequenceMatcher
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


def takes_seat(form: str, how: str) -> bool:
    """Whether one who comes takes one of the places: where a meeting is both, only those who come in person do."""
    return form != "both" or how == "place"


def closes_at(starts_at: datetime, sign_up_closes_at: datetime | None) -> datetime:
    """When one can sign up no longer: as it was set, and at the latest when it begins."""
    return starts_at if sign_up_closes_at is None else min(starts_at, sign_up_closes_at)


def slide_reminders(starts_at: datetime, ends_at: datetime, now: datetime) -> int:
    """How many times those who present are to have been asked for slides: three days before, a day and a week after."""
    return sum(
        now >= moment for moment in (starts_at - timedelta(days=3), *(ends_at + timedelta(days=n) for n in (1, 8)))
    )


def action_reminders(due: date | None, today: date) -> int:
    """How many times who owns an action is to have been reminded: a week before it is due, and the day after."""
    return 0 if due is None else (today >= due - timedelta(days=7)) + (today > due)


def continued(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """For each line of `after` the line of `before` it is, perhaps reworded, each once; None where it is new."""
    found: list[int | None] = [None] * len(after)
    for _tag, old, old_end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for offset in range(min(old_end - old, new_end - new)):
            found[new + offset] = old + offset
    return found


FEWEST_OPTIONS, MOST_OPTIONS = 2, 12  # of a poll


def shows_counts(poll: Poll, *, all_answered: bool, now: datetime) -> bool:
    """Whether it is shown how a poll stands.

    One that hides names shows it when no answer is awaited any more: otherwise the counts before and after an answer
    tell whose it was.
    """
    return poll.shows_names or all_answered or not poll.takes_answers(now)
