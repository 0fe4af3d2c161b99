"""What is kept of a person by meetings, taken out and erased."""

from __future__ import annotations

import pytest

from flok.apps.meetings import personal_data as own
from flok.apps.meetings import queries
from flok.apps.meetings.models import SignUp
from flok.apps.members import personal_data
from tests.apps.meetings.cases import NOW
from tests.apps.worlds import World


@pytest.mark.django_db
def test_a_presenters_items_are_taken_out_and_keep_no_name_afterwards(world: World) -> None:
    person = world.people["administrator"]
    kept = {
        "meeting": "Mærker",
        "starts": "2026-06-04T08:00:00+00:00",
        "item": "Mærker i praksis",
        "organisation": "Tørsted Kommune",
    }
    assert own.export(person)["presentations"] == [kept]
    own.erase(person)
    assert queries.presentations_of(person) == [{**kept, "organisation": ""}]


@pytest.mark.django_db
def test_sign_ups_and_actions_are_taken_out_and_places_to_come_are_given_on(world: World) -> None:
    person, held = world.people["member"], world.things["meeting"]
    SignUp.objects.create(
        meeting=held, person=person, organisation=world.organisation, organisation_name="Fiktrup", number=1,
        has_place=True, came=True, at=NOW, note="Jeg går kl. 11",
    )  # fmt: skip
    taken_out = own.export(person)
    assert [(one["meeting"], one["note"], one["came"]) for one in taken_out["sign_ups"]] == [
        ("Mærker", "Jeg går kl. 11", True), ("Kommende møde", "Jeg går kl. 11", None),
    ]  # fmt: skip
    assert taken_out["actions"] == [
        {"meeting": "Mærker", "action": "Del udbudsteksten", "due": "2031-01-01", "done": None}
    ]
    own.erase(person)
    rows = SignUp.objects.values_list("meeting", "person", "name", "organisation_name", "note", "came")
    assert list(rows) == [(held.pk, None, "", "Fiktrup", "", True)]


def test_meetings_say_what_they_keep() -> None:
    assert "meetings" in [one.name for one in personal_data.keepers()]
