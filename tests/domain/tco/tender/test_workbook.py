"""The workbook counts as the engine does, to the øre, by a real LibreOffice."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from pathlib import Path

from flok.domain.tco import compile_study, evaluate, to_ore
from flok.domain.tco.tender import read_bid, workbook_bytes
from flok.domain.tco.tender._bound import with_bid
from flok.domain.tco.tender._file import read_book
from flok.domain.tco.tender._layout import (
    BID,
    COUNTED,
    FACTORS,
    GIVEN,
    LIVES,
    Cell,
    Layout,
    Sheet,
    address,
)
from flok.domain.tco.tender._render import render
from flok.domain.tco.tender._sheets import layout

from .office import needs_office, recalculated
from .random_studies import random_tender
from .tenders import COMPARED_ORE, ENGLISH, VALUES, dishwashers, filled

STUDIES = 500
A_FILE = 125
REFERENCE = re.compile(r"(\$?\b[A-Z]{1,2}\$?)([0-9]+)\b")


def test_the_same_tender_gives_the_same_bytes() -> None:
    assert workbook_bytes(dishwashers()) == workbook_bytes(dishwashers())


def test_only_the_bidders_cells_are_open_and_each_has_help_and_validation() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(dishwashers())))
    assert [each.protection.sheet for each in book] == [True] * 4
    opened = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    entries = {f"C{row}" for row in (11, 12, 13, 16, 17, 18, 19)}
    assert opened == {f"Tilbud!{each}" for each in entries}
    helped = {str(each.sqref): each for each in book["Tilbud"].data_validations.dataValidation}
    assert helped.keys() == entries
    assert all(each.showInputMessage and each.prompt for each in helped.values())
    energy = helped["C17"]
    assert (energy.type, energy.formula1, energy.formula2, energy.errorStyle) == ("decimal", "0.2", "3.0", "warning")
    assert energy.prompt == (
        "El pr. vask i kWh/vask. Et tal fra 0,2 til 3. "
        "Dokumenteres ved: Energimærke og måling efter EN 60436, eco-program"
    )
    assert book.defined_names["FLOK_FINGERPRINT"].attr_text == "Tilbud!$C$4"


def test_an_english_workbook_is_english_throughout() -> None:
    """What it has in common with the Danish one is what the study and the terms say in one way, and marks."""
    for seed in range(12):
        tender, _ = random_tender(seed)
        english = replace(tender, terms=replace(tender.terms, language="en"))
        both = _texts(workbook_bytes(tender)) & _texts(workbook_bytes(english))
        study = tender.study
        own = {each.name.da for each in (study, *study.inputs, *study.lines, *study.effects)}
        own |= {each.unit for each in study.inputs} | {"Datablad", "Sum"}
        own |= {"Eksempel Kommune, 2027-0001", f"{study.id}, version 1, 2026-11-01"}
        words = {text for text in both if re.search(r"[^\W\d_]", text)}
        assert {text for text in words if not set(text.split(" / ")) <= own} == set()


def _texts(content: bytes) -> set[str]:
    """Everything there is to read in a workbook: cells, texts in formulas, help, names, headers."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {book.properties.title, *book.sheetnames}
    for sheet in book:
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        found |= {each for each in cells if not each.startswith("=")}
        found |= {text for each in cells if each.startswith("=") for text in re.findall(r'"([^"]*)"', each)}
        found.add(str(sheet.oddFooter.right.text))
        for rule in sheet.data_validations.dataValidation:
            found |= {str(each) for each in (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error)}
    return found


def test_formulas_use_functions_common_to_excel_and_libreoffice_only() -> None:
    used: set[str] = set()
    for seed in range(60):
        tender, _ = random_tender(seed)
        for sheet in layout(tender).sheets:
            for cell in sheet.cells.values():
                used |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", cell.formula))
    assert used == {"AND", "COUNT", "IF", "INDEX", "INT", "ISNUMBER", "ROUND", "SUM"}


