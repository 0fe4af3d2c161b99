"""Calendars as calendar programs fetch and get them, read back by vobject."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import vobject
from django.conf import settings
from django.test import Client
from django.utils import timezone

from flok.apps.meetings import actions as meetings
from flok.apps.meetings.actions import calendars as actions
from flok.apps.meetings.actions import polls
from flok.apps.meetings.models import CalendarAddress, CalledOff, Meeting, SignUp
from flok.apps.meetings.queries import calendars as queries
from flok.apps.members.models import AuditEntry, Person, Representation
from flok.apps.notices.models import Letter
from tests.apps.meetings.cases import new_meeting
from tests.apps.meetings.conftest import LIGHT
from tests.apps.meetings.poll_cases import in_days, new_date_poll
from tests.apps.meetings.test_polls import answered, options_of
from tests.apps.worlds import World, make_world, new_person

pytestmark = pytest.mark.django_db
FEEDS = {"own": "/moeder/kalender/mine.ics", "group": "/moeder/kalender/alle.ics"}


def new_address(person: Person, kind: str = "own") -> str:
    return f"{FEEDS[kind]}?n={actions.make_address(kind, by=person, now=timezone.now())}"


def fetched(address: str) -> dict[str, tuple[str, str, str]]:
    """What stands in a feed, by UID: status, whether it takes one's time, and sequence."""
    response = Client().get(address)
    assert response.status_code == 200
    events = vobject.readOne(response.content.decode()).contents.get("vevent", [])
    return {one.uid.value: (one.status.value, one.transp.value, one.sequence.value) for one in events}


def sent_to(person: Person) -> Any:
    """The calendar of the latest mail to a person."""
    return vobject.readOne(Letter.objects.filter(to=person.email).exclude(calendar="").latest("at").calendar)


@pytest.fixture
def coming(world: World) -> Meeting:
    return new_meeting(
        world, starts_at=in_days(40), ends_at=in_days(40, 14), venue="Sal 9", title="Mærker; i flok, æøå"
    )


def signed_up(meeting: Meeting, world: World, person: Person) -> Any:
    return meetings.sign_up(meeting, person, organisation=world.organisation, by=person, now=timezone.now())


def test_the_address_is_shown_once_and_a_new_one_closes_the_old(member: Client, world: World) -> None:
    page = member.post("/moeder/kalender/", {"kind": "own"}).content.decode()
    first = page.partition(f'value="{settings.ADDRESS}')[2].partition('"')[0]
    assert fetched(first) is not None
    assert "mine.ics" not in member.get("/moeder/kalender/").content.decode()
    second = new_address(world.people["member"])
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    kept = CalendarAddress.objects.get(person=world.people["member"])
    assert first.partition("?n=")[2] not in str(vars(kept))
    assert AuditEntry.objects.filter(subject="calendar address", about=world.people["member"]).count() == 2


def test_a_closed_address_opens_nothing(member: Client, world: World) -> None:
    address = new_address(world.people["member"])
    member.post("/moeder/kalender/", {"kind": "own", "do": "close"})
    assert Client().get(address).status_code == 404


