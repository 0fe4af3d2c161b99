"""What the overview gathers from the rooms: only what the viewer may see there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from flok.apps.members.queries import open_applications
from flok.apps.members.rules import Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the viewer: what, and where it is done."""

    text: str
    address: str


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Most pressing first. One query for a coordinator, none for others."""
    found = []
    if viewer.is_coordinator:
        number = open_applications().count()
        if number:
            words = ngettext("%(number)s application to decide", "%(number)s applications to decide", number)
            found.append(Waiting(words % {"number": number}, reverse("members:secretariat")))
    return found


def first_steps(viewer: Viewer, *, has_meeting: bool) -> list[Waiting]:
    """What one who runs the network does first, where nothing is there yet."""
    if not (viewer.is_coordinator or viewer.is_chair) or has_meeting:
        return []
    return [Waiting(_("Call the next meeting"), reverse("meetings:call"))]