@needs_office
def test_the_workbook_reaches_the_engines_ore_in_500_random_studies(tmp_path: Path) -> None:
    expected: dict[int, int] = {}
    places: dict[int, tuple[str, str]] = {}
    files = []
    for first in range(0, STUDIES, A_FILE):
        sheets = {name.da: Sheet(name.da, ()) for name in (BID, GIVEN, COUNTED, FACTORS, LIVES)}
        down = 0
        for seed in range(first, first + A_FILE):
            tender, bid = random_tender(seed)
            told = layout(tender)
            _stack(sheets, told, bid, down)
            expected[seed] = to_ore(float(evaluate(compile_study(with_bid(tender, bid))).compared[0]))
            row, column = told.result
            places[seed] = (f"{first}.xlsx", address(row + down, column))
            down += 2 + max(row for sheet in told.sheets for row, _ in sheet.cells)
        files.append(tmp_path / f"{first}.xlsx")
        render(Layout("", "da", "", tuple(sheets.values()), {}, {}, (0, 0)), files[-1], datetime.date(2027, 1, 1))
    books = {name: read_book(path.read_bytes()) for name, path in recalculated(files, tmp_path).items()}
    found = {name: book.sheet(BID.da) for name, book in books.items()}
    reached = {seed: to_ore(float(found[name].cells[place].value)) for seed, (name, place) in places.items()}
    assert reached == expected


def _stack(sheets: dict[str, Sheet], told: Layout, bid: dict[str, float], down: int) -> None:
    """One workbook, filled in, below others in the same sheets: LibreOffice spends its time on sheets, not on cells."""
    for sheet in told.sheets:
        for (row, column), cell in sheet.cells.items():
            formula = REFERENCE.sub(lambda found: f"{found[1]}{int(found[2]) + down}", cell.formula)
            value = bid.get(cell.entry.id) if cell.entry else cell.value
            sheets[sheet.name].cells[row + down, column] = Cell(value, formula)


@needs_office
def test_a_workbook_filled_and_saved_in_libreoffice_is_read_back_whole(tmp_path: Path) -> None:
    tender = dishwashers()
    path = tmp_path / "bid.xlsx"
    path.write_bytes(filled(tender))
    bid = read_bid(tender, "bid.xlsx", recalculated([path], tmp_path)["bid.xlsx"].read_bytes())
    assert (bid.status, bid.own_ore, bid.compared_ore) == ("fine", COMPARED_ORE, COMPARED_ORE)
    assert dict(bid.values) == VALUES
    assert [each.code for each in bid.remarks] == ["other_program"]


@needs_office
def test_an_english_workbook_reaches_the_engines_ore_and_is_read_back_whole(tmp_path: Path) -> None:
    """One of dishwashers, and one where the bidder states a lifetime, so that there is a sheet of those."""
    lives, values = next(made for made in map(random_tender, range(STUDIES)) if len(layout(made[0]).sheets) == 5)
    lives = replace(lives, terms=replace(lives.terms, language="en"))
    handed = {"dishes.xlsx": (dishwashers(terms=ENGLISH), VALUES), "lives.xlsx": (lives, values)}
    for name, (tender, given) in handed.items():
        (tmp_path / name).write_bytes(filled(tender, given))
    saved = recalculated([tmp_path / name for name in handed], tmp_path)
    for name, (tender, given) in handed.items():
        bid = read_bid(tender, name, saved[name].read_bytes())
        expected = to_ore(float(evaluate(compile_study(with_bid(tender, given))).compared[0]))
        assert (bid.status, bid.own_ore, bid.compared_ore) == ("fine", expected, expected)
        assert dict(bid.values) == given
        told = f"The file was saved by another program (found {bid.program})"
        assert [each.told(tender.terms.language) for each in bid.remarks] == [told]
    assert [each.name for each in layout(lives).sheets][-1] == "Lifetimes"


@needs_office
def test_an_empty_workbook_says_what_is_missing(tmp_path: Path) -> None:
    tender = dishwashers()
    path = tmp_path / "empty.xlsx"
    path.write_bytes(filled(tender, {}, ""))
    book = read_book(recalculated([path], tmp_path)["empty.xlsx"].read_bytes())
    sheet = book.sheet(BID.da)
    assert sheet is not None
    assert sheet.cells[address(*layout(tender).result)].value == "Felter mangler"
    assert sheet.cells["G17"].value == "Mangler et tal"
