from __future__ import annotations

import pytest

from tests.apps.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """With notices alone: other rooms tell people things, too."""
    return make_world("A", ("notices",))
