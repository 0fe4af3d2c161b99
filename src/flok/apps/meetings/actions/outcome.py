"""What came of a meeting: its minutes and their points, cases, and how often the group meets."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from flok.apps.meetings import found
from flok.apps.meetings.actions.meetings import ChangedMeanwhileError
from flok.apps.meetings.actions.programme import arrangers_of
from flok.apps.meetings.models import CaseLink, Meeting, Point, Rhythm
from flok.apps.meetings.queries import is_in_network
from flok.apps.meetings.rules import HERE, action_reminders, continued
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

ACTION = "action"  # the kind of notice


@in_transaction
def write_minutes(
    meeting: Meeting, *, decisions: Sequence[str], minutes: str, version: int, by: Person, now: datetime
) -> Meeting:
    """The minutes, and the decisions in their order. A decision that is reworded keeps its id, and so its address.

    What already stands there is not written again. Raises ChangedMeanwhileError where `version` is not the meeting's
    latest.
    """
    latest = _locked(meeting)
    before = list(latest.points.filter(kind=Point.Kind.DECISION))
    if latest.version != version:
        if (latest.minutes, [one.text for one in before]) != (minutes, list(decisions)):
            raise ChangedMeanwhileError
        return latest
    latest.minutes = minutes
    _grow(latest, by)
    followed = continued([one.text for one in before], decisions)
    for gone in (one for place, one in enumerate(before) if place not in followed):
        found.take_out_point(gone)
        gone.delete()
    following = itertools.count(_next_number(latest))
    numbers = itertools.chain([one.number for one in before], following)
    for number, text, place in zip(numbers, decisions, followed, strict=False):
        row = Point(meeting=latest, kind=Point.Kind.DECISION, at=now) if place is None else before[place]
        row.number, row.text = number, text
        row.save()
    audit.note(audit.Act.CHANGE, "minutes", by=by, now=now, detail=str(meeting.pk))
    found.put_meeting(latest)
    return latest


@in_transaction
def decide(meeting: Meeting, text: str, *, by: Person, now: datetime) -> Point:
    """One more decision of a meeting, last. Who has the minutes open is told that they have changed."""
    latest = _locked(meeting)
    _grow(latest, by)
    return _added(latest, uuid.uuid4(), {"kind": Point.Kind.DECISION, "text": text}, by=by, now=now)


@in_transaction
def add_point(meeting: Meeting, key: uuid.UUID, fields: Mapping[str, Any], *, by: Person, now: datetime) -> Point:
    """A new point: `kind` and `text`; of an answer its `question`; of an action `owner` or `owner_name`, and `due`.

    `key` is made with the form: the same form sent twice gives one. A member who gets an action is told.
    """
    latest = _locked(meeting)
    there = Point.objects.select_related("meeting__theme").filter(pk=key).first()
    if there is not None:
        return there
    made = _added(latest, key, fields, by=by, now=now)
    _tell_new_owner(made, None, by=by, now=now)
    return made


@in_transaction
def change_point(point: Point, fields: Mapping[str, Any], *, version: int, by: Person, now: datetime) -> Point:
    """Write `fields`, as of add_point. Raises ChangedMeanwhileError where `version` is not the latest.

    What already stands there is not written again.
    """
    latest = _locked_point(point)
    if latest.version != version:
        if any(getattr(latest, name) != value for name, value in fields.items()):
            raise ChangedMeanwhileError
        return latest
    owner, due = latest.owner, latest.due
    for name, value in fields.items():
        setattr(latest, name, value)
    if (latest.owner, latest.due) != (owner, due):
        latest.reminded = _reminded(latest, now)
    latest.version = version + 1
    latest.save()
    audit.note(audit.Act.CHANGE, latest.kind, by=by, now=now, detail=str(point.pk))
    found.put_point(latest)
    _tell_new_owner(latest, owner, by=by, now=now)
    return latest


@in_transaction
def remove_point(point: Point, *, by: Person, now: datetime) -> None:
    """Twice is once."""
    meeting = _locked(point.meeting)
    if Point.objects.filter(pk=point.pk).delete()[0]:
        _grow(meeting, by)
        found.take_out_point(point)
        audit.note(audit.Act.DELETE, point.kind, by=by, now=now, detail=str(point.pk))


@in_transaction
def finish_action(action: Point, *, is_done: bool, by: Person, now: datetime) -> Point:
    """Done, or not done after all. The same twice is once."""
    latest = _locked_point(action)
    if is_done != (latest.done_at is not None):
        latest.done_at, latest.done_by = (now, by) if is_done else (None, None)
        latest.version += 1
        latest.save(update_fields=["done_at", "done_by", "version"])
        audit.note(audit.Act.CHANGE, "action", by=by, now=now, detail=str(action.pk))
    return latest


@in_transaction
def remind_owners(actions: Iterable[Point], *, now: datetime) -> None:
    """Tell those who own actions that the day comes, or has passed; once for each of the two.

    Where the owner has left the network, whoever arranges the meeting is told.
    """
    today = now.astimezone(HERE).date()
    for one in map(_locked_point, actions):
        times = _reminded(one, now)
        if one.done_at is not None or one.owner is None or one.due is None or times <= one.reminded:
            continue
        one.reminded = times
        one.save(update_fields=["reminded"])
        if not is_in_network(one.owner):
            text = gettext_lazy("Who took on an action has left the network: give it to another")
            tell(arrangers_of(one.meeting), ACTION, text, link=_link(one), by=None, now=now, about=one.text)
            continue
        soon, late = gettext_lazy("An action of yours is due soon"), gettext_lazy("An action of yours was due")
        _tell_owner(one, late if today > one.due else soon, by=None, now=now)


@in_transaction
def link_case(meeting: Meeting, case: uuid.UUID, *, by: Person, now: datetime) -> CaseLink:
    """Say that a case came of a meeting; once is enough."""
    made, is_new = CaseLink.objects.get_or_create(meeting=meeting, case=case, defaults={"by": by, "at": now})
    if is_new:
        audit.note(audit.Act.ADD, "case of a meeting", by=by, now=now, detail=str(meeting.pk))
    return made


@in_transaction
def unlink_case(meeting: Meeting, case: uuid.UUID, *, by: Person, now: datetime) -> None:
    if CaseLink.objects.filter(meeting=meeting, case=case).delete()[0]:
        audit.note(audit.Act.DELETE, "case of a meeting", by=by, now=now, detail=str(meeting.pk))


@in_transaction
def set_rhythm(says: str, *, decision: Point | None, by: Person, now: datetime) -> Rhythm:
    """How often the group meets, from now on. What was said before stays on record; the same again is nothing new."""
    latest = Rhythm.objects.select_for_update(of=("self",)).first()
    if latest is not None and (latest.says, latest.decision_id) == (says, decision.pk if decision else None):
        return latest
    audit.note(audit.Act.CHANGE, "rhythm", by=by, now=now)
    return Rhythm.objects.create(says=says, decision=decision, at=now, by=by)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _locked_point(point: Point) -> Point:
    return Point.objects.select_for_update(of=("self",)).select_related("owner", "meeting__theme").get(pk=point.pk)


def _grow(meeting: Meeting, by: Person) -> None:
    meeting.version, meeting.changed_by = meeting.version + 1, by
    meeting.save(update_fields=["minutes", "version", "changed_by"])


def _next_number(meeting: Meeting) -> int:
    return (meeting.points.aggregate(last=Max("number"))["last"] or 0) + 1


def _added(meeting: Meeting, key: uuid.UUID, fields: Mapping[str, Any], *, by: Person, now: datetime) -> Point:
    made = Point(pk=key, meeting=meeting, number=_next_number(meeting), at=now, **fields)
    made.reminded = _reminded(made, now)
    made.save()
    audit.note(audit.Act.ADD, made.kind, by=by, now=now, detail=str(made.pk))
    found.put_point(made)
    return made


def _reminded(action: Point, now: datetime) -> int:
    return action_reminders(action.due, now.astimezone(HERE).date())


def _tell_new_owner(action: Point, before: Person | None, *, by: Person, now: datetime) -> None:
    if action.owner is not None and action.owner != before:
        _tell_owner(action, gettext_lazy("An action from a meeting is yours"), by=by, now=now)


def _tell_owner(action: Point, text: Promise, *, by: Person | None, now: datetime) -> None:
    people = [action.owner] if action.owner else []
    tell(people, ACTION, text, link=_link(action), by=by, now=now, about=action.text)


def _link(action: Point) -> str:
    return f"{reverse('meetings:detail', args=[action.meeting_id])}#{action.mark}"
