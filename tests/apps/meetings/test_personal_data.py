"""What is kept of a presenter, taken out and erased."""

from __future__ import annotations

import pytest

from flok.apps.meetings import queries
from flok.apps.meetings.actions import forget_presenter
from flok.apps.members import personal_data
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
    assert queries.presentations_of(person) == [kept]
    forget_presenter(person)
    assert queries.presentations_of(person) == [{**kept, "organisation": ""}]


def test_meetings_say_what_they_keep() -> None:
    assert "meetings" in [one.name for one in personal_data.keepers()]
