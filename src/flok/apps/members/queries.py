"""Reading of organisations and people."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from flok.apps.members.models import Person, Representation, Status
from flok.apps.members.rules import Viewer


def viewer_of(user: Person | AnonymousUser, represents: str | None) -> Viewer | None:
    """The signed-in person with the organisation they act for: the one they chose, else the first. One query."""
    if not isinstance(user, Person):
        return None
    open_ones = Representation.objects.filter(
        person=user, until=None, organisation__status__in=(Status.MEMBER, Status.PAUSED)
    )
    found = tuple(open_ones.select_related("organisation").order_by("since", "id"))
    chosen = next((one for one in found if str(one.pk) == represents), found[0] if found else None)
    return Viewer(user, chosen, tuple(one for one in found if one is not chosen))
