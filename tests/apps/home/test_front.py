"""The public front page: the network's own words, and addresses that cannot be harvested."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from flok.project.network import Contact, Network
from tests.apps.worlds import World, signed_in

pytestmark = pytest.mark.django_db
NETWORK = Network(
    name="Tænketanken Prøve",
    association="Foreningen af Prøver",
    purpose_da="Vi køber i flok.\n\nOg lærer af det.",
    purpose_en="We buy as a flock.",
    audience_da="Alle, der køber.",
    audience_en="All who buy.",
    frame_da="To møder om året.",
    frame_en="Two meetings a year.",
    categories_da="Se hos POGI.",
    categories_en="Look at POGI.",
    works_on=(("Mærker <b>her</b>", "Labels here"),),
    conditions=(("Ordregivende myndighed", "Contracting authority"),),
    contacts=(Contact("Koordinator", "Coordinator", "Ida Prøvesen", "ida.proeve@flok.example.org", "00 00 00 00"),),
)
DANISH = (
    "Tænketanken Prøve", "Foreningen af Prøver", "<p>Og lærer af det.</p>", "Alle, der køber.", "To møder om året.",
    "Se hos POGI.", "Mærker &lt;b&gt;her&lt;/b&gt;", "Ordregivende myndighed", "Koordinator", "Ida Prøvesen",
    "ida punktum proeve snabel-a flok punktum example punktum org", "00 00 00 00",
)  # fmt: skip
ENGLISH = (
    "Tænketanken Prøve", "We buy as a flock.", "All who buy.", "Two meetings a year.", "Look at POGI.", "Labels here",
    "Contracting authority", "Coordinator", "ida dot proeve at flok dot example dot org",
)  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("da", DANISH), ("en", ENGLISH)])
def test_the_front_page_says_what_the_network_says_of_itself(
    client: Client, settings: Any, language: str, words: tuple[str, ...]
) -> None:
    settings.NETWORK = NETWORK
    client.cookies["sprog"] = language
    body = client.get("/").content.decode()
    assert [one for one in words if one not in body] == []
    assert f'<html lang="{language}">' in body


def test_a_network_that_has_not_written_its_words_yet_has_a_whole_front_page(client: Client, settings: Any) -> None:
    settings.NETWORK = Network()
    body = client.get("/").content.decode()
    wanted = ("Vi køber bæredygtigt i flok", "POGI", "ordregivende myndighed", "Næste møde", "Sådan kommer I med")
    assert [one for one in wanted if one not in body] == []


@pytest.mark.parametrize("address", ["/", "/was/", "/persondata/", "/hjaelp/"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_no_address_can_be_harvested(client: Client, settings: Any, address: str, language: str) -> None:
    settings.NETWORK = NETWORK
    client.cookies["sprog"] = language
    body = client.get(address).content.decode()
    assert "Ida Prøvesen" in body
    assert re.findall(r"\S*(?:@|&#64;|%40)\S*\.\S*|mailto:", body.replace("@ og .", "").replace("@ and .", "")) == []


def test_who_is_signed_in_goes_on_to_the_overview(world: World) -> None:
    response = signed_in(world.people["member"]).get("/")
    assert (response.status_code, response["Location"]) == (302, "/overblik/")


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/hjaelp/?a=1", "/hjaelp/?a=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https:///evil.example", "/"),
        ("https://testserver@evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_f10_the_language_is_kept_and_the_page_too_but_only_a_page_of_ours(
    client: Client, wanted: str, given: str
) -> None:
    response = client.post("/sprog/", {"language": "en", "next": wanted})
    assert (response.status_code, response["Location"], response.cookies["sprog"].value) == (302, given, "en")
    assert '<html lang="en">' in client.get("/hjaelp/").content.decode()


def test_a_language_we_do_not_have_changes_nothing(client: Client) -> None:
    response = client.post("/sprog/", {"language": "xx", "next": "/"})
    assert "sprog" not in response.cookies
