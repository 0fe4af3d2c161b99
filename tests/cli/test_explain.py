"""`flok explain`: from a line back to the file it came from, and on to every definition."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from flok.demo import BUYER, Document, oioubl_invoice
from tests.cli.terminal import COPY_PAPER, Said, flok, two_invoices, write


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return two_invoices(tmp_path / "in")


def line_id(folder: Path, number: str) -> str:
    rows = [json.loads(line) for line in flok("lines", folder, "--format", "json").out.splitlines()]
    (found,) = [row["line_id"] for row in rows if row["number"] == number]
    return found


def test_in_words(clean: Path) -> None:
    said = flok("explain", line_id(clean, "A"), clean, "--definition", "official-ecolabel")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines() == [
        "Kopipapir A4",
        "  300,00 kr.  ·  Faktura A · linje 1 · 15. januar 2026",
        f"  Fiktiv Kontorforsyning A/S ({Document().supplier.number}) til {BUYER.gln}",
        "  Fil: in/a.xml  ·  oioubl-2.1",
        "  Beløb som skrevet 300,00 kr., efter rabatter og gebyrer på dokumentet 300,00 kr. (DKK)",
        "  Varegruppe: UNSPSC 14111507",
        "",
        "Mærker",
        "  SVANEN / NA / NA  →  nordic_swan  (GS1-kode i Certificate/ID)",
        "",
        "Kontrakt",
        "  Ingen fundet.",
        "",
        "Tæller som bæredygtigt",
        "  Officielt miljømærke eller tilsvarende, v. 1: ja  (regel 2: Varen har Svanemærket eller EU-Blomsten.)",
    ]


def test_as_json(clean: Path) -> None:
    wanted = line_id(clean, "B")
    said = flok("explain", wanted, clean, "--format", "json")
    assert (said.status, said.err) == (0, "")
    story = said.answer
    assert list(story) == ["line", "evidence_line", "labels", "items", "contract", "definitions"]
    assert (story["line"]["line_id"], story["evidence_line"], story["labels"], story["items"]) == (
        wanted,
        wanted,
        [],
        [],
    )
    assert story["contract"] is None
    assert len(story["definitions"]) == 9
    official = next(one for one in story["definitions"] if one["id"] == "official-ecolabel")
    assert (official["outcome"], official["reason"]) == ("unknown", "no_evidence")


def test_with_what_lists_and_contracts_say(clean: Path, tmp_path: Path) -> None:
    contracts = write(
        tmp_path / "contracts.csv",
        "Kontraktnummer;Navn;Leverandør CVR;Gyldig fra;Gyldig til;UNSPSC;Bæredygtig\n"
        f"K-1;Malervarer;{Document().supplier.number};2026-01-01;2026-12-31;3121;nej\n",
    )
    labels = write(
        tmp_path / "labels.csv",
        "GTIN;Varetekst;Mærke;Gyldig fra;Gyldig til\n9529000007044;Maling;SVANEN;2026-01-01;2026-12-31\n",
    )
    said = flok("explain", line_id(clean, "B"), clean, "--contracts", contracts, "--labels", labels)
    assert said.status == 0
    lines = said.out.splitlines()
    assert "  labels.csv · Maling: nordic_swan  (2026-01-01 – 2026-12-31)" in lines
    assert "  K-1 Malervarer: fundet på leverandør, dato og varegruppe; ikke bæredygtig" in lines


def test_a_credit_note_stands_on_what_it_credits(clean: Path) -> None:
    credit = Document(number="K", kind="credit_note", credits="A", lines=(replace(COPY_PAPER, labels=()),))
    write(clean / "k.xml", oioubl_invoice(credit))
    said = flok("explain", line_id(clean, "K"), clean, "--definition", "official-ecolabel")
    lines = said.out.splitlines()
    assert lines[1] == "  -300,00 kr.  ·  Kreditnota K · linje 1 · 15. januar 2026"
    assert f"  Krediterer linje {line_id(clean, 'A')} og står på dens bevis" in lines
    assert lines[-1].startswith("  Officielt miljømærke eller tilsvarende, v. 1: ja ")


@pytest.mark.parametrize("unknown", ["nothing", "0123456789abcdef-1", "'; DROP TABLE", "=1+1", ""])
def test_a_line_nobody_knows(clean: Path, unknown: str) -> None:
    assert flok("explain", unknown, clean) == Said(
        2, "", f"Error: {unknown}: ingen tællende linje har det nummer\n{unknown}: no counted line has that id\n"
    )
