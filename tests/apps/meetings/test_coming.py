"""Places and the waiting list: who gets the last place, who is moved up, and what others see."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from flok.apps.meetings import actions, queries
from flok.apps.meetings.models import Meeting, SignUp
from flok.apps.members import actions as members
from flok.apps.members.models import AuditEntry, Organisation, Person, Representation, Status
from flok.apps.members.queries import viewer_of
from flok.apps.notices.models import Letter, Notice
from tests.apps.meetings.cases import FIELDS
from tests.apps.worlds import World, new_organisation, new_person, signed_in

NOW = timezone.now()
SOON = NOW + timedelta(days=10)


def called(by: Person, **fields: Any) -> Meeting:
    when = {"starts_at": SOON, "ends_at": SOON + timedelta(hours=3)}
    return actions.call_meeting(uuid.uuid4(), {**FIELDS, **when, **fields}, by=by, now=NOW)


def come(meeting: Meeting, person: Person, organisation: Organisation | None, **more: Any) -> SignUp:
    return actions.sign_up(meeting, person, organisation=organisation, by=person, now=NOW, **more)


def lists(meeting: Meeting) -> tuple[list[str], list[str]]:
    """Who has a place and who waits, in order."""
    rows = list(queries.sign_ups_of(meeting))
    return [str(one.person or one.name) for one in rows if one.has_place], [
        str(one.person or one.name) for one in rows if not one.has_place
    ]


@pytest.fixture
def house(db: None) -> Organisation:
    return new_organisation("Fiktrup Kommune")


@pytest.fixture
def chair_person(house: Organisation) -> Person:
    return new_person("Formand F", house, is_chair=True)


@pytest.fixture
def three(house: Organisation) -> list[Person]:
    return [new_person(f"Kollega {letter}", house) for letter in "ABC"]


def test_who_comes_too_late_waits_and_is_moved_up_in_order(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person, places=1)
    a, b, c = (come(meeting, one, house) for one in three)
    assert lists(meeting) == (["Kollega A"], ["Kollega B", "Kollega C"])
    actions.cancel(b, by=three[1], now=NOW)
    actions.cancel(a, by=three[0], now=NOW)
    assert lists(meeting) == (["Kollega C"], [])
    c.refresh_from_db()
    told = Notice.objects.filter(person=three[2]).order_by("at", "pk").values_list("text", flat=True)
    assert (c.moved_up_at, sorted(told)) == (
        NOW, ["Der er plads til dig på et møde", "Du står på venteliste til et møde"],
    )  # fmt: skip


def test_more_places_move_people_up_and_fewer_take_none(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person, places=1)
    for one in three:
        come(meeting, one, house)
    actions.change_meeting(meeting, {"places": 2}, version=1, by=chair_person, now=NOW)
    assert lists(meeting) == (["Kollega A", "Kollega B"], ["Kollega C"])
    actions.change_meeting(meeting, {"places": 1}, version=2, by=chair_person, now=NOW)
    assert lists(meeting) == (["Kollega A", "Kollega B"], ["Kollega C"])
    actions.change_meeting(meeting, {"places": None}, version=3, by=chair_person, now=NOW)
    assert lists(meeting) == (["Kollega A", "Kollega B", "Kollega C"], [])


def test_online_takes_no_seat_in_the_room(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    meeting = called(chair_person, places=1, form="both")
    a, b, c = (
        come(meeting, three[0], house),
        come(meeting, three[1], house, how="online"),
        come(meeting, three[2], house),
    )
    assert lists(meeting) == (["Kollega A", "Kollega B"], ["Kollega C"])
    same = {"shown": "organisation", "note": "", "now": NOW}
    actions.change_sign_up(b, how="place", by=three[1], **same)
    assert lists(meeting) == (["Kollega A"], ["Kollega C", "Kollega B"])
    actions.change_sign_up(a, how="online", by=three[0], **same)
    assert lists(meeting) == (["Kollega A", "Kollega C"], ["Kollega B"])
    actions.change_sign_up(c, how="place", by=three[2], **same)
    assert lists(meeting) == (["Kollega A", "Kollega C"], ["Kollega B"])


def test_one_can_sign_up_until_it_closes_and_off_until_it_begins(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person, sign_up_closes_at=NOW + timedelta(days=1))
    made = come(meeting, three[0], house)
    for moment in (NOW + timedelta(days=1), SOON + timedelta(hours=1)):
        with pytest.raises(actions.SignUpClosedError):
            actions.sign_up(meeting, three[1], organisation=house, by=three[1], now=moment)
    late = actions.sign_up(
        meeting, three[1], organisation=house, late=True, by=chair_person, now=SOON + timedelta(hours=1)
    )
    assert late.has_place
    actions.cancel(made, by=three[0], now=SOON - timedelta(minutes=1))
    assert lists(meeting) == (["Kollega B"], [])


def test_nobody_is_moved_up_once_it_has_begun(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    meeting = called(chair_person, places=1)
    a, _b = come(meeting, three[0], house), come(meeting, three[1], house)
    actions.cancel(a, by=chair_person, now=SOON)
    assert lists(meeting) == ([], ["Kollega B"])


def test_c02_signing_up_twice_is_once(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    meeting, client = called(chair_person, places=1), signed_in(three[0])
    answers = [client.post(f"/moeder/{meeting.pk}/tilmeld/")["Location"] for _ in range(2)]
    assert answers == [f"/moeder/{meeting.pk}/#tilmelding"] * 2
    assert (lists(meeting), Letter.objects.filter(person=three[0]).count()) == ((["Kollega A"], []), 1)
    key = uuid.uuid4()
    for _ in range(2):
        guest = {"name": "Ida Ude", "organisation_name": "Udehuset", "by": chair_person, "now": NOW}
        actions.sign_up_guest(key, meeting, **guest)
    assert lists(meeting) == (["Kollega A"], ["Ida Ude"])
    for _ in range(2):
        client.post(f"/moeder/{meeting.pk}/meld-fra/")
    assert lists(meeting) == (["Ida Ude"], [])
    assert Notice.objects.filter(person=chair_person, text="Der er plads til din gæst på et møde").count() == 1


def test_c05_one_who_no_longer_represents_the_member_gets_no_place(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting, person = called(chair_person), three[0]
    Representation.objects.filter(person=person).update(until=NOW.date())
    with pytest.raises(actions.coming.PermissionDenied):
        come(meeting, person, house)
    with pytest.raises(actions.coming.PermissionDenied):
        come(meeting, person, None)


def test_a_place_is_given_on_when_its_ground_goes(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person, places=1)
    come(meeting, three[0], house), come(meeting, three[1], house)
    leaving = Representation.objects.get(person=three[0])
    members.end_representation(leaving, by=three[0], now=NOW)
    assert lists(meeting) == (["Kollega B"], [])
    come(meeting, three[2], house)
    members.set_active(three[1], is_active=False, reason="Stoppet", by=chair_person, now=NOW)
    assert lists(meeting) == (["Kollega C"], [])
    members.change_membership(
        house, seen=Status.MEMBER, status=Status.ENDED, reason="Udmeldt", by=chair_person, now=NOW
    )
    assert lists(meeting) == ([], [])


def test_a_paused_member_keeps_its_places_and_gets_no_new(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person)
    come(meeting, three[0], house)
    members.change_membership(house, seen=Status.MEMBER, status=Status.PAUSED, reason="Pause", by=chair_person, now=NOW)
    assert lists(meeting) == (["Kollega A"], [])
    assert signed_in(three[1]).post(f"/moeder/{meeting.pk}/tilmeld/").status_code == 403


def test_others_see_as_much_as_each_allows(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    meeting = called(chair_person)
    come(meeting, three[0], house, shown="name", note="Jeg går kl. 11")
    come(meeting, three[1], house)
    come(meeting, chair_person, None)
    viewer = viewer_of(three[2], None)
    assert viewer is not None
    coming = queries.coming_to(viewer, meeting, NOW)
    assert (coming.shown, coming.unnamed, coming.own) == (["Fiktrup Kommune", "Kollega A, Fiktrup Kommune"], 1, None)
    body = signed_in(three[2]).get(f"/moeder/{meeting.pk}/").content.decode()
    assert [one for one in ("Kollega B", "Jeg går kl. 11", "Formand F") if one in body] == []


def test_what_one_chose_last_time_holds_until_one_chooses_otherwise(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    first, second = called(chair_person), called(chair_person)
    assert come(first, three[0], house).shown == "organisation"
    SignUp.objects.update(shown="name")
    assert come(second, three[0], house).shown == "name"


def test_the_list_is_read_by_those_who_arrange_and_that_is_logged(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting, client = called(chair_person), signed_in(chair_person)
    come(meeting, three[0], house, shown="name")
    come(meeting, three[1], house, note="Jeg går kl. 11")
    body = client.get(f"/moeder/{meeting.pk}/deltagere/").content.decode()
    assert [one for one in ("Kollega A", "Kollega B", "Jeg går kl. 11") if one not in body] == []
    read = AuditEntry.objects.filter(act="read", subject="sign-up").values_list("about__name", "by__name")
    assert list(read) == [("Kollega B", "Formand F")]


def test_who_came_is_noted_and_shown(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    meeting, client = called(chair_person), signed_in(chair_person)
    a, b = come(meeting, three[0], house, shown="name"), come(meeting, three[1], house, shown="name")
    client.post(f"/moeder/{meeting.pk}/deltagere/", {"came": [str(a.pk), "ingen", str(uuid.uuid4())]})
    past = {"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}
    Meeting.objects.filter(pk=meeting.pk).update(**past)
    a.refresh_from_db()
    b.refresh_from_db()
    body = signed_in(three[2]).get(f"/moeder/{meeting.pk}/").content.decode()
    assert (a.came, b.came, "Deltog" in body, "Kollega A" in body, "Kollega B" in body) == (
        True, False, True, True, False,
    )  # fmt: skip


BUTTONS = {
    "a place": ({"places": 2}, 0, ">Tilmeld<"),
    "full": ({"places": 1}, 1, "Skriv mig på venteliste, nr. 1"),
    "full with one waiting": ({"places": 1}, 2, "Skriv mig på venteliste, nr. 2"),
    "no limit": ({"places": None}, 2, ">Tilmeld<"),
    "also online": ({"places": 1, "form": "both"}, 1, ">Deltag online<"),
    "closed": ({"sign_up_closes_at": NOW - timedelta(days=1)}, 0, "Tilmeldingen er lukket."),
}


@pytest.mark.parametrize("what", BUTTONS)
def test_the_page_has_one_button_that_says_what_happens(
    chair_person: Person, house: Organisation, three: list[Person], what: str
) -> None:
    fields, others, said = BUTTONS[what]
    meeting = called(chair_person, **{**fields, "sign_up_closes_at": None})
    for one in three[:others]:
        come(meeting, one, house)
    Meeting.objects.filter(pk=meeting.pk).update(sign_up_closes_at=fields.get("sign_up_closes_at"))
    assert said in signed_in(three[2]).get(f"/moeder/{meeting.pk}/").content.decode()


def test_one_who_waits_sees_the_number_and_may_leave(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting, client = called(chair_person, places=1), signed_in(three[2])
    come(meeting, three[0], house), come(meeting, three[1], house), client.post(f"/moeder/{meeting.pk}/tilmeld/")
    body = client.get(f"/moeder/{meeting.pk}/").content.decode()
    assert ("Du er nr. 2 på ventelisten" in body, "Tag mig af ventelisten" in body) == (True, True)
    assert "1 venter" not in client.get("/moeder/").content.decode()
    assert "Du står på ventelisten" in client.get("/moeder/").content.decode()


def test_the_front_card_tells_how_one_stands_in_one_query(
    chair_person: Person, house: Organisation, three: list[Person], django_assert_num_queries: Any
) -> None:
    meeting = called(chair_person, places=4)
    come(meeting, three[0], house), come(meeting, three[1], house)
    for person, own in ((three[0], True), (three[2], None)):
        viewer = viewer_of(person, None)
        assert viewer is not None
        with django_assert_num_queries(1):
            found: Any = queries.next_meeting_for(viewer, NOW)
            assert (str(found), found.own_place, found.left) == ("Mærker", own, 2)


def test_meetings_to_come_stand_soonest_first_also_where_places_are_counted(
    chair_person: Person, house: Organisation
) -> None:
    days = [SOON + timedelta(days=number) for number in (5, 2, 4, 1, 3, 0)]
    for starts in days:
        called(chair_person, starts_at=starts, ends_at=starts + timedelta(hours=1))
    viewer = viewer_of(chair_person, None)
    assert viewer is not None
    found = queries.with_places(viewer, queries.coming_meetings(NOW))
    assert [one.starts_at for one in found] == sorted(days)
    assert queries.next_meeting_for(viewer, NOW) == Meeting.objects.get(starts_at=SOON)


def test_notes_go_a_month_after_the_meeting(chair_person: Person, house: Organisation, three: list[Person]) -> None:
    made = come(called(chair_person), three[0], house, note="Jeg går kl. 11")
    kept = [actions.clear_notes(now=SOON + timedelta(days=days, hours=3)) for days in (30, 31, 32)]
    made.refresh_from_db()
    assert (kept, made.note) == ([0, 1, 0], "")


def test_a_coordinator_signs_up_members_and_guests(chair: Client, world: World) -> None:
    meeting = world.things["coming"]
    other = Representation.objects.get(person=world.people["administrator"])
    address = f"/moeder/{meeting.pk}/deltagere/ny/"
    for sent in ({"member": str(other.pk)}, {"name": "Ida Ude", "organisation_name": "Udehuset"}):
        response = chair.post(address, {"key": str(uuid.uuid4()), "how": "place", **sent})
        assert response["Location"] == f"/moeder/{meeting.pk}/deltagere/"
    assert lists(meeting)[0] == ["Medlem A", "Administrator A", "Ida Ude"]
    assert chair.post(address, {"key": str(uuid.uuid4()), "how": "place"}).status_code == 422
    assert Notice.objects.filter(person=other.person, text="Du er tilmeldt et møde").exists()


@pytest.fixture
def pair(transactional_db: None) -> tuple[Person, list[Person], Organisation]:
    house = new_organisation("Fiktrup Kommune")
    return new_person("Formand F", house, is_chair=True), [new_person(f"Kollega {one}", house) for one in "AB"], house


def test_c01_the_last_place_is_taken_by_exactly_one_of_two(pair: tuple[Person, list[Person], Organisation]) -> None:
    """200 times, two threads pressed at a barrier: one place, one first on the waiting list, and both are told so."""
    chair, two, house = pair
    wrong, errors = [], []
    for turn in range(200):
        meeting, start = called(chair, places=1), threading.Barrier(2)

        def press(person: Person, meeting: Meeting = meeting, start: threading.Barrier = start) -> None:
            try:
                start.wait(20)
                come(meeting, person, house)
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=press, args=(one,)) for one in two]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
        rows = list(SignUp.objects.filter(meeting=meeting).values_list("number", "has_place"))
        if rows != [(1, True), (2, False)]:
            wrong.append((turn, rows))
    assert (wrong, errors) == ([], [])


def test_a_leader_of_a_paused_member_comes_for_the_network(house: Organisation) -> None:
    coordinator = new_person("Koordinator K", house, is_coordinator=True)
    meeting = called(coordinator)
    Organisation.objects.filter(pk=house.pk).update(status=Status.PAUSED)
    assert signed_in(coordinator).post(f"/moeder/{meeting.pk}/tilmeld/", {"how": "place"}).status_code == 302
    assert [(one.person, one.organisation) for one in SignUp.objects.all()] == [(coordinator, None)]


def test_who_comes_in_person_after_all_and_must_wait_has_it_in_the_calendar(
    chair_person: Person, house: Organisation, three: list[Person]
) -> None:
    meeting = called(chair_person, places=1, form="both")
    come(meeting, three[0], house)
    made = come(meeting, three[1], house, how="online")
    for how in ("place", "online"):
        actions.change_sign_up(made, shown="name", how=how, note="", by=three[1], now=NOW)
    sent = Letter.objects.filter(person=three[1]).order_by("pk").values_list("calendar", flat=True)
    said = [one.replace("\r\n ", "").partition("PARTSTAT=")[2].partition(";")[0] for one in sent]
    assert sorted(said) == ["ACCEPTED", "ACCEPTED", "TENTATIVE"]


def test_who_was_taken_off_the_list_meanwhile_is_told_so(house: Organisation, three: list[Person]) -> None:
    made = come(called(three[0]), three[0], house)
    stale = SignUp.objects.get(pk=made.pk)
    actions.cancel(made, by=three[0], now=NOW)
    given = {"shown": "name", "how": "place", "note": "", "by": three[0], "now": NOW}
    assert actions.change_sign_up(stale, **given) is None
