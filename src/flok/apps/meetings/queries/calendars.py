"""What stands in people's calendars: meetings, holds of open polls, and what is off. See docs/formats/calendar.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from flok.apps.meetings import ical
from flok.apps.meetings.ical import Event, Status
from flok.apps.meetings.models import CalendarAddress, CalledOff, Meeting, Place, Poll, PollBallot, PollOption, SignUp
from flok.apps.meetings.queries.coming import is_in_network
from flok.apps.members.models import Person
from flok.apps.members.rules import token_hash
from flok.domain.polls import Answer

LOOKS_BACK = timedelta(days=365)  # how long a meeting that was held stays in a feed
REMEMBERED = timedelta(days=60)  # how long something that is off is told of


def address_of(token: str) -> CalendarAddress | None:
    """The calendar a secret opens: its person is in the network now. Otherwise there is none."""
    found = CalendarAddress.objects.select_related("person").filter(token_hash=token_hash(token)).first()
    return found if found is not None and is_in_network(found.person) else None


def addresses_for(person: Person) -> dict[str, datetime]:
    """When each kind of address was made, for those there are."""
    return dict(CalendarAddress.objects.filter(person=person).values_list("kind", "made_at"))


def calendars_of(person: Person) -> dict[str, list[dict[str, str]]]:
    """What is stored of a person here, as plain data."""
    off = CalledOff.objects.filter(people=person).order_by("starts_at")
    return {
        "addresses": [{"kind": kind, "made_at": at.isoformat()} for kind, at in addresses_for(person).items()],
        "called_off": [{"meeting": one.title, "starts": one.starts_at.isoformat()} for one in off],
    }


def own_calendar(person: Person, now: datetime) -> list[Event]:
    """Meetings one is signed up for, holds while dates are chosen between, and what came of them. Six queries.

    A place takes one's time; the waiting list is tentative and does not. A hold is shown unless one's organisation has
    answered no to it, and takes one's time where it has answered yes. The meeting a hold becomes stays, without taking
    one's time, until one signs up or it begins.
    """
    answers = _answers_of(person)
    asked = [one for one in _options(now) if answers.get(str(one.pk)) != {Answer.NO}]
    holds = [hold(one, answers.get(str(one.pk), set())) for one in asked if one.pk != one.poll.chosen_id]
    moved = [one.pk for one in asked if one.pk == one.poll.chosen_id]
    places = dict(SignUp.objects.filter(person=person).values_list("meeting_id", "has_place"))
    meetings = _since(now).filter(Q(pk__in=places) | Q(pk__in=moved, starts_at__gt=now))
    off = CalledOff.objects.filter(people=person, at__gt=now - REMEMBERED)
    return [*(_of_one(one, places.get(one.pk)) for one in meetings), *holds, *(called_off(one) for one in off)]


def _of_one(meeting: Meeting, has_place: bool | None) -> Event:
    """`has_place`: False on the waiting list, None where one is not signed up."""
    made = event(meeting, is_busy=bool(has_place), place=whole_place(meeting))
    return replace(made, status=Status.TENTATIVE) if has_place is False else made


def group_calendar(now: datetime) -> list[Event]:
    """All meetings; they take no one's time, since it is the group's calendar. Two queries."""
    off = CalledOff.objects.filter(at__gt=now - REMEMBERED)
    return [
        *(event(one, is_busy=False, place=whole_place(one)) for one in _since(now)),
        *(called_off(one) for one in off),
    ]


def event(meeting: Meeting, *, is_busy: bool, place: str) -> Event:
    return Event(
        key=meeting.pk, title=str(meeting), starts_at=meeting.starts_at, ends_at=meeting.ends_at,
        sequence=meeting.version, status=Status.CONFIRMED, is_busy=is_busy, place=place,
        link=_whole(reverse("meetings:detail", args=[meeting.pk])),
    )  # fmt: skip


def called_off(off: CalledOff) -> Event:
    return Event(
        key=off.pk, title=off.title, starts_at=off.starts_at, ends_at=off.ends_at, sequence=off.sequence,
        status=Status.CANCELLED, is_busy=False, link=_whole(reverse("meetings:list")),
    )  # fmt: skip


def hold(option: PollOption, answers: set[str], *, title: str = "") -> Event:
    """A proposed time while the poll is open (sequence 0), and cancelled when it was not the one (sequence 1).

    `answers`: what the reader's organisations answer to it. Raises ValueError for an option without a time.
    """
    if option.starts_at is None or option.ends_at is None:
        raise ValueError("a hold is a time")
    is_open = option.poll.state == Poll.State.OPEN
    return Event(
        key=option.pk, title=title or _("Perhaps: %(title)s") % {"title": option.poll.title},
        starts_at=option.starts_at, ends_at=option.ends_at, sequence=0 if is_open else 1,
        status=Status.TENTATIVE if is_open else Status.CANCELLED, is_busy=is_open and Answer.YES in answers,
        link=_whole(reverse("meetings:poll", args=[option.poll_id])),
    )  # fmt: skip


def holds_text(poll: Poll, now: datetime) -> str:
    """The times of a poll for a mail: as holds, or as they ended. They say when, and nothing of what it is about.

    The chosen one is the meeting, with the title and the town that everyone may see. Empty for a poll over themes.
    """
    if not poll.is_about_dates:
        return ""
    options = PollOption.objects.filter(poll=poll).select_related("poll").order_by("number")
    events = [
        hold(one, set(), title=_("Perhaps a meeting of the network")) for one in options if one.pk != poll.chosen_id
    ]
    meeting = Meeting.objects.filter(pk=poll.chosen_id).first() if poll.chosen_id else None
    if meeting is not None:
        events.append(event(meeting, is_busy=False, place=_seen_by_all(meeting)))
    return ical.calendar(events, now=now)


def invitation(meeting: Meeting, person: Person, now: datetime, *, answers: str = "ACCEPTED") -> str:
    """A REQUEST to one who is signed up (PARTSTAT ACCEPTED) or on the waiting list (TENTATIVE), or where it changed.

    For a mail: it says the title, the time and the town, which everyone may see.
    """
    said = event(meeting, is_busy=answers == "ACCEPTED", place=_seen_by_all(meeting))
    return ical.calendar(
        [said], now=now, method=ical.Method.REQUEST, organiser=_organiser(), to=_box(person), answers=answers
    )


def cancellation(meeting: Meeting, person: Person, now: datetime, *, for_good: bool = False) -> str:
    """A CANCEL to one who is off the list, or, `for_good`, of a meeting that is off.

    Only the latter has a higher sequence: who is off the list may sign up again, and that REQUEST must count as newer.
    Of the same sequence the later DTSTAMP counts (RFC 5546, 2.1.5).
    """
    said = event(meeting, is_busy=False, place=_seen_by_all(meeting))
    said = replace(said, status=Status.CANCELLED, sequence=said.sequence + for_good)
    return ical.calendar(
        [said], now=now, method=ical.Method.CANCEL, organiser=_organiser(), to=_box(person), answers="DECLINED"
    )


def _since(now: datetime) -> QuerySet[Meeting]:
    return Meeting.objects.filter(ends_at__gt=now - LOOKS_BACK).order_by("starts_at", "id")


def _options(now: datetime) -> QuerySet[PollOption]:
    """The times of open polls, and of those that ended lately."""
    still = Q(poll__state=Poll.State.OPEN) | Q(poll__ended_at__gt=now - REMEMBERED)
    found = PollOption.objects.filter(still, poll__kind=Poll.Kind.DATE, starts_at__gt=now - REMEMBERED)
    return found.select_related("poll").order_by("starts_at", "id")


def _answers_of(person: Person) -> dict[str, set[str]]:
    """Option id → what the organisations of a person answer to it."""
    own = person.representations.filter(until=None).values("organisation")
    found: dict[str, set[str]] = {}
    for answers in PollBallot.objects.filter(organisation__in=own).values_list("answers", flat=True):
        for option, answer in answers.items():
            found.setdefault(option, set()).add(answer)
    return found


def whole_place(meeting: Meeting) -> str:
    parts = [meeting.venue, meeting.town, _("Online") if meeting.form != Place.PLACE else ""]
    return ", ".join(part for part in parts if part)


def _seen_by_all(meeting: Meeting) -> str:
    return meeting.town or _("Online")


def _whole(path: str) -> str:
    return f"{settings.ADDRESS}{path}"


def _organiser() -> ical.Mailbox:
    return ical.Mailbox(settings.DEFAULT_FROM_EMAIL, settings.NETWORK.name)


def _box(person: Person) -> ical.Mailbox:
    return ical.Mailbox(person.email, person.name)
