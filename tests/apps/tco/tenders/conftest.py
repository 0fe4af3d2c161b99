"""A house with two people, and a clock that the pages go by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from flok.apps.members.scoping import inside
from tests.apps.worlds import World, new_organisation, new_person


def new_house() -> World:
    world = World("A", new_organisation("Organisation A (opdigtet)"))
    world.people["administrator"] = new_person("Ane Fiktiv", world.organisation, "administrator")
    world.people["member"] = new_person("Bo Opdigtet", world.organisation)
    return world


@pytest.fixture
def house(db: None) -> Iterator[World]:
    """The test runs inside it."""
    world = new_house()
    with inside(world.organisation):
        yield world


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time of the pages: `clock.now` is what they see. Who is signed in has to sign in again after half a day."""

    class Clock:
        now = timezone.now()

    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now)
    return Clock
