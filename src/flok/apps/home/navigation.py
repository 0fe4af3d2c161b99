"""The rooms that are open to a viewer, in the order of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from flok.apps.members.rules import Viewer


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    address: str
    is_here: bool


def rooms(viewer: Viewer | None, path: str) -> list[Room]:
    """Each room with its address; `is_here` for the one that `path` lies in."""
    if viewer is None:
        return []
    found = [(_("Overview"), reverse("home:overview"))]
    found.append((_("Meetings"), reverse("meetings:list")))
    if viewer.sees_network:
        found.append((_("Knowledge"), reverse("knowledge:cases")))
    if viewer.organisation is not None:
        found.append((_("Share"), reverse("share:overview")))
    if viewer.sees_network:
        found.append((_("Life-cycle cost"), reverse("tco:studies")))
        found.append((_("Labels"), reverse("labels:front")))
    if viewer.organisation is not None:
        found.append((_("Files"), reverse("purchases:list")))
    found.append((_("Members"), reverse("members:list")))
    if viewer.is_coordinator or viewer.is_chair:
        found.append((_("Secretariat"), reverse("members:secretariat")))
    if path.startswith(reverse("themes:list")):  # an address of their own, and a part of the room of meetings
        path = reverse("meetings:list")
    longest = max((address for _name, address in found if path.startswith(address)), key=len, default="")
    return [Room(name, address, address == longest) for name, address in found]
