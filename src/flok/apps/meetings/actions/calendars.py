"""Secret addresses of calendars, and what calendars must remember of meetings that are off."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from flok.apps.meetings.models import CalendarAddress, CalledOff, Meeting
from flok.apps.meetings.queries.calendars import REMEMBERED
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.rules import token_hash
from flok.apps.members.transactions import in_transaction


@in_transaction
def make_address(kind: str, *, by: Person, now: datetime) -> str:
    """A new secret (256 bits) for one's own or the group's calendar; the one before opens nothing any more.

    It is returned this once: only its hash is kept. Raises ValueError for a kind there is not.
    """
    token = secrets.token_urlsafe(32)
    given = {"token_hash": token_hash(token), "made_at": now}
    CalendarAddress.objects.update_or_create(person=by, kind=CalendarAddress.Kind(kind), defaults=given)
    audit.note(audit.Act.ADD, "calendar address", by=by, now=now, about=by, detail=kind)
    return token


@in_transaction
def close_address(kind: str, *, by: Person, now: datetime) -> None:
    """The address of this kind opens nothing any more."""
    if CalendarAddress.objects.filter(person=by, kind=kind).delete()[0]:
        audit.note(audit.Act.DELETE, "calendar address", by=by, now=now, about=by, detail=kind)


@in_transaction
def remember_called_off(meeting: Meeting, people: Iterable[Person], *, now: datetime) -> None:
    """Keep what calendars must be told of a meeting that is off, before its row goes. `people`: who was signed up."""
    off, _is_new = CalledOff.objects.update_or_create(
        pk=meeting.pk,
        defaults={
            "title": str(meeting)[:150], "starts_at": meeting.starts_at, "ends_at": meeting.ends_at,
            "sequence": meeting.version + 1, "at": now,
        },
    )  # fmt: skip
    off.people.set(people)


def forget_called_off() -> int:
    """Remove what calendars have had time to hear of. Returns how many."""
    return CalledOff.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()[0]


@in_transaction
def forget_calendars(person: Person) -> None:
    CalendarAddress.objects.filter(person=person).delete()
    person_was_in = CalledOff.people.through.objects.filter(person=person)
    person_was_in.delete()
