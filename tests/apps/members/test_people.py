"""Invitations, people and their roles, profiles, and what is stored of a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from flok.apps.members import actions, signals
from flok.apps.members.models import AuditEntry, Invitation, Organisation, Person, Representation, Status, Unit
from flok.apps.members.scoping import inside
from tests.apps.members.cases import GLNS
from tests.apps.worlds import World, new_organisation, new_person, signed_in

NEW = {"name": "Ny Kollega", "password": "en-helt-ny-adgangskode-7"}


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def links() -> Iterator[list[str]]:
    """The invitations' tokens, which only a mail tells."""
    found: list[str] = []

    def hear(sender: object, token: str, **_: Any) -> None:
        found.append(token)

    signals.invited.connect(hear)
    yield found
    signals.invited.disconnect(hear)


def invite(world: World, email: str = "ny@flok.example") -> Invitation:
    return actions.invite(
        world.organisation, email=email, name="Ny", title="Indkøber", role="member",
        by=world.people["administrator"], now=timezone.now(),
    )  # fmt: skip


def opened(link: str, client: Client | None = None) -> Client:
    client = client or Client()
    assert client.get(f"/medlemmer/invitation/{link}/")["Location"] == "/medlemmer/invitation/"
    return client


def test_an_invited_colleague_chooses_a_password_and_is_in(world: World, links: list[str]) -> None:
    sent = {"name": "Ny", "email": "NY@flok.example", "title": "Indkøber", "role": "member"}
    response = signed_in(world.people["administrator"]).post("/medlemmer/egen/invitationer/", sent)
    assert response.status_code == 302
    client = opened(links[0])
    assert links[0] not in client.get("/medlemmer/invitation/").content.decode()
    assert client.post("/medlemmer/invitation/", {**NEW, "password": "kort"}).status_code == 400
    assert client.post("/medlemmer/invitation/", NEW).status_code == 302
    person = Person.objects.get(email="ny@flok.example")
    assert list(person.representations.values_list("organisation__name", "role", "title")) == [
        (world.organisation.name, "member", "Indkøber")
    ]
    assert client.get("/medlemmer/mig/").status_code == 200


def test_a_person_of_another_organisation_keeps_the_account_and_represents_both(world: World, links: list[str]) -> None:
    other = new_organisation("Anden Kommune (opdigtet)")
    person = new_person("Skifter Job", other)
    invite(world, person.email)
    assert "Log på og tag imod" in opened(links[0]).get("/medlemmer/invitation/").content.decode()
    client = opened(links[0], signed_in(person))
    assert client.post("/medlemmer/invitation/").status_code == 302
    assert Person.objects.filter(email=person.email).count() == 1
    second = Representation.objects.get(person=person, organisation=world.organisation)
    assert "Anden Kommune" in client.get("/medlemmer/egen/medlemskab/").content.decode()
    client.post("/medlemmer/mig/organisation/", {"representation": str(second.pk)})
    assert world.organisation.name in client.get("/medlemmer/egen/medlemskab/").content.decode()
    client.post("/medlemmer/mig/organisation/", {"representation": str(world.things["representation"].pk)})
    assert world.organisation.name in client.get("/medlemmer/egen/medlemskab/").content.decode()


@pytest.mark.parametrize(
    "why", ["used", "withdrawn", "expired", "other", "ended", "replaced", "inviter left", "unknown"]
)
def test_f17_an_invitation_that_no_longer_holds_is_refused_and_logged(world: World, links: list[str], why: str) -> None:
    invitation, client, now = invite(world), Client(), timezone.now()
    link, by = links[0], world.people["administrator"]
    with inside(world.organisation):
        kept = Invitation.objects.filter(pk=invitation.pk)
        if why == "used":
            opened(link).post("/medlemmer/invitation/", NEW)
        elif why == "withdrawn":
            actions.withdraw_invitation(invitation, by=by, now=now)
        elif why == "expired":
            kept.update(expires_at=now - timedelta(seconds=1))
        elif why == "other":
            client = signed_in(world.people["member"])
        elif why == "ended":
            Organisation.objects.filter(pk=world.organisation.pk).update(status=Status.ENDED)
        elif why == "replaced":
            invite(world)
        elif why == "inviter left":
            actions.end_representation(Representation.objects.get(person=by), by=by, now=now)
        else:
            link = link[:-1] + ("x" if link[-1] != "x" else "y")
    people = Person.objects.count()
    for _ in range(2):
        response = opened(link, client).post("/medlemmer/invitation/", NEW)
        assert response.status_code == (404 if why == "unknown" else 410)
    assert Person.objects.count() == people
    assert AuditEntry.objects.filter(act="refused", subject="invitation").exists()
    assert links[0] not in str(list(AuditEntry.objects.values_list("detail")))


