"""What is taken out opens, and holds the sums of the answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pypdf
import pytest

from flok.apps.members.scoping import inside
from flok.apps.purchases.models import Delivery
from flok.apps.purchases.rules import in_letters
from flok.apps.share.queries import naming_sources
from flok.report import words
from tests.apps.share.conftest import MAIN, NOW, Room, Year


def taken(room: Room, form: str) -> tuple[str, bytes]:
    response = room.get(f"udtraek/{form}/")
    return response.headers["Content-Disposition"], b"".join(response)


def test_the_workbook(room: Room, year: Year) -> None:
    name, content = taken(room, "xlsx")
    assert name == f'attachment; filename="andel-{room.organisation.cvr}-1.xlsx"'
    cells = {
        cell.value
        for sheet in openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for row in sheet.iter_rows()
        for cell in row
    }
    own = year.definition(MAIN)
    wanted = {own[f"{outcome}_ore"] / 100 for outcome in ("sustainable", "unknown", "not_sustainable")}
    assert wanted - cells == set()


def test_the_csv(room: Room, year: Year) -> None:
    name, content = taken(room, "csv")
    assert name == f'attachment; filename="andel-{room.organisation.cvr}-1.csv"'
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    own = year.definition(MAIN)
    whole = next(row for row in rows if row["definition"] == MAIN and not row["dimension"])
    assert {key: int(whole[key]) for key in ("sustainable_ore", "unknown_ore", "not_sustainable_ore")} == {
        key: own[key] for key in ("sustainable_ore", "unknown_ore", "not_sustainable_ore")
    }


def test_the_pdf(room: Room, year: Year) -> None:
    name, content = taken(room, "pdf")
    assert name == f'attachment; filename="andel-{room.organisation.cvr}-1.pdf"'
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    own = year.definition(MAIN)
    said = [words.sentence(year.answer), words.amount(own["unknown_ore"]), words.amount(words.denominator(own))]
    assert [one for one in said if " ".join(one.split()) not in text] == []
    assert room.organisation.name in text


def test_the_html(room: Room, year: Year) -> None:
    name, content = taken(room, "html")
    assert name == f'attachment; filename="andel-{room.organisation.cvr}-1.html"'
    assert words.unbroken(words.told(year.definition(MAIN))) in words.unbroken(content.decode())
    assert b"<script" not in content


def test_the_lines(room: Room, year: Year) -> None:
    name, content = taken(room, "lines")
    assert name == f'attachment; filename="andel-{room.organisation.cvr}-1-linjer.csv"'
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    own = year.definition(MAIN)
    counted = sum(own[f"{name}_ore"] for name in ("sustainable", "unknown", "not_sustainable", "out_of_scope"))
    assert (len(rows), sum(int(row["dkk_ore"]) for row in rows)) == (year.answer["lines"], counted)


def test_what_is_taken_out_is_in_the_log(room: Room) -> None:
    for form in ("csv", "lines"):
        taken(room, form)
    room.get("udtraek/exe/", 404)
    assert room.audited() == [("export", "share", "csv"), ("export", "share", "lines")]


def test_there_is_nothing_to_take_out(opened: Callable[..., Room]) -> None:
    empty: Any = opened()
    assert "Der er ikke noget at tage ud endnu." in empty.get("udtraek/").content.decode()
    empty.get("udtraek/csv/", 404)
    assert empty.audited() == []


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "html", "lines"])
def test_the_page_offers_each(room: Room, form: str) -> None:
    assert f"/andel/udtraek/{form}/" in room.get("udtraek/").content.decode()


def test_files_are_named_as_they_were_handed_in(room: Room) -> None:
    sha256 = "0123456789abcdef" * 4
    with inside(room.organisation):
        Delivery.objects.create(
            organisation=room.organisation, name="januar.zip", ending="zip", size=1, sha256=sha256, at=NOW
        )
        named = naming_sources()
    inner = f"{in_letters(sha256)}.zip"
    assert [named(one) for one in (f"{inner}!/a/f1.xml", inner, "F1.xml", "")] == [
        "januar.zip › a/f1.xml", "januar.zip", "F1.xml", "",
    ]  # fmt: skip
