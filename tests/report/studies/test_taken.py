"""What is taken along: the same study and day give the same bytes, on two pages, with the figures of the engine."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pypdf
import pytest

from flok.domain import tco
from flok.report import studies

ABOUT = studies.About("Fiktiv Kommune", 3, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize("study", tco.templates(), ids=lambda one: one.id)
def test_two_tagged_pages_in_both_languages(study: tco.Study) -> None:
    for lang in ("da", "en"):
        about = replace(ABOUT, lang=lang)
        content = studies.pdf(study, about)
        reader = pypdf.PdfReader(io.BytesIO(content))
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        told = studies.told(study, lang=lang)
        assert [
            one for one in (told.answer, told.sureness, "Fiktiv Kommune") if " ".join(one.split()) not in text
        ] == []
        assert (len(reader.pages), reader.trailer["/Root"]["/Lang"], "/MarkInfo" in reader.trailer["/Root"]) == (
            2, lang, True,
        )  # fmt: skip
    assert studies.pdf(study, ABOUT) == studies.pdf(study, ABOUT)


def test_one_alternative_alone_has_its_pages_too() -> None:
    alone = tco.without_alternative(tco.templates()[0], "saving")
    assert len(pypdf.PdfReader(io.BytesIO(studies.pdf(alone, ABOUT))).pages) == 2


def test_texts_are_texts() -> None:
    study = replace(tco.templates()[0], name=tco.Name("=1+1 #set[x] \u202e", "=1+1"))
    book = openpyxl.load_workbook(io.BytesIO(studies.workbook(study, ABOUT)))
    assert (book.worksheets[0]["A1"].value, book.worksheets[0]["A1"].data_type) == ("=1+1 #set[x] ", "s")
    text = pypdf.PdfReader(io.BytesIO(studies.pdf(study, ABOUT))).pages[0].extract_text()
    assert "=1+1 #set[x]" in text


@pytest.mark.parametrize("study", tco.templates(), ids=lambda one: one.id)
def test_the_workbook_has_each_figure(study: tco.Study) -> None:
    book = openpyxl.load_workbook(io.BytesIO(studies.workbook(study, ABOUT)))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    found = tco.results(study)
    figures = {one.compared.ore for one in found.alternatives}
    figures |= {ore for one in found.alternatives for line in one.lines for ore in line.by_year}
    assert {ore / 100 for ore in figures} - cells == set()
    assert studies.workbook(study, ABOUT) == studies.workbook(study, ABOUT)
