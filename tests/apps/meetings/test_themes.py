"""Themes with their meetings, cases and people; a product category is pointed to POGI; and the archive."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from flok.apps.knowledge.models import Following, Theme
from flok.apps.meetings import actions, queries
from flok.apps.meetings.models import CaseLink
from flok.apps.members.models import Organisation, Person
from tests.apps.meetings.cases import FIELDS, NOW
from tests.apps.worlds import new_organisation, new_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Organisation:
    return new_organisation("Fiktrup Kommune")


@pytest.fixture
def leader(house: Organisation) -> Person:
    return new_person("Formand F", house, is_chair=True)


@pytest.fixture
def colleague(house: Organisation) -> Client:
    return signed_in(new_person("Kollega K", house))


def held(leader: Person, year: int, theme: str = "labels", title: str = "") -> None:
    starts = datetime(year, 6, 4, 8, tzinfo=UTC)
    fields = {**FIELDS, "theme": theme, "title": title, "starts_at": starts, "ends_at": starts + timedelta(hours=3)}
    actions.call_meeting(uuid.uuid4(), fields, by=leader, now=NOW)


def test_a_theme_shows_its_meetings_and_people(leader: Person, colleague: Client) -> None:
    held(leader, 2021, title="Det første møde")
    held(leader, 2022, theme="strategy", title="Et andet tema")
    body = colleague.get("/temaer/labels/").content.decode()
    assert ("Det første møde" in body, "Et andet tema" in body, "Følg temaet" in body) == (True, False, True)
    for _ in range(2):
        colleague.post("/temaer/labels/foelg/", {"follow": "1"})
    body = colleague.get("/temaer/labels/").content.decode()
    assert ("Kollega K" in body, "Følg ikke temaet længere" in body, Following.objects.count()) == (True, True, 1)
    colleague.post("/temaer/labels/foelg/", {"follow": "0"})
    assert Following.objects.count() == 0
    assert [colleague.get(f"/temaer/{key}/").status_code for key in ("findes-ikke", "nyt")] == [404, 403]


POINTED = {
    "kontorpapir": ("Papir og tryksager", None),
    "Fødevarer": ("Fødevarer", "Mål 1"),
    "rengøring": ("Rengøring", "Mål 5"),
    "møbler": ("Vi kender ikke et POGI-mål om møbler", None),
    "transport": ("Transport", None),
}


@pytest.mark.parametrize("name", POINTED)
def test_a_product_category_is_no_theme_but_pointed_to_its_goal(leader: Person, name: str) -> None:
    client, before = signed_in(leader), Theme.objects.count()
    response = client.post("/temaer/nyt/", {"name": name})
    body = response.content.decode()
    said, number = POINTED[name]
    assert (response.status_code, said in body, Theme.objects.count()) == (422, True, before)
    assert number is None or number in body
    assert client.post("/temaer/nyt/", {"name": f"Opfølgning på {name}", "anyway": "on"}).status_code == 302


def test_a_theme_is_added_and_renamed_and_keeps_its_address(leader: Person) -> None:
    client = signed_in(leader)
    first = client.post("/temaer/nyt/", {"name": "Cirkulære aftaler på øer", "purpose": "Genbrug."})
    assert first["Location"] == "/temaer/cirkulaere-aftaler-paa-oeer/"
    assert client.post("/temaer/nyt/", {"name": "cirkulære aftaler på øer"}).status_code == 422
    client.post("/temaer/cirkulaere-aftaler-paa-oeer/ret/", {"name": "Kredsløb"})
    theme = Theme.objects.get(key="cirkulaere-aftaler-paa-oeer")
    assert (theme.name, theme.purpose) == ("Kredsløb", "")
    bad = ("", "x" * 101, "a\u200bb", "a\x00b")
    assert [client.post("/temaer/nyt/", {"name": name}).status_code for name in bad] == [422] * 4


def test_the_archive_goes_back_to_the_first_meeting(leader: Person, colleague: Client, client: Client) -> None:
    for number in range(23):
        held(leader, 2021 + number % 3, theme="labels" if number % 2 else "strategy", title=f"Møde nr. {number}.")
    for reader in (colleague, client):
        first = reader.get("/moeder/tidligere/").content.decode()
        assert ("tilbage til det første i 2021" in first, first.count("Møde nr. "), "Side 1 af 2" in first) == (
            True, 20, True,
        )  # fmt: skip
        assert reader.get("/moeder/tidligere/?side=2").content.decode().count("Møde nr. ") == 3
        some = reader.get("/moeder/tidligere/?aar=2022&tema=labels").content.decode()
        wanted = [number for number in range(23) if number % 3 == 1 and number % 2]
        assert [number for number in range(23) if f"Møde nr. {number}." in some] == wanted


@pytest.mark.parametrize(
    "words", ["aar=1899", "aar=0", "aar=²²²²", "aar=99999999999", "tema=%00", "tema=x&aar=x", "side=x"]
)
def test_words_in_the_archives_address_never_break_it(leader: Person, colleague: Client, words: str) -> None:
    held(leader, 2021)
    assert colleague.get(f"/moeder/tidligere/?{words}").status_code == 200


def test_a_year_is_one_by_the_clock_in_copenhagen(leader: Person) -> None:
    starts = datetime(2021, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight on New Year's Day
    fields = {**FIELDS, "starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    actions.call_meeting(uuid.uuid4(), fields, by=leader, now=NOW)
    assert queries.archive(datetime(2026, 1, 1, tzinfo=UTC)).years == [(2022, 1)]


def test_a_case_that_cannot_be_seen_is_not_linked(leader: Person, colleague: Client) -> None:
    held(leader, 2021)
    address = f"/moeder/{queries.past_meetings(None, NOW)[0].pk}/cases/"
    assert [colleague.post(address, {"case": one}).status_code for one in (uuid.uuid4(), "x", "")] == [404] * 3
    assert CaseLink.objects.count() == 0
