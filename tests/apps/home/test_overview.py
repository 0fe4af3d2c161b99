"""The overview, by role; and what a page says where something is not as it should be."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from flok.apps.home import views
from flok.apps.meetings.models import Meeting
from flok.apps.members.models import Application, Representation, Status
from tests.apps.worlds import World, new_organisation, new_person, signed_in

pytestmark = pytest.mark.django_db


def overview(client: Client) -> str:
    response = client.get("/overblik/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_member_sees_meeting_and_share(world: World) -> None:
    Meeting.objects.update(starts_at="2098-01-01T08:00Z", ends_at="2098-01-01T12:00Z")
    body = overview(signed_in(world.people["member"]))
    wanted = ("Goddag, Medlem A", "Det venter på dig", "onsdag 1. januar 2098 kl.\u00a09–13", "Jeres andel")
    assert [one for one in wanted if one not in body] == []
    assert [one for one in ("Ansøgninger og medlemskaber", "/moeder/nyt/") if one in body] == []


def test_the_share_is_told_in_a_sentence_once_purchases_are_read(world: World) -> None:
    told = overview(signed_in(world.people["member"]))
    untold = overview(signed_in(new_person("Ny Her", new_organisation("Ny organisation (opdigtet)"))))
    begin = "En måneds e-fakturaer er nok til at begynde"
    assert ("I kan dokumentere" in told, begin in told, begin in untold) == (True, False, True)


def test_a_coordinator_without_an_organisation_sees_what_the_secretariat_does(world: World) -> None:
    Application.objects.all().delete()
    Meeting.objects.update(starts_at="2025-01-01T08:00Z", ends_at="2025-01-01T12:00Z")
    fields = {"kind": "municipality", "is_contracting_authority": True, "is_paid_up": True, "at": timezone.now()}
    for _ in range(2):
        Application.objects.create(organisation=world.organisation, name="x", email="x@flok.example", **fields)
    body = overview(signed_in(new_person("Koordinator K", is_coordinator=True)))
    wanted = ("2 ansøgninger skal afgøres", "Ansøgninger og medlemskaber", "Indkald til næste møde")
    assert [one for one in wanted if one not in body] == []
    assert "Jeres andel" not in body


def test_one_who_represents_nobody_is_told_what_to_do(world: World) -> None:
    person = world.people["member"]
    Representation.objects.filter(person=person).update(until="2026-01-01")
    body = overview(signed_in(person))
    assert ("Du repræsenterer ikke et medlem lige nu" in body, "Jeres andel" in body) == (True, False)


def test_one_of_a_paused_member_is_told_so(world: World) -> None:
    world.organisation.status = Status.PAUSED
    world.organisation.save()
    assert "er på pause" in overview(signed_in(world.people["member"]))


def test_names_are_text(world: World) -> None:
    person = new_person("Ib <script>alert(1)</script>", world.organisation)
    assert "Ib &lt;script&gt;" in overview(signed_in(person))


ERRORS = {
    400: ("Det kunne vi ikke læse", "We could not read that"),
    403: ("Denne side er for andre", "This page is for others"),
    404: ("Siden er her ikke", "The page is not here"),
    503: ("Der er travlt lige nu", "Busy just now"),
}


@pytest.mark.parametrize("status", ERRORS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_error_pages_speak_the_readers_language(
    world: World, status: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(world.people["member"])
    client.cookies["sprog"] = language
    if status == 503:
        monkeypatch.setattr(views, "waiting_for", _busy)
        response = client.get("/overblik/")
        assert response["Retry-After"] == "5"
    elif status == 400:
        response = client.post("/sprog/", {f"x{number}": "" for number in range(1_001)})
    else:
        response = client.get({403: "/moeder/nyt/", 404: "/findes-ikke/"}[status])
    body = response.content.decode()
    wanted = (f'<html lang="{language}">', f"<h1>{ERRORS[status][language == 'en']}</h1>", "– Flok</title>")
    assert (response.status_code, [one for one in wanted if one not in body]) == (status, [])


def _busy(_viewer: object, _now: object) -> None:
    raise OperationalError("database is locked")


def test_an_old_form_is_told_so_and_changes_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sprog/", {"language": "en"})
    body = response.content.decode()
    assert (response.status_code, "Formularen er for gammel" in body, "– Flok</title>" in body) == (403, True, True)


def test_f09_reading_changes_nothing(client: Client) -> None:
    assert client.get("/sprog/").status_code == 405


def test_a_fault_of_ours_is_one_page_in_both_languages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "next_meeting", _fault)
    client.raise_request_exception = False
    response = client.get("/")
    body = response.content.decode()
    wanted = ("Noget gik galt", "Something went wrong")
    assert (response.status_code, [one for one in wanted if one not in body], "hemmelig" in body) == (500, [], False)


def _fault(_now: object) -> None:
    raise RuntimeError("hemmelig")
