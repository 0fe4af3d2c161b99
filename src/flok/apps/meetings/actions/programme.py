"""The programme of a meeting, and who is told when it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from flok.apps.meetings import found
from flok.apps.meetings.models import Meeting, Presenter, ProgrammeItem
from flok.apps.meetings.queries import is_in_network
from flok.apps.meetings.rules import slide_reminders
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.queries import leaders
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

PROGRAMME_READY, SLIDES = "programme", "slides"  # the kinds of notices


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
    expects_slides: bool = True,
    by: Person,
    now: datetime,
) -> ProgrammeItem:
    """A new item, or `item` as it is to be. The same twice is one item."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    same = ProgrammeItem.objects.filter(meeting=meeting, title=title, starts_at=starts_at)
    item = item or same.first() or ProgrammeItem(meeting=meeting)
    item.title, item.starts_at, item.expects_slides = title, starts_at, expects_slides
    item.save()
    item.presenters.all().delete()
    for one in presenters:
        Presenter.objects.create(item=item, person=one.person, name=one.name, organisation_name=one.organisation_name)
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(meeting.pk))
    found.put_meeting(meeting)
    return item


@in_transaction
def take_off_programme(item: ProgrammeItem, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(item.meeting_id))
    item.delete()
    found.put_meeting(item.meeting)


@in_transaction
def tell_programme(meeting: Meeting, people: Iterable[Person], *, by: Person, now: datetime) -> None:
    """Tell people that the programme of the meeting is ready."""
    text, link = (
        gettext_lazy("The programme of the next meeting is ready"),
        reverse("meetings:detail", args=[meeting.pk]),
    )
    tell(people, PROGRAMME_READY, text, link=link, by=by, now=now, about=str(meeting))


@in_transaction
def ask_for_slides(item: ProgrammeItem, *, now: datetime) -> None:
    """Remind those who present an item of sending their slides; for one from outside, or who has left the network,
    whoever arranges the meeting.

    Once for each of rules.slide_reminders, and not where slides have come in the meantime.
    """
    latest = ProgrammeItem.objects.select_for_update(of=("self",)).select_related("meeting__theme").get(pk=item.pk)
    meeting = latest.meeting
    times = slide_reminders(meeting.starts_at, meeting.ends_at, now)
    if times <= latest.slides_asked or latest.materials.exists():
        return
    latest.slides_asked = times
    latest.save(update_fields=["slides_asked"])
    presenters = list(latest.presenters.select_related("person"))
    members = [one.person for one in presenters if one.person is not None and is_in_network(one.person)]
    link, about = reverse("meetings:send_slides", args=[meeting.pk, latest.pk]), f"{meeting}: {latest}"
    tell(
        members, SLIDES, gettext_lazy("Your slides for a meeting are missing"), link=link, by=None, now=now, about=about
    )
    outside = [str(one) for one in presenters if one.person not in members]
    if outside:
        text = gettext_lazy("Slides from a presenter from outside are missing")
        link, about = reverse("meetings:add_material", args=[meeting.pk]), f"{'; '.join(outside)} ({about})"
        tell(arrangers_of(meeting), SLIDES, text, link=link, by=None, now=now, about=about)


def arrangers_of(meeting: Meeting) -> list[Person]:
    """Who arranges a meeting; where they no longer lead the network, all who do."""
    leading = list(leaders())
    return [one for one in leading if one.pk == meeting.arranged_by_id] or leading


@in_transaction
def forget_presenter(person: Person) -> None:
    """The programme keeps its item under "former member"; the name written beside it goes."""
    own = Presenter.objects.filter(person=person)
    own.update(name="", organisation_name="")
    for one in own.select_related("item__meeting__theme"):
        found.put_meeting(one.item.meeting)