def test_an_address_needs_no_sign_in_and_is_not_kept_by_others(world: World) -> None:
    response = Client().get(new_address(world.people["member"], "group"))
    assert {name: response[name] for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options")} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    assert response.cookies == {}


@pytest.mark.parametrize("word", ["", "?n=", "?n=x", "?n=%00", "?n=" + "x" * 5_000, "?n=æ", "?n[]=1"])
def test_f06_a_guess_is_not_there(world: World, word: str) -> None:
    new_address(world.people["member"])
    assert Client().get(FEEDS["own"] + word).status_code == 404


def test_one_kind_of_address_does_not_open_the_other(world: World) -> None:
    address = new_address(world.people["member"], "group").replace("alle.ics", "mine.ics")
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("how", ["left", "switched off", "erased"])
def test_who_is_no_longer_in_the_network_has_no_calendar(world: World, how: str) -> None:
    person = world.people["member"]
    address = new_address(person)
    if how == "left":
        Representation.objects.filter(person=person).update(until="2026-01-01")
    elif how == "switched off":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    else:
        actions.forget_calendars(person)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("method", ["PROPFIND", "POST", "OPTIONS"])
def test_the_secret_does_not_stand_in_the_log(world: World, method: str, caplog: pytest.LogCaptureFixture) -> None:
    """Calendar programs ask so, to see whether it is a CalDAV server."""
    address = new_address(world.people["member"])
    with caplog.at_level("DEBUG"):
        assert Client(enforce_csrf_checks=True).generic(method, address).status_code in (403, 405)
    assert "mine.ics" in caplog.text
    assert address.partition("?n=")[2] not in caplog.text


def test_holds_stand_in_ones_own_calendar_until_one_of_them_is_the_meeting(world: World) -> None:
    poll, address = new_date_poll(world), new_address(world.people["member"])
    first, second, third = options_of(poll)

    def mine() -> dict[str, tuple[str, str, str]]:
        return {key: said for key, said in fetched(address).items() if key in (first, second, third)}

    free = ("TENTATIVE", "TRANSPARENT", "0")
    assert mine() == {first: free, second: free, third: free}
    answered(poll, world, "ymn")
    assert mine() == {first: ("TENTATIVE", "OPAQUE", "0"), second: free}
    polls.close_poll(
        poll, uuid.UUID(second), reason="Salen er ledig", by=world.people["administrator"], now=timezone.now()
    )
    assert mine() == {first: ("CANCELLED", "TRANSPARENT", "1"), second: ("CONFIRMED", "TRANSPARENT", "2")}
    signed_up(Meeting.objects.get(pk=second), world, world.people["member"])
    assert mine()[second] == ("CONFIRMED", "OPAQUE", "2")
    assert list(fetched(new_address(world.people["member"], "group"))) == [
        key for key in fetched(new_address(world.people["member"], "group")) if key not in (first, third)
    ]


def test_a_hold_is_the_same_hour_on_both_sides_of_summer_time(world: World) -> None:
    text = queries.holds_text(new_date_poll(world), timezone.now())
    assert [line[-7:-1] for line in text.splitlines() if line.startswith("DTSTART;TZID=Europe/Copenhagen:")] == [
        "T10000"
    ] * 3


def test_a_poll_called_off_takes_its_holds_away(world: World) -> None:
    poll, address = new_date_poll(world), new_address(world.people["member"])
    polls.call_off(poll, reason="Vi venter", by=world.people["administrator"], now=timezone.now())
    assert {fetched(address)[key] for key in options_of(poll)} == {("CANCELLED", "TRANSPARENT", "1")}


def test_another_organisations_answer_changes_nothing_in_mine(world: World) -> None:
    other, poll = make_world("B", LIGHT), new_date_poll(world)
    answered(poll, other, "nnn")
    assert fetched(new_address(world.people["member"]))[options_of(poll)[0]][0] == "TENTATIVE"
    assert options_of(poll)[0] not in fetched(new_address(other.people["member"]))


def test_ones_own_calendar_has_what_one_is_signed_up_for(world: World, coming: Meeting) -> None:
    person, waits = world.people["member"], world.people["administrator"]
    Meeting.objects.filter(pk=coming.pk).update(places=1)
    coming.refresh_from_db()
    signed_up(coming, world, person)
    signed_up(coming, world, waits)
    key = str(coming.pk)
    assert fetched(new_address(person))[key][:2] == ("CONFIRMED", "OPAQUE")
    assert fetched(new_address(waits))[key][:2] == ("TENTATIVE", "TRANSPARENT")
    assert key not in fetched(new_address(new_person("Nabo", world.organisation)))


def test_a_feed_says_what_members_see_and_a_mail_what_everyone_sees(world: World, coming: Meeting) -> None:
    person = world.people["member"]
    signed_up(coming, world, person)
    feed = vobject.readOne(Client().get(new_address(person)).content.decode())
    said = {one.uid.value: one for one in feed.vevent_list}[str(coming.pk)]
    assert (said.summary.value, said.location.value) == ("Mærker; i flok, æøå", "Sal 9, Fiktrup")
    mail = vobject.readOne(queries.invitation(coming, person, timezone.now())).vevent
    assert (mail.summary.value, mail.location.value, mail.attendee.value) == (
        "Mærker; i flok, æøå", "Fiktrup", f"mailto:{person.email}",
    )  # fmt: skip


def test_a_meeting_that_is_moved_keeps_its_uid_and_gets_a_higher_sequence(world: World, coming: Meeting) -> None:
    person = world.people["member"]
    signed_up(coming, world, person)
    before = fetched(new_address(person))[str(coming.pk)]
    moved = meetings.change_meeting(
        Meeting.objects.get(pk=coming.pk), {"starts_at": in_days(41), "ends_at": in_days(41, 14)},
        version=Meeting.objects.get(pk=coming.pk).version, by=world.people["administrator"], now=timezone.now(),
    )  # fmt: skip
    after = fetched(new_address(person))[str(coming.pk)]
    assert int(after[2]) > int(before[2])
    said = sent_to(person)
    assert (said.method.value, said.vevent.uid.value, said.vevent.dtstart.value, said.vevent.sequence.value) == (
        "REQUEST", str(coming.pk), moved.starts_at, after[2],
    )  # fmt: skip


def test_who_signs_off_and_on_again_has_the_meeting_back(world: World, coming: Meeting) -> None:
    """A calendar program takes what has a higher sequence, or of the same one the later stamp (RFC 5546, 2.1.5)."""
    person, heard = world.people["member"], []
    for _ in range(2):
        heard.append(sent_to(signed_up(coming, world, person).person))
        meetings.cancel(SignUp.objects.get(meeting=coming, person=person), by=person, now=timezone.now())
        heard.append(sent_to(person))
    assert [one.method.value for one in heard] == ["REQUEST", "CANCEL"] * 2
    order = [(int(one.vevent.sequence.value), one.vevent.dtstamp.value) for one in heard]
    assert order == sorted(order)


def test_m04_nobody_sees_who_else_is_told(world: World, coming: Meeting) -> None:
    both = [world.people["member"], world.people["administrator"]]
    for person in both:
        signed_up(coming, world, person)
    latest = Meeting.objects.get(pk=coming.pk)
    meetings.change_meeting(
        latest, {"town": "Opdigtet by"}, version=latest.version, by=world.people["administrator"], now=timezone.now()
    )
    assert [[one.value for one in sent_to(person).vevent.attendee_list] for person in both] == [
        [f"mailto:{person.email}"] for person in both
    ]


def test_a_meeting_that_is_deleted_is_told_of_for_a_while(
    world: World, coming: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, neighbour = world.people["member"], new_person("Nabo", world.organisation)
    signed_up(coming, world, person)
    latest, key = Meeting.objects.get(pk=coming.pk), str(coming.pk)
    meetings.delete_meeting(latest, by=world.people["administrator"], now=timezone.now())
    off = ("CANCELLED", "TRANSPARENT", str(latest.version + 1))
    group = new_address(person, "group")
    assert (fetched(new_address(person))[key], fetched(group)[key]) == (off, off)
    assert key not in fetched(new_address(neighbour))
    said = sent_to(person)
    assert (said.method.value, said.vevent.uid.value, said.vevent.sequence.value) == ("CANCEL", key, off[2])
    later = timezone.now() + queries.REMEMBERED + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert key not in fetched(group)
    assert (actions.forget_called_off(), CalledOff.objects.filter(pk=coming.pk).exists()) == (2, False)


def test_writing_the_minutes_tells_nobody(world: World, coming: Meeting) -> None:
    signed_up(coming, world, world.people["member"])
    before = Letter.objects.count()
    latest = Meeting.objects.get(pk=coming.pk)
    meetings.write_minutes(
        latest, decisions=["Vi mødes igen."], minutes="Referat", version=latest.version,
        by=world.people["administrator"], now=timezone.now(),
    )  # fmt: skip
    assert Letter.objects.count() == before


def test_one_meeting_is_put_into_a_calendar_by_hand(member: Client, coming: Meeting) -> None:
    response = member.get(f"/moeder/{coming.pk}/kalender.ics")
    assert response["Content-Disposition"] == 'attachment; filename="moede.ics"'
    said = vobject.readOne(response.content.decode()).vevent
    assert (said.uid.value, said.dtstart.value, said.url.value) == (
        str(coming.pk), coming.starts_at, f"{settings.ADDRESS}/moeder/{coming.pk}/",
    )  # fmt: skip


def test_a_feed_is_in_the_language_of_its_person(world: World) -> None:
    poll, person = new_date_poll(world), new_person("Reader", world.organisation, language="en")
    feed = vobject.readOne(Client().get(new_address(person)).content.decode())
    titles = {one.uid.value: one.summary.value for one in feed.vevent_list}
    assert titles[options_of(poll)[0]] == "Perhaps: Kontraktperioden i praksis"


def test_what_is_stored_of_a_person_is_taken_out_and_forgotten(world: World, coming: Meeting) -> None:
    person = world.people["member"]
    new_address(person, "group")
    actions.remember_called_off(coming, [person], now=timezone.now())
    stored = queries.calendars_of(person)
    assert ([one["kind"] for one in stored["addresses"]], [one["meeting"] for one in stored["called_off"]]) == (
        ["group"], [str(coming)],
    )  # fmt: skip
    actions.forget_calendars(person)
    assert queries.calendars_of(person) == {"addresses": [], "called_off": []}
