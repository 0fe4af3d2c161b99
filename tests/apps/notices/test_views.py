from __future__ import annotations

import pytest
from django.urls import reverse

from flok.apps.notices.models import Letter, Notice, Preference
from flok.apps.notices.personal_data import erase, export
from tests.apps.worlds import World, make_world, signed_in

pytestmark = pytest.mark.django_db


def test_the_list_shows_ones_own_and_opening_marks_as_read(world: World) -> None:
    notice = world.things["notice"]
    client = signed_in(world.people["member"])
    page = client.get("/beskeder/").content.decode()
    assert notice.about in page
    assert '<span class="badge badge-info">1</span>' in page
    assert client.get(reverse("notices:open", kwargs={"notice": notice.pk})).status_code == 405
    response = client.post(reverse("notices:open", kwargs={"notice": notice.pk}))
    assert (response.status_code, response["Location"]) == (302, "/overblik/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "badge-info" not in client.get("/beskeder/").content.decode()


def test_f06_anothers_notice_is_not_there(world: World) -> None:
    address = reverse("notices:open", kwargs={"notice": world.things["notice"].pk})
    for person in (make_world("B").people["member"], world.people["administrator"]):
        client = signed_in(person)
        assert client.post(address).status_code == 404
        assert world.things["notice"].about not in client.get("/beskeder/").content.decode()
    assert Notice.objects.get(pk=world.things["notice"].pk).read_at is None


def test_all_at_once(world: World) -> None:
    client = signed_in(world.people["member"])
    page = client.post("/beskeder/laest/", follow=True).content.decode()
    assert "Alle beskeder er markeret som læst." in page
    assert list(Notice.objects.filter(read_at=None).values_list("person", flat=True)) == [
        world.people["administrator"].pk
    ]


def test_the_frequency_is_chosen_for_oneself(world: World) -> None:
    client = signed_in(world.people["member"])
    assert "checked" in client.get("/beskeder/mails/").content.decode()
    posted = {"frequency": "weekly", "person": str(world.people["administrator"].pk)}  # F07: not asked for
    assert client.post("/beskeder/mails/", posted).status_code == 302
    assert list(Preference.objects.values_list("person", "frequency")) == [(world.people["member"].pk, "weekly")]
    assert client.post("/beskeder/mails/", {"frequency": "hourly"}).status_code == 200
    assert Preference.objects.get().frequency == "weekly"


def test_an_empty_page_says_what_will_come(world: World) -> None:
    Notice.objects.all().delete()
    assert "flok-empty" in signed_in(world.people["member"]).get("/beskeder/").content.decode()


def test_the_list_takes_eight_queries_at_most(world: World, django_assert_max_num_queries: object) -> None:
    person = world.people["member"]
    Notice.objects.bulk_create(
        Notice(person=person, organisation=world.organisation, kind="x", text="x", link="/", at="2026-11-24T12:00Z")
        for _ in range(40)
    )
    client = signed_in(person)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/beskeder/?side=2")


def test_what_is_kept_of_a_person_is_taken_out_and_erased(world: World) -> None:
    person = world.people["member"]
    notice, letter = world.things["notice"], world.things["letter"]
    assert export(person) == {
        "frequency": "at_once",
        "notices": [
            {"at": notice.at.isoformat(), "text": notice.text, "about": notice.about, "link": "/overblik/",
             "read_at": None}
        ],
        "mails": [{"at": letter.at.isoformat(), "subject": letter.subject, "state": "waiting"}],
    }  # fmt: skip
    erase(person)
    assert (Notice.objects.filter(person=person).count(), Letter.objects.filter(to=person.email).count()) == (0, 0)
    assert Notice.objects.exists()