def test_f07_an_administrator_invites_only_to_their_own(world: World) -> None:
    other = new_organisation("Anden Kommune (opdigtet)")
    sent = {"name": "Ny", "email": "ny@flok.example", "role": "member", "organisation": str(other.pk), "is_chair": "1"}
    signed_in(world.people["administrator"]).post("/medlemmer/egen/invitationer/", sent)
    with inside(other):
        assert Invitation.objects.count() == 0
    sent["role"] = "coordinator"
    assert signed_in(world.people["administrator"]).post("/medlemmer/egen/invitationer/", sent).status_code == 400


def test_c04_the_second_to_save_gets_both_texts_and_loses_nothing(world: World) -> None:
    client, address = signed_in(world.people["administrator"]), "/medlemmer/egen/profil/"
    first = {"name": "Navn", "version": "0", "political_focus": "Mere genbrug", "employees": "900"}
    second = {"name": "Navn", "version": "0", "political_focus": "Mindre spild", "employees": "900"}
    assert client.post(address, first).status_code == 302
    response = client.post(address, second)
    page = response.content.decode()
    assert (response.status_code, "Mere genbrug" in page, page.count("Mindre spild")) == (409, True, 2)
    world.organisation.refresh_from_db()
    assert (world.organisation.political_focus, world.organisation.version) == ("Mere genbrug", 1)
    assert client.post(address, {**second, "version": "1"}).status_code == 302
    world.organisation.refresh_from_db()
    assert world.organisation.political_focus == "Mindre spild"


def test_f07_a_profile_changes_no_status_and_no_cvr(world: World) -> None:
    before = world.organisation.cvr
    sent = {"name": "Navn", "version": "0", "status": "ended", "cvr": "99900105", "kind": "state"}
    signed_in(world.people["administrator"]).post("/medlemmer/egen/profil/", sent)
    world.organisation.refresh_from_db()
    assert (world.organisation.name, world.organisation.cvr, world.organisation.status, world.organisation.kind) == (
        "Navn", before, "member", "municipality",
    )  # fmt: skip


def test_units_are_added_changed_and_removed(world: World) -> None:
    client = signed_in(world.people["administrator"])
    unit = {"gln": GLNS[1], "name": "Børnehave", "department": "Børn"}
    assert client.post("/medlemmer/egen/enheder/ny/", unit).status_code == 302
    assert client.post("/medlemmer/egen/enheder/ny/", unit).status_code == 400
    assert client.post("/medlemmer/egen/enheder/ny/", {**unit, "gln": "9521000000019"}).status_code == 400
    with inside(world.organisation):
        found = Unit.objects.get(gln=GLNS[1])
    assert client.post(f"/medlemmer/egen/enheder/{found.pk}/", {**unit, "gln": GLNS[0]}).status_code == 400
    assert client.post(f"/medlemmer/egen/enheder/{found.pk}/", {**unit, "name": "Skole"}).status_code == 302
    assert "Skole" in client.get("/medlemmer/egen/enheder/").content.decode()
    assert client.post(f"/medlemmer/egen/enheder/{found.pk}/fjern/").status_code == 302
    assert "Skole" not in client.get("/medlemmer/egen/enheder/").content.decode()


