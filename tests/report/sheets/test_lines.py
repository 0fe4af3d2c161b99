"""Purchase lines as a workbook: typed cells, more sheets when one is full, harmless texts."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl

from flok.domain import spend
from flok.report import lines_workbook
from flok.report.sheets._lines import _TITLES
from tests.report.answers import FORMULA

MADE = datetime(2026, 11, 23, 10, 0)


def line(place: int, **fields: Any) -> dict[str, Any]:
    """A line with these fields; the others are null."""
    empty: dict[str, Any] = dict.fromkeys(spend.LINES.names)
    return {**empty, "line_id": f"0123456789abcdef-{place:04d}", "line_index": place, **fields}


def sheets(raw: bytes) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(raw)):
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def written(rows: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    lines_workbook(rows, write_to=out, made=MADE, **options)
    return out.getvalue()


def test_a_line_in_its_columns() -> None:
    told = {"name": "Kopipapir A4", "gtin": "09520000000015", "currency": "DKK", "supplier_name": FORMULA}
    one = line(1, issue_date=date(2026, 3, 12), quantity=12.5, dkk_ore=-124_005, **told)
    (found,) = sheets(written([one]))["Indkøbslinjer"]
    assert {title: value for title, value in found.items() if value is not None} == {
        "Linjens navn i Flok": "0123456789abcdef-0001",
        "Plads": 1,
        "Vare": "Kopipapir A4",
        "Dato": datetime(2026, 3, 12),
        "Antal": 12.5,
        "Beløb i kroner": -1240.05,
        "GTIN": "09520000000015",
        "Valuta": "DKK",
        "Leverandørens navn": FORMULA,
    }


def test_every_column_has_a_title_in_both_languages() -> None:
    assert list(_TITLES) == list(spend.LINES.names)
    for lang in ("da", "en"):
        (found,) = sheets(written([line(1)], lang=lang)).values()
        assert len(found[0]) == len(spend.LINES.names)
    assert next(iter(sheets(written([], lang="en")))) == "Purchase lines"


def test_a_full_sheet_is_followed_by_another() -> None:
    rows = [line(n, dkk_ore=n) for n in range(1, 8)]
    found = sheets(written(iter(rows), most=3))
    assert {name: [row["Plads"] for row in listed] for name, listed in found.items()} == {
        "Indkøbslinjer": [1, 2, 3],
        "Indkøbslinjer 2": [4, 5, 6],
        "Indkøbslinjer 3": [7],
    }
    assert list(sheets(written(rows[:3], most=3))) == ["Indkøbslinjer"]


def test_rows_are_taken_one_at_a_time() -> None:
    taken = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(5):
            taken.append(number)
            yield line(number)

    assert lines_workbook(rows(), write_to=io.BytesIO(), made=MADE) == 5
    assert taken == [0, 1, 2, 3, 4]


def test_no_lines() -> None:
    assert lines_workbook([], write_to=io.BytesIO()) == 0


def test_no_formula_and_no_number_that_is_none() -> None:
    raw = written([line(1, name="=1+1", quantity=float("inf"), kg_co2e=float("nan"), number="00012")])
    with ZipFile(io.BytesIO(raw)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    (found,) = sheets(raw)["Indkøbslinjer"]
    told = [found[title] for title in ("Vare", "Antal", "Kg CO2e, oplyst", "Nummer")]
    assert told == ["=1+1", "inf", "nan", "00012"]


def test_the_same_lines_give_the_same_bytes() -> None:
    assert written([line(1)]) == written([line(1)])
