"""Seen as far as its ring reaches and no further; taken home with its origin; used in a case; found by search."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flok.apps.knowledge import uses
from flok.apps.knowledge.actions import follow_theme
from flok.apps.knowledge.models import Theme
from flok.apps.labels import actions, found, personal_data, queries
from flok.apps.labels.models import KeptAssessment
from flok.apps.members.queries import viewer_of
from flok.apps.members.scoping import Ring, across_organisations, inside
from tests.apps.labels.cases import NOW, judged, new_assessment
from tests.apps.worlds import World, new_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(other: World) -> KeptAssessment:
    """Another organisation's, with a supplier's documentation, shown to nobody yet."""
    with inside(other.organisation):
        kept = new_assessment(other, title="Kantinedrift", A1="Nordisk Miljømærkning", E1="12 licenser")
        judged(kept, other.people["member"], supplier="Hemmelig Leverandør A/S", licence_number="5")
    return kept


def shown(kept: KeptAssessment, world: World, ring: str, theme: str = "") -> None:
    with inside(world.organisation):
        theme_row = Theme.objects.get(pk=theme) if theme else None
        actions.show_assessment(kept, ring=ring, theme=theme_row, by=world.people["member"], now=NOW)


def status(client: Client, kept: KeptAssessment, route: str = "answer") -> int:
    return client.get(reverse(f"labels:{route}", args=[kept.pk])).status_code


def test_a_ring_reaches_as_far_as_it_says(client: Client, world: World, other: World, theirs: KeptAssessment) -> None:
    assert status(client, theirs) == 404
    shown(theirs, other, Ring.THEME, "labels")
    assert status(client, theirs) == 404
    assert "Kantinedrift" not in client.get(reverse("labels:front")).content.decode()
    follow_theme(Theme.objects.get(pk="labels"), by=world.people["administrator"], now=NOW)
    assert status(client, theirs) == 200
    assert "Kantinedrift" in client.get(reverse("labels:front")).content.decode()
    shown(theirs, other, Ring.NETWORK)
    assert status(signed_in(world.people["member"]), theirs) == 200
    chair = new_person("Formand Opdigtet", is_chair=True)
    assert status(signed_in(chair), theirs) == 200
    shown(theirs, other, Ring.ORGANISATION)
    assert status(client, theirs) == 404


def test_a_colleague_s_is_read_and_not_written_and_its_suppliers_are_never_seen(
    client: Client, other: World, theirs: KeptAssessment
) -> None:
    shown(theirs, other, Ring.NETWORK)
    page = client.get(reverse("labels:answer", args=[theirs.pk])).content.decode()
    assert "Hemmelig" not in page
    assert "Tag med hjem" in page
    for route in ("fill", "wording", "show", "delete", "new_proof"):
        assert status(client, theirs, route) == 404
    saved = client.post(reverse("labels:save", args=[theirs.pk]), {"asked": "B1", "B1": "no", "version": "1"})
    assert saved.status_code == 404


def test_showing_takes_a_thought_about_a_coming_tender(client: Client, here: World) -> None:
    kept = new_assessment(here, title="Rengøring i det kommende udbud")
    address = reverse("labels:show", args=[kept.pk])
    page = client.get(address).content.decode()
    assert "Er udbuddet stadig på vej?" in page
    assert "“kommende udbud”" in page
    refused: list[dict[str, Any]] = [{"ring": "network"}, {"ring": "theme", "considered": "on"}, {"ring": "public"}, {}]
    for sent in refused:
        assert client.post(address, sent).status_code == 422
    assert client.post(address, {"ring": "network", "considered": "on"}).status_code == 302
    assert KeptAssessment.objects.get(pk=kept.pk).ring == Ring.NETWORK


def test_taken_home_the_label_s_answers_stay_and_the_purchase_s_are_asked_again(
    client: Client, world: World, other: World, theirs: KeptAssessment
) -> None:
    shown(theirs, other, Ring.NETWORK)
    key = uuid.uuid4()
    addresses = {client.post(reverse("labels:take_home", args=[theirs.pk]), {"key": key})["Location"] for _ in range(2)}
    (address,) = addresses
    with inside(world.organisation):
        kept = KeptAssessment.objects.get(organisation=world.organisation)
    assert address == f"/maerker/{kept.pk}/udfyld/?del=koeb"
    assert kept.plain["origin"] == {
        "authority": "Opdigtet Kommune", "made_by": "", "made_on": "2026-11-24", "purchase": "Kantinedrift",
    }  # fmt: skip
    assert "A1" in kept.plain["answers"]
    assert {"B1", "B2", "E1"} & set(kept.plain["answers"]) == set()
    open_page = client.get(reverse("labels:fill", args=[kept.pk]), {"del": "aabne"}).content.decode()
    assert 'id="B1"' in open_page
    assert 'id="A1"' not in open_page
    assert (
        "Taget med hjem fra Opdigtet Kommune." in client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
    )


def test_no_name_of_a_person_is_kept_in_what_others_take_home(theirs: KeptAssessment) -> None:
    assert "Member" not in str(theirs.plain)
    assert "Administrator" not in str(theirs.plain)


def test_a_case_copies_an_own_assessment_and_a_colleague_takes_it_home(world: World, other: World) -> None:
    keeper = uses.keeper_of("label")
    assert keeper is not None
    mine = viewer_of(world.people["member"], None)
    assert mine is not None
    with inside(world.organisation):
        kept = new_assessment(world)
        half_way = new_assessment(world, title="Halvvejs", B2="not_known")
        assert [key for key, _name in keeper.offered(mine)] == [str(kept.pk)]
        copy = keeper.copied(mine, str(kept.pk))
        assert keeper.copied(mine, "x") is None
        assert keeper.copied(mine, str(half_way.pk)) is not None
    assert copy is not None
    theirs = viewer_of(other.people["member"], None)
    assert theirs is not None
    with inside(other.organisation):
        assert keeper.copied(theirs, str(kept.pk)) is None
        address = keeper.take_home(theirs, copy, NOW)
        home = KeptAssessment.objects.get(organisation=other.organisation)
    assert address == f"/maerker/{home.pk}/udfyld/?del=koeb"
    assert home.plain["origin"]["authority"] == world.organisation.name


def test_search_is_told_of_assessments_with_their_ring_and_of_the_register(here: World) -> None:
    kept = new_assessment(here, ring="network", B3="")
    (entry,) = [one for one in found.assessments() if one.key == str(kept.pk)]
    assert (entry.title, entry.ring, entry.link) == (
        "Svanemærket: Rengøring af skoler", "network", f"/maerker/{kept.pk}/",
    )  # fmt: skip
    assert "side 3" in entry.text
    labels = list(found.register())
    assert len(labels) == len({one.key for one in labels}) > 100
    assert all(one.organisation is None for one in labels)


def test_a_person_s_data_are_taken_out_and_erased_ones_are_former(here: World) -> None:
    kept, person = new_assessment(here), here.people["administrator"]
    with across_organisations():
        told = personal_data.export(person)
    assert [one["title"] for one in told["assessments"]] == [kept.title]
    personal_data.erase(person)
    person.erased_at = NOW
    person.save()
    found_again = queries.assessment_for(viewer_of(here.people["member"], None), kept.pk)  # type: ignore[arg-type]
    assert found_again is not None
    assert queries.assessment_in(found_again).made_by in ("tidligere medlem", "former member")
