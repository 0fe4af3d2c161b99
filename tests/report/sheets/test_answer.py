"""The workbook of an answer, read back by two readers, and by LibreOffice where there is one."""

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from flok.report import words, workbook
from tests.report.answers import ESCAPE, FORMULA, REVERSED, Answer, empty_answer

EVIL = (
    FORMULA,
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "http://example.org/",
    "{=1}",
    "1234",
    ESCAPE,
    REVERSED,
)
SHEETS = {
    "da": ["Oversigt", "Måneder", "Enheder", "Varegrupper", "Leverandører", "Kontrakter", "Begrundelser", "Regnskab",
           "Filer", "Ikke talt med", "Grundlag"],
    "en": ["Overview", "Months", "Units", "Categories", "Suppliers", "Contracts", "Reasons", "Account", "Files",
           "Not counted", "Basis"],
}  # fmt: skip


def written(answer: Answer, lang: str = "da") -> bytes:
    out = io.BytesIO()
    workbook(answer, lang=lang, write_to=out)
    return out.getvalue()


def ore(value: Any) -> int:
    """Kroner as they stand in a cell, in øre; nothing may be lost on the way."""
    exact = Decimal(str(value)) * 100
    assert exact == int(exact)
    return int(exact)


def table(sheet: list[list[Any]]) -> list[dict[str, Any]]:
    """The rows under the heading; the heading is the first row where every cell but the first stands too."""
    top = next(i for i, row in enumerate(sheet) if len([c for c in row if c not in ("", None)]) > 1)
    return [dict(zip(sheet[top], row, strict=True)) for row in sheet[top + 1 :]]


def by_calamine(raw: bytes, name: str) -> list[dict[str, Any]]:
    return table(
        CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_name(name).to_python(skip_empty_area=False)
    )


def by_openpyxl(raw: bytes, name: str) -> list[dict[str, Any]]:
    return table([list(row) for row in openpyxl.load_workbook(io.BytesIO(raw))[name].iter_rows(values_only=True)])


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_sheets(answer: Answer, lang: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(written(answer, lang))).sheetnames == SHEETS[lang]


def test_an_empty_answer() -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(written(empty_answer()))).sheetnames
    assert sheets == ["Oversigt", "Begrundelser", "Regnskab", "Filer", "Ikke talt med", "Grundlag"]


def test_the_overview(answer: Answer) -> None:
    raw = written(answer)
    first = by_openpyxl(raw, "Oversigt")[3]
    d = answer["definitions"][3]
    assert first == {
        "Definition": "Økologisk andel af fødevarer",
        "Version": "2",
        "Dato": "2026-01-01",
        "Andel, bevist": d["share_low"],
        "Andel, højst": d["share_high"],
        "Andelen er af, kr.": words.denominator(d) / 100,
        "Bæredygtigt, kr.": d["sustainable_ore"] / 100,
        "Ikke bæredygtigt, kr.": d["not_sustainable_ore"] / 100,
        "Ved vi ikke nok om, kr.": d["unknown_ore"] / 100,
        "Uden for definitionen, kr.": d["out_of_scope_ore"] / 100,
        "Mål": 0.6,
        "Mangler, kr.": d["gap_ore"] / 100,
        "Målets år": 2027,
        "Målets kilde": "Byrådets beslutning 14. juni 2025",
        "Hvad den tæller": "Kun fødevarer, i kroner; ikke i kilo.",
        "Definitionens kilde": "Strategi for grønne offentlige indkøb, 2020; https://example.org/strategi",
    }
    notes = [
        row[0] for row in openpyxl.load_workbook(io.BytesIO(raw))["Oversigt"].iter_rows(max_row=4, values_only=True)
    ]
    assert notes == [
        "Andel af bæredygtige indkøb: Tørsted Kommune",
        "1. januar 2026 – 31. december 2026",
        words.sentence(answer),
        "Alt er gjort rede for.",
    ]


@pytest.mark.parametrize("read", [by_openpyxl, by_calamine])
@pytest.mark.parametrize("name", SHEETS["da"][1:6])
def test_the_groups_add_up_to_the_ore(answer: Answer, read: Any, name: str) -> None:
    rows = read(written(answer), name)
    columns = {
        "sustainable_ore": "Bæredygtigt, kr.",
        "not_sustainable_ore": "Ikke bæredygtigt, kr.",
        "unknown_ore": "Ved vi ikke nok om, kr.",
        "out_of_scope_ore": "Uden for definitionen, kr.",
    }
    for d in answer["definitions"]:
        own = [
            row
            for row in rows
            if (row["Definition"], row["Version"], row["Dato"]) == (d["name_da"], d["version"], d["date"])
        ]
        assert {field: sum(ore(row[title]) for row in own) for field, title in columns.items()} == {
            field: d[field] for field in columns
        }
        assert sum(ore(row["Andelen er af, kr."]) for row in own) == words.denominator(d)


