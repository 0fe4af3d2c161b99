from __future__ import annotations

import pytest

from tests.apps.worlds import World, signed_in


@pytest.mark.django_db
def test_smoke(world: World) -> None:
    client = signed_in(world.people["member"])
    assert client.get("/overblik/").status_code == 200
    assert client.get("/andel/").status_code == 200
