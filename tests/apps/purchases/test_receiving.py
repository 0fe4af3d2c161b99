"""Handing in: by the form and in pieces, carried on, twice at once, too large, on a full disk."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.test import override_settings

from flok.apps.members.models import Representation, Status
from flok.apps.members.scoping import inside
from flok.apps.purchases import files
from flok.apps.purchases.models import Delivery
from flok.apps.purchases.rules import CHUNK, ending_of, from_letters, hash_of_hashes, in_letters, shown_name
from flok.demo import peppol_invoice
from flok.demo.documents import Document, Line
from tests.apps.purchases.conftest import Office
from tests.apps.worlds import new_organisation, new_person, signed_in

Opened = Callable[..., Office]
INVOICE = peppol_invoice(Document(number="F-1", lines=(Line(name="Papir", quantity="3", price="41.50"),)))


def begun(office: Office, name: str, size: int, mark: str = "1") -> dict[str, str]:
    response = office.client.post("/filer/modtag/", {"name": name, "size": size, "mark": mark, "kind": ""})
    assert response.status_code == 200, response.content
    answer: dict[str, str] = response.json()
    return answer


def sent(office: Office, address: str, offset: int, piece: bytes) -> tuple[int, int | None]:
    response = office.client.post(f"{address}?fra={offset}", piece, content_type="application/octet-stream")
    return response.status_code, response.json().get("offset")


def test_by_the_form_a_file_lies_whole_under_its_hash(office: Opened) -> None:
    o = office()
    response = o.hand_in(("faktura.xml", INVOICE), ("tom.xml", b""))
    assert (response.status_code, response["Location"]) == (302, "/filer/")
    one = o.deliveries()["faktura.xml"]
    assert files.received_file(o.organisation, one.file).read_bytes() == INVOICE
    assert (one.state, one.size, one.by, list((files.folder_of(o.organisation) / "incoming").iterdir())) == (
        "received", len(INVOICE), o.person, [],
    )  # fmt: skip


def test_a_form_without_files_is_told_so(office: Opened) -> None:
    response = office().client.post("/filer/aflever/", {"kind": ""})
    assert response.status_code == 422
    assert "Vælg mindst én fil." in response.content.decode()


def test_x31_the_same_bytes_again_are_there_already(office: Opened) -> None:
    o = office()
    o.hand_in(("a.xml", INVOICE))
    again = o.client.post("/filer/aflever/", {"files": [_file("b.xml", INVOICE)]}, follow=True)
    assert "1 fil var her i forvejen. Intet tælles to gange." in again.content.decode()
    assert list(o.deliveries()) == ["a.xml"]


def test_z13_a_file_in_pieces_is_carried_on_after_a_closed_tab(office: Opened) -> None:
    o = office()
    content = bytes(range(256)) * 40_000  # 10 MB in three pieces
    first = begun(o, "år.zip", len(content))
    assert first["offset"] == 0
    assert sent(o, first["address"], 0, content[:CHUNK]) == (200, CHUNK)
    assert sent(o, first["address"], 0, content[:CHUNK]) == (409, CHUNK)  # the answer to the first was lost
    again = begun(o, "år.zip", len(content))  # the same file is picked in another tab
    assert (again["address"], again["offset"]) == (first["address"], CHUNK)
    assert "4,0\xa0MB af 10,2\xa0MB modtaget" in o.page("/filer/")
    assert o.client.post(again["finish"], {}).json() == {"offset": CHUNK}
    assert sent(o, again["address"], CHUNK, content[CHUNK : 2 * CHUNK]) == (200, 2 * CHUNK)
    assert sent(o, again["address"], 2 * CHUNK, content[2 * CHUNK :]) == (200, len(content))
    digest = hash_of_hashes(content[at : at + CHUNK] for at in range(0, len(content), CHUNK))
    answer = o.client.post(again["finish"], {"hash": digest})
    one = o.deliveries()["år.zip"]
    assert (answer.status_code, answer.json()["page"]) == (200, f"/filer/{one.pk}/")
    assert files.received_file(o.organisation, one.file).read_bytes() == content
    assert o.client.post(again["finish"], {"hash": digest}).status_code == 200  # C02: said twice


def test_what_was_changed_on_the_way_is_thrown_away(office: Opened) -> None:
    o = office()
    way = begun(o, "a.xml", 5)
    sent(o, way["address"], 0, b"abcde")
    answer = o.client.post(way["finish"], {"hash": hash_of_hashes([b"abcdf"])})
    assert (answer.status_code, begun(o, "a.xml", 5)["offset"]) == (422, 0)


def test_more_than_was_said_is_not_taken(office: Opened) -> None:
    o = office()
    way = begun(o, "a.xml", 5)
    assert sent(o, way["address"], 0, b"abcdef") == (413, None)
    assert sent(o, way["address"], 0, b"abc") == (200, 3)
    assert sent(o, way["address"], 3, b"def") == (413, None)
    assert begun(o, "a.xml", 5)["offset"] == 3


@pytest.mark.parametrize("fra", ["", "-1", "1e3", "１", "9" * 20])
def test_a_place_that_is_no_number_is_refused(office: Opened, fra: str) -> None:
    o = office()
    way = begun(o, "a.xml", 5)
    response = o.client.post(f"{way['address']}?fra={fra}", b"abc", content_type="application/octet-stream")
    assert response.status_code == 400


@pytest.mark.parametrize("size", ["", "-1", "x", "9" * 30])
def test_a_size_that_is_none_is_refused(office: Opened, size: str) -> None:
    assert office().client.post("/filer/modtag/", {"name": "a", "size": size}).status_code == 400


def test_too_large_and_beyond_the_quota_are_told_before_anything_is_sent(office: Opened) -> None:
    o = office()
    with override_settings(PURCHASES_LARGEST_FILE=1_000):
        assert o.client.post("/filer/modtag/", {"name": "a.zip", "size": 1_001}).status_code == 413
        response = o.hand_in(("a.xml", INVOICE))
        assert (response.status_code, "Filen er større" in response.content.decode()) == (413, True)
    with override_settings(PURCHASES_QUOTA=len(INVOICE) + 10):
        assert o.hand_in(("a.xml", INVOICE)).status_code == 302
        assert o.client.post("/filer/modtag/", {"name": "b.zip", "size": 11}).status_code == 413
        assert o.hand_in(("b.xml", INVOICE + b" " * 20)).status_code == 413
    assert list(o.deliveries()) == ["a.xml"]


def test_a_full_disk_is_told_and_nothing_half_is_kept(office: Opened) -> None:
    o = office()
    with override_settings(PURCHASES_DISK_RESERVE=10**18):
        response = o.hand_in(("a.xml", INVOICE))
        assert (response.status_code, "ikke plads på vores disk" in response.content.decode()) == (507, True)
        assert o.client.post("/filer/modtag/", {"name": "b.zip", "size": 11}).status_code == 507
    assert o.deliveries() == {}


def test_a_disk_that_fills_up_in_the_middle_keeps_what_was_whole(office: Opened) -> None:
    import resource

    o = office()
    way = begun(o, "a.zip", 300_000)
    assert sent(o, way["address"], 0, b"x" * 100_000) == (200, 100_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        with pytest.raises(files.NoRoom):
            files.append(files.incoming_file(o.organisation, _only(o).pk), 100_000, [b"y" * 100_000], 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert begun(o, "a.zip", 300_000)["offset"] == 100_000
    assert sent(o, way["address"], 100_000, b"y" * 200_000) == (200, 300_000)


@pytest.mark.django_db(transaction=True)
def test_c03_the_same_file_from_two_at_once_is_one_delivery(transactional_db: None) -> None:
    organisation = new_organisation("Indkøb samtidig (opdigtet)")
    people = [new_person(f"Samtidig Nr{place}", organisation) for place in range(2)]
    ready = threading.Barrier(2)
    became: list[int] = []

    def hand_in(place: int) -> None:
        from django.db import connection

        client = signed_in(people[place])
        ready.wait()
        for mark in ("a", "b"):  # once as the same upload, once as another
            got = client.post(
                "/filer/modtag/", {"name": "a.xml", "size": len(INVOICE), "mark": mark + str(place)}
            ).json()
            if got["offset"] < len(INVOICE):
                client.post(f"{got['address']}?fra={got['offset']}", INVOICE, content_type="application/octet-stream")
            became.append(client.post(got["finish"], {}).status_code)
        connection.close()

    threads = [threading.Thread(target=hand_in, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert became == [200] * 4
    with inside(organisation):
        assert [one.state for one in Delivery.objects.all()] == ["received"]


def test_c05_whoever_no_longer_represents_the_organisation_finishes_nothing(office: Opened) -> None:
    from django.core.exceptions import PermissionDenied
    from django.utils import timezone

    from flok.apps.purchases import actions

    o = office()
    way = begun(o, "a.xml", 5)
    sent(o, way["address"], 0, b"abcde")
    Representation.objects.filter(person=o.person).update(until="2026-01-01")
    with inside(o.organisation), pytest.raises(PermissionDenied):
        actions.finish(delivery=_only(o), digest="", by=o.person, now=timezone.now())
    assert _only(o).state == "receiving"


def test_a_paused_member_reads_and_hands_nothing_in(office: Opened) -> None:
    o = office(status=Status.PAUSED)
    assert "Aflever filer" not in o.page("/filer/")
    assert o.hand_in(("a.xml", INVOICE)).status_code == 403


def test_an_upload_that_is_given_up_leaves_nothing(office: Opened) -> None:
    o = office()
    way = begun(o, "a.xml", 5)
    sent(o, way["address"], 0, b"abc")
    assert o.client.post(f"/filer/modtag/{_only(o).pk}/opgiv/").status_code == 302
    assert (o.deliveries(), list((files.folder_of(o.organisation) / "incoming").iterdir())) == ({}, [])


def test_the_original_is_only_ever_saved(office: Opened) -> None:
    o = office()
    page = b"<html><script>alert(1)</script></html>"
    o.hand_in(("../../<b>å\u202e.html", page))
    one = _only(o)
    response = o.client.get(f"/filer/{one.pk}/hent/")
    assert (b"".join(response), response["Content-Type"], response["X-Content-Type-Options"]) == (
        page, "application/octet-stream", "nosniff",
    )  # fmt: skip
    assert response["Content-Disposition"].startswith("attachment")
    assert "&lt;b&gt;å" in o.page("/filer/")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.xml", "passwd.xml"),
        ("C:\\mappe\\a.xml", "a.xml"),
        ("a\n\u202eb\0.xml", "a\ufffd\ufffdb\ufffd.xml"),
        ("å.xml", "å.xml"),  # NFD becomes NFC
        ("", "?"),
        ("n" * 400 + ".xml", "n" * 200 + "…" + "n" * 36 + ".xml"),
    ],
)
def test_names_are_only_shown(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_endings_and_hashes() -> None:
    assert [ending_of(name) for name in ("a.XML", "a", "a.exe", "a.tar.gz", "b.")] == ["xml", "xml", "bin", "gz", "bin"]
    digits = "0123456789" * 6 + "abcd"
    assert in_letters(digits).isalpha()
    assert from_letters(in_letters(digits)) == digits


def _only(office: Office) -> Delivery:
    (one,) = office.deliveries().values()
    return one


def _file(name: str, content: bytes) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)
