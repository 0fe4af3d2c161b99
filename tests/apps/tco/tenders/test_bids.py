"""What bidders may send, and what the pages say of it: S16, S18, S20, and other workbooks than the one handed out."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse

from flok.apps.tco.actions import bids as actions
from flok.apps.tco.actions.tenders import TenderError
from flok.apps.tco.bids import fitting_name
from flok.apps.tco.models import OpenedBid, Tender
from flok.apps.tco.personal_data import export
from flok.cli._tco import tco as command
from flok.domain.tco.tender import Model
from tests.apps.tco.tender_cases import OPENS, frozen, new_tender, opened, received, workbook
from tests.apps.worlds import World, signed_in
from tests.domain.tco.tender.tenders import cell_changed, part_changed

PRICE = "Tilbud!C10"
TYPES = "[Content_Types].xml"


def _other_tender(house: World, tender: Tender) -> bytes:
    return workbook(new_tender(house, "en anden"))


def _macros(house: World, tender: Tender) -> bytes:
    content = workbook(tender)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return part_changed(content, TYPES, kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def _other_program(house: World, tender: Tender) -> bytes:
    return part_changed(workbook(tender), "docProps/app.xml", "Microsoft Excel", "LibreOffice/7.4")


def _links(house: World, tender: Tender) -> bytes:
    return part_changed(workbook(tender), "xl/externalLinks/externalLink1.xml", "", "<externalLink/>")


def _bidding(value: float | str) -> Callable[[World, Tender], bytes]:
    return lambda house, tender: workbook(tender, purchase_price=value)


def _changed(cell: str, new: str) -> Callable[[World, Tender], bytes]:
    return lambda house, tender: cell_changed(workbook(tender), cell, new)


def _place(tender: Tender, entry: str) -> str:
    from flok.apps.tco import bids
    from flok.domain.tco.tender._layout import address
    from flok.domain.tco.tender._sheets import layout

    return f"Tilbud!{address(*layout(bids.of(tender)).entries[entry])}"


@pytest.mark.parametrize(
    ("made", "said", "stands"),
    [
        (_other_tender, "Arket hører til et andet udbud", "ikke et tilbud i dette udbud"),
        (_macros, "Filen indeholder makroer", "ikke et tilbud i dette udbud"),
        (
            lambda h, t: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "gammelt format",
            "ikke et tilbud i dette udbud",
        ),
        (lambda h, t: b"<html>", "ikke en .xlsx-projektmappe", "ikke et tilbud i dette udbud"),
        (_bidding("otte tusind"), "Feltet har tekst, ikke et tal", "kan ikke beregnes"),
        (_bidding(-1.0), "Tallet er uden for det ventede", "venter på jeres afgørelse"),
        (_links, "henviser til andre filer", ""),
        (_other_program, "gemt af et andet program end Excel", ""),
    ],
    ids=["other-tender", "macros", "old-format", "html", "s16-text", "minus-one", "s18-links", "other-program"],
)
def test_what_is_wrong_is_said_and_who_decides(
    house: World, made: Callable[[World, Tender], bytes], said: str, stands: str
) -> None:
    tender, codes = frozen(house, model=Model())
    received(house, tender, made(house, tender), "Tilbud.xlsx")
    (bid,) = opened(house, tender, codes)
    client = signed_in(house.people["administrator"])
    assert said in client.get(reverse("tco:bid", args=[bid.pk])).content.decode()
    page = client.get(reverse("tco:award", args=[tender.pk])).content.decode()
    assert (stands or "Intet venter") in page


@pytest.mark.parametrize(
    ("entry", "xml", "said", "stands"),
    [
        ("purchase_price", "><v>1e400</v>", "Feltet har ikke et tal, der kan regnes med", "kan ikke beregnes"),
        ("purchase_price", ' t="e"><v>#N/A</v>', "Feltet har ikke et tal, der kan regnes med", "kan ikke beregnes"),
        ("purchase_price", "><f>1+1</f><v>2</v>", "Feltet har en formel", "venter på jeres afgørelse"),
        ("purchase_price", "", "Feltet er ikke udfyldt", "kan ikke beregnes"),
    ],
    ids=["1e400", "s16-error", "s20-formula", "missing"],
)
def test_each_entry_is_named_by_its_cell(house: World, entry: str, xml: str, said: str, stands: str) -> None:
    tender, codes = frozen(house, model=Model())
    place = _place(tender, entry)
    received(house, tender, cell_changed(workbook(tender), place, xml))
    (bid,) = opened(house, tender, codes)
    client = signed_in(house.people["administrator"])
    page = client.get(reverse("tco:bid", args=[bid.pk])).content.decode()
    assert [each in page for each in (place, said)] == [True, True]
    assert stands in client.get(reverse("tco:award", args=[tender.pk])).content.decode()


def test_s20_a_locked_cell_that_was_changed_waits_for_a_reason(house: World) -> None:
    tender, codes = frozen(house, model=Model())
    received(house, tender, cell_changed(workbook(tender), "Tilbud!H3", ' t="str"><v>Forbehold</v>'), "a.xlsx")
    (bid,) = opened(house, tender, codes)
    client = signed_in(house.people["administrator"])
    assert "Der er skrevet uden for felterne" in client.get(reverse("tco:bid", args=[bid.pk])).content.decode()
    with pytest.raises(TenderError, match="unsettled"):
        actions.decide(tender, bid.digest, "x", by=house.people["administrator"], now=OPENS)
    decide = reverse("tco:decide_bid", args=[bid.pk])
    silent = client.post(decide, {"admit": "yes", "reason": " "})
    assert (silent.status_code, "Skriv begrundelsen" in silent.content.decode()) == (422, True)
    assert client.post(decide, {"admit": "yes", "reason": "Det er en hilsen."}).status_code == 302
    winner = {"winner": bid.digest, "reason": "Eneste tilbud."}
    assert client.post(reverse("tco:decide", args=[tender.pk]), winner).status_code == 302
    assert client.post(decide, {"admit": "no", "reason": "Fortrudt."}).status_code == 404  # fixed from then on
    assert OpenedBid.objects.get().reason == "Det er en hilsen."


def test_s20_the_abnormally_low_is_pointed_out_and_decides_nothing(house: World) -> None:
    tender, codes = frozen(house, model=Model())
    for bidder, price in (("Lav", 3000.0), ("Midt", 8000.0), ("Høj", 8200.0)):
        received(house, tender, workbook(tender, bidder, purchase_price=price))
    opened(house, tender, codes)
    page = signed_in(house.people["administrator"]).get(reverse("tco:award", args=[tender.pk])).content.decode()
    assert "langt under" in page
    assert page.index(">Lav<") < page.index(">Midt<") < page.index(">Høj<")


def test_the_same_file_twice_counts_once(house: World) -> None:
    tender, codes = frozen(house, model=Model())
    for _ in range(2):
        received(house, tender, workbook(tender))
    opened(house, tender, codes)
    page = signed_in(house.people["administrator"]).get(reverse("tco:award", args=[tender.pk])).content.decode()
    assert "den samme fil igen" in page


@pytest.mark.parametrize("points", ["11", "-1", "1e1", "NaN", "", "ti"])
def test_points_outside_the_scale_are_refused(house: World, points: str) -> None:
    tender, codes = frozen(house)
    received(house, tender, workbook(tender))
    (bid,) = opened(house, tender, codes)
    sent = {"points.noise": points, "reason.noise": "Målt."}
    answer = signed_in(house.people["administrator"]).post(reverse("tco:give_points", args=[bid.pk]), sent)
    assert (answer.status_code, OpenedBid.objects.get().points) == (422, {})


def test_c04_two_who_assess_the_same_bid_at_once(house: World) -> None:
    """The second one sees what stands, keeps what they wrote, and chooses."""
    tender, codes = frozen(house)
    received(house, tender, workbook(tender))
    (bid,) = opened(house, tender, codes)
    client: Any = signed_in(house.people["administrator"])
    points, decision = (reverse(f"tco:{name}", args=[bid.pk]) for name in ("give_points", "decide_bid"))
    first = {"points.noise": "5", "reason.noise": "Målt af den første.", "seen": ""}
    assert client.post(points, first).status_code == 302
    for address, sent in (
        (points, {"points.noise": "9", "reason.noise": "Målt af den anden."}),
        (decision, {"admit": "no", "reason": "Målt af den anden."}),
    ):
        answer = client.post(address, {**sent, "seen": ""})
        page = answer.content.decode()
        assert (answer.status_code, "Målt af den første." in page, "Målt af den anden." in page) == (409, True, True)
        assert OpenedBid.objects.get().points == {"noise": {"points": "5", "reason": "Målt af den første."}}
        seen = answer.context["points" if address == points else "decision"]["seen"].value()
    assert client.post(decision, {"admit": "no", "reason": "Alligevel.", "seen": seen}).status_code == 302
    assert OpenedBid.objects.get().admitted is False


def test_what_a_person_assessed_and_decided_is_among_their_data(house: World) -> None:
    tender, codes = frozen(house, model=Model())
    received(house, tender, workbook(tender))
    (bid,) = opened(house, tender, codes)
    by = house.people["administrator"]
    actions.decide_bid(bid, True, "I orden.", by=by, now=OPENS)
    actions.decide(tender, bid.digest, "Billigst.", by=by, now=OPENS)
    told = export(by)
    assert [(each["tender__reference"], each["number"]) for each in told["bids_assessed"]] == [("2026-17", 1)]
    assert [each["reference"] for each in told["awards_decided"]] == ["2026-17"]
    assert "Fiktiv A/S" not in str(told)


def test_decided_meanwhile_nothing_more_is_assessed(house: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another decides the award between the page's look at the tender and the saving."""
    tender, codes = frozen(house, model=Model())
    received(house, tender, workbook(tender))
    (bid,) = opened(house, tender, codes)
    by = house.people["administrator"]

    def decided_now(found: Tender, *_: str) -> Tender:
        actions.decide(found, bid.digest, "Billigst.", by=by, now=OPENS)
        return found

    monkeypatch.setattr("flok.apps.tco.views.tender_bid.in_state", decided_now)
    answer = signed_in(by).post(reverse("tco:decide_bid", args=[bid.pk]), {"admit": "no", "reason": "x"}, follow=True)
    assert (answer.status_code, "Tildelingen er allerede besluttet" in answer.content.decode()) == (200, True)
    assert OpenedBid.objects.get().admitted is None


