"""A study as a document, its versions, who sees it, and what is taken along."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from flok.apps.knowledge import search, uses
from flok.apps.knowledge.models import Following, Theme
from flok.apps.members import personal_data
from flok.apps.members.models import Status
from flok.apps.members.queries import viewer_of
from flok.apps.members.scoping import inside
from flok.apps.tco import actions
from flok.apps.tco.models import KeptStudy
from flok.domain import tco
from flok.report import studies, words
from tests.apps.tco.cases import NOW, filled, toml_of
from tests.apps.tco.conftest import Room


def shown(room: Room, study: KeptStudy, ring: str = "network", **more: Any) -> None:
    room.post(study, "del/", {"ring": ring, "considered": "on", **more})


def test_the_document_is_read_changed_and_replaced(room: Room) -> None:
    study = room.begin()
    assert toml_of() in room.get(study, "dokument/")
    assert room.client.get(f"/tco/{study.pk}/dokument/hent/").content.decode() == toml_of()
    changed = toml_of().replace("value = 2.0", "# ny pris\nvalue = 3.0")
    room.post(study, "dokument/", {"toml": changed.replace("\n", "\r\n"), "based_on": 1, "note": "Ny pris"})
    assert (room.toml(study), room.versions(study)) == (changed, [(1, ""), (2, "Ny pris")])
    file = SimpleUploadedFile("study.toml", toml_of(name="Fra en fil").encode())
    room.post(study, "dokument/", {"file": file, "based_on": 2})
    assert f"<h1>{'Fra en fil'}</h1>" in room.get(study)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"toml": ""}, "format: mangler"),
        ({"toml": "a = ["}, "kan ikke læses"),
        ({"toml": "x" * 256_001}, "256000"),
        ({"toml": toml_of().replace("DKK/kWh", "DKK/MWh")}, "line.run: enheden bliver"),
        ({"toml": "a\0b"}, "ull-tegn"),
        ({"file": SimpleUploadedFile("s.toml", b"\xff")}, "dokumentet er ikke UTF-8"),
        ({"toml": toml_of(), "note": "\u200b"}, "usynlige tegn"),
    ],
)
def test_a_document_that_is_none(room: Room, sent: dict[str, Any], said: str) -> None:
    study = room.begin()
    assert said.lower() in room.post(study, "dokument/", {"based_on": 1, **sent}, 422).lower()
    assert len(room.versions(study)) == 1


def test_two_who_change_the_document(room: Room) -> None:
    study = room.begin()
    room.post(study, "dokument/", {"toml": toml_of(name="Deres"), "based_on": 1})
    page = room.post(study, "dokument/", {"toml": toml_of(name="Mine"), "based_on": 1}, 409)
    assert ("Mine" in page, "Deres" in page, len(room.versions(study))) == (True, True, 2)
    for based_on in ("x", "", "9" * 5_000):
        room.post(study, "dokument/", {"toml": toml_of(name="Mine"), "based_on": based_on}, 409)


def test_versions_and_what_is_different(room: Room) -> None:
    study = room.begin()
    for power, based_on in (("3", 1), ("0,5", 2)):
        room.post(study, "gem/", {**filled(room.toml(study)), "based_on": based_on, "value.power": power})
    page = room.get(study, "versioner/?fra=1&til=3")
    found = tco.difference(tco.read_study(toml_of()), tco.read_study(room.toml(study)))
    moved = [words.whole_kroner(one.after_ore) for one in found.moved]
    assert [text in page for text in ("Fra version 1 til version 3", "Power: værdi", *moved)] == [True] * 4
    assert "Nu er et andet alternativ billigst." in room.get(study, "versioner/?fra=2&til=3")
    assert "Fra version 2 til version 3" in room.get(study, "versioner/?fra=x&til=99")
    assert "De siger det samme" in room.get(study, "versioner/?fra=2&til=2")
    old = room.get(study, "?version=1")
    assert ("Du ser på version 1; den nyeste er 3" in old, 'name="based_on" value="3"' in old) == (True, True)
    room.get(study, "?version=99", 404)
    room.post(study, "gem/", {**filled(room.toml(study, 1)), "based_on": 3})
    assert tco.read_study(room.toml(study)).input("power").value == 2


def test_a_ring_is_widened_only_by_someone_who_has_thought_of_it(room: Room, other: Room) -> None:
    study = room.begin()
    other.get(study, status=404)
    assert "Sæt kryds ved" in room.post(study, "del/", {"ring": "network"}, 422)
    assert "Vælg, hvilken temagruppe" in room.post(study, "del/", {"ring": "theme", "considered": "on"}, 422)
    room.post(study, "del/", {"ring": "everyone", "considered": "on"}, 422)
    other.get(study, status=404)
    shown(room, study, "theme", theme="labels")
    other.get(study, status=404)
    Following.objects.create(person=other.person, theme=Theme.objects.get(key="labels"), since=NOW)
    assert ("Tag den med hjem" in other.get(study), str(study.pk) in other.get(None)) == (True, True)
    shown(room, study, "network")
    room.post(study, "del/", {"ring": "organisation"})
    other.get(study, status=404)


def test_a_colleague_tries_and_takes_home_and_changes_nothing_here(room: Room, other: Room) -> None:
    study = room.begin()
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1, "value.power": "3", "note": "Hemmelig note"})
    shown(room, study)
    page = other.get(study)
    assert ("Hemmelig note" in page, "/versioner/" in page, "/gem/" in page) == (False, False, False)
    toml = room.toml(study)
    tried = other.post(study, "regn/", filled(toml, **{"value.power": "9"}), 200, headers={"HX-Request": "true"})
    assert "Ikke gemt endnu" in tried
    for address in ("gem/", "dokument/", "versioner/", "del/", "laeg-vaek/", "opfoelgning/"):
        other.post(
            study, address, {**filled(toml), "based_on": 2, "toml": toml}, 405 if address == "versioner/" else 404
        )
    assert other.client.get(f"/tco/{study.pk}/dokument/hent/?version=1").content.decode() == toml
    key = uuid.uuid4()
    for _ in range(2):
        other.post(study, "hjem/", {"form": key})
    copy = other.newest()
    assert (copy.pk, other.toml(copy), copy.origin) == (
        uuid.uuid5(other.organisation.pk, str(key)), toml,
        {"organisation": room.organisation.name, "name": study.name, "version": 2,
         "on": timezone.localdate().isoformat()},
    )  # fmt: skip
    assert f"Taget med hjem fra {room.organisation.name}" in other.get(copy)
    room.post(study, "hjem/", {}, 404)
    other.post(study, "hjem/", {"form": "x"})


def test_put_away_and_brought_back(room: Room, other: Room) -> None:
    study = room.begin()
    shown(room, study)
    room.post(study, "laeg-vaek/", {})
    assert (study.name in room.get(None), study.name in room.get(None, "lagt-vaek/")) == (False, True)
    other.get(study, status=404)
    room.get(study, "del/", 404)
    assert "Undersøgelsen er lagt væk" in room.get(study)
    room.post(study, "tag-frem/", {})
    assert study.name in room.get(None)
    other.get(study, status=404)


def test_a_paused_member_reads_and_tries(room: Room) -> None:
    study = room.begin()
    room.organisation.status = Status.PAUSED
    room.organisation.save()
    page = room.get(study)
    assert ("/gem/" in page, "Regn igen" in page) == (False, True)
    room.post(study, "gem/", {**filled(room.toml(study)), "based_on": 1}, 403)


def test_two_pages_for_the_decision(room: Room) -> None:
    room.post(None, "ny/", {"key": uuid.uuid4(), "start": "vehicles"})
    study = room.newest()
    response = room.client.get(f"/tco/{study.pk}/rapport/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="tco-Biler-til-hjemmeplejen-v1.pdf"'
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    told = studies.told(tco.read_study(room.toml(study)))
    said = [told.answer, told.sureness, *told.turning[:5], room.organisation.name]
    assert [one for one in said if " ".join(one.split()) not in text] == []
    assert len(pages) == 2


def test_the_results_as_a_workbook(room: Room) -> None:
    study = room.begin()
    response = room.client.get(f"/tco/{study.pk}/regneark/")
    book = openpyxl.load_workbook(io.BytesIO(response.content), data_only=True)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    found = tco.results(tco.read_study(toml_of()))
    wanted = {one.present_value.ore / 100 for one in found.alternatives}
    wanted |= {line.present_value.ore / 100 for one in found.alternatives for line in one.lines}
    assert wanted - cells == set()


def test_what_search_finds(room: Room, other: Room, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        study = room.begin(toml_of(name="Gaffeltrucks"))
    own, their = viewer_of(room.person, None), viewer_of(other.person, None)

    def found(viewer: Any, organisation: Any) -> list[str]:
        with inside(organisation):
            return [hit.link for hit in search.find(viewer, "gaffeltrucks", kind="study").hits]

    assert (found(own, room.organisation), found(their, other.organisation)) == ([f"/tco/{study.pk}/"], [])
    with django_capture_on_commit_callbacks(execute=True):
        shown(room, study)
    assert found(their, other.organisation) == [f"/tco/{study.pk}/"]
    with django_capture_on_commit_callbacks(execute=True):
        room.post(study, "laeg-vaek/", {})
    assert (found(own, room.organisation), found(their, other.organisation)) == ([], [])


def test_a_case_takes_a_study_along(room: Room, other: Room) -> None:
    study = room.begin()
    keeper = uses.keeper_of("study")
    assert keeper is not None
    own, their = viewer_of(room.person, None), viewer_of(other.person, None)
    with inside(room.organisation):
        assert keeper.offered(own) == [(str(study.pk), "Machines")]
        copy = keeper.copied(own, str(study.pk))
    assert copy is not None
    with inside(other.organisation):
        assert keeper.copied(their, str(study.pk)) is None
        address = keeper.take_home(their, copy, timezone.now())
    assert address == f"/tco/{other.newest().pk}/"
    assert f"Taget med hjem fra {room.organisation.name}" in other.get(other.newest())


def test_what_is_kept_of_a_person(room: Room) -> None:
    study = room.begin()
    keeper = next(one for one in personal_data.keepers() if one.name == "tco")
    with inside(room.organisation):
        told = keeper.export(room.person)
        keeper.erase(room.person)
    assert ([one["name"] for one in told["studies"]], [one["number"] for one in told["versions"]]) == (
        ["Machines"],
        [1],
    )
    assert len(room.versions(study)) == 1


def test_a_theme_group_without_a_theme_is_none(room: Room) -> None:
    study = room.begin()
    with inside(room.organisation), pytest.raises(ValueError, match="theme"):
        actions.show_study(study, ring="theme", theme=None, by=room.person, now=timezone.now())


def test_taken_home_after_midnight_it_is_of_that_day_in_denmark(room: Room, other: Room) -> None:
    study, after_midnight = room.begin(), datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    with inside(other.organisation):
        copy = actions.take_home(
            study, uuid.uuid4(), organisation=other.organisation, by=other.person, now=after_midnight
        )
    assert (copy.origin or {})["on"] == "2026-07-02"
