"""The file of a presentation: the same for the same words, readable by machine, marked as made up."""

import datetime
import io

import pytest
from pypdf import PdfReader

from flok.demo.network import NETWORK
from flok.demo.presentation import presentation_pdf

DAY = datetime.date(2026, 6, 4)
HOSTILE = ("#panic()", '"; *fed* _skrå_ $x$', "<script>", "æøå ÆØÅ – §", "\\ {} [ ] @ ~")


def words(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_it_says_who_and_what_and_that_it_is_made_up():
    first, second = words(presentation_pdf("Tolv kontrakter", "Lone Sagnberg", ["Begynd med én.", "Ærligt."], day=DAY))
    assert first.split("\n") == [
        "Tolv kontrakter",
        "Lone Sagnberg",
        "4.6.2026",
        "Opdigtet oplæg fra en demonstration",
    ]
    assert [line.lstrip("• ") for line in second.split("\n")] == [
        "Begynd med én.",
        "Ærligt.",
        "Opdigtet oplæg fra en demonstration",
    ]


def test_it_claims_pdf_ua_with_language_and_title():
    content = presentation_pdf("Twelve contracts", "A. Person", ["One."], day=DAY, language="en")
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("en", True, "Twelve contracts")
    assert reader.metadata.creation_date == datetime.datetime(2026, 6, 4, 12, tzinfo=datetime.UTC)
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_words_are_taken_as_they_are():
    pages = words(presentation_pdf(HOSTILE[0], HOSTILE[1], HOSTILE, day=DAY))
    flat = " ".join(pages).replace("\n", " ")
    assert [text for text in HOSTILE if text not in flat] == []


def test_the_same_words_give_the_same_bytes_and_other_words_others():
    first, again, other = (presentation_pdf("T", "P", [line], day=DAY) for line in "aab")
    assert first == again != other


def test_a_language_it_does_not_know():
    with pytest.raises(KeyError):
        presentation_pdf("T", "P", ["a"], day=DAY, language="sv")


def test_every_presentation_of_the_network_can_be_made():
    for meeting in NETWORK.meetings:
        for one in meeting.presentations:
            content = presentation_pdf(one.title.da, one.presenter.name, one.lines, day=meeting.date)
            assert content.startswith(b"%PDF-1.7")
            assert len(words(content)) == 2
