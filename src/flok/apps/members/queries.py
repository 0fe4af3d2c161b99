"""Reading of organisations and people."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from flok.apps.members.models import (
    Application,
    AuditEntry,
    CommunityRole,
    Invitation,
    MembershipChange,
    Organisation,
    Person,
    Representation,
    Status,
)
from flok.apps.members.rules import SILENT_AFTER, Viewer, mail_key, token_hash
from flok.apps.members.scoping import inside

SEEN = (Status.MEMBER, Status.PAUSED)


def viewer_of(user: Person | AnonymousUser, represents: str | None) -> Viewer | None:
    """The signed-in person with the organisation they act for: the one they chose, else the first. One query."""
    if not isinstance(user, Person):
        return None
    open_ones = Representation.objects.filter(person=user, until=None, organisation__status__in=SEEN)
    found = tuple(open_ones.select_related("organisation").order_by("since", "id"))
    chosen = next((one for one in found if str(one.pk) == represents), found[0] if found else None)
    return Viewer(user, chosen, tuple(one for one in found if one is not chosen))


def organisations_for(viewer: Viewer) -> QuerySet[Organisation]:
    """Those a viewer may open: members, and for the leaders also those that have applied or ended."""
    leads = viewer.is_chair or viewer.is_coordinator
    return Organisation.objects.all() if leads else Organisation.objects.filter(status__in=SEEN)


def directory(kind: str = "") -> QuerySet[Organisation]:
    """The member organisations with `people` (how many represent them) and their communities. Two queries."""
    roles = CommunityRole.objects.select_related("community").order_by("community__name")
    found = Organisation.objects.filter(status__in=SEEN).annotate(
        people=Count("representations", filter=Q(representations__until=None))
    )
    found = found.order_by("name")
    found = found.prefetch_related(Prefetch("communities", roles))
    return found.filter(kind=kind) if kind else found


def people_of(organisation: Organisation) -> QuerySet[Representation]:
    """Who represents an organisation now, by name."""
    found = Representation.objects.filter(organisation=organisation, until=None, person__erased_at=None)
    return found.select_related("person").order_by("person__name", "id")


def representations_in(organisation: Organisation | None) -> QuerySet[Representation]:
    """Those of the organisation a viewer acts for that can be changed."""
    found = Representation.objects.filter(organisation=organisation, until=None)
    return found.select_related("person", "organisation")


def people_for(viewer: Viewer) -> QuerySet[Person]:
    """Those a viewer may open: who represents a member; for the leaders everyone."""
    people = Person.objects.filter(erased_at=None)
    if viewer.is_chair or viewer.is_coordinator:
        return people
    return people.filter(representations__until=None, representations__organisation__status__in=SEEN).distinct()


def person_by_address(address: str) -> Person | None:
    """The one who signs in with an address, however it is written."""
    return Person.objects.filter(email=mail_key(address)).first()


def history_of(organisation: Organisation) -> list[MembershipChange]:
    """What became of a membership, oldest first; for its own people and the coordinator."""
    with inside(organisation):
        return list(MembershipChange.objects.select_related("by"))


def invitations_of(organisation: Organisation) -> list[Invitation]:
    """An organisation's invitations, newest first."""
    with inside(organisation):
        return list(Invitation.objects.select_related("by", "organisation").order_by("-at", "id"))


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link belongs to. The token begins with the organisation's id."""
    try:
        organisation = Organisation.objects.filter(pk=uuid.UUID(hex=token[:32])).first()
    except ValueError:
        return None
    if organisation is None:
        return None
    with inside(organisation):
        return Invitation.objects.select_related("organisation").filter(token_hash=token_hash(token)).first()


def applications() -> QuerySet[Application]:
    """All applications, those not decided first, newest first. For the coordinator."""
    return Application.objects.select_related("organisation", "decided_by").order_by("decided_at", "-at")


def open_applications() -> QuerySet[Application]:
    return Application.objects.filter(decision=Application.Decision.OPEN)


def by_status() -> list[tuple[Status, list[Organisation]]]:
    """All organisations, by what their membership is, with `administrators`: how many administer each. One query."""
    administers = Q(representations__until=None, representations__role=Representation.Role.ADMINISTRATOR)
    found = list(
        Organisation.objects.annotate(administrators=Count("representations", filter=administers)).order_by("name")
    )
    return [(status, [one for one in found if one.status == status]) for status in Status]


def silent(now: datetime) -> QuerySet[Organisation]:
    """Members nobody of whom has signed in for SILENT_AFTER, with `last_seen` (None: never)."""
    seen = Max("representations__person__last_login", filter=Q(representations__until=None))
    found = Organisation.objects.filter(status=Status.MEMBER).annotate(last_seen=seen)
    return found.filter(Q(last_seen=None) | Q(last_seen__lt=now - SILENT_AFTER)).order_by("last_seen", "name")


def leaders() -> QuerySet[Person]:
    return Person.objects.filter(Q(is_chair=True) | Q(is_coordinator=True), is_active=True).order_by("name")


def log(*, organisation: Organisation | None = None, about: Person | None = None) -> QuerySet[AuditEntry]:
    """The audit log, newest first: of one organisation, about one person, or all of it."""
    found = AuditEntry.objects.select_related("by", "about", "organisation")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return found.filter(about=about) if about is not None else found
