"""How many queries the pages take: lists at most 8, details at most 10, however many rows there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.worlds import World, make_world, new_person, signed_in


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/medlemmer/", 8),
        ("/medlemmer/{organisation}/", 10),
        ("/medlemmer/person/{person}/", 10),
        ("/medlemmer/egen/enheder/", 8),
        ("/medlemmer/egen/invitationer/", 8),
        ("/medlemmer/egen/medlemskab/", 8),
        ("/medlemmer/egen/log/", 8),
        ("/medlemmer/egen/profil/", 10),
        ("/medlemmer/mig/", 10),
        ("/medlemmer/mig/log/", 8),
        ("/medlemmer/sekretariat/", 10),
        ("/medlemmer/sekretariat/ansoegninger/", 8),
        ("/medlemmer/sekretariat/ansoegninger/{application}/", 10),
        ("/medlemmer/sekretariat/medlemskab/{organisation}/", 10),
        ("/medlemmer/sekretariat/log/", 8),
    ],
)
def test_queries_of_a_page(world: World, address: str, most: int) -> None:
    make_world("B")
    person = new_person("Koordinator", world.organisation, "administrator", is_coordinator=True)
    words = {
        "organisation": world.organisation.pk,
        "person": world.people["member"].pk,
        "application": world.things["application"].pk,
    }
    client = signed_in(person)
    client.get(address.format(**words))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address.format(**words)).status_code == 200
    queries = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    assert len(queries) <= most, "\n".join(queries)
