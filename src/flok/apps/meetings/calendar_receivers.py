"""What those who are signed up are told when a meeting is changed or is off, so that their calendars stay true."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from flok.apps.meetings.actions.calendars import remember_called_off
from flok.apps.meetings.models import Meeting, SignUp
from flok.apps.meetings.queries import calendars
from flok.apps.members.models import Person
from flok.apps.notices.actions import tell

_SEEN = frozenset({"starts_at", "ends_at", "title", "theme_id", "form", "town", "venue", "online_address"})
KIND = "meeting"  # the kind of notice


def when_meeting_changed(meeting: Meeting, changed: Set[str], by: Person, now: datetime, **_more: Any) -> None:
    """Only of what one must know beforehand: when, where and about what; and not of a meeting that is over."""
    if not changed & _SEEN or meeting.ends_at <= now:
        return
    places = {one.person: one.has_place for one in _signed_up(meeting)}
    tell(
        places, KIND, gettext_lazy("A meeting you are signed up for has been changed"),
        link=reverse("meetings:detail", args=[meeting.pk]), by=None, now=now, about=str(meeting),
        calendar=lambda person: calendars.invitation(
            meeting, person, now, answers="ACCEPTED" if places[person] else "TENTATIVE"
        ),
    )  # fmt: skip


def when_meeting_deleted(meeting: Meeting, by: Person, now: datetime, **_more: Any) -> None:
    """Feeds are told for a while, and those signed up by mail where it was still to come."""
    people = [one.person for one in _signed_up(meeting)]
    remember_called_off(meeting, people, now=now)
    if meeting.ends_at <= now:
        return
    tell(
        people, KIND, gettext_lazy("A meeting you are signed up for is called off"), link=reverse("meetings:list"),
        by=None, now=now, about=str(meeting),
        calendar=lambda person: calendars.cancellation(meeting, person, now, for_good=True),
    )  # fmt: skip


def _signed_up(meeting: Meeting) -> list[Any]:
    """With a person, that is: a guest who is only a name cannot be told."""
    return list(SignUp.objects.filter(meeting=meeting).exclude(person=None).select_related("person"))
