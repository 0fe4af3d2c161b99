"""Reading of meetings. What a viewer may not see is not found."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.models import How, Material, Meeting, Place, SignUp
from flok.apps.meetings.rules import HERE, sees_meetings
from flok.apps.members.rules import Viewer


def next_meeting(now: datetime) -> Meeting | None:
    """The meeting that is on, or else the first to come. One query; for everyone."""
    return Meeting.objects.filter(ends_at__gt=now).first()


def coming_meetings(now: datetime) -> QuerySet[Meeting]:
    """Soonest first; said here, since the model's own order is lost where places are counted."""
    return Meeting.objects.filter(ends_at__gt=now).order_by("starts_at", "id")


def with_places(viewer: Viewer, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each with `own_place` and `left`, in the same query; for templates/meetings/_standing.html.

    `own_place`: the viewer has one, or waits (False); None: not signed up. `left`: places; None: no limit.
    """
    own = SignUp.objects.filter(meeting=OuterRef("pk"), person=viewer.person).values("has_place")[:1]
    seats = Q(sign_ups__has_place=True) & (~Q(form=Place.BOTH) | Q(sign_ups__how=How.PLACE))
    return meetings.annotate(own_place=Subquery(own), left=F("places") - Count("sign_ups", filter=seats))


def next_meeting_for(viewer: Viewer, now: datetime) -> Meeting | None:
    """As next_meeting, with what with_places adds. One query."""
    return with_places(viewer, coming_meetings(now)).first()


def past_meetings(
    viewer: Viewer | None, now: datetime, *, theme: str = "", year: int | None = None
) -> QuerySet[Meeting]:
    """Latest first, of one theme and of one year where they are given; each with the materials the viewer may fetch.

    Two queries. A year is one by the clock in Copenhagen.
    """
    seen = Prefetch("materials", materials_for(viewer))
    found = Meeting.objects.filter(ends_at__lte=now).order_by("-starts_at", "id").prefetch_related(seen)
    if theme:
        found = found.filter(theme=theme)
    if year is not None:
        found = found.annotate(year=ExtractYear("starts_at", tzinfo=HERE)).filter(year=year)
    return found


@dataclass(frozen=True, slots=True)
class Archive:
    """What there is to choose between: years, the latest first, and themes, with how many meetings each has."""

    years: list[tuple[int, int]]
    themes: list[tuple[Theme, int]]


def archive(now: datetime) -> Archive:
    """One query."""
    held = Meeting.objects.filter(ends_at__lte=now).annotate(year=ExtractYear("starts_at", tzinfo=HERE))
    counted = held.order_by("theme__order", "theme__name").values_list("year", "theme", "theme__name", "theme__name_en")
    years: Counter[int] = Counter()
    themes: Counter[tuple[str, str, str]] = Counter()
    for year, key, name, name_en, number in counted.annotate(number=Count("pk")):
        years[year] += number
        themes[key, name, name_en] += number
    told = [(Theme(key=key, name=name, name_en=name_en), number) for (key, name, name_en), number in themes.items()]
    return Archive(sorted(years.items(), reverse=True), told)


def meetings_on(theme: Theme) -> QuerySet[Meeting]:
    """All meetings of a theme, the latest first; those to come are among them."""
    return Meeting.objects.filter(theme=theme).order_by("-starts_at", "id")


def materials_for(viewer: Viewer | None) -> QuerySet[Material]:
    """All for the network's own, the public ones for others."""
    return Material.objects.all() if sees_meetings(viewer) else Material.objects.filter(is_public=True)


def whole_meeting(viewer: Viewer | None, key: uuid.UUID) -> Meeting | None:
    """A meeting with the materials the viewer may fetch. Two queries."""
    return Meeting.objects.prefetch_related(Prefetch("materials", materials_for(viewer))).filter(pk=key).first()


def theme_numbers() -> dict[str, int]:
    """How many meetings each theme has had or will have, by its key. One query."""
    counted = Meeting.objects.order_by("theme").values_list("theme").annotate(number=Count("pk"))
    return dict(counted.values_list(F("theme"), "number"))
