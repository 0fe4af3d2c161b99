"""The programme of a meeting, and who is told when it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from flok.apps.meetings.models import Meeting, Presenter, ProgrammeItem
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

PROGRAMME_READY = "programme"  # the kind of notice


@dataclass(frozen=True, slots=True)
class NamedPresenter:
    """Either a member (`person`), or the name of someone from outside."""

    organisation_name: str
    person: Person | None = None
    name: str = ""


@in_transaction
def put_on_programme(
    meeting: Meeting,
    item: ProgrammeItem | None,
    *,
    title: str,
    starts_at: datetime,
    presenters: Sequence[NamedPresenter],
    by: Person,
    now: datetime,
) -> ProgrammeItem:
    """A new item, or `item` as it is to be."""
    item = item or ProgrammeItem(meeting=meeting)
    item.title, item.starts_at = title, starts_at
    item.save()
    item.presenters.all().delete()
    for one in presenters:
        Presenter.objects.create(item=item, person=one.person, name=one.name, organisation_name=one.organisation_name)
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(meeting.pk))
    return item


@in_transaction
def take_off_programme(item: ProgrammeItem, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(item.meeting_id))
    item.delete()


@in_transaction
def tell_programme(meeting: Meeting, people: Iterable[Person], *, by: Person, now: datetime) -> None:
    """Tell people that the programme of the meeting is ready."""
    text, link = (
        gettext_lazy("The programme of the next meeting is ready"),
        reverse("meetings:detail", args=[meeting.pk]),
    )
    tell(people, PROGRAMME_READY, text, link=link, by=by, now=now, about=str(meeting))


@in_transaction
def forget_presenter(person: Person) -> None:
    """The programme keeps its item under "former member"; the name written beside it goes."""
    Presenter.objects.filter(person=person).update(name="", organisation_name="")
