"""`flok label`: assess, show, place; every mistake a sentence, the exit status an answer."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest
import xlsxwriter

from tests.cli.terminal import flok, write

FILLED = """
label = "nordic_swan"
made_on = 2026-11-24
[purchase]
title = "Rengøring af skoler"
product_group = "cleaning_services"
authority = "Tørsted Kommune"
contract_start = 2027-01-01
contract_end = 2030-12-31
[answers]
A6 = "I"
A7 = "official"
[answers.B1]
answer = "yes"
evidence = "kriterier for rengøringstjenester"
on = 2026-11-20
[answers.B2]
answer = "yes"
evidence = "side 3"
on = 2026-11-20
[wording]
document = "Svanemærkets kriterier for rengøring, version 4"
"""
PLAN = "Udbud;Varegruppe;Mærke;Tal\nRengøring;Rengøring;Svanemærket;1\nKaffe;Kaffe;FAIR_TRADE_MARK;3\n"


def test_may_i_require_the_swan_for_cleaning_and_what_do_i_write(tmp_path: Path) -> None:
    file, pdf, docx = write(tmp_path / "svar.toml", FILLED), tmp_path / "ark.pdf", tmp_path / "tekst.docx"
    said = flok("label", "assess", file, "--score", "1", "--pdf", pdf, "--docx", docx)
    assert (said.status, said.err) == (0, "")
    assert "Mærket må kræves (R1). Alle fem betingelser er opfyldt." in said.out
    assert "Rengøring af skoler skal være mærket med Svanemærket eller tilsvarende." in said.out
    assert "Hvor det hører til: Mindstekrav" in said.out
    assert len(pypdf.PdfReader(pdf).pages) <= 2
    assert docx.read_bytes()[:2] == b"PK"


def test_as_data(tmp_path: Path) -> None:
    said = flok("label", "assess", write(tmp_path / "svar.toml", FILLED), "--score", "3", "--format", "json")
    told = said.answer
    assert {key: told[key] for key in ("code", "law", "scope", "possible", "valid_until", "missing", "flaws")} == {
        "code": "R1",
        "law": "label",
        "scope": "whole",
        "possible": ["R1"],
        "valid_until": "2027-11-24",
        "missing": [],
        "flaws": [],
    }
    assert (told["placement"]["use"], told["placement"]["circular"]) == ("award", "not_bound")
    assert [clause["kind"] for clause in told["texts"]] == ["award", "documentation", "verification"]


def test_the_blank_file_is_not_decided_yet(tmp_path: Path) -> None:
    blank = flok("label", "show", "Svanemærket", "--answers")
    said = flok("label", "assess", write(tmp_path / "svar.toml", blank.out), "--format", "json", "--lang", "en")
    assert (blank.status, said.status, said.answer["code"]) == (0, 1, "R5")
    assert [each["question"] for each in said.answer["missing"]] == ["B1", "B2"]


@pytest.mark.parametrize(
    ("content", "danish"),
    [
        ("label = ", "svar.toml kan ikke læses som TOML"),
        (b"\xff\xfe", "svar.toml er ikke UTF-8"),
        ('label = "x"', "svar.toml: made_on: skriv hvornår vurderingen er lavet"),
        (FILLED.replace('A6 = "I"', 'A6 = "IV"'), "svar.toml: answers.A6: svaret findes ikke"),
        (FILLED + 'colour = "green"', "svar.toml: wording.colour: feltet findes ikke"),
        ('x = "' + "y" * 1_000_001 + '"', "svar.toml er for stor til at være svar"),
        ("x = " + "[" * 20_000, "svar.toml kan ikke læses som TOML"),
    ],
)
def test_what_is_no_assessment_is_a_sentence(tmp_path: Path, content: str | bytes, danish: str) -> None:
    said = flok("label", "assess", write(tmp_path / "svar.toml", content))
    assert (said.status, said.out) == (2, "")
    assert danish in said.err


def test_a_label_that_is_in_no_register_is_assessed_all_the_same(tmp_path: Path) -> None:
    said = flok("label", "assess", write(tmp_path / "svar.toml", FILLED.replace("nordic_swan", "Svanemærkt")))
    assert said.status == 0
    assert "Svanemærkt: mærket findes ikke i registret; mente du Svanemærket?" in said.err


@pytest.mark.parametrize("written", ["SVANEN", " svanen ", "Z02", "Nordic Swan", "SvanemÃ¦rket"])
def test_show_by_code_or_name(written: str) -> None:
    said = flok("label", "show", written)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Svanemærket (nordic_swan)\n")
    assert "Ordning: Officiel ordning\n" in said.out
    assert "Ejer: Nordisk Miljømærkning. I Danmark: Miljømærkning Danmark (ikke slået efter)" in said.out


@pytest.mark.parametrize(
    "written", ["kosher", "epeat_gold", "eu_organic", "czech_ecolabel", "organic_cuisine_label", "iso_14001"]
)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_show_of_every_sort(written: str, lang: str) -> None:
    assert flok("label", "show", written, "--lang", lang).status == 0


def test_show_of_no_label() -> None:
    said = flok("label", "show", "Svanemærk\u202e")
    assert (said.status, said.out) == (2, "")
    assert "mærket findes ikke i registret; mente du Svanemærket?" in said.err
    assert "\u202e" not in said.err


def test_place_a_plan_from_csv_and_xlsx(tmp_path: Path) -> None:
    sheet = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(sheet) as book:
        page = book.add_worksheet()
        for place, line in enumerate(PLAN.splitlines()):
            page.write_row(place, 0, [int(cell) if cell.isdigit() else cell for cell in line.split(";")])
    from_csv, from_xlsx = flok("label", "place", write(tmp_path / "plan.csv", PLAN)), flok("label", "place", sheet)
    assert from_csv.out == from_xlsx.out
    assert (from_csv.status, from_csv.err) == (0, "")
    assert "Hører til som: Mindstekrav" in from_csv.out
    assert "Hører til som: Tildelingskriterium" in from_csv.out
    assert "Tallet går fra 1 (mange mærkede produkter) til 5 (ingen kriterier)." in from_csv.out


def test_place_tells_of_rows_left_out(tmp_path: Path) -> None:
    pdf, docx = tmp_path / "plan.pdf", tmp_path / "plan.docx"
    said = flok("label", "place", write(tmp_path / "plan.csv", PLAN + "Te;Te;Xyzzy;2\n"), "--pdf", pdf, "--docx", docx)
    assert said.status == 1
    assert "plan.csv, række / row 4: Mærket Xyzzy findes ikke i registret." in said.err
    assert pdf.exists()
    assert docx.exists()


def test_place_drops_no_rows_in_silence(tmp_path: Path) -> None:
    said = flok("label", "place", write(tmp_path / "plan.csv", PLAN + "Te;Te;SVANEN;2\n" * 5_000))
    assert (said.status, said.out) == (2, "")
    assert "plan.csv har flere end 5.000 rækker; del den" in said.err


def test_place_of_no_plan(tmp_path: Path) -> None:
    said = flok("label", "place", write(tmp_path / "plan.csv", "a;b\nc;d\n"))
    assert (said.status, said.out) == (1, "")
    assert "plan.csv: Listen mangler en række med overskrifterne udbud, mærke og tal." in said.err


def test_json_and_text_say_the_same_verdict(tmp_path: Path) -> None:
    file = write(
        tmp_path / "svar.toml",
        FILLED.replace('answer = "yes"\nevidence = "side 3"', 'answer = "no"\nevidence = "side 3"'),
    )
    assert json.loads(flok("label", "assess", file, "--format", "json").out)["code"] == "R2"
    assert "(R2)" in flok("label", "assess", file).out
