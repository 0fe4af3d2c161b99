"""Short papers: PDF/UA, DOCX and text of the same content, whatever letters are in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pypdf
import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.shared import Twips

from flok.domain.labels import Paper, Section, Table, assess, paste_texts, place, record, texts_paper
from flok.report import papers
from tests.domain.labels.filled import well_but

PAPER = Paper(
    title="Vurdering af Svanemærket",
    about="Rengøring",
    lang="da",
    made_on=date(2026, 11, 24),
    lead="Mærket må kræves.",
    sections=(
        Section("Krav", sentences=("Én sætning.\n• ét punkt",), points=("Et punkt",)),
        Section("Tekst", table=Table(("Tekst", "Tjener"), (("Varen skal være mærket.", "§ 46, stk. 1"),))),
    ),
)
HOSTILE = "<script>alert(1)</script> #set page() *b* [x](javascript:y) ]]> & \u202e\u200b\x00\x1b 漢字 😀 = @"


def hostile() -> Paper:
    table = Table((HOSTILE, HOSTILE), ((HOSTILE, HOSTILE),))
    section = Section(HOSTILE, (HOSTILE,), (HOSTILE,), table)
    return Paper(HOSTILE, HOSTILE, "en", date(2026, 11, 24), HOSTILE, (section,))


def opened(document: bytes) -> DocumentObject:
    return Document(io.BytesIO(document))


def test_text() -> None:
    assert papers.text(PAPER) == (
        "Vurdering af Svanemærket\n========================\nRengøring\n\nMærket må kræves.\n\n"
        "Krav\n----\nÉn sætning.\n• ét punkt\n• Et punkt\n\n"
        "Tekst\n-----\nVaren skal være mærket.\n    Tjener: § 46, stk. 1\n"
    )


def test_docx_has_real_headings_lists_and_tables() -> None:
    document = opened(papers.docx(PAPER))
    assert [(one.style.name, one.text) for one in document.paragraphs if one.style] == [
        ("Title", "Vurdering af Svanemærket"),
        ("Normal", "Rengøring"),
        ("Normal", "Mærket må kræves."),
        ("Heading 1", "Krav"),
        ("Normal", "Én sætning.\n• ét punkt"),
        ("List Bullet", "Et punkt"),
        ("Heading 1", "Tekst"),
        ("Normal", ""),
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Tekst", "Tjener"],
        ["Varen skal være mærket.", "§ 46, stk. 1"],
    ]
    assert len(table._tbl.xpath(".//w:tblHeader")) == 1


def test_docx_is_in_its_language_on_a4_and_refers_to_nothing_outside() -> None:
    written = papers.docx(PAPER)
    document = opened(written)
    said = document.core_properties
    assert (said.title, said.author, said.language, said.comments) == (PAPER.title, "Flok", "da-DK", "")
    assert said.created
    assert said.created.date() == PAPER.made_on
    page = document.sections[0]
    assert (page.page_width, page.page_height) == (Twips(11_906), Twips(16_838))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b'w:lang w:val="da-DK"' in archive.read("word/styles.xml")
        assert not any(b"External" in archive.read(name) for name in archive.namelist())


def test_pdf_is_tagged_titled_and_in_its_language() -> None:
    reader = pypdf.PdfReader(io.BytesIO(papers.pdf(PAPER)))
    catalogue = reader.trailer["/Root"]
    assert (reader.metadata and reader.metadata.title) == "Vurdering af Svanemærket"
    assert catalogue["/Lang"] == "da"  # type: ignore[index]
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "Varen skal være mærket." in reader.pages[0].extract_text()


@pytest.mark.parametrize("write", [papers.pdf, papers.docx])
def test_the_same_paper_is_the_same_bytes(write) -> None:
    assert write(PAPER) == write(PAPER)


def test_f01_f02_u02_u03_no_text_is_markup_and_no_letter_stops_a_paper() -> None:
    document = opened(papers.docx(hostile()))
    assert "<script>alert(1)</script> #set page() *b* [x](javascript:y) ]]> &  漢字 😀 = @" in [
        one.text for one in document.paragraphs
    ]
    assert not document.element.xpath("//w:hyperlink")
    told = pypdf.PdfReader(io.BytesIO(papers.pdf(hostile()))).pages[0].extract_text()
    assert "<script>alert(1)</script> #set page() *b*" in told.replace("\n", " ")
    assert not set(papers.text(hostile())) & set("\u202e\x00\x1b")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("answers", [{}, {"B2": "partly"}, {"C3": "no"}, {"A6": "II"}, {"B1": ""}])
def test_the_record_of_an_assessment_is_two_pages_at_most(answers: dict[str, str], lang: str) -> None:
    one = well_but("nordic_swan", **answers)
    verdict = assess(one)
    placement = place(verdict.code, 2, product_group="cleaning_services")
    reader = pypdf.PdfReader(io.BytesIO(papers.pdf(record(one, verdict, placement, lang))))
    assert len(reader.pages) <= 2
    opened(papers.docx(texts_paper(one, paste_texts(one, verdict, placement), lang=lang)))
