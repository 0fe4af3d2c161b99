from __future__ import annotations

import pytest

from tests.apps.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """One member organisation with people in every role, and something of every kind."""
    return make_world("A")
