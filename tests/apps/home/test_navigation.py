"""Which room a page lies in."""

from __future__ import annotations

import pytest

from flok.apps.home.navigation import rooms
from flok.apps.members.queries import viewer_of
from flok.apps.members.scoping import inside
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/moeder/", ["/moeder/"]),
        ("/moeder/arkiv/", ["/moeder/"]),
        ("/temaer/", ["/moeder/"]),
        ("/temaer/labels/", ["/moeder/"]),
        ("/viden/soeg/", ["/viden/"]),
        ("/hjaelp/", []),
    ],
)
def test_the_room_a_page_lies_in_is_marked(world: World, path: str, here: list[str]) -> None:
    viewer = viewer_of(world.people["member"], world.organisation.pk)
    with inside(world.organisation):
        found = rooms(viewer, path)
    assert [room.address for room in found if room.is_here] == here


def test_one_who_is_not_signed_in_has_no_rooms() -> None:
    assert rooms(None, "/temaer/") == []
