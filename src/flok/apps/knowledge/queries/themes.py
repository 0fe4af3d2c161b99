"""Reading of themes and their groups."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from flok.apps.knowledge.models import Following, Theme
from flok.apps.members.models import Person, Status
from flok.apps.members.rules import Viewer


def themes() -> QuerySet[Theme]:
    """All themes of the network, in its order."""
    return Theme.objects.all()


def themes_followed(viewer: Viewer) -> set[str]:
    """The keys of the themes in whose groups the viewer is. One query."""
    return set(Following.objects.filter(person=viewer.person).values_list("theme_id", flat=True))


def group_of(theme: Theme) -> QuerySet[Person]:
    """The people of a theme's group: those who follow it and represent a member now, or lead the network."""
    represents = Q(
        representations__until=None, representations__organisation__status__in=(Status.MEMBER, Status.PAUSED)
    )
    leads = Q(is_chair=True) | Q(is_coordinator=True)
    found = Person.objects.filter(Q(is_active=True) & (represents | leads), followings__theme=theme)
    return found.distinct().order_by("name", "id")
