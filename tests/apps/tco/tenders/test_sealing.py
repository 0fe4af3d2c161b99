"""F22: a bid is read by nobody before two openers open it at the time; C01, C02: together, and sent twice."""

from __future__ import annotations

import base64
import threading
import uuid
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse

from flok.apps.members.models import AuditEntry
from flok.apps.members.scoping import across_organisations, inside
from flok.apps.notices.models import Notice
from flok.apps.tco.actions import bids as actions
from flok.apps.tco.actions.tenders import TenderError, freeze, postpone
from flok.apps.tco.models import OpenedBid, SealedBid, Tender
from flok.domain.tco import tender as engine
from flok.project.backup import back_up
from tests.apps.tco.tender_cases import FAR, NOW, OPENS, frozen, new_tender, opened, received, with_codes, workbook
from tests.apps.tco.tenders.conftest import new_house
from tests.apps.worlds import World, signed_in

SECRET = "Meget Hemmelig Tilbudsgiver"


def _upload(
    client: Any, tender: Tender, content: bytes, name: str = "Tilbud.xlsx", key: uuid.UUID | None = None
) -> Any:
    sent = {"key": key or uuid.uuid4(), "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("tco:receive", args=[tender.pk]), sent)


def _everything() -> bytes:
    """All that is stored: every cell of every table, and every file in the data folder but the database."""
    found = []
    with across_organisations():
        for model in apps.get_models():
            names = [field.attname for field in model._meta.concrete_fields]
            for row in model._base_manager.values_list(*names):
                found += [bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row]
    found += [
        path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file() and "sqlite" not in path.name
    ]
    return b"\n".join(found)


def test_f22_what_is_stored_of_a_bid_is_sealed(house: World, caplog: pytest.LogCaptureFixture) -> None:
    tender, codes = frozen(house, opens=FAR)
    content = workbook(tender, SECRET)
    with caplog.at_level("DEBUG"):
        answer = _upload(signed_in(house.people["member"]), tender, content, name=f"{SECRET}.xlsx")
    assert answer.status_code == 302
    stored = _everything() + caplog.text.encode()
    assert stored.count(tender.reference.encode()) > 0
    for piece in (SECRET.encode(), content[:64], content[200:264], content[-64:]):
        assert piece not in stored
    for code in codes.values():
        assert code.encode() not in stored
        assert code.replace("-", "").encode() not in stored


def test_f22_a_large_file_stays_in_memory_too(house: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django would put a file of more than 2.5 MB in a temporary file, readable, before any view sees it."""
    made: list[object] = []
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", lambda *a, **k: made.append(a))
    tender, _codes = frozen(house, opens=FAR)
    client = signed_in(house.people["member"])
    assert _upload(client, tender, b"PK" + bytes(4_000_000)).status_code == 302
    refused = _upload(client, tender, b"PK" + bytes(6_000_000))
    assert (refused.status_code, "fylder mere end 5 MB" in refused.content.decode()) == (422, True)
    assert (made, SealedBid.objects.count()) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_f22_a_backup_holds_sealed_bids_only(tmp_path: Path) -> None:
    world = new_house()
    with inside(world.organisation):
        tender, _codes = frozen(world, opens=FAR)
        content = workbook(tender, SECRET)
        sealed = received(world, tender, content).content
    back_up(tmp_path / "kopi.zip")
    with zipfile.ZipFile(tmp_path / "kopi.zip") as archive:
        told = b"\n".join(archive.read(name) for name in archive.namelist())
    assert base64.b64encode(sealed)[:200] in told
    for piece in (SECRET.encode(), content[:64], base64.b64encode(content[:60]), base64.b64encode(content[200:260])):
        assert piece not in told


def test_f22_no_one_opens_before_the_time_and_the_chair_is_told(house: World) -> None:
    tender, codes = frozen(house, opens=FAR)
    received(house, tender, workbook(tender, SECRET))
    client = signed_in(house.people["administrator"])
    answer = client.post(reverse("tco:open_bids", args=[tender.pk]), {str(key): code for key, code in codes.items()})
    assert (answer.status_code, OpenedBid.objects.count()) == (403, 0)
    assert AuditEntry.objects.filter(act="refused", detail__contains="too early").count() == 1
    for _ in range(3):  # it is told once, and every attempt stands in the log
        client.post(reverse("tco:open_bids", args=[tender.pk]))
    assert AuditEntry.objects.filter(act="refused", detail__contains="too early").count() == 4
    assert Notice.objects.filter(person=house.people["administrator"], kind="tender").count() == 1
    with pytest.raises(engine.TooEarlyError):
        actions.open_bids(tender, codes, by=house.people["member"], now=FAR - timedelta(seconds=1))
    postpone(tender, FAR + timedelta(days=1), by=house.people["administrator"], now=NOW)
    with pytest.raises(engine.TooEarlyError):
        actions.open_bids(tender, codes, by=house.people["member"], now=FAR)
    for name, words in (
        ("award", []),
        ("uncertainty", []),
        ("award_file", []),
        ("award_files", []),
        ("protocol", ["pdf"]),
    ):
        assert client.get(reverse(f"tco:{name}", args=[tender.pk, *words])).status_code == 404


@pytest.mark.parametrize(("how", "noted"), [("one", 0), ("mistyped", 0), ("wrong", 1), ("swapped", 1)])
def test_f22_wrong_codes_open_nothing(house: World, clock: Any, how: str, noted: int) -> None:
    tender, codes = frozen(house)
    received(house, tender, workbook(tender, SECRET))
    (first, one), (second, other) = ((str(key), code) for key, code in codes.items())
    sent = {
        "one": {first: one}, "wrong": {first: one, second: engine.new_opener()[0]},
        "swapped": {first: other, second: one}, "mistyped": {first: one, second: other[:-1] + "*"},
    }[how]  # fmt: skip
    clock.now = OPENS
    answer = signed_in(house.people["member"]).post(reverse("tco:open_bids", args=[tender.pk]), sent)
    assert (answer.status_code, OpenedBid.objects.count()) == (422, 0)
    assert AuditEntry.objects.filter(act="refused", detail__contains="wrong code").count() == noted


def test_f22_moving_the_time_in_the_database_opens_nothing(house: World) -> None:
    """The time is bound to the key: an administrator of the machine who sets the row back gains nothing."""
    tender, codes = frozen(house, opens=FAR)
    received(house, tender, workbook(tender, SECRET))
    Tender.objects.filter(pk=tender.pk).update(opens_at=NOW, postponed_to=NOW)
    with pytest.raises(engine.TooEarlyError):
        actions.open_bids(tender, codes, by=house.people["member"], now=OPENS)
    key = {**tender.key, "opens": NOW.isoformat()}
    Tender.objects.filter(pk=tender.pk).update(key=key)
    with pytest.raises(engine.NotSealedError):
        actions.open_bids(tender, codes, by=house.people["member"], now=OPENS)


def test_a_bid_that_was_changed_or_taken_away_is_named(house: World) -> None:
    tender, codes = frozen(house)
    rows = [received(house, tender, workbook(tender, name)) for name in ("A", "B", "C")]
    changed = bytearray(rows[1].content)
    changed[-1] ^= 1
    SealedBid.objects.filter(pk=rows[1].pk).update(content=bytes(changed))
    SealedBid.objects.filter(pk=rows[0].pk).delete()
    bids = opened(house, tender, codes)
    assert [(each.number, each.is_broken) for each in bids] == [(2, True), (3, False)]
    assert tender.lost == [2, 3]
    page = signed_in(house.people["member"]).get(reverse("tco:tender", args=[tender.pk])).content.decode()
    assert "Kæden af kvitteringer er brudt ved nummer 2, 3" in page
    assert "forseglingen er brudt" in page


def test_c02_a_bid_sent_twice_is_one_bid(house: World) -> None:
    tender, _codes = frozen(house, opens=FAR)
    client, key = signed_in(house.people["member"]), uuid.uuid4()
    answers = [_upload(client, tender, workbook(tender), key=key) for _ in range(2)]
    assert [each["Location"] for each in answers] == [reverse("tco:receipt", args=[SealedBid.objects.get().pk])] * 2


def test_c02_another_file_in_the_same_form_is_another_bid(house: World, clock: Any) -> None:
    """Back in the browser, and the next bid's file chosen: it must not be told received and be nowhere."""
    tender, codes = frozen(house)
    clock.now = OPENS - timedelta(minutes=1)
    client, key = signed_in(house.people["member"]), uuid.uuid4()
    for bidder in ("Den Første", "Den Anden"):
        assert _upload(client, tender, workbook(tender, bidder), key=key).status_code == 302
    assert [(each.read or {})["bidder"] for each in opened(house, tender, codes)] == ["Den Første", "Den Anden"]


def test_a_forms_key_is_no_other_tenders(house: World) -> None:
    """A key that is in use elsewhere, in one's own organisation or another's, is no error and opens nothing."""
    first, second = frozen(house, opens=FAR)[0], frozen(house, "2026-18", opens=FAR)[0]
    client, content = signed_in(house.people["member"]), workbook(first)
    assert _upload(client, first, content).status_code == 302
    taken = SealedBid.objects.get().pk
    assert [_upload(client, second, content, key=taken).status_code for _ in range(2)] == [302, 302]
    assert sorted(SealedBid.objects.values_list("tender__reference", flat=True)) == ["2026-17", "2026-18"]


def test_a_bid_that_comes_late_is_not_kept(house: World, clock: Any) -> None:
    tender, _codes = frozen(house)
    clock.now = OPENS - timedelta(microseconds=1)
    client = signed_in(house.people["member"])
    assert _upload(client, tender, workbook(tender)).status_code == 302
    clock.now = OPENS
    answer = _upload(client, tender, workbook(tender, SECRET))
    assert (answer.status_code, "Tiden er gået" in answer.content.decode()) == (422, True)
    assert SealedBid.objects.count() == 1


def test_a_draft_receives_nothing_and_a_frozen_one_is_not_changed(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    with pytest.raises(TenderError, match="not_open"):
        received(house, tender, b"PK")
    with pytest.raises(TenderError, match="openers"):
        freeze(tender, version=0, by=house.people["administrator"], now=NOW)
    with_codes(house, tender)
    with pytest.raises(TenderError, match="changed"):
        freeze(tender, version=7, by=house.people["administrator"], now=NOW)
    freeze(tender, version=1, by=house.people["administrator"], now=NOW)
    with pytest.raises(TenderError, match="frozen"):
        freeze(tender, version=1, by=house.people["administrator"], now=NOW)
    with pytest.raises(TenderError, match="frozen"):
        with_codes(house, tender)
    with pytest.raises(TenderError, match="earlier"):
        postpone(tender, FAR, by=house.people["administrator"], now=NOW)


@pytest.mark.django_db(transaction=True)
def test_c01_opened_by_two_at_once_it_is_opened_once() -> None:
    world = new_house()
    with inside(world.organisation):
        tender, codes = frozen(world)
        received(world, tender, workbook(tender))
    barrier, outcomes = threading.Barrier(2), []

    def attempt() -> None:
        try:
            with inside(world.organisation):
                barrier.wait()
                try:
                    actions.open_bids(tender, codes, by=world.people["member"], now=OPENS)
                    outcomes.append("by me")
                except TenderError as refused:
                    outcomes.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with inside(world.organisation):
        assert (sorted(outcomes), OpenedBid.objects.count()) == (["by me", "opened"], 1)


@pytest.mark.django_db(transaction=True)
def test_c01_bids_received_at_once_follow_each_other() -> None:
    world = new_house()
    with inside(world.organisation):
        tender, _codes = frozen(world)
    barrier = threading.Barrier(4)

    def attempt() -> None:
        try:
            with inside(world.organisation):
                barrier.wait()
                received(world, tender, b"PK")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with inside(world.organisation):
        rows = list(tender.sealed_bids.all())
        receipts = [actions.as_receipt(each) for each in rows]
        assert [each.number for each in rows] == [1, 2, 3, 4]
        assert engine.gaps(receipts, [bytes(each.content) for each in rows]) == ()
