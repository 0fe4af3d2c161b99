"""Signing up for meetings, and the places and the waiting list.

Whoever changes who has a place first locks the meeting's row, so that the last place is given once. On SQLite the
whole database is: a transaction there begins as one that writes.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from flok.apps.meetings.models import Meeting, Shown, SignUp
from flok.apps.meetings.queries import calendars, places_without_ground
from flok.apps.meetings.rules import closes_at, takes_seat
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person, Representation, Status
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

COMING = "sign-up"  # the kind of notice
NOTES_LAST = timedelta(days=30)


class SignUpClosedError(Exception):
    """The meeting has begun, or one can no longer sign up for it; nothing was written."""


@in_transaction
def sign_up(
    meeting: Meeting, person: Person, *, organisation: Organisation | None, shown: str = "", how: str = "place",
    note: str = "", late: bool = False, by: Person, now: datetime,
) -> SignUp:  # fmt: skip
    """A place for `person`, or where there is none the last of the waiting list. Once: a second time changes nothing.

    `organisation`: the one they come for. `shown`: a Shown; empty: as the person chose last time. `late`: those who
    arrange may sign people up until the meeting ends. Raises SignUpClosedError, and PermissionDenied where the person
    does not represent the organisation (None: does not lead the network) any more.
    """
    latest = _locked(meeting)
    _refuse_late(latest, is_arranger=late, now=now)
    _refuse_stranger(person, organisation)
    there = SignUp.objects.filter(meeting=latest, person=person).first()
    if there is not None:
        return there
    fields = {
        "person": person, "organisation": organisation, "shown": shown or last_choice(person), "how": how, "note": note,
        "organisation_name": organisation.name if organisation else "",
    }  # fmt: skip
    made = _add(latest, uuid.uuid4(), fields, by=by, now=now)
    _tell_standing(latest, made, now)
    return made


def _tell_standing(meeting: Meeting, made: SignUp, now: datetime) -> None:
    """A place, or the waiting list: told to the person, and to their calendar."""
    answers = "ACCEPTED" if made.has_place else "TENTATIVE"
    text = (
        gettext_lazy("You are signed up for a meeting") if made.has_place
        else gettext_lazy("You are on the waiting list of a meeting")
    )  # fmt: skip
    tell(
        [made.person] if made.person else [], COMING, text, link=_address(meeting), by=None, now=now,
        about=str(meeting), calendar=lambda one: calendars.invitation(meeting, one, now, answers=answers),
    )  # fmt: skip


@in_transaction
def sign_up_guest(
    key: uuid.UUID, meeting: Meeting, *, name: str, organisation_name: str, how: str = "place", note: str = "",
    by: Person, now: datetime,
) -> SignUp:  # fmt: skip
    """A place, or a place on the waiting list, for someone from outside. The same `key` twice gives one guest."""
    latest = _locked(meeting)
    _refuse_late(latest, is_arranger=True, now=now)
    there = SignUp.objects.filter(pk=key).first()
    if there is not None:
        return there
    fields = {
        "name": name,
        "organisation_name": organisation_name,
        "how": how,
        "note": note,
        "shown": Shown.ORGANISATION,
    }
    return _add(latest, key, fields, by=by, now=now)


@in_transaction
def change_sign_up(
    made: SignUp, *, shown: str, how: str, note: str, by: Person, now: datetime
) -> SignUp | None:  # fmt: skip
    """What others see, a word to those who arrange, and in person or online.

    One who comes in person after all, where every place is taken, is put last on the waiting list. None: they are not
    on the list any more.
    """
    meeting = _locked(made.meeting)
    latest = SignUp.objects.select_related("person").filter(pk=made.pk).first()
    if latest is None:
        return None
    had_place = latest.has_place
    took, takes = takes_seat(meeting.form, latest.how), takes_seat(meeting.form, how)
    latest.shown, latest.how, latest.note = shown, how, note
    if takes and not took and not _is_free(meeting):
        latest.has_place, latest.number = False, _next_number(meeting)
    elif not takes:
        latest.has_place = True
    latest.save()
    audit.note(audit.Act.CHANGE, "sign-up", by=by, now=now, about=latest.person, detail=str(meeting.pk))
    if latest.has_place != had_place:
        _tell_standing(meeting, latest, now)
    fill_places(meeting, now=now)
    return latest


@in_transaction
def cancel(made: SignUp, *, by: Person | None, now: datetime) -> None:
    """Off the list; whoever waits first gets the place. Twice is once. Someone else's doing is told to the person."""
    meeting = _locked(made.meeting)
    if not SignUp.objects.filter(pk=made.pk).delete()[0]:
        return
    audit.note(audit.Act.DELETE, "sign-up", by=by, now=now, about=made.person, detail=str(meeting.pk))
    if made.person is not None:
        tell(
            [made.person], COMING, gettext_lazy("You are no longer signed up for a meeting"), link=_address(meeting),
            by=None, now=now, about=str(meeting), calendar=lambda one: calendars.cancellation(meeting, one, now),
        )  # fmt: skip
    fill_places(meeting, now=now)


