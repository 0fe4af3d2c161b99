"""The programme of a meeting, who presents, and who can be asked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from flok.apps.meetings.models import Meeting, Presenter, ProgrammeItem
from flok.apps.meetings.rules import slide_reminders
from flok.apps.members.models import Person, Representation, Status
from flok.apps.members.rules import Viewer

_ASKED_WITHIN = timedelta(days=30)  # of a meeting: what is older is let lie


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a programme, as it is read. `presents`: the ids of the members who do."""

    pk: int
    starts_at: datetime
    title: str
    presenters: list[Presenter] = field(default_factory=list)


def programme_of(meeting: Meeting) -> Sequence[Item]:
    """In its order, with those who present. One query."""
    person = ("person_id", "person__name", "person__erased_at")
    columns = ("name", "organisation_name", *person)
    rows = ProgrammeItem.objects.filter(meeting=meeting).order_by("starts_at", "pk", "presenters__pk")
    items: dict[int, Item] = {}
    for key, starts_at, title, presenter, name, organisation, who, who_name, erased_at in rows.values_list(
        "pk", "starts_at", "title", "presenters__pk", *(f"presenters__{one}" for one in columns)
    ):
        item = items.setdefault(key, Item(key, starts_at, title))
        if presenter is not None:
            someone = Person(pk=who, name=who_name, erased_at=erased_at) if who else None
            item.presenters.append(Presenter(name=name, organisation_name=organisation, person=someone))
    return list(items.values())


def presents(viewer: Viewer, item: Item) -> bool:
    return any(one.person_id == viewer.person.pk for one in item.presenters)


def own_item(viewer: Viewer, meeting: Meeting, number: int) -> ProgrammeItem | None:
    """An item the viewer presents."""
    return ProgrammeItem.objects.filter(meeting=meeting, pk=number, presenters__person=viewer.person).first()


def possible_presenters() -> list[tuple[Person, str]]:
    """Those who represent a member now, with the names of their organisations, by name. One query."""
    open_ones = Representation.objects.filter(until=None, person__is_active=True, organisation__status=Status.MEMBER)
    found: dict[Person, list[str]] = {}
    for one in open_ones.select_related("person", "organisation").order_by("person__name", "person_id", "since"):
        found.setdefault(one.person, []).append(one.organisation.name)
    return [(person, " · ".join(names)) for person, names in found.items()]


def items_without_slides(now: datetime) -> list[ProgrammeItem]:
    """Items whose presenters are to be asked for slides now: none is there, and they have not been asked this time."""
    near = Q(meeting__starts_at__lt=now + timedelta(days=4), meeting__ends_at__gt=now - _ASKED_WITHIN)
    found = ProgrammeItem.objects.filter(near, expects_slides=True, materials=None, presenters__isnull=False)
    found = found.select_related("meeting__theme", "meeting__arranged_by").prefetch_related("presenters__person")
    return [
        one for one in found.distinct()
        if slide_reminders(one.meeting.starts_at, one.meeting.ends_at, now) > one.slides_asked
    ]  # fmt: skip


def presentations_of(person: Person) -> list[dict[str, str]]:
    """What is stored of a person's presentations, as plain data."""
    own = Presenter.objects.filter(person=person).select_related("item__meeting__theme")
    return [
        {
            "meeting": str(one.item.meeting),
            "starts": one.item.starts_at.isoformat(),
            "item": one.item.title,
            "organisation": one.organisation_name,
        }
        for one in own
    ]
