"""Reading of meetings. What a viewer may not see is not found."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from flok.apps.meetings.models import Material, Meeting, Presenter, ProgrammeItem
from flok.apps.meetings.rules import sees_meetings
from flok.apps.members.rules import Viewer


def next_meeting(now: datetime) -> Meeting | None:
    """The meeting that is on, or else the first to come. One query; for everyone."""
    return Meeting.objects.filter(ends_at__gt=now).first()


def coming_meetings(now: datetime) -> QuerySet[Meeting]:
    """Soonest first."""
    return Meeting.objects.filter(ends_at__gt=now)


def past_meetings(viewer: Viewer | None, now: datetime) -> QuerySet[Meeting]:
    """Latest first, each with the materials the viewer may fetch (two queries)."""
    seen = Prefetch("materials", materials_for(viewer))
    return Meeting.objects.filter(ends_at__lte=now).order_by("-starts_at", "id").prefetch_related(seen)


def materials_for(viewer: Viewer | None) -> QuerySet[Material]:
    """All for the network's own, the public ones for others."""
    return Material.objects.all() if sees_meetings(viewer) else Material.objects.filter(is_public=True)


def whole_meeting(viewer: Viewer | None, key: uuid.UUID) -> Meeting | None:
    """A meeting with its programme, presenters and materials; for others than the network's own without programme."""
    parts: list[Prefetch[Any]] = [Prefetch("materials", materials_for(viewer))]
    if sees_meetings(viewer):
        presenters = Presenter.objects.select_related("person")
        parts.append(Prefetch("programme", ProgrammeItem.objects.prefetch_related(Prefetch("presenters", presenters))))
    return Meeting.objects.prefetch_related(*parts).filter(pk=key).first()