def test_the_last_administrator_is_kept_and_may_leave(world: World) -> None:
    own = Representation.objects.get(person=world.people["administrator"])
    client = signed_in(world.people["administrator"])
    address = f"/medlemmer/egen/personer/{own.pk}/"
    assert client.post(address, {"title": "", "role": "member"}).status_code == 400
    assert client.post(f"/medlemmer/mig/forlad/{own.pk}/").status_code == 302
    own.refresh_from_db()
    assert own.until is not None


def test_the_last_coordinator_stays(world: World) -> None:
    only = new_person("Koordinator", is_coordinator=True)
    with pytest.raises(actions.LastCoordinatorError):
        actions.make_leader(only, is_chair=False, is_coordinator=False, by=only, now=timezone.now())


def test_reading_a_persons_page_is_seen_by_that_person(world: World) -> None:
    reader, read = world.people["administrator"], world.people["member"]
    signed_in(reader).get(f"/medlemmer/person/{read.pk}/")
    signed_in(read).get(f"/medlemmer/person/{read.pk}/")
    seen = list(AuditEntry.objects.filter(about=read, act="read").values_list("by__name", "organisation__name"))
    assert seen == [(reader.name, world.organisation.name)]
    assert reader.name in signed_in(read).get("/medlemmer/mig/log/").content.decode()


def test_another_address_is_used_when_its_link_is_opened(world: World) -> None:
    from allauth.account.internal.flows.reauthentication import reauthenticate_by_password  # noqa: F401

    person, client = world.people["member"], signed_in(world.people["member"])
    assert client.post("/konto/bekraeft/", {"password": "fiktiv-adgangskode-9"}).status_code == 302
    client.post("/medlemmer/mig/adresse/", {"email": "Ny.Adresse@flok.example"})
    (letter,) = mail.outbox
    assert letter.to == ["ny.adresse@flok.example"]
    link = next(word for word in str(letter.body).split() if word.startswith("http://testserver"))
    path = link.removeprefix("http://testserver")
    assert signed_in(world.people["administrator"]).post(path).status_code == 410
    assert client.post(path).status_code == 302
    person.refresh_from_db()
    assert person.email == "ny.adresse@flok.example"
    assert client.post(path).status_code == 410


def test_what_is_stored_is_taken_out(world: World) -> None:
    response = signed_in(world.people["member"]).post("/medlemmer/mig/data/")
    found = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="flok-mine-data.json"'
    assert (found["members"]["person"]["email"], len(found["members"]["represents"])) == (
        world.people["member"].email, 1,
    )  # fmt: skip
    assert AuditEntry.objects.filter(act="export", about=world.people["member"]).count() == 1


def test_an_erased_person_is_a_former_member_in_all_organisations(world: World) -> None:
    other = new_organisation("Anden Kommune (opdigtet)")
    person = world.people["member"]
    Representation.objects.create(person=person, organisation=other, since=timezone.localdate(), title="Indkøbschef")
    with inside(other):
        Invitation.objects.create(
            organisation=other, email=person.email, name=person.name, token_hash="x", at=timezone.now(),
            expires_at=timezone.now(), used_at=timezone.now(),
        )  # fmt: skip
    name, email, client = person.name, person.email, signed_in(person)
    actions.erase_person(person, by=person, reason="asked", now=timezone.now())
    person.refresh_from_db()
    assert (str(person), person.name == name, person.email == email, person.is_active) == (
        "tidligere medlem", False, False, False,
    )  # fmt: skip
    assert client.get("/medlemmer/mig/").status_code == 302
    assert list(Representation.objects.filter(person=person, until=None)) == []
    with inside(other):
        assert list(Invitation.objects.values_list("name", "email")) == [("", "")]
    page = signed_in(world.people["administrator"]).get(f"/medlemmer/{world.organisation.pk}/").content.decode()
    assert name not in page


def test_who_comes_and_goes_after_midnight_does_so_on_that_day_in_denmark(world: World) -> None:
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    held = Representation.objects.get(person=world.people["member"])
    actions.end_representation(held, by=world.people["administrator"], now=late)
    held.refresh_from_db()
    assert held.until == date(2026, 7, 1)
