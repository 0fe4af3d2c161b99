"""A study's page: what is typed is counted, saved as a version, and never lost."""

from __future__ import annotations

from flok.domain import tco
from tests.apps.tco.cases import filled, toml_of
from tests.apps.tco.conftest import Room


def test_what_is_typed_is_counted_and_not_saved(room: Room) -> None:
    study = room.begin()
    sent = filled(room.toml(study), **{"value.power": "6,50"})
    page = room.post(study, "regn/", sent, 200, headers={"HX-Request": "true"})
    assert ("Ikke gemt endnu" in page, "<html" in page) == (True, False)
    changed = tco.read_study(toml_of().replace("value = 2\n", "value = 6.5\n"))
    best = tco.results(changed).ranking[0]
    name = changed.alternative(best).name.da
    assert f"{name} er billigst over 5 år" in page
    assert room.versions(study) == [(1, "")]
