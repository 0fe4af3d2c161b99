"""Themes are found by their names and purposes, in both languages, and a hit leads to the theme's page."""

from __future__ import annotations

from django.utils import timezone

from flok.apps.knowledge import found, search
from flok.apps.knowledge.actions import add_theme, change_theme
from flok.apps.knowledge.models import Theme
from flok.apps.members.transactions import in_transaction
from tests.apps.knowledge.search.conftest import Network
from tests.apps.worlds import signed_in

SAID = {"name": "Vindmøller", "name_en": "Wind turbines", "purpose": "Strøm fra havet", "purpose_en": "Power from it"}


def test_the_themes_a_network_begins_with_are_there_to_be_gathered(network: Network) -> None:
    entries = list(found.rows("theme"))
    assert [entry.key for entry in entries] == list(Theme.objects.values_list("key", flat=True))
    with network.commit(execute=True):
        for entry in entries:
            in_transaction(search.put)(entry)
    hit = network.found("bo", "totalomkostninger").hits[0]
    assert (hit.kind_name, hit.link) == ("Tema", "/temaer/life_cycle_cost/")
    assert network.finds("bo", "overholder leverandøren det lovede", limit=1) == ["temaer/contract_period"]
    assert signed_in(network.people["bo"]).get(hit.link).status_code == 200


def test_a_theme_is_found_when_it_is_added_and_as_it_is_when_it_is_changed(network: Network) -> None:
    by, now = network.people["carl"], timezone.now()
    with network.commit(execute=True):
        theme = add_theme(key="wind", **SAID, by=by, now=now)
    for asked in ("vindmølle", "havet", "wind turbine"):
        assert network.finds("ane", asked, kind="theme") == ["temaer/wind"]
    assert network.found("ane", "vindmølle").hits[0].snippet == "Strøm fra havet …"
    assert network.found("ane", "turbines").hits[0].snippet == "… Wind <mark>turbines</mark> Power from it"
    with network.commit(execute=True):
        change_theme(theme, **{**SAID, "name": "Solceller"}, by=by, now=now)
    assert (network.finds("ane", "vindmølle"), network.finds("ane", "solcelle")) == ([], ["temaer/wind"])
