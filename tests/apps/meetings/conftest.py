from __future__ import annotations

import pytest
from django.test import Client

from flok.apps.meetings.models import Meeting
from tests.apps.worlds import World, make_world, new_person, signed_in

LIGHT = ("knowledge", "meetings")


@pytest.fixture
def world(db: None) -> World:
    """With what meetings need, and no more: years of invoices take their time."""
    return make_world("A", LIGHT)


@pytest.fixture
def chair(world: World) -> Client:
    return signed_in(new_person("Formand F", world.organisation, is_chair=True))


@pytest.fixture
def member(world: World) -> Client:
    return signed_in(world.people["member"])


@pytest.fixture
def meeting(world: World) -> Meeting:
    found: Meeting = world.things["meeting"]
    return found
