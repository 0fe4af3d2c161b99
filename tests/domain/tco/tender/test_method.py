"""The method statement: everything a bidder must know, in both languages, on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from flok.domain.tco._units import kilograms
from flok.domain.tco.tender import entries, fingerprint, method, new_opener, opening_key
from flok.report import papers

from .random_studies import random_tender
from .tenders import ENGLISH, NOISE, TERMS, dishwashers

LINEAR = ('rule = "linear"\nspread = 0.5', NOISE + "weight = 0.25\n")
TENDER = dishwashers(*LINEAR)


@pytest.mark.parametrize(("terms", "lang"), [(TERMS, "da"), (ENGLISH, "en")])
def test_every_input_line_and_weight_stands_in_it(terms: str, lang: str) -> None:
    tender = dishwashers(*LINEAR, terms)
    study, paper = tender.study, method(tender)
    text = " ".join(papers.text(paper).split())
    names = [each.name for each in (*study.inputs, *study.lines, *study.effects)]
    assert [each for each in names if (each.en if lang == "en" else each.da) not in text] == []
    assert paper.lang == lang
    assert fingerprint(tender) in text
    for each in entries(study):
        assert each.verified_by in text
    for told in ("§ 166", "68", "75 %", "25 %", "50 %", "2027-01-01"):
        assert told in text


def test_amounts_and_timings_are_told_as_they_are_counted() -> None:
    rows = {
        row[0]: row[1:] for row in next(s for s in method(TENDER).sections if s.heading == "Omkostninger").table.rows
    }  # type: ignore[union-attr]
    assert rows["El"] == (
        "Antal maskiner × Vaske om året × El pr. vask × Elpris uden CO2-afgift",
        "hvert år, ved årets udgang",
        "Realprisstigning, el om året",
    )
    assert rows["Opvaskemiddel"][1] == "hver måned, en tolvtedel ved månedens udgang"


def test_units_are_told_as_they_are_counted() -> None:
    assert (kilograms({"t": 1}), kilograms({"g": 1}), kilograms({"MWh": 1})) == (1000, 0.001, 1)
    text = papers.text(method(TENDER))
    assert "Masser omregnes: 1 t er 1.000 kg, 1 kg er 1.000 g. Andre enheder omregnes ikke." in text


def test_the_opening_key_is_told_where_bids_are_sealed() -> None:
    openers = {name: new_opener()[1] for name in ("Ane Fiktiv", "Bo Opdigtet", "Cilla Tænkt")}
    key = opening_key(fingerprint(TENDER), TENDER.terms.opens, openers)
    text = papers.text(method(TENDER, key))
    assert key.id in text
    assert "når 2 af 3 åbnere er sammen om det" in text


def test_any_study_can_be_told() -> None:
    for seed in range(80):
        tender, _ = random_tender(seed)
        for language in ("da", "en"):
            told = replace(tender, terms=replace(tender.terms, language=language))  # type: ignore[arg-type]
            assert "\n\n" in papers.text(method(told))


def test_it_is_set_as_pdf_and_docx() -> None:
    import docx
    import pikepdf

    paper = method(TENDER)
    with pikepdf.open(io.BytesIO(papers.pdf(paper))) as pdf:
        assert (len(pdf.pages), str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (2, "da", True)
    document = docx.Document(io.BytesIO(papers.docx(paper)))
    assert document.paragraphs[0].text == "Metode for omkostninger over levetiden"
    assert [each.rows[0].cells[0].text for each in document.tables] == [
        "Kriterium", "Felt", "Forudsætning", "Linje", "Påvirkning", "Fra år",
    ]  # fmt: skip
