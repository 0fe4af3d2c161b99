"""Three ways to begin: each ends with a study that counts, or says what is wrong and where."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from flok.apps.members.scoping import inside
from flok.apps.tco.models import KeptStudy
from flok.domain import tco
from tests.apps.tco.cases import toml_of
from tests.apps.tco.conftest import Room
from tests.domain.tco.studies import document


def begun(room: Room, **sent: Any) -> KeptStudy:
    room.post(None, "ny/", {"key": uuid.uuid4(), **sent})
    return room.newest()


def of_file(content: bytes, name: str = "study.toml") -> dict[str, Any]:
    return {"start": "file", "file": SimpleUploadedFile(name, content)}


def test_an_empty_room_says_what_to_do_first(room: Room) -> None:
    page = room.get(None)
    assert [text in page for text in ("I har ingen undersøgelser endnu", "Begynd en undersøgelse",
                                      "Ingen kollega viser")] == [True] * 3  # fmt: skip
    assert "?fra=work-clothes" in page


@pytest.mark.parametrize("name", tco.TEMPLATES)
def test_from_a_template(room: Room, name: str) -> None:
    study = begun(room, start=name)
    assert (room.toml(study), study.latest) == (tco.template_text(name), 1)
    assert f">{study.name}</a>" in room.get(None)


def test_as_little_as_possible(room: Room) -> None:
    study = begun(room, start="blank", name="To maskiner", first="Ålborg", second="Ålborg")
    read = tco.read_study(room.toml(study))
    assert [(one.id, one.name.da) for one in read.alternatives] == [("aalborg", "Ålborg"), ("aalborg_2", "Ålborg")]
    assert "koster det samme" in room.get(study)


@pytest.mark.parametrize("as_json", [True, False])
def test_from_a_document(room: Room, as_json: bool) -> None:
    text = json.dumps(document()) if as_json else toml_of()
    study = begun(room, **of_file(b"\xef\xbb\xbf" + text.encode(), "study.json" if as_json else "study.toml"))
    assert tco.read_study(room.toml(study)) == tco.read_study(text)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Dette felt er påkrævet."),
        ({"start": "findes-ikke"}, "findes-ikke"),
        ({"start": "blank"}, "Giv det første alternativ et navn."),
        ({"start": "blank", "name": "A\u200bB", "first": "A", "second": "B"}, "usynlige tegn"),
        ({"start": "file"}, "Vælg filen."),
        (of_file(b""), "format: mangler"),
        (of_file(b"\xff\xfe"), "dokumentet er ikke UTF-8"),
        (of_file(b"x" * 300_000), "over 256 kB"),
        (of_file(b"a: 1\n", "study.yaml"), "YAML læses ikke"),
        (of_file(b"a = " + b"[" * 5_000), "lag i hinanden"),
        (of_file(toml_of().replace("value = 2.0", "value = nan").encode()), "er ikke et tal"),
        (of_file(toml_of().replace("value = 2.0", "value = 1e400").encode()), "er ikke et tal"),
        (of_file(toml_of().replace("DKK/kWh", "DKK/MWh").encode()), "line.run: enheden bliver"),
        (of_file(toml_of(correlation=[]).encode() + b'\n[[correlation]]\nbetween = ["power", "repair"]\nrank = 2\n'),
         "correlation[1].rank"),
        (of_file(tco.document_to_toml(document(alternative=[{"id": "a", "name": "A", "values": {}}])).encode()),
         "alternative.a: har ingen værdier"),
        (of_file(toml_of().replace("DKK", "EUR").encode()), "currency: på siderne regnes i kroner"),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_cannot_be_begun(room: Room, sent: dict[str, Any], said: str) -> None:
    """I03 (too deep, YAML), I04 (NaN), R02 (no correlation), units, 1e400 and an empty alternative."""
    page = room.post(None, "ny/", {"key": uuid.uuid4(), **sent}, 422)
    assert said in page
    with inside(room.organisation):
        assert KeptStudy.objects.count() == 0


def test_a_document_that_is_none_is_told_in_english_too(room: Room) -> None:
    room.client.cookies["sprog"] = "en"
    bad = of_file(toml_of().replace("DKK/kWh", "DKK/MWh").encode())
    assert "line.run: the unit comes to" in room.post(None, "ny/", {"key": uuid.uuid4(), **bad}, 422)


def test_twice_the_same_form_is_one_study(room: Room) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        room.post(None, "ny/", {"key": key, "start": "lighting"})
    with inside(room.organisation):
        assert KeptStudy.objects.count() == 1
    room.post(None, "ny/", {"key": "x", "start": "lighting"}, 422)


def test_a_forms_key_is_no_other_organisations(room: Room, other: Room) -> None:
    theirs = other.begin()
    room.post(None, "ny/", {"key": theirs.pk, "start": "lighting"})
    assert (room.newest().organisation, other.newest().pk) == (room.organisation, theirs.pk)


def test_pages_of_studies(room: Room) -> None:
    for number in range(21):
        room.begin(toml_of(name=f"Nummer {number}"))
    assert ("Side 1 af 2" in room.get(None), "Side 2 af 2" in room.get(None, "?side=2")) == (True, True)
    assert "Side 2 af 2" in room.get(None, "?side=99")