def test_who_does_not_lead_decides_nothing(house: World) -> None:
    tender, codes = frozen(house)
    received(house, tender, workbook(tender))
    (bid,) = opened(house, tender, codes)
    client: Any = signed_in(house.people["member"])
    sent = {"points.noise": "5", "reason.noise": "Målt.", "admit": "no", "reason": "x", "winner": bid.digest}
    for name, key in (("give_points", bid.pk), ("decide_bid", bid.pk), ("decide", tender.pk)):
        assert client.post(reverse(f"tco:{name}", args=[key]), sent).status_code == 403
    assert (OpenedBid.objects.get().points, Tender.objects.get(pk=tender.pk).state) == ({}, "opened")


def test_files_of_any_name_are_counted_again(house: World, tmp_path: Any) -> None:
    tender, codes = frozen(house, model=Model())
    for name, bidder in (
        ("../../etc/passwd", "A"),
        ("Tilbud æøå.xlsx", "B"),
        ("Tilbud æøå.xlsx", "C"),
        ("a\x00b\n", "D"),
    ):
        received(house, tender, workbook(tender, bidder), name)
    received(house, tender, _macros(house, tender), "m.xlsm")
    opened(house, tender, codes)
    client = signed_in(house.people["administrator"])
    content = client.get(reverse("tco:award_files", args=[tender.pk])).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path)
    assert names[2:] == ["01 passwd", "02 Tilbud æøå.xlsx", "03 Tilbud æøå.xlsx", "04 a_b_", "05 m.xlsm"]
    found = CliRunner().invoke(command, ["replay", str(tmp_path / "award.json")])
    assert (found.exit_code, found.output) == (0, "Samme tildeling / the same award\n")


@pytest.mark.parametrize(
    "name", ["", ".", "...", "/", "\\", "x" * 500, "\u202e.xlsx", "CON", "é.xlsx", "a  b\t c .xlsx"]
)
def test_a_name_is_no_path_and_short(name: str) -> None:
    told = fitting_name(7, name)
    assert told.startswith("07 ")
    assert not set(told) & set("/\\\x00\n\u202e")
    assert 4 < len(told) <= 80
    assert told == " ".join(told.split())


def test_a_bid_of_nobody_is_not_there(house: World) -> None:
    client = signed_in(house.people["administrator"])
    assert {
        client.get(reverse(f"tco:{name}", args=[uuid.uuid4()])).status_code for name in ("bid", "receipt", "code")
    } == {404}
