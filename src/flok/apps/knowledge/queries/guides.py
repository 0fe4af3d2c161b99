"""Reading of guides and links."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from flok.apps.knowledge.models import Guide, GuideLink
from flok.apps.knowledge.rules import LINK_GROWS_OLD


def guides(theme: str = "") -> QuerySet[Guide]:
    found = Guide.objects.select_related("theme")
    return found.filter(theme=theme) if theme else found


def links(theme: str = "") -> QuerySet[GuideLink]:
    found = GuideLink.objects.select_related("theme")
    return found.filter(theme=theme) if theme else found


def old_links(today: date) -> QuerySet[GuideLink]:
    """Those that nobody has looked at for a year."""
    return GuideLink.objects.filter(checked__lt=today - LINK_GROWS_OLD)
