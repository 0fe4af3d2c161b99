"""Smoke."""

from tests.apps.worlds import World, signed_in, all_cases
from django.urls import reverse


def test_smoke(world: World) -> None:
    client = signed_in(world.people["administrator"])
    for case in all_cases():
        if case.route.startswith("labels:") and case.reads:
            response = client.get(reverse(case.route, kwargs=dict(case.kwargs(world))))
            assert response.status_code == 200, case.route
