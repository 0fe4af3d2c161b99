"""The catalogue of bad tables, row by row: what each becomes, and that this process lives."""

from __future__ import annotations

import io
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from flok.domain.spend._reasons import Refused

HEADS = ["Fakturanr", "Fakturadato", "CVR", "Leverandør", "EAN", "Varetekst", "GTIN", "Beløb"]
GOOD = ["F1", "01-02-2026", "12345674", "Grøn A/S", "5798000000001", "Papir", "", 100.0]


def book(path: Path, *rows: list[object], heads: list[str] = HEADS, sheet: str = "Køb") -> Path:
    workbook = xlsxwriter.Workbook(str(path))
    worksheet = workbook.add_worksheet(sheet)
    for number, row in enumerate([heads, *rows]):
        worksheet.write_row(number, 0, row)
    workbook.close()
    return path


def with_parts(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The workbook with its parts changed; None drops a part."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def replaced(path: Path, part: str, old: bytes, new: bytes) -> Path:
    return with_parts(path, lambda name, content: content.replace(old, new) if name.endswith(part) else content)


def good(tmp: Path, name: str = "a.xlsx") -> Path:
    return book(tmp / name, GOOD)


def text_file(content: bytes) -> Callable[[Path], Path]:
    def built(tmp: Path) -> Path:
        (tmp / "a.csv").write_bytes(content)
        return tmp / "a.csv"

    return built


def row(**cells: object) -> Callable[[Path], Path]:
    """One good row, and one with these cells instead."""
    return lambda tmp: book(
        tmp / "a.xlsx", GOOD, ["F2", *(cells.get(h, g) for h, g in zip(HEADS[1:], GOOD[1:], strict=True))]
    )


def raw_amount(value: bytes, kind: bytes = b"") -> Callable[[Path], Path]:
    """The amount of the second row as raw XML; H3 is its cell."""
    return lambda tmp: replaced(
        row(Beløb=98765.0)(tmp), "sheet1.xml", b'<c r="H3"><v>98765</v>', b'<c r="H3"%s><v>%s</v>' % (kind, value)
    )


def renamed(name: str) -> Callable[[Path], Path]:
    return lambda tmp: good(tmp).rename(tmp / name)


def hugely_placed(tmp: Path) -> Path:
    return replaced(
        good(tmp), "sheet1.xml", b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )


def string_bomb(tmp: Path) -> Path:
    """1.6 MB that become 640 MB of strings, written a piece at a time."""
    path = with_parts(good(tmp), lambda name, content: None if name.endswith("sharedStrings.xml") else content)
    piece = (b"<si><t>%s</t></si>" % (b"a" * 1000)) * 10_000
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        part.write(b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>")
        for _ in range(64):
            part.write(piece)
        part.write(b"</sst>")
    return path


def entity_bomb(tmp: Path) -> Path:
    layers = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    start = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "ha">%s]><sst><si><t>&a9;</t></si></sst>' % layers
    return with_parts(good(tmp), lambda name, content: start if name.endswith("sharedStrings.xml") else content)


def macros(tmp: Path) -> Path:
    path = good(tmp)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return path


def open_document(tmp: Path) -> Path:
    with zipfile.ZipFile(tmp / "a.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return tmp / "a.xlsx"


CSV_HEAD = "Fakturanr;Fakturadato;CVR;Leverandør;Beløb\n"
CSV_ROW = "F1;01-02-2026;12345674;Grøn A/S;100,00\n"

REFUSED = {
    "S04 every value ambiguous": (text_file((CSV_HEAD + "F1;01-02-2026;12345674;A;1.234\n").encode()), "ambiguous"),
    "S04 comma and point": (
        text_file((CSV_HEAD + "F1;01-02-2026;12345674;A;1,5\nF2;01-02-2026;12345674;A;1.5\n").encode()),
        "ambiguous",
    ),
    "S05 month first": (text_file((CSV_HEAD + CSV_ROW.replace("01-02-", "02/13/")).encode()), "ambiguous"),
    "S06 UTF-16 cut short": (text_file((CSV_HEAD + CSV_ROW).encode("utf-16")[:-1]), "encoding"),
    "S07 no header": (text_file(b"1;2;3\n4;5;6\n"), "header"),
    "S08 repeated name": (text_file((CSV_HEAD[:-1] + ";Beløb\n" + CSV_ROW[:-1] + ";1\n").encode()), "header"),
    "S08 empty names": (text_file(("Fakturanr;;;\n" + CSV_ROW).encode()), "header"),
    "S10 .xlsm": (renamed("a.xlsm"), "type"),
    "S10 .xltm": (renamed("a.xltm"), "type"),
    "S10 macros in .xlsx": (macros, "type"),
    "S10 old Excel renamed": (
        lambda tmp: text_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))(tmp).rename(tmp / "a.xlsx"),
        "type",
    ),
    "S10 ODS renamed": (open_document, "type"),
    "S10 text renamed": (lambda tmp: text_file(b"hej")(tmp).rename(tmp / "a.xlsx"), "corrupt"),
    "S11 broken zip": (
        lambda tmp: text_file(good(tmp).read_bytes()[:-900])(tmp).rename(tmp / "a.xlsx"),
        "corrupt",
    ),
    "S11 missing strings": (
        lambda tmp: with_parts(good(tmp), lambda n, c: None if n.endswith("sharedStrings.xml") else c),
        "corrupt",
    ),
    "S11 string out of range": (
        lambda tmp: replaced(good(tmp), "sheet1.xml", b'<c r="A1" t="s"><v>0</v>', b'<c r="A1" t="s"><v>9999</v>'),
        "corrupt",
    ),
    "S12 only a hidden sheet": (
        lambda tmp: replaced(good(tmp), "workbook.xml", b'<sheet name="K', b'<sheet state="veryHidden" name="K'),
        "empty",
    ),
    "S13 shared strings bomb": (string_bomb, "limit"),
    "S14 entity bomb": (entity_bomb, "doctype"),
    "S15 one cell at XFD1048576": (hugely_placed, "limit"),
    "S19 quote never closed": (text_file((CSV_HEAD + '"F1;01-02-2026\n' + CSV_ROW * 3).encode()), "row"),
    "S19 quote never closed, long": (text_file((CSV_HEAD + '"F1;01-02-2026\n' + CSV_ROW * 9000).encode()), "limit"),
    "S19 NUL": (text_file((CSV_HEAD + CSV_ROW + "F2\0;x\n").encode()), "row"),
    "S19 CR alone": (text_file((CSV_HEAD + CSV_ROW * 3).replace("\n", "\r").encode()), "row"),
    "empty": (text_file(b""), "empty"),
    "XML": (text_file(b"<?xml version='1.0'?><Invoice/>"), "type"),
    "PDF": (text_file(b"%PDF-1.7 ..."), "type"),
}  # fmt: skip

