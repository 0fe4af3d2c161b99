"""A person's own notices, and the state of the outbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import IsNull

from flok.apps.members.models import Person
from flok.apps.members.rules import Viewer
from flok.apps.notices.models import Beat, Letter, Notice, Preference
from flok.apps.notices.rules import Frequency


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """The viewer's own, unread first; of an organisation's only while the viewer represents it."""
    represented = [one.organisation_id for one in (viewer.representation, *viewer.others) if one is not None]
    own = Notice.objects.filter(Q(organisation=None) | Q(organisation__in=represented), person=viewer.person)
    return own.select_related("organisation").order_by(IsNull(F("read_at"), True).desc(), "-at", "pk")


def unread_for(viewer: Viewer) -> int:
    return notices_for(viewer).filter(read_at=None).count()


def frequency_of(person: Person) -> str:
    return frequencies([person.pk])[person.pk]


def frequencies(people: list[UUID]) -> dict[UUID, str]:
    """How often each person wants mails. One query."""
    chosen = dict(Preference.objects.filter(person__in=people).values_list("person", "frequency"))
    return {pk: chosen.get(pk, Frequency.AT_ONCE) for pk in people}


def last_beat() -> datetime | None:
    """When the worker last did one of the things it does again and again; None: never."""
    return Beat.objects.order_by("-ran_at").exclude(ran_at=None).values_list("ran_at", flat=True).first()


def letters_by_state() -> dict[str, int]:
    return dict(Letter.objects.values_list("state").annotate(Count("pk")).order_by())
