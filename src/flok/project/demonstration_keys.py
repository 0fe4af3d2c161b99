"""What the parts of the demonstration find each other by."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from flok.apps.meetings.rules import HERE
from flok.apps.members.models import Organisation, Person
from flok.demo import network as demo

_MARK = uuid.UUID("f10c0000-0000-4000-8000-000000000000")


def key_of(kind: str, name: str) -> uuid.UUID:
    """The id of something in the demonstration: the same in each of them."""
    return uuid.uuid5(_MARK, f"{kind}:{name}")


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=HERE)


def organisation(key: str) -> Organisation:
    return Organisation.objects.get(cvr=demo.NETWORK.organisation(key).cvr)


def person(key: str) -> Person:
    return Person.objects.get(email=demo.NETWORK.person(key).email)


def coordinator() -> Person:
    return Person.objects.get(email=next(one.email for one in demo.NETWORK.people if one.is_coordinator))
