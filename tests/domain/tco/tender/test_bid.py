"""Bids read back: every altered, missing or implausible cell is named, and no file can do harm."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

import pytest

from flok.domain.tco.tender import CODES, Bid, fingerprint, read_bid, workbook_bytes
from flok.domain.tco.tender._file import LARGEST
from flok.domain.tco.tender._layout import address
from flok.domain.tco.tender._sheets import layout

from .tenders import COMPARED_ORE, ENGLISH, VALUES, cell_changed, dishwashers, filled, part_changed

TENDER = dishwashers()
FILLED = filled(TENDER)
IN_ENGLISH = dishwashers(terms=ENGLISH)
RESULT = f"Tilbud!{address(*layout(TENDER).result)}"


def read(content: bytes) -> Bid:
    return read_bid(TENDER, "bid.xlsx", content)


def codes(bid: Bid) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in bid.remarks]


def test_a_bid_is_computed_by_the_engine_and_its_remarks_are_notes() -> None:
    bid = read(FILLED)
    assert (bid.bidder, bid.status, bid.compared_ore, bid.own_ore) == ("Fiktiv A/S", "fine", COMPARED_ORE, None)
    assert dict(bid.values) == VALUES
    assert codes(bid) == [("no_result", RESULT)]


def test_what_the_workbook_itself_came_to_is_compared_to_the_ore() -> None:
    formula = layout(TENDER).bid.cells[layout(TENDER).result].formula.replace("<", "&lt;")
    formula = formula.replace('"', "&quot;")
    same = read(cell_changed(FILLED, RESULT, f"><f>{formula}</f><v>{COMPARED_ORE / 100}</v>"))
    assert (same.status, same.own_ore, codes(same)) == ("fine", COMPARED_ORE, [])
    other = read(cell_changed(FILLED, RESULT, f"><f>{formula}</f><v>{(COMPARED_ORE + 1) / 100}</v>"))
    assert other.status == "ask"
    assert other.remarks[0].told("da") == (
        f"{RESULT}: Arkets resultat er et andet end det beregnede (fundet 1856881.00, skulle være 1856880.99)"
    )


@pytest.mark.parametrize(
    ("cell", "xml", "code"),
    [
        ("Tilbud!C16", "", "missing_entry"),
        ("Tilbud!C16", 't="str"><v>8.000,00</v>', "text_in_entry"),
        ("Tilbud!C16", 't="str"><v>1e400</v>', "text_in_entry"),
        ("Tilbud!C16", "><v>1e400</v>", "not_a_number"),
        ("Tilbud!C16", "><v>NaN</v>", "not_a_number"),
        ("Tilbud!C16", 't="e"><v>#N/A</v>', "not_a_number"),
        ("Tilbud!C16", 't="b"><v>1</v>', "not_a_number"),
        ("Tilbud!C16", 't="d"><v>2027-02-30</v>', "date_in_entry"),
        ("Tilbud!C16", "><v>8_000</v>", "not_a_number"),
        ("Tilbud!C16", "><v>８０００</v>", "not_a_number"),
        ("Tilbud!C16", "><v>0x1F40</v>", "not_a_number"),
        ("Tilbud!C16", "><f>4000*2</f>", "not_a_number"),
    ],
)
def test_s16_an_entry_that_is_no_number_is_missing_and_named(cell: str, xml: str, code: str) -> None:
    bid = read(cell_changed(FILLED, cell, xml))
    assert (bid.status, bid.compared_ore, codes(bid)) == ("missing", None, [(code, cell)])
    assert dict(bid.values) == {key: value for key, value in VALUES.items() if key != "purchase_price"}


@pytest.mark.parametrize(
    ("shown", "is_date"),
    [
        ("d-mmm", True), ("[$-406]dd\\-mm\\-yyyy", True), ("h:mm", True), ("General", False), ("0.00E+00", False),
        ('#,##0.00\\ "kr. om måneden"', False), ("[Red]0.00;[Blue]-0.00", False), ("_-* #,##0_-", False),
    ],
)  # fmt: skip
def test_s16_what_a_program_has_made_a_date_is_no_number(shown: str, is_date: bool) -> None:
    """A Danish Excel makes 1.5 the first of May: 46,143 days, and no price."""
    with zipfile.ZipFile(io.BytesIO(FILLED)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    count = styles[styles.index("<cellXfs") :].split("</cellXfs>")[0].count("<xf ")
    code = shown.replace('"', "&quot;")
    styles = re.sub(r"<numFmts.*?</numFmts>", "", styles).replace(
        "<fonts", f'<numFmts count="1"><numFmt numFmtId="190" formatCode="{code}"/></numFmts><fonts', 1
    )
    styles = styles.replace("</cellXfs>", '<xf numFmtId="190"/><xf numFmtId="14"/></cellXfs>')
    content = part_changed(FILLED, "xl/styles.xml", "", styles)
    bid = read(cell_changed(content, "Tilbud!C16", f's="{count}"><v>46143</v>'))
    assert (("date_in_entry", "Tilbud!C16") in codes(bid), bid.compared_ore is None) == (is_date, is_date)
    usual = read(cell_changed(content, "Tilbud!C16", f's="{count + 1}"><v>46143</v>'))
    assert codes(usual) == [("date_in_entry", "Tilbud!C16")]


@pytest.mark.parametrize(
    ("value", "code", "status"),
    [
        ("-1", "implausible", "ask"),
        ("0.01", "implausible", "ask"),
        ("1e300", "implausible", "missing"),
        ("100000", "", "fine"),
    ],
)
def test_s20_an_implausible_price_is_asked_about(value: str, code: str, status: str) -> None:
    bid = read(cell_changed(FILLED, "Tilbud!C16", f"><v>{value}</v>"))
    assert bid.status == status
    assert ((code, "Tilbud!C16") in codes(bid)) is bool(code)
    assert (bid.compared_ore is None) is (status == "missing")


def test_a_formula_in_an_entry_is_told_and_its_last_number_used() -> None:
    bid = read(cell_changed(FILLED, "Tilbud!C16", "><f>4000*2</f><v>8000</v>"))
    assert (bid.status, bid.compared_ore) == ("ask", COMPARED_ORE)
    assert bid.remarks[0].told("en") == (
        "Tilbud!C16: The entry is a formula; the number it last gave is used (found =4000*2)"
    )
    alone = read(cell_changed(FILLED, "Tilbud!C16", "><f>WEBSERVICE(&quot;https://x.invalid&quot;)</f>"))
    assert alone.status == "missing"


@pytest.mark.parametrize(
    ("cell", "xml", "code"),
    [
        ("Beregning!D4", "><f>B4*C4*0.5</f>", "altered_formula"),
        ("Beregning!D4", "><v>1</v>", "altered_formula"),
        ("Forudsætninger!C6", "><v>39</v>", "altered_cell"),
        ("Forudsætninger!C6", "><f>40</f><v>40</v>", "altered_cell"),
        ("Forudsætninger!C6", "", "removed_cell"),
        ("Tilbud!A16", 't="str"><v>Pris pr. maskine ekskl. levering</v>', "altered_cell"),
        ("Tilbud!D7", 't="str"><v>Forbehold: prisen gælder til 1. maj</v>', "extra_cell"),
    ],
)
def test_s20_what_is_altered_outside_the_entries_is_named_and_does_not_count(cell: str, xml: str, code: str) -> None:
    bid = read(cell_changed(FILLED, cell, xml))
    assert (bid.status, bid.compared_ore) == ("ask", COMPARED_ORE)
    assert (code, cell) in codes(bid)


def test_numbers_and_formulas_that_mean_the_same_are_the_same() -> None:
    bid = read(cell_changed(FILLED, "Beregning!D4", "><f> $b$4 * c4</f>"))
    assert bid.status == "fine"
    bid = read(cell_changed(FILLED, "Forudsætninger!C6", "><v>4.0000000000000001E1</v>"))
    assert bid.status == "fine"


def test_shared_formulas_are_read_as_what_they_stand_for() -> None:
    shared = cell_changed(FILLED, "Beregning!D4", '><f t="shared" ref="D4:D5" si="0">B4*C4</f><v>0</v>')
    assert read(cell_changed(shared, "Beregning!D5", '><f t="shared" si="0"/><v>0</v>')).status == "fine"
    wrong = cell_changed(shared, "Beregning!D6", '><f t="shared" si="0"/><v>0</v>')
    moved = cell_changed(wrong, "Beregning!D7", '><f t="shared" si="9"/><v>0</v>')
    assert read(moved).status == "refused"


def test_a_workbook_of_another_tender_is_refused_with_both_fingerprints() -> None:
    other = dishwashers('rule = "lowest_cost"\ntie = "draw"')
    bid = read(filled(other))
    assert (bid.status, codes(bid), bid.values) == ("refused", [("other_tender", "Tilbud!C4")], ())
    assert (bid.remarks[0].found, bid.remarks[0].expected) == (fingerprint(other), fingerprint(TENDER))
    assert codes(read(cell_changed(FILLED, "Tilbud!C4", ""))) == [("no_fingerprint", "Tilbud!C4")]


def test_a_workbook_in_the_other_language_is_another_tenders() -> None:
    bid = read(filled(IN_ENGLISH))
    assert (bid.status, codes(bid), bid.values) == ("refused", [("other_tender", "Bid!C4")], ())
    assert (bid.remarks[0].found, bid.remarks[0].expected) == (fingerprint(IN_ENGLISH), fingerprint(TENDER))
    bid = read_bid(IN_ENGLISH, "bid.xlsx", FILLED)
    assert (bid.status, codes(bid)) == ("refused", [("other_tender", "Tilbud!C4")])


TAMPERED = {
    "untouched": ("", "", "", ""),
    "missing": ("Tilbud!C16", "Bid!C16", "", "missing_entry"),
    "text": ("Tilbud!C16", "Bid!C16", 't="str"><v>8.000,00</v>', "text_in_entry"),
    "implausible": ("Tilbud!C17", "Bid!C17", "><v>40</v>", "implausible"),
    "formula": ("Beregning!D4", "Calculation!D4", "><f>B4*C4*0.5</f>", "altered_formula"),
    "result": ("Tilbud!C24", "Bid!C24", "><v>1</v>", "altered_formula"),
    "locked": ("Forudsætninger!C6", "Assumptions!C6", "><v>39</v>", "altered_cell"),
    "factor": ("Faktorer!C6", "Factors!C6", "", "removed_cell"),
    "reservation": ("Tilbud!D7", "Bid!D7", 't="str"><v>x</v>', "extra_cell"),
}


@pytest.mark.parametrize(("cell", "english", "xml", "code"), TAMPERED.values(), ids=TAMPERED)
def test_a_bid_is_read_back_the_same_in_either_language(cell: str, english: str, xml: str, code: str) -> None:
    danish_file, english_file = FILLED, filled(IN_ENGLISH)
    if cell:
        danish_file, english_file = cell_changed(danish_file, cell, xml), cell_changed(english_file, english, xml)
    one, other = read(danish_file), read_bid(IN_ENGLISH, "bid.xlsx", english_file)
    sheets = {"Tilbud": "Bid", "Forudsætninger": "Assumptions", "Beregning": "Calculation", "Faktorer": "Factors"}
    told = []
    for each in one.remarks:
        sheet, mark, place = each.cell.partition("!")
        told.append((each.code, sheets.get(sheet, sheet) + mark + place, each.found))
    assert told == [(each.code, each.cell, each.found) for each in other.remarks]
    assert not cell or (code, english) in codes(other)
    assert [(each.status, each.values, each.compared_ore, each.costs_ore, each.own_ore) for each in (one, other)] == [
        (one.status, one.values, one.compared_ore, one.costs_ore, one.own_ore)
    ] * 2


def test_remarks_in_english_name_the_cells_of_the_english_workbook() -> None:
    told = [
        each.told(IN_ENGLISH.terms.language)
        for xml in ('t="str"><v>50,000 in all</v>', "")
        for each in read_bid(IN_ENGLISH, "b.xlsx", cell_changed(filled(IN_ENGLISH), "Bid!C16", xml)).remarks
    ]
    assert told[0] == "Bid!C16: The entry is text, not a number (found 50,000 in all)"
    assert "Bid!C16: The entry is missing" in told


def test_s18_extra_sheets_comments_links_and_drawings_are_told() -> None:
    content = part_changed(FILLED, "xl/comments1.xml", "", "<comments/>")
    content = part_changed(content, "xl/externalLinks/externalLink1.xml", "", "<externalLink/>")
    content = part_changed(content, "xl/drawings/drawing1.xml", "", "<wsDr/>")
    sheet = '<sheet name="Noter" sheetId="9" state="veryHidden" r:id="rId99"/></sheets>'
    content = part_changed(content, "xl/workbook.xml", "</sheets>", sheet)
    bid = read(content)
    assert (bid.status, bid.compared_ore) == ("ask", COMPARED_ORE)
    assert codes(bid) == [
        ("extra_sheet", "Noter"),
        ("comments", ""),
        ("drawings", ""),
        ("links", ""),
        ("no_result", RESULT),
    ]


def test_a_missing_sheet_is_told_and_the_bid_still_computed() -> None:
    bid = read(part_changed(FILLED, "xl/workbook.xml", 'name="Faktorer"', 'name="Andet"'))
    assert (bid.status, bid.compared_ore) == ("ask", COMPARED_ORE)
    assert ("missing_sheet", "Faktorer") in codes(bid)


def types(content: str) -> bytes:
    return part_changed(FILLED, "[Content_Types].xml", "spreadsheetml.sheet.main", content)


def zipped(name: str, content: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return into.getvalue()


def flagged(content: bytes) -> bytes:
    """The central directory says that the first entry is encrypted."""
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + bytes([content[place] | 1]) + content[place + 1 :]


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst>&a;</sst>'
LATE = f"<!--{' ' * 99_000}-->{ENTITY[21:]}"
BOMB = b'<worksheet><sheetData><row><c t="str"><v>' + b"a" * (80 << 20) + b"</v></c></row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: b"", "type"),
        (lambda: b"%PDF-1.7", "type"),
        (lambda: FILLED[:3000], "type"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_format"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: flagged(FILLED), "encrypted"),
        (lambda: zipped("content.xml", b"<x/>"), "ods"),
        (lambda: zipped("hello.txt", b"hej"), "type"),
        (lambda: types("spreadsheetml.sheet.macroEnabled.main"), "macros"),
        (lambda: part_changed(FILLED, "xl/vbaProject.bin", "", "x"), "macros"),
        (lambda: types("wordprocessingml.document.main"), "type"),
        (lambda: part_changed(FILLED, "xl/sharedStrings.xml", "", ENTITY), "doctype"),
        (lambda: part_changed(FILLED, "xl/worksheets/sheet1.xml", "", LATE), "doctype"),
        (lambda: part_changed(FILLED, "xl/workbook.xml", "</workbook>", ""), "corrupt"),
        (lambda: part_changed(FILLED, "xl/worksheets/sheet3.xml", "", BOMB.decode()), "limit"),
        (lambda: cell_changed(FILLED, "Tilbud!C16", 't="s"><v>999999</v>'), "corrupt"),
        (lambda: FILLED.replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml"), "corrupt"),
        (lambda: bytes(LARGEST + 1), "too_large"),
    ],
)  # fmt: skip
def test_s10_s11_s13_s14_a_file_that_is_no_bid_is_refused_with_its_reason_and_kept_by_hash(
    made: Callable[[], bytes], code: str
) -> None:
    content = made()
    bid = read(content)
    assert (bid.status, [each.code for each in bid.remarks]) == ("refused", [code])
    assert (bid.size, len(bid.sha256), bid.compared_ore) == (len(content), 64, None)
    assert " / " not in bid.remarks[0].found  # a remark is in one language


def test_why_a_file_is_refused_is_short_whatever_stands_in_it() -> None:
    long = "worksheets/" + "a" * 1_000_000
    (remark,) = read(part_changed(FILLED, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", long)).remarks
    assert (remark.code, len(remark.found)) == ("corrupt", 80)


def test_a_cell_in_the_far_corner_is_one_extra_cell() -> None:
    part = "xl/worksheets/sheet3.xml"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    bid = read(part_changed(FILLED, part, "</sheetData>", far))
    assert ("extra_cell", "Beregning!XFD1048576") in codes(bid)
    bid = read(part_changed(FILLED, part, "</sheetData>", '<row r="1"><c r="A0"/></row></sheetData>'))
    assert codes(bid) == [("corrupt", "")]


def test_many_extra_cells_are_counted_after_the_first_two_hundred() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(5000, 5300))
    bid = read(part_changed(FILLED, "xl/worksheets/sheet3.xml", "</sheetData>", f"{rows}</sheetData>"))
    assert sum(code == "extra_cell" for code, _ in codes(bid)) == 200
    assert next(each.found for each in bid.remarks if each.code == "extra_cells") == "100"


def test_what_was_handed_out_and_not_filled_in_cannot_be_computed() -> None:
    bid = read(workbook_bytes(TENDER))
    assert bid.status == "missing"
    assert codes(bid) == [
        ("no_bidder", "Tilbud!C11"),
        *(("missing_entry", f"Tilbud!C{row}") for row in (16, 17, 18, 19)),
    ]


def test_texts_from_a_file_are_shown_on_one_line_without_marks_that_turn_it() -> None:
    bid = read(filled(TENDER, VALUES, "Fiktiv\u202eSFI\nA/S " + "x" * 200))
    assert bid.bidder.startswith("Fiktiv SFI A/S xxx")
    assert len(bid.bidder) == 80


def test_whatever_is_damaged_in_a_file_there_is_an_answer() -> None:
    draw = random.Random(5)
    for _ in range(40):
        content = bytearray(FILLED)
        for _ in range(draw.randint(1, 4)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        bid = read(bytes(content[: draw.randint(len(content) // 2, len(content) + 1)]))
        assert bid.status in ("refused", "missing", "ask", "fine")
        assert bid.compared_ore in (None, COMPARED_ORE) or bid.status == "ask" or dict(bid.values) != VALUES


def test_every_code_has_danish_and_english_words() -> None:
    assert all(da and en and da != en for _, da, en in CODES.values())
