"""What becomes of places at meetings when people and members come and go."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from flok.apps.meetings.actions import free_places
from flok.apps.members.models import MembershipChange, Organisation, Person, Status


def when_access_changed(person: Person, **_more: Any) -> None:
    """One who no longer represents a member, leads the network or may sign in, gives their places on."""
    free_places(person=person, by=None, now=timezone.now())


def when_membership_changed(organisation: Organisation, change: MembershipChange, **_more: Any) -> None:
    if change.status == Status.ENDED:
        free_places(organisation=organisation, by=change.by, now=timezone.now())