def fill_places(meeting: Meeting, *, now: datetime) -> list[SignUp]:
    """Inside a transaction that has locked the meeting: give what is free to those who wait first, and tell them."""
    if now >= meeting.starts_at:
        return []
    moved_up = []
    for one in SignUp.objects.filter(meeting=meeting, has_place=False).select_related("person", "by"):
        if takes_seat(meeting.form, one.how) and not _is_free(meeting):
            continue
        one.has_place, one.moved_up_at = True, now
        one.save(update_fields=["has_place", "moved_up_at"])
        moved_up.append(one)
        _tell_moved_up(meeting, one, now)
    return moved_up


def _tell_moved_up(meeting: Meeting, one: SignUp, now: datetime) -> None:
    more: dict[str, Any] = {"link": _address(meeting), "by": None, "now": now, "about": str(meeting)}
    if one.person is not None:
        text = gettext_lazy("There is a place for you at a meeting")
        tell([one.person], COMING, text, calendar=lambda person: calendars.invitation(meeting, person, now), **more)
    elif one.by is not None:
        tell([one.by], COMING, gettext_lazy("There is a place for your guest at a meeting"), **more)


@in_transaction
def note_came(meeting: Meeting, came: set[uuid.UUID], *, by: Person, now: datetime) -> None:
    """Who was there: those of the meeting's sign-ups whose ids are in `came`; the others were not."""
    latest = _locked(meeting)
    SignUp.objects.filter(meeting=latest, pk__in=came).update(came=True)
    SignUp.objects.filter(meeting=latest).exclude(pk__in=came).update(came=False)
    audit.note(audit.Act.CHANGE, "attendance", by=by, now=now, detail=str(meeting.pk))


@in_transaction
def free_places(
    *, person: Person | None = None, organisation: Organisation | None = None, by: Person | None, now: datetime
) -> None:
    """Take those off the lists of meetings to come who no longer represent what they come for."""
    for one in places_without_ground(now, person=person, organisation=organisation):
        cancel(one, by=by, now=now)


@in_transaction
def note_list_read(meeting: Meeting, *, by: Person, now: datetime) -> None:
    """Someone who arranges read the list of those who come: for each who shows others less, that they were read."""
    kept_back = SignUp.objects.filter(meeting=meeting, person__isnull=False).exclude(shown=Shown.NAME, note="")
    about = [one.person for one in kept_back.select_related("person") if one.person]
    audit.note_reads("sign-up", about, by=by, now=now, detail=str(meeting.pk))


@in_transaction
def clear_notes(*, now: datetime) -> int:
    """What people wrote to those who arrange is not needed any more a month after the meeting. Returns how many."""
    return SignUp.objects.filter(meeting__ends_at__lt=now - NOTES_LAST).exclude(note="").update(note="")


@in_transaction
def forget_sign_ups(person: Person) -> None:
    """Places at meetings to come are given on; of those held it stays that someone from the organisation was there."""
    now = timezone.now()
    for one in SignUp.objects.filter(person=person, meeting__starts_at__gt=now).select_related(
        "person", "meeting__theme"
    ):
        cancel(one, by=None, now=now)
    SignUp.objects.filter(person=person).update(person=None, note="", shown=Shown.ORGANISATION)


def last_choice(person: Person) -> str:
    """What a person chose to show last time; their organisation only, where they have not chosen."""
    chosen = SignUp.objects.filter(person=person).order_by("-at").values_list("shown", flat=True).first()
    return chosen or Shown.ORGANISATION


def _add(meeting: Meeting, key: uuid.UUID, fields: dict[str, Any], *, by: Person, now: datetime) -> SignUp:
    has_place = not takes_seat(meeting.form, fields["how"]) or _is_free(meeting)
    number = _next_number(meeting)
    made = SignUp.objects.create(pk=key, meeting=meeting, number=number, has_place=has_place, at=now, by=by, **fields)
    audit.note(audit.Act.ADD, "sign-up", by=by, now=now, about=made.person, detail=str(meeting.pk))
    return made


def _is_free(meeting: Meeting) -> bool:
    if meeting.places is None:
        return True
    seated = SignUp.objects.filter(meeting=meeting, has_place=True).values_list("how", flat=True)
    return sum(takes_seat(meeting.form, how) for how in seated) < meeting.places


def _next_number(meeting: Meeting) -> int:
    return (SignUp.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0) + 1


def _refuse_late(meeting: Meeting, *, is_arranger: bool, now: datetime) -> None:
    last = meeting.ends_at if is_arranger else closes_at(meeting.starts_at, meeting.sign_up_closes_at)
    if now >= last:
        raise SignUpClosedError


def _refuse_stranger(person: Person, organisation: Organisation | None) -> None:
    """Locks what lets the person come, so that it is not taken away between this and the commit."""
    if organisation is None:
        leads = Person.objects.select_for_update().filter(Q(is_chair=True) | Q(is_coordinator=True), pk=person.pk)
        if not list(leads):
            raise PermissionDenied
        return
    open_ones = Representation.objects.select_for_update(of=("self",)).filter(person=person, until=None)
    if not list(open_ones.filter(organisation=organisation, organisation__status=Status.MEMBER)):
        raise PermissionDenied


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _address(meeting: Meeting) -> str:
    return reverse("meetings:detail", args=[meeting.pk])
