"""The register as it is read: by name, code, group, theme and kind; side by side; and the sources of all of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from flok.domain import labels
from tests.apps.labels.cases import new_assessment
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db


def names(client: Client, **asked: str) -> list[str]:
    response = client.get(reverse("labels:register"), asked)
    assert response.status_code == 200
    return re.findall(r'<th scope="row"><a href="/maerker/register/([a-z0-9_]+)/"', response.content.decode())


def test_it_is_chosen_by_group_theme_kind_and_own_verdict(client: Client, here: World) -> None:
    assert len(names(client)) == len(labels.profiles())
    assert set(names(client, gruppe="cleaning_services")) == {"nordic_swan", "eu_ecolabel"}
    assert "msc" in names(client, tema="fish")
    assert "iso_14001" in names(client, slags="management_system")
    new_assessment(here)
    assert names(client, svar="R1") == ["nordic_swan"]


@pytest.mark.parametrize("code", ["SVANEN", " svanen\t", "0190_x", "Svanemærket", "\u202e", "%", "<script>", "x\0y"])
def test_u01_u02_u03_codes_and_names_find_the_label_or_nothing(client: Client, here: World, code: str) -> None:
    found = names(client, q=code)
    assert found[:1] == (["nordic_swan"] if "svan" in code.casefold() else [])


def test_every_label_s_page_tells_what_was_read_and_what_was_not(client: Client, here: World) -> None:
    told = client.get(reverse("labels:label", args=["nordic_swan"])).content.decode()
    assert "ikke slået efter" in told
    assert "Forveksles tit med" in told or "Often mistaken for" in told
    for label in labels.Register.load().labels:
        assert client.get(reverse("labels:label", args=[label])).status_code == 200
    assert client.get(reverse("labels:label", args=["findes_ikke"])).status_code == 404


def test_labels_are_compared_criterion_by_criterion(client: Client, here: World) -> None:
    address = reverse("labels:compare")
    told = client.get(address, {"m": ["nordic_swan", "fsc"]}).content.decode()
    assert "Skov Svanemærket: nej" in told
    assert "ikke slået efter" in told
    fewer = client.get(address, {"m": ["nordic_swan", "fsc"], "forskelle": "1"}).content.decode()
    assert 0 < fewer.count("<tr") < told.count("<tr")
    for odd in (["x"], ["nordic_swan", "nordic_swan"], ["\0", "\u202e"], [""] * 60, []):
        assert client.get(address, {"m": odd}).status_code == 200


def test_every_source_that_a_page_names_stands_among_the_sources(client: Client, here: World) -> None:
    told = client.get(reverse("labels:sources")).content.decode()
    anchors = set(re.findall(r'<dt id="([^"]+)"', told))
    assert anchors == set(labels.sources())
    for kept in (new_assessment(here), new_assessment(here, B2="partly"), new_assessment(here, A6="III", label="msc")):
        page = client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
        assert set(re.findall(r'/maerker/kilder/#([^"]+)"', page)) <= anchors
