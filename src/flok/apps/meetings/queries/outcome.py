"""What came of meetings, and what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from flok.apps.knowledge.models import Case
from flok.apps.knowledge.queries import cases_for
from flok.apps.meetings.models import CaseLink, Meeting, Point, Rhythm
from flok.apps.meetings.rules import HERE, action_reminders
from flok.apps.members.models import Person
from flok.apps.members.rules import Viewer


@dataclass(frozen=True, slots=True)
class Outcome:
    decisions: Sequence[Point]
    answers: Sequence[Point]
    actions: Sequence[Point]


def outcome_of(meeting: Meeting) -> Outcome:
    """The points of its minutes, by kind. One query."""
    points = list(meeting.points.select_related("owner"))
    decisions, answers, actions = ([one for one in points if one.kind == kind] for kind in Point.Kind)
    return Outcome(decisions, answers, actions)


def cases_of(viewer: Viewer, meeting: Meeting) -> QuerySet[Case]:
    """The cases a meeting led to, of those the viewer's rings reach. One query."""
    return cases_for(viewer).filter(pk__in=CaseLink.objects.filter(meeting=meeting).values("case"))


def open_actions() -> QuerySet[Point]:
    """All that is not done, across meetings: what is due first stands first, what has no date last."""
    found = Point.objects.filter(kind=Point.Kind.ACTION, done_at=None).select_related("owner", "meeting__theme")
    return found.order_by(F("due").asc(nulls_last=True), "at", "id")


def actions_for(viewer: Viewer) -> QuerySet[Point]:
    """What the viewer has taken on at meetings and not done yet, what is due first. One query."""
    return open_actions().filter(owner=viewer.person)


def actions_to_remind_of(now: datetime) -> list[Point]:
    """Open actions whose owners are to be told that the day comes or has passed, and have not been."""
    today = now.astimezone(HERE).date()
    near = open_actions().filter(owner__isnull=False, due__lte=today + timedelta(days=7), reminded__lt=2)
    return [one for one in near if action_reminders(one.due, today) > one.reminded]


def rhythm() -> Rhythm | None:
    """How often the group meets, where it was decided. One query."""
    return Rhythm.objects.select_related("decision__meeting__theme").first()


def rhythms() -> QuerySet[Rhythm]:
    """All that has been decided of it, the latest first."""
    return Rhythm.objects.select_related("decision__meeting__theme", "by")


def decisions() -> QuerySet[Point]:
    """All of them, those of the latest meetings first."""
    found = Point.objects.filter(kind=Point.Kind.DECISION).select_related("meeting__theme")
    return found.order_by("-meeting__starts_at", "number", "id")


def actions_of_person(person: Person) -> list[dict[str, object]]:
    """What is stored of a person's actions, as plain data."""
    own = Point.objects.filter(kind=Point.Kind.ACTION, owner=person).select_related("meeting__theme")
    return [
        {"meeting": str(one.meeting), "action": one.text, "due": one.due.isoformat() if one.due else None,
         "done": one.done_at.isoformat() if one.done_at else None}
        for one in own
    ]  # fmt: skip
