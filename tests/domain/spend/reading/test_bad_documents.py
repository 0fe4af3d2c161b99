"""The catalogue of bad documents, row by row: what each becomes, beside a good one that is still counted."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bad_documents import CASES, PERSON, UNCHECKED_CVR, Case, amount, one_line
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import CONTEXT, CPR, GOOD, WHOLE, WHOLE_ORE, changed, encoded, fate, oioubl, only, peppol, read, read_all

from flok.demo import Attachment, Certificate, Line, oioubl_invoice, peppol_invoice
from flok.domain.spend import neutral
from flok.domain.spend.reading import ReadContext, _file

SECRET = "a-line-that-stands-in-a-file-beside"


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A port where a request would be noticed; from Python itself none gets out at all."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)

        def refuse(*args: object, **kwargs: object) -> None:
            raise AssertionError(f"a connection was tried: {args}")

        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_the_bad_one_has_its_reason_and_the_good_one_counts(
    case: Case, tmp_path: Path, listening: socket.socket
) -> None:
    beside = tmp_path / "beside.txt"
    beside.write_text(SECRET)
    raw = case.build()
    for name, value in (("{port}", str(listening.getsockname()[1])), ("{secret}", str(beside))):
        raw = raw.replace(name.encode(), value.encode())
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_bytes(raw)
    (folder / "b.xml").write_bytes(GOOD)

    bad, good = read_all(folder)

    assert (*fate(bad), bad.flags) == (case.status, case.code, case.ore, case.flags)
    assert case.detail is None or case.detail in (bad.detail or "")
    assert sum(line.net_ore for line in bad.lines) == bad.counted_ore
    assert (fate(good), sum(line.net_ore for line in good.lines)) == (("counted", None, WHOLE_ORE), WHOLE_ORE)
    said = repr((bad, bad.lines))
    assert SECRET not in said
    assert CPR not in said
    assert CPR.replace("-", "") not in said


def test_the_bad_together_do_not_stop_each_other(tmp_path: Path) -> None:
    for case in CASES:
        if not case.row.startswith(("X12", "X13")):
            (tmp_path / f"{case.row.replace('/', '-')}.xml").write_bytes(case.build())
    expected = {f"{case.row}.xml": (case.status, case.code, case.ore) for case in CASES}
    documents = read_all(tmp_path)
    assert {document.source.split("/")[-1]: fate(document) for document in documents} == {
        name: fate for name, fate in expected.items() if not name.startswith(("X12", "X13"))
    }


# X10: a document cut off anywhere is never counted


@pytest.mark.parametrize("write", [peppol_invoice, oioubl_invoice])
def test_x10_cut_at_every_byte(write: Callable[..., bytes]) -> None:
    raw = write(replace(WHOLE, lines=one_line("1.00"), attachments=(Attachment(content=b"a"),)), whitespace=False)
    counted = [end for end in range(len(raw)) if only(raw[:end]).status == "counted"]
    assert counted == [end for end in range(len(raw)) if raw[:end].rstrip() == raw.rstrip()]


@settings(max_examples=60)
@given(st.data())
def test_x10_cut_in_any_encoding_and_any_company(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["UTF-8", "UTF-16", "ISO-8859-1"]))
    first = encoded(peppol(), name) if name != "UTF-16" else b""
    second = encoded(peppol(number="F-8"), name)
    end = data.draw(st.integers(0, len(second) - 1))
    try:
        is_all = second[:end].decode(name).rstrip() == second.decode(name).rstrip()
    except UnicodeDecodeError:
        is_all = False
    counted = {document.number for document in read(first + second[:end]) if document.status == "counted"}
    assert counted - {"F-7"} == ({"F-8"} if is_all else set())


def test_x10_a_large_one_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_file, "WHOLE", 20_000)
    monkeypatch.setattr(_file, "TREE", 40_000)
    raw = peppol(lines=one_line("0.01") * 60)
    assert fate(only(raw)) == ("counted", None, 60)
    ends = [*range(20_001, len(raw) - 1, 997), len(raw) - 2]
    assert {fate(only(raw[:end])) for end in ends} == {("rejected", "malformed", 0)}


# X14 and X38: size


def grown(tmp_path: Path, folder: Path) -> dict[str, Any]:
    """What another process made of the folder, and the kB it took beyond what it takes to start."""
    script = tmp_path / "read.py"
    script.write_text(
        "import json, sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from flok.domain.spend.reading import ReadContext, jobs_for, read_job\n"
        "def peak(): return int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
        "before, context = peak(), ReadContext(today=date(2026, 7, 1))\n"
        "found = [\n"
        "    (d.status, d.code, d.counted_ore, d.line_count, d.attachments)\n"
        "    for job in jobs_for([Path(sys.argv[1])]) for d in read_job(job, context)\n"
        "]\n"
        "print(json.dumps({'found': found, 'grown_kb': peak() - before, 'total_kb': peak()}))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_x14_a_68_mb_attachment_passes_by(tmp_path: Path) -> None:
    size = 51_000_000
    before, after = peppol(attachments=(Attachment(content=b"@@"),)).split(b"QEA=")
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "a.xml").open("wb") as file:
        file.write(before)
        for _ in range(size // 30_000):
            file.write(b"QUJD" * 10_000)
        file.write(after)
    answer = grown(tmp_path, folder)
    (found,) = answer["found"]
    (attachment,) = json.loads(found[4])
    assert found[:4] == ["counted", None, WHOLE_ORE, 2]
    assert (attachment["bytes"], attachment["base64"]) == (size, True)
    assert answer["grown_kb"] < 80_000
    assert answer["total_kb"] < 150_000


def test_x38_100000_lines_in_one_invoice(tmp_path: Path) -> None:
    count = 100_000
    total = f"{count * 5 // 4}.00"
    header = {"LineExtensionAmount": total, "TaxExclusiveAmount": total}
    document = replace(WHOLE, lines=one_line("1.25", item_id=None, unspsc=None), header=header)
    raw = peppol_invoice(document, whitespace=False)
    start, end = raw.index(b"<cac:InvoiceLine>"), raw.index(b"</Invoice>")
    line = re.sub(rb"<cac:ClassifiedTaxCategory>.*</cac:ClassifiedTaxCategory>", b"", raw[start:end])
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "a.xml").open("wb") as file:
        file.write(raw[:start])
        for number in range(count):
            file.write(line.replace(b"<cbc:ID>1<", b"<cbc:ID>%d<" % number, 1))
        file.write(raw[end:])
    answer = grown(tmp_path, folder)
    assert answer["found"] == [["counted", None, count * 125, count, None]]
    assert answer["grown_kb"] < 500_000


# rows of which a status is not the whole


def test_x15_what_is_kept_of_an_attachment() -> None:
    kept = [json.loads(only(case.build()).attachments or "[]") for case in CASES if case.row.startswith("X15")]
    three_zeros = "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"
    assert kept == [
        [{"sha256": three_zeros, "bytes": 3, "base64": True}],
        [{"sha256": None, "bytes": None, "base64": False}],
        [{"sha256": three_zeros, "bytes": 3, "base64": True}],
        [{"sha256": None, "bytes": None, "base64": False}],
        [],
    ]


def test_x28_the_difference_of_rounding_is_kept() -> None:
    lines = one_line("0.335", amount_text="0.335") * 3
    document = only(peppol(lines=lines, header={"LineExtensionAmount": "1.01", "TaxExclusiveAmount": "1.01"}))
    assert (document.source_ore, document.counted_ore, document.rounding_ore) == (101, 102, -1)


def test_x27_a_document_set_aside_says_its_own_total() -> None:
    document = only(peppol(header={"TaxExclusiveAmount": "144.68"}))
    assert (document.source_ore, document.counted_ore, document.lines) == (14468, 0, ())
    assert document.detail == "Σ lines − allowances + charges = 144.70, net total = 144.68"


def test_x36_the_date_is_as_written() -> None:
    documents = [only(peppol(date=text)) for text in ("2026-01-01+14:00", "2026-01-01-11:00", "2026-01-01Z")]
    assert [str(document.issue_date) for document in documents] == ["2026-01-01"] * 3


def test_x37_a_person_is_a_pseudonym_that_the_secret_keys() -> None:
    raw = oioubl(supplier=PERSON)
    first, again = only(raw), only(raw)
    other = only(raw, replace(CONTEXT, secret=b"other"))
    assert first.supplier_id == again.supplier_id != other.supplier_id
    assert first.supplier_id is not None
    assert first.supplier_id.startswith("cpr:")
    assert first.supplier_name == "Privatperson"


def test_x37_a_cpr_number_in_any_text_is_hidden() -> None:
    label = Certificate(id=CPR, type_code="NORDIC_SWAN", type=f"Til {CPR}")
    line = Line(name=f"Til {CPR}", item_id=CPR, account=CPR, price="1.00", id=CPR, labels=(label,))
    buyer = {"supplier": replace(WHOLE.supplier, name=f"Firma {CPR}"), "type_code": CPR}
    document = only(peppol(number=CPR, order=CPR, contract=CPR, account=CPR, credits=CPR, lines=(line,), **buyer))
    (row,) = document.lines
    assert (row.number, row.order_ref, row.contract_ref, row.account, row.credits, row.line_no, row.seller_item_id) == (
        *["[cpr]"] * 7,
    )
    assert (row.name, row.supplier_name, row.certificates) == (
        "Til [cpr]",
        "Firma [cpr]",
        '[["[cpr]","NORDIC_SWAN","Til [cpr]"]]',
    )
    assert CPR not in repr((document, row))


def test_x37_a_cpr_number_in_a_refusal_is_hidden() -> None:
    broken = [
        changed(peppol(), (">F-7<", f"><!-- {CPR} -- --><")),
        amount(CPR)(),
        peppol(customization=CPR),
        f"<a{CPR}/>".encode(),
    ]
    assert [CPR in repr(document) for raw in broken for document in read(raw)] == [False] * 4


NAMES = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eexe.fdp", "@SUM(A1)", "'; DROP TABLE lines; --"]


def test_x39_names_are_kept_as_written_and_neutral_when_exported() -> None:
    document = only(peppol(lines=tuple(Line(name=name) for name in NAMES)))
    names = [line.name for line in document.lines if line.name is not None]
    assert names == NAMES
    assert [neutral(name) for name in names] == [NAMES[0], "'" + NAMES[1], NAMES[2], "'" + NAMES[3], NAMES[4]]


def test_x40_without_numbers_of_our_own_every_document_is_ours() -> None:
    raw = peppol(buyer=UNCHECKED_CVR, unit=None)
    everyone = ReadContext(today=CONTEXT.today)
    assert [only(raw, everyone).status, only(raw).status] == ["counted", "rejected"]


def test_x31_the_same_bytes_have_the_same_names(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(peppol())
    (tmp_path / "b.xml").write_bytes(peppol())
    first, second = read_all(tmp_path)
    assert first.document_id == second.document_id
    assert [line.line_id for line in first.lines] == [line.line_id for line in second.lines]
