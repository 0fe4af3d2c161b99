"""Who comes to a meeting, as far as a viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from flok.apps.meetings.models import How, Meeting, Place, Shown, SignUp
from flok.apps.meetings.rules import closes_at, takes_seat
from flok.apps.members.models import Organisation, Person, Representation, Status
from flok.apps.members.queries import viewer_of
from flok.apps.members.rules import Viewer


@dataclass(frozen=True, slots=True)
class Coming:
    """How a meeting is taken up, and what of it concerns the viewer.

    `own`: the viewer's sign-up. `position`: its number on the waiting list, else that one would get by signing up (0:
    a place). `free`: places left (None: no limit). `shown`: who comes, or once it is noted who came, one a line, as
    each allows; `unnamed`: how many more. `may_sign_up`: now, for a place or for the waiting list.
    """

    own: SignUp | None
    position: int
    free: int | None
    seated: int
    waiting: int
    shown: list[str] = field(default_factory=list)
    unnamed: int = 0
    may_sign_up: bool = False
    is_noted: bool = False

    @property
    def has_place(self) -> bool:
        return self.own is not None and self.own.has_place


def coming_to(viewer: Viewer, meeting: Meeting, now: datetime) -> Coming:
    """One query."""
    all_of_them = list(sign_ups_of(meeting))
    own = next((one for one in all_of_them if one.person_id == viewer.person.pk), None)
    seated, waiting = _parted(all_of_them)
    taken = sum(takes_seat(meeting.form, one.how) for one in seated)
    free = None if meeting.places is None else max(0, meeting.places - taken)
    if own is not None:
        position = 0 if own.has_place else waiting.index(own) + 1
    else:
        position = len(waiting) + 1 if free == 0 else 0
    is_noted = any(one.came is not None for one in all_of_them)
    there = [one for one in all_of_them if one.came] if is_noted else seated
    shown = sorted(filter(None, map(seen_as, there)), key=str.casefold)
    may_write = viewer.may_write or viewer.is_chair or viewer.is_coordinator
    return Coming(
        own, position, free, len(seated), len(waiting), shown, len(there) - len(shown),
        may_sign_up=may_write and now < closes_at(meeting.starts_at, meeting.sign_up_closes_at), is_noted=is_noted,
    )  # fmt: skip


def sign_ups_of(meeting: Meeting) -> QuerySet[SignUp]:
    """All of a meeting, in the order they came, with their people; for those who arrange."""
    return SignUp.objects.filter(meeting=meeting).select_related("person", "organisation")


def own_sign_up(viewer: Viewer, meeting: Meeting) -> SignUp | None:
    return (
        SignUp.objects.filter(meeting=meeting, person=viewer.person).select_related("meeting__theme", "person").first()
    )


def sign_ups_of_person(person: Person) -> QuerySet[SignUp]:
    """A person's own, with the meetings, soonest first."""
    return SignUp.objects.filter(person=person).select_related("meeting__theme").order_by("meeting__starts_at", "id")


def seen_as(one: SignUp) -> str:
    """What other members see of one who comes; empty where there is nothing they may see."""
    is_named = one.person is not None and one.person.erased_at is None and one.shown == Shown.NAME
    return str(one) if is_named else one.organisation_name


def shows_how(meeting: Meeting) -> bool:
    """Whether one says how one comes: only where there is a choice."""
    return meeting.form == Place.BOTH


def _parted(all_of_them: Sequence[SignUp]) -> tuple[list[SignUp], list[SignUp]]:
    return [one for one in all_of_them if one.has_place], [one for one in all_of_them if not one.has_place]


def is_in_network(person: Person) -> bool:
    """Whether a person can open the pages of the network now: what they are asked for, they can do."""
    viewer = viewer_of(person, None) if person.is_active and person.erased_at is None else None
    return viewer is not None and viewer.sees_network


def possible_participants(meeting: Meeting) -> list[tuple[Representation, str]]:
    """Who represents a member and is not signed up for the meeting, with name and organisation. One query."""
    there = SignUp.objects.filter(meeting=meeting).exclude(person=None).values("person")
    found = Representation.objects.filter(until=None, person__is_active=True, organisation__status=Status.MEMBER)
    found = found.exclude(person__in=there).select_related("person", "organisation")
    found = found.order_by("person__name", "organisation__name", "id")
    return [(one, f"{one.person}, {one.organisation}") for one in found]


def places_without_ground(
    now: datetime, *, person: Person | None = None, organisation: Organisation | None = None
) -> list[SignUp]:
    """Sign-ups for meetings to come of those who no longer represent what they come for, or no longer lead.

    Of one person, or of one organisation's people.
    """
    wanted = Q(person=person) if person is not None else Q(organisation=organisation, person__isnull=False)
    coming = SignUp.objects.filter(wanted, meeting__starts_at__gt=now).select_related("person", "meeting__theme")
    return [one for one in coming if not _has_ground(one)]


def _has_ground(one: SignUp) -> bool:
    if one.person is None or not one.person.is_active:
        return False
    if one.organisation_id is None:
        return one.person.is_chair or one.person.is_coordinator
    open_ones = Representation.objects.filter(person=one.person, organisation=one.organisation_id, until=None)
    return open_ones.filter(organisation__status__in=(Status.MEMBER, Status.PAUSED)).exists()


def participation_of(person: Person) -> list[dict[str, object]]:
    """What is stored of a person's sign-ups, as plain data."""
    return [
        {
            "meeting": str(one.meeting), "starts": one.meeting.starts_at.isoformat(), "signed_up": one.at.isoformat(),
            "organisation": one.organisation_name, "shown": one.shown, "note": one.note, "has_place": one.has_place,
            "online": one.how == How.ONLINE, "came": one.came,
        }
        for one in sign_ups_of_person(person)
    ]  # fmt: skip