@pytest.mark.parametrize("read", [by_openpyxl, by_calamine])
def test_the_account_to_the_ore(answer: Answer, read: Any) -> None:
    answer["reconciliation"]["DKK"]["counted_ore"] = 9_007_199_254_740_93  # as large as a number in a sheet is exact
    rows = [
        (row["Hvad der blev af beløbet"], ore(row["Beløb"]), row["Valuta"]) for row in read(written(answer), "Regnskab")
    ]
    assert rows[:8] == [
        ("Talt med", 900719925474093, "DKK"),
        ("Holdt ude", 1200000, "DKK"),
        ("Lagt til side", 91233150, "DKK"),
        ("Lagt til side", 4400075, "DKK"),
        ("Afrunding", -317, "DKK"),
        ("Ikke gjort rede for", 0, "DKK"),
        ("I filerne i alt", 23609242821, "DKK"),
        ("Afgifter, vist særskilt", 412300, "DKK"),
    ]
    assert rows[-1] == ("Talt med, i kroner", 9325560, "DKK")


def test_what_is_not_counted(answer: Answer) -> None:
    rows = by_openpyxl(written(answer, "en"), "Not counted")
    assert len(rows) == 90
    assert rows[0] == {
        "File": "fakturaer/2026.zip!/<script>alert('hej')</script> & Co. A/S.xml",
        "Number": "20260000",
        "What happened": "set aside",
        "Why": "The document's figures do not add up.",
        "What and where": FORMULA,
        "Code": "arith",
        "Amount": 10000,
        "Currency": "DKK",
    }


def evil_answer(answer: Answer) -> Answer:
    answer["organisation"] = {"buyer": [FORMULA], "name": "=1+1"}
    answer["inputs"] = {key: list(EVIL) for key in answer["inputs"]}
    for d in answer["definitions"]:
        d |= {"name_da": "=HYPERLINK(A1)", "summary_da": "+1", "source": "@x", "version": "-1+1", "date": "=1"}
        for groups in d["groups"].values():
            for g, text in zip(groups, EVIL, strict=False):
                g |= {"label": text} if g["key"] and g["key"].startswith("2026-") else {"key": text, "label": text}
    answer["problems"] = [{**answer["problems"][0], "source": text, "detail": text, "currency": text} for text in EVIL]
    return answer


def test_nothing_becomes_a_formula_or_a_link(answer: Answer) -> None:
    raw = written(evil_answer(answer))
    with ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert not [name for name in parts.namelist() if "externalLink" in name or "_rels/sheet" in name]
    assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    kinds = {type(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {str, int, float}
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    files = [row["Fil"] for row in by_openpyxl(raw, "Ikke talt med")]
    assert files == [words.plain(text) for text in EVIL]


def test_a_text_too_long_for_a_cell_is_cut(answer: Answer) -> None:
    answer["problems"][0]["detail"] = "æ" * 40_000
    (cell, *_) = [row["Hvad og hvor"] for row in by_openpyxl(written(answer), "Ikke talt med")]
    assert cell == "æ" * 32_766 + "…"


def test_figures_are_numbers_that_read_well(answer: Answer) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(answer)))["Oversigt"]
    assert [(sheet.cell(7, column).number_format, sheet.cell(7, column).data_type) for column in (4, 5, 6, 12, 13)] == [
        ("0.00\\ %", "n"),
        ("0.00\\ %", "n"),
        ("#,##0.00", "n"),
        ("#,##0.00", "n"),
        ("General", "n"),
    ]


def test_ready_to_read_and_print(answer: Answer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(answer)))
    assert [settings(sheet) for sheet in book][:2] == [
        ("B7", "A6:P15", "landscape", "9", "$6:$6", 28.7109375),
        ("B6", "A5:O113", "landscape", "9", "$5:$5", 28.7109375),
    ]
    assert (book.properties.title, book.properties.creator) == ("Andel af bæredygtige indkøb", "Flok")
    assert book.properties.created.isoformat() == "2026-11-23T10:00:00"


def settings(sheet: Worksheet) -> tuple[Any, ...]:
    page = sheet.page_setup
    return (
        sheet.freeze_panes,
        sheet.auto_filter.ref,
        page.orientation,
        str(page.paperSize),
        sheet.print_title_rows,
        sheet.column_dimensions["A"].width,
    )


def test_the_same_answer_gives_the_same_bytes(answer: Answer, tmp_path: Path) -> None:
    workbook(answer, write_to=tmp_path / "andel.xlsx")
    assert (tmp_path / "andel.xlsx").read_bytes() == written(answer)


def test_libreoffice_reads_the_same(answer: Answer, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice here (Debian: apt-get install --no-install-recommends libreoffice-calc)")
    workbook(answer, write_to=tmp_path / "andel.xlsx")
    every_sheet = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1033,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, "--headless", "--norestore", profile, "--convert-to", every_sheet, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "andel.xlsx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "andel-Regnskab.csv").read_text(encoding="utf-8")
    rows = table(list(csv.reader(io.StringIO(text), delimiter=";")))
    assert [(ore(Decimal(row["Beløb"])), row["Valuta"]) for row in rows][:7] == [
        (23512409913, "DKK"),
        (1200000, "DKK"),
        (91233150, "DKK"),
        (4400075, "DKK"),
        (-317, "DKK"),
        (0, "DKK"),
        (23609242821, "DKK"),
    ]
