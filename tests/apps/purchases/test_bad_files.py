"""Every bad document, archive and table through the page: a clear row each, and the good ones beside are counted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flok.apps.members.scoping import inside
from flok.apps.purchases import texts
from flok.apps.purchases.forms import initial_of
from flok.apps.purchases.models import Delivery
from flok.demo import BUYER
from tests.apps.purchases.conftest import Office
from tests.domain.spend.tables.test_bad_tables import REFUSED, ROWS

sys.path.insert(0, str(Path(__file__).parents[2] / "domain" / "spend" / "reading"))
from bad_documents import CASES as DOCUMENTS
from papers import GOOD, WHOLE_ORE

from tests.domain.spend.reading.test_archive import CASES as ARCHIVES

Opened = Callable[..., Office]
_AHEAD = ("X35-2027-07-03", "X35-a-year-ahead")  # what is too far ahead depends on the day the test is run


@pytest.fixture
def buyer(office: Opened) -> Office:
    """The buyer of the documents, with its unit."""
    from flok.apps.members.models import Unit

    opened = office(cvr=BUYER.number)
    with inside(opened.organisation):
        Unit.objects.create(organisation=opened.organisation, gln=BUYER.gln, name="Skolen (opdigtet)")
    return opened


def renumbered(raw: bytes, place: int) -> bytes:
    """The document under a number of its own, in whatever encoding, so that the ledger tells it from the others."""
    for codec in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = raw.replace(">F-7<".encode(codec), f">F-7{place:03d}<".encode(codec))
    return raw


def batches(things: list[Any], size: int = 60) -> Iterator[list[Any]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def rows_of_list(buyer: Office, pages: int) -> str:
    return "".join(buyer.page(f"/filer/?side={side}") for side in range(1, pages + 1))


def escaped(text: str) -> str:
    from django.utils.html import escape

    return str(escape(text))


def test_every_bad_document_has_its_row(buyer: Office) -> None:
    expected, files, seen = {}, [("good.xml", GOOD)], set()
    for place, case in enumerate(DOCUMENTS):
        raw = renumbered(case.build(), place)
        if case.row in _AHEAD or raw in seen:
            continue
        seen.add(raw)
        name = f"{place:03d}.xml"
        files.append((name, raw))
        code = case.code or ""
        expected[name] = (case.row, "refused" if case.status == "rejected" else "read", code, case.ore)
        if case.row == "X18-catalogue":  # handed in without a word, it is taken for what it is
            expected[name] = (case.row, "refused", "missing", 0)
    for batch in batches(files):
        assert buyer.hand_in(*batch).status_code == 302
    buyer.work()

    found = buyer.deliveries()
    good = found.pop("good.xml")
    assert (good.state, good.code, good.counted_ore) == ("read", "", WHOLE_ORE)
    became = {name: (expected[name][0], one.state, one.code, one.counted_ore) for name, one in found.items()}
    counted = {name: row for name, row in expected.items() if not row[2]}
    assert {name: row for name, row in became.items() if name not in counted} == {
        name: row for name, row in expected.items() if name not in counted
    }
    settled = {name for name, one in found.items() if name in counted and one.code in ("conflict", "overcredit")}
    assert len(settled) < 12  # the ledger, which compares documents, has its own tests
    assert {name: row for name, row in became.items() if name in counted and name not in settled} == {
        name: row for name, row in counted.items() if name not in settled
    }
    shown = rows_of_list(buyer, len(files) // 30 + 1)
    for row in expected.values():
        assert escaped(texts.reason(row[2])) in shown
    for name in ("000.xml", "050.xml"):
        assert buyer.client.get(f"/filer/{found[name].pk}/").status_code == 200


def test_every_bad_archive_has_its_row(buyer: Office) -> None:
    files = [("good.xml", GOOD), *((f"{row}.zip", build()) for row, (build, _expected) in ARCHIVES.items())]
    for batch in batches(files, 20):
        assert buyer.hand_in(*batch).status_code == 302
    buyer.work()

    found = buyer.deliveries()
    assert (found["good.xml"].state, found["good.xml"].counted_ore) == ("read", WHOLE_ORE)
    left_out = {}
    for row in ARCHIVES:
        one = found.get(f"{row}.zip")
        if one is not None:  # two rows are the same bytes
            codes = Counter({entry["code"]: entry["documents"] for entry in one.tally if entry["code"]})
            left_out[row] = sorted(code for code in codes.elements() if code not in ("duplicate", "conflict"))
            assert (one.state in ("read", "refused"), one.documents) == (True, len(ARCHIVES[row][1])), row
            if one.again:  # what has the bytes of a document read before is told as that
                left_out[row] = sorted(code for _status, code, _ore in ARCHIVES[row][1] if code)
            assert buyer.client.get(f"/filer/{one.pk}/").status_code == 200
    assert left_out == {row: sorted(code for _s, code, _o in ARCHIVES[row][1] if code) for row in left_out}
    assert len(left_out) > 50
    assert buyer.page("/filer/regnskab/").count("Alt er gjort rede for") == 1


def test_every_table_that_cannot_be_read_has_its_row(buyer: Office, tmp_path: Path) -> None:
    expected, files, seen = {}, [], set()
    for place, (row, (build, code)) in enumerate(REFUSED.items()):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = build(folder)
        name = f"{place:03d}{path.suffix}"
        if path.read_bytes() in seen:  # the same file under another name, which was read before
            continue
        seen.add(path.read_bytes())
        files.append((name, path.read_bytes()))
        waits = code in ("ambiguous", "header") and row not in ("S12 only a hidden sheet",)
        expected[name] = (row, "needs_mapping" if waits else "refused", code)
    files.append(("good.xml", GOOD))
    assert buyer.hand_in(*files).status_code == 302
    buyer.work()

    found = buyer.deliveries()
    good = found.pop("good.xml")
    assert (good.state, good.counted_ore) == ("read", WHOLE_ORE)
    assert {name: (expected[name][0], one.state, one.code) for name, one in found.items()} == {
        name: row for name, row in expected.items() if name in found
    }
    shown = rows_of_list(buyer, 2)
    for row in expected.values():
        assert escaped(texts.reason(row[2])) in shown


def test_every_bad_row_is_told_and_the_rest_counted(buyer: Office, tmp_path: Path) -> None:
    expected, files = {}, []
    for place, (row, (build, status, code, detail)) in enumerate(ROWS.items()):
        folder = tmp_path / str(place)
        folder.mkdir()
        path = build(folder)
        name = f"{place:03d}{path.suffix}"
        # a number of its own, so that the good rows of the files are not the same purchase
        files.append((name, path.read_bytes()))
        expected[name] = (row, status, code, detail)
    assert buyer.hand_in(*files).status_code == 302
    buyer.work()
    found = buyer.deliveries()
    for name, one in found.items():
        assert (name, one.state) == (name, "needs_mapping")
        assert buyer.client.get(f"/filer/{one.pk}/kolonner/").status_code == 200
        assert confirm(buyer, one).status_code == 302
    buyer.work()

    told = {}
    for name, one in buyer.deliveries().items():
        with inside(buyer.organisation):
            (left_out,) = (row for row in one.uncounted.all() if row.code not in ("duplicate", "conflict"))
        told[name] = (expected[name][0], left_out.status, left_out.code, left_out.detail)
        assert escaped(texts.reason(left_out.code)) in buyer.page(f"/filer/{one.pk}/")
    assert told == {name: row for name, row in expected.items() if name in told}
    assert sum(one.counted_ore for one in buyer.deliveries().values()) == 10000  # the same good row in all of them


def confirm(buyer: Office, one: Delivery, **changes: str) -> Any:
    """Say that the columns are as they were understood."""
    given = {"total_rows": "detect", "default_currency": "DKK", **initial_of(one.preview["mapping"]), **changes}
    return buyer.client.post(f"/filer/{one.pk}/kolonner/", given)
