"""Two organisations with people, and nothing of other apps: a whole world takes seconds to make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from flok.apps.members.scoping import inside
from tests.apps.worlds import World, new_organisation, new_person, signed_in


def _world(letter: str) -> World:
    world = World(letter, new_organisation(f"Organisation {letter} (opdigtet)"))
    for role in ("member", "administrator"):
        world.people[role] = new_person(f"{role.capitalize()} {letter}", world.organisation, role)
    return world


@pytest.fixture
def world(db: None) -> World:
    return _world("A")


@pytest.fixture
def other(db: None) -> World:
    return _world("B")


@pytest.fixture
def client(world: World) -> Client:
    """Signed in as who administers world A."""
    return signed_in(world.people["administrator"])


@pytest.fixture
def here(world: World) -> Iterator[World]:
    """World A, with its own rows seen."""
    with inside(world.organisation):
        yield world
