"""From a study to an award by the pages alone, as two colleagues would do it."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from flok.apps.members.models import AuditEntry
from flok.apps.notices.models import Notice
from flok.apps.tco.models import OpenedBid, Opener, Tender
from flok.cli._tco import tco as command
from tests.apps.tco.tender_cases import frozen, new_study, opened, received, workbook
from tests.apps.worlds import World, signed_in

CODE = re.compile(r"<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})</code>")


def address(name: str, *key: Any) -> str:
    return reverse(f"tco:{name}", args=key)


def terms(opens: datetime, **more: Any) -> dict[str, Any]:
    here = timezone.localtime(opens)
    return {
        "key": uuid.uuid4(), "version": 0, "reference": "2027-0042", "authority": "Eksempel Kommune",
        "day": f"{here:%Y-%m-%d}", "at": f"{here:%H:%M}", "tie": "lowest_cost", **more,
    }  # fmt: skip


def upload(client: Client, tender: uuid.UUID, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(address("receive", tender), {"key": uuid.uuid4(), "file": file}, follow=True)


def test_from_a_study_to_a_protocol(house: World, clock: Any, tmp_path: Path) -> None:
    ane, bo = signed_in(house.people["administrator"]), signed_in(house.people["member"])
    study = new_study(house)
    opens = (clock.now + timedelta(days=30)).replace(second=0, microsecond=0)

    models = ane.get(address("tender_models", study.pk)).content.decode()
    assert [word in models for word in ("støttebud", "Lineær model med fast spænd")] == [True, True]
    given = terms(opens, price_weight="75", spread="50 %", floor="zero", name_1="Støj", highest_1="10", weight_1="25")
    ane.post(address("tender_begin", study.pk, "linear"), given)
    tender = Tender.objects.get()
    assert (tender.opens_at, tender.state) == (opens, "draft")

    ane.post(address("openers", tender.pk), {"people": [one.pk for one in house.people.values()]})
    assert Notice.objects.filter(person=house.people["member"]).count() == 1
    codes = {}
    for client, who in ((ane, "administrator"), (bo, "member")):
        opener = Opener.objects.get(person=house.people[who])
        assert CODE.search(client.get(address("code", opener.pk)).content.decode()) is None
        shown = CODE.search(client.post(address("fetch_code", opener.pk)).content.decode())
        assert shown
        codes[str(opener.pk)] = shown[1]
        assert client.post(address("confirm_code", opener.pk), {"code": shown[1].lower()}).status_code == 302
        assert shown[1] not in client.get(address("code", opener.pk)).content.decode()  # once

    assert ane.post(address("freeze", tender.pk), {"version": "1"}).status_code == 302
    tender.refresh_from_db()
    assert tender.state == "frozen"
    handed_out = ane.get(address("tender_workbook", tender.pk)).content
    assert zipfile.is_zipfile(io.BytesIO(handed_out))
    for kind in ("pdf", "docx"):
        assert ane.get(address("method", tender.pk, kind)).content[:2] in (b"%P", b"PK")

    for name, bidder, price in (("a", "Fiktiv A/S", 8000.0), ("b", "Den Anden A/S", 9000.0), ("c", "Cirkel", 12000.0)):
        answer = upload(bo, tender.pk, workbook(tender, bidder, purchase_price=price), f"{name}.xlsx")
        assert [word in answer.content.decode() for word in ("Kvittering", bidder)] == [True, False]
    assert ane.post(address("open_bids", tender.pk), codes).status_code == 403

    clock.now = opens
    ane = signed_in(house.people["administrator"])  # the earlier sign-in has run out
    assert ane.post(address("open_bids", tender.pk), codes).status_code == 302
    bids = list(OpenedBid.objects.all())
    assert [each.name for each in bids] == ["01 a.xlsx", "02 b.xlsx", "03 c.xlsx"]
    page = ane.get(address("award", tender.pk)).content.decode()
    assert "mangler point" in page
    for each, points in zip(bids, ("5", "8,5", "10"), strict=True):
        sent = {"points.criterion_1": points, "reason.criterion_1": f"Målt: {points}."}
        assert ane.post(address("give_points", each.pk), sent).status_code == 302
    page = ane.get(address("award", tender.pk)).content.decode()
    assert page.index("Den Anden A/S") < page.index("Fiktiv A/S")
    winner = next(each.digest for each in bids if each.number == 2)
    assert ane.post(address("decide", tender.pk), {"winner": winner, "reason": "Bedst."}).status_code == 302
    tender.refresh_from_db()
    assert (tender.state, tender.winner) == ("decided", winner)
    assert json.loads(tender.award) == json.loads(ane.get(address("award_file", tender.pk)).content)
    assert ane.get(address("uncertainty", tender.pk)).status_code == 200
    for kind in ("pdf", "docx"):
        assert ane.get(address("protocol", tender.pk, kind)).status_code == 200

    with zipfile.ZipFile(io.BytesIO(ane.get(address("award_files", tender.pk)).content)) as archive:
        archive.extractall(tmp_path)
    replayed = CliRunner().invoke(command, ["replay", str(tmp_path / "award.json")])
    assert (replayed.exit_code, replayed.output) == (0, "Samme tildeling / the same award\n")

    details = " ".join(AuditEntry.objects.filter(subject="tender").values_list("detail", flat=True))
    acts = (
        "opener added",
        "code fetched",
        "code confirmed",
        "frozen",
        "bid received: 3",
        "too early",
        "bids opened: 3",
        "award",
    )
    for act in acts:
        assert act in details
    assert not any(code in details for code in codes.values())


def test_the_uncertain_changes_no_rank(house: World) -> None:
    """What the authority does not know is on a page of its own, and the award file holds nothing of it."""
    tender, codes = frozen(house)
    for price in (8000.0, 8100.0):
        received(house, tender, workbook(tender, f"Bud {price:g}", purchase_price=price))
    opened(house, tender, codes)
    ane = signed_in(house.people["administrator"])
    page = ane.get(address("uncertainty", tender.pk)).content.decode()
    assert "trækninger; tilbudsgivernes egne tal ligger fast" in page
    assert page.count("<tr>") == 3
    award = json.loads(ane.get(address("award_file", tender.pk)).content)
    assert sorted(award) == [
        "bids", "decisions", "document", "files", "fingerprint", "first", "observations", "outcomes", "points",
        "reversals", "schema", "settled", "standings",
    ]  # fmt: skip
