"""The pages' budgets of queries, whatever the number of rows, and where a member begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from flok.apps.members.scoping import inside
from flok.apps.purchases.models import Delivery, UncountedDocument
from tests.apps.purchases.conftest import Office
from tests.apps.worlds import World, signed_in

LISTS, DETAILS = 8, 10


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/filer/", LISTS),
        ("/filer/aflever/", DETAILS),
        ("/filer/lister/", LISTS),
        ("/filer/regnskab/", DETAILS),
        ("/filer/regnskab/ikke-talt-med/", LISTS),
        ("/filer/regnskab/regnskab.csv", LISTS),
        ("/filer/regnskab/ikke-talt-med.csv", LISTS),
        ("/filer/regnskab/regnskab.xlsx", DETAILS),
        ("/filer/{delivery}/", DETAILS),
        ("/filer/{export}/kolonner/", DETAILS),
        ("/filer/{delivery}/fjern/", DETAILS),
        ("/filer/{delivery}/hent/", DETAILS),
    ],
)
def test_a_page_asks_the_database_few_times(world: World, address: str, most: int) -> None:
    with inside(world.organisation):
        more = [
            Delivery(
                organisation=world.organisation, name=f"{place}.xml", ending="xml", size=1, sha256=f"{place:064d}",
                state="read", kind=("invoices", "labels")[place % 2], by=world.people["member"], at=timezone.now(),
            )
            for place in range(40)
        ]  # fmt: skip
        Delivery.objects.bulk_create(more)
        UncountedDocument.objects.bulk_create(
            [
                UncountedDocument(
                    organisation=world.organisation, delivery=one, place=0, status="rejected", code="malformed"
                )
                for one in more
            ]
        )
    client = signed_in(world.people["member"])
    names = {name: thing.pk for name, thing in world.things.items() if isinstance(thing, Delivery)}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address.format(**names))
    asked = [query["sql"] for query in queries if "set_config" not in query["sql"]]
    assert (response.status_code, len(asked) <= most) == (200, True), (len(asked), asked)


def test_an_empty_page_says_what_to_do_first(office: Callable[..., Office]) -> None:
    o = office()
    assert "Begynd med jeres e-fakturaer" in o.page("/filer/")
    assert "Der er intet at gøre rede for endnu" in o.page("/filer/regnskab/")
    assert o.page("/filer/lister/").count("Ingen endnu.") == 5
    assert o.client.get("/filer/regnskab/regnskab.xlsx").status_code == 200
    assert '<option value="units" selected>' in o.page("/filer/aflever/?slags=units")
    assert o.client.get("/filer/aflever/?slags=sludder").status_code == 200
