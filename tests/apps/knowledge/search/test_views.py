"""The results page and the suggestions, as they are served."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.apps.knowledge.search.conftest import Network
from tests.apps.worlds import new_person, signed_in

PAGE = "/viden/soeg/"


@pytest.fixture
def client(network: Network) -> Client:
    network.put(
        "sag", "Æbler fra Fyn og nye indkøbsaftaler", title="Æble & pære", link="/viden/sag/", about="Møde i maj"
    )
    return signed_in(network.people["ane"])


def test_a_hit_is_a_link_with_what_was_asked_for_marked(client: Client) -> None:
    page = client.get(PAGE, {"q": "aftale"}).content.decode()
    assert '<h2 class="h4"><a href="/viden/sag/">Æble &amp; pære</a></h2>' in page
    assert "Æbler fra Fyn og nye <mark>indkøbsaftaler</mark>" in page
    assert "· Møde i maj" in page


@pytest.mark.parametrize(
    "asked", ["æble", "ÆBLE", "Aeble", unicodedata.normalize("NFD", "Æble"), "æ\u00adble", "Ａeble"]
)
def test_u01_u04_any_way_of_writing_finds_the_same(client: Client, asked: str) -> None:
    assert "<mark>Æbler</mark>" in client.get(PAGE, {"q": asked}).content.decode()


@pytest.mark.parametrize(
    "asked",
    ["\0", "a\0b", "\u200b", "\u202e", "<script>alert(1)</script>", "%", "' OR 1=1 --", "*", '"', "ß İ", "😀",
     "å" * 100_000, "ord " * 5_000, "a-" * 5_000, "(", "-", "\ud800".encode("utf-8", "surrogatepass")],
)  # fmt: skip
def test_u02_u03_what_is_no_word_is_answered_plainly(client: Client, asked: Any) -> None:
    answer = client.get(PAGE, {"q": asked})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert client.get(PAGE + "forslag/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("side", ["0", "-1", "x", "2", "99999999999", "²", ""])
def test_a_side_that_is_not_there_is_the_nearest_that_is(client: Client, side: str) -> None:
    assert "<mark>Æble</mark> &amp; pære" in client.get(PAGE, {"q": "æble", "side": side}).content.decode()


def test_a_kind_can_be_chosen_and_an_unknown_one_holds_nothing(client: Client) -> None:
    assert "</mark> &amp; pære" in client.get(PAGE, {"q": "æble", "slags": "case"}).content.decode()
    assert "Vi fandt ikke noget" in client.get(PAGE, {"q": "æble", "slags": "case'"}).content.decode()


def test_what_to_do_where_nothing_was_asked_or_found(client: Client) -> None:
    assert "Skriv et ord eller to" in client.get(PAGE).content.decode()
    assert "Vi fandt ikke noget" in client.get(PAGE, {"q": "qqqq"}).content.decode()


def test_a_slip_is_told(client: Client) -> None:
    assert "<strong>indkøbsaftaler</strong>" in client.get(PAGE, {"q": "indkøbaftaler"}).content.decode()


def test_suggestions_are_options(client: Client) -> None:
    answer = client.get(PAGE + "forslag/", {"q": "nye indk"})
    assert answer.content.decode().strip() == '<option value="nye indkøbsaftaler"></option>'


def test_only_those_in_the_network_may_search(network: Network) -> None:
    assert Client().get(PAGE).status_code == 302
    assert signed_in(new_person("Uden Organisation")).get(PAGE).status_code == 403


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client.get(PAGE, {"q": "æble"})
    with django_assert_max_num_queries(8):
        client.get(PAGE, {"q": "æble"})