RAGGED = ("rejected", "row", "række 3 / row 3")
ROWS = {
    "S03 ragged row": (text_file((CSV_HEAD + CSV_ROW + "F2;01-02-2026;1,00\n").encode()), *RAGGED),
    "S03 stray quote": (text_file((CSV_HEAD + CSV_ROW + '"F2" x;01-02-2026;;A;1,00\n').encode()), *RAGGED),
    "S16 1e400": (raw_amount(b"1e400"), "rejected", "cell", "række 3 / row 3: H3"),
    "S16 NaN": (raw_amount(b"NaN"), "rejected", "cell", "række 3 / row 3: H3"),
    "S16 #N/A": (raw_amount(b"#N/A", b' t="e"'), "rejected", "cell", "række 3 / row 3: H3"),
    "S16 TRUE": (row(Beløb=True), "rejected", "cell", "række 3 / row 3: H3"),
    "S16 30 February": (row(Fakturadato="30-02-2026"), "rejected", "cell", "række 3 / row 3: B3"),
    "S17 text exponent": (row(GTIN="5,70123E+12"), "set_aside", "precision", "række 3 / row 3: G3"),
    "S17 digits lost": (row(GTIN=5701230000000.0), "set_aside", "precision", "række 3 / row 3: G3"),
    "S17 fraction": (row(EAN=5798000000001.5), "set_aside", "precision", "række 3 / row 3: E3"),
    "S17 CVR without its nought": (row(CVR=1234567), "set_aside", "id", "række 3 / row 3: C3: 7 cifre / digits"),
    "X21 Infinity": (row(Beløb="Infinity"), "rejected", "cell", "række 3 / row 3: H3"),
    "X22 exponent": (row(Beløb="1E+999999"), "rejected", "cell", "række 3 / row 3: H3"),
    "X23 full-width digits": (row(Beløb="１２"), "rejected", "cell", "række 3 / row 3: H3"),
    "X23 underscore": (row(Beløb="1_000"), "rejected", "cell", "række 3 / row 3: H3"),
    "X35 year 9999": (row(Fakturadato="01-02-9999"), "set_aside", "date", "række 3 / row 3: B3: 9999-02-01"),
    "X35 too early": (row(Fakturadato="31-12-1989"), "set_aside", "date", "række 3 / row 3: B3: 1989-12-31"),
    "X37 CVR of nine": (row(CVR="123456789"), "set_aside", "id", "række 3 / row 3: C3: 9 cifre / digits"),
    "X37 GLN of twelve": (row(EAN="579800000000"), "set_aside", "id", "række 3 / row 3: E3: GLN"),
    "amount missing": (row(Beløb=""), "rejected", "missing", "række 3 / row 3: H3"),
    "date missing": (row(Fakturadato=""), "rejected", "missing", "række 3 / row 3: B3"),
    "supplier missing": (row(CVR="", Leverandør=""), "rejected", "missing", "række 3 / row 3: C3, D3"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_file_is_refused(case, tmp_path, read):
    build, code = REFUSED[case]
    with pytest.raises(Refused) as refused:
        read(build(tmp_path))
    assert refused.value.code == code


@pytest.mark.parametrize("case", ROWS)
def test_row_is_answered_for_and_the_rest_counted(case, tmp_path, read):
    build, status, code, detail = ROWS[case]
    documents = read(build(tmp_path))
    apart = [d for d in documents if d.status != "counted"]
    assert [(d.status, d.code, d.detail, d.counted_ore, d.lines) for d in apart] == [(status, code, detail, 0, ())]
    assert [d.counted_ore for d in documents if d.status == "counted"] == [10000]


def test_s19_field_of_100_megabytes_in_bounded_memory(tmp_path, read):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(CSV_HEAD.encode())
        for _ in range(100):
            file.write(b"x" * (1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == "limit"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # kB


def test_the_child_dies_alone_and_by_its_memory_limit(tmp_path):
    from flok.domain.spend.tables._sheet import Sheet

    with pytest.raises(Refused) as refused:
        Sheet(hugely_placed(tmp_path), None)
    assert (refused.value.code, refused.value.detail) == ("limit", "SIGABRT")


def test_s12_hidden_sheets_and_rows_are_excluded_and_told(tmp_path, read):
    workbook = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    shown, hidden, other = (workbook.add_worksheet(name) for name in ("Køb", "Gammel", "Andet"))
    for sheet in (shown, hidden, other):
        for number, cells in enumerate([HEADS, GOOD, ["F2", *GOOD[1:]]]):
            sheet.write_row(number, 0, cells)
    hidden.very_hidden()
    shown.set_row(2, None, None, {"hidden": True})
    workbook.close()
    documents = read(tmp_path / "a.xlsx")
    assert [(d.status, d.code, d.detail, d.source_ore) for d in documents] == [
        ("excluded", "hidden", "ark / sheet: Gammel", None),
        ("set_aside", "ambiguous", "ark ikke læst / sheet not read: Andet", None),
        ("excluded", "hidden", "række 3 / row 3", 10000),
        ("counted", None, None, 10000),
    ]


def test_s18_links_and_objects_are_passed_over_and_counted(tmp_path, read):
    from flok.domain.spend.tables import preview

    path = good(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        archive.writestr("xl/media/image1.png", b"png")
    assert preview(path).external_parts == 2
    assert [d.counted_ore for d in read(path)] == [10000]


def test_s02_a_formula_counts_by_its_saved_value(tmp_path, read):
    from flok.domain.spend.tables import preview

    path = replaced(good(tmp_path), "sheet1.xml", b"<v>100</v>", b"<f>WEBSERVICE(A1)</f><v>100</v>")
    assert preview(path).formulas == 1
    assert [d.counted_ore for d in read(path)] == [10000]


def test_s05_excel_dates_of_both_bases(tmp_path, read):
    days = []
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.CALENDAR_MAC_1904):
        workbook = openpyxl.Workbook()
        workbook.epoch = epoch
        for cells in (HEADS, [*GOOD[:1], openpyxl.utils.datetime.from_excel(46054), *GOOD[2:]]):
            workbook.active.append(cells)
        workbook.save(tmp_path / "a.xlsx")
        days += [d.issue_date.isoformat() for d in read(tmp_path / "a.xlsx")]
    assert days == ["2026-02-01", "2026-02-01"]


def test_s09_many_rows(tmp_path, read):
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(CSV_HEAD)
        file.writelines(f"F{i // 4};01-02-2026;12345674;Grøn A/S;{i % 100},25\n" for i in range(40_000))
    documents = read(path)
    assert len(documents) == 10_000
    assert sum(d.counted_ore for d in documents) == sum(i % 100 * 100 + 25 for i in range(40_000))


def test_the_child_may_use_no_more_than_its_limit():
    from flok.domain.spend.tables._sheet import limits

    megabyte = 1 << 20
    assert limits(2_000) == (512 * megabyte, 20)
    assert limits(10 * megabyte) == (632 * megabyte, 30)
    assert limits(500 * megabyte) == (1280 * megabyte, 60)
