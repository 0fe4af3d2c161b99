"""Assessments from files and databases: read back to the same, and nothing but assessments."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.labels import (
    Answered,
    AnswersError,
    Assessment,
    Origin,
    Purchase,
    Wording,
    as_plain,
    assess,
    assessment_from,
    blank_answers,
    profiles,
    questions,
    suggested,
    wording_from,
)
from tests.domain.labels.filled import CLEANING, MADE, SEEN, assessment, well_but

PLAIN = {
    "label": "nordic_swan",
    "made_on": date(2026, 11, 24),
    "purchase": {"title": "Rengøring", "contract_end": "2030-12-31", "state": True},
    "answers": {
        "B1": {"answer": "partly", "evidence": "kun indendørs", "address": "https://example.org/a", "on": "2026-11-20"},
        "B2": "yes",
        "A9": date(2028, 1, 31),
        "C3": {"answer": ""},
    },
}
clean = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)


def changed(**fields: Any) -> dict[str, Any]:
    return {**PLAIN, **fields}


def test_a_file_is_read() -> None:
    assert assessment_from(PLAIN) == Assessment(
        label="nordic_swan",
        purchase=Purchase(title="Rengøring", contract_end=date(2030, 12, 31), state=True),
        made_on=date(2026, 11, 24),
        answers={
            "B1": Answered("B1", "partly", "kun indendørs", "https://example.org/a", date(2026, 11, 20)),
            "B2": Answered("B2", "yes"),
            "A9": Answered("A9", "2028-01-31"),
            "C3": Answered("C3", ""),
        },
    )


@given(st.dictionaries(st.sampled_from(sorted(questions())), clean), clean)
def test_what_is_stored_is_read_back(texts: dict[str, str], title: str) -> None:
    answers = {
        key: Answered(key, text if questions()[key].kind == "text" else "", text, "", SEEN)
        for key, text in texts.items()
    }
    one = Assessment(label="fsc", purchase=Purchase(title=title), made_on=MADE, answers=answers)
    assert assessment_from(as_plain(one)) == assessment_from(as_plain(assessment_from(as_plain(one))))


def test_half_filled_and_taken_home_is_read_back_to_the_same() -> None:
    for one in (assessment(), well_but(), Assessment(label="x", purchase=CLEANING, made_on=MADE)):
        assert assessment_from(as_plain(one)) == one
    home = Assessment(label="fsc", purchase=CLEANING, made_on=MADE, origin=Origin("Nabo", "N. N.", SEEN, "Møbler"))
    assert assessment_from(as_plain(home)) == home


@pytest.mark.parametrize("label", sorted(profiles()))
def test_the_blank_file_is_an_assessment(label: str) -> None:
    plain = tomllib.loads(blank_answers(label, MADE))
    assert wording_from(plain.pop("wording")) == Wording()
    read = assessment_from(plain)
    assert read.label == label
    assert {key: each for key, each in read.answers.items() if each.answer} == suggested(label)
    assert assess(read).code == "R5"


@pytest.mark.parametrize(
    ("plain", "danish"),
    [
        (changed(label=""), "label: skriv hvilket mærke det er"),
        (changed(made_on=None), "made_on: skriv hvornår vurderingen er lavet"),
        (changed(made_on="24-11-2026"), "made_on: skriv datoen som 2027-12-31"),
        (changed(made_on=date(9999, 5, 5)), "made_on: skriv datoen som 2027-12-31"),
        (changed(purchase={"contract_end": "9999-12-31"}), "purchase.contract_end: skriv datoen som 2027-12-31"),
        (changed(made_on=20261124), "made_on: skriv datoen som 2027-12-31"),
        (changed(colour="green"), "colour: feltet findes ikke"),
        (changed(label=7), "label: her skal stå en tekst"),
        (changed(answers=[]), "answers: her skal stå flere felter"),
        (changed(answers={"Z9": "yes"}), "answers.Z9: spørgsmålet findes ikke"),
        (changed(answers={"B1": "måske"}), "answers.B1: svaret findes ikke; vælg mellem yes, partly, no, not_known"),
        (changed(answers={"A9": "snart"}), "answers.A9: skriv datoen som 2027-12-31"),
        (changed(answers={"B1": {"answer": "yes", "on": "2026-02-30"}}), "answers.B1.on: skriv datoen som 2027-12-31"),
        (changed(purchase={"state": "ja"}), "purchase.state: skriv true eller false"),
        (changed(made_by="x" * 4_001), "made_by: teksten er for lang"),
        (changed(origin={"made_on": ""}), "origin.made_on: skriv datoen som 2027-12-31"),
    ],
)
def test_what_is_no_assessment_is_said(plain: dict[str, Any], danish: str) -> None:
    with pytest.raises(AnswersError) as caught:
        assessment_from(plain)
    assert caught.value.danish == danish
    assert caught.value.english.startswith(f"{caught.value.where}: ")


@pytest.mark.parametrize("field", ["evidence", "answer"])
def test_f01_markup_is_a_text_like_others(field: str) -> None:
    written = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    read = assessment_from(changed(answers={"A1": {"answer": "ejer", field: written}}))
    assert getattr(read.answers["A1"], field) == written


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "//evil.dk", "/\\evil", "https:///evil",
     "example.org", "https://", "http://a b", "file:///etc/passwd", "http://["],
)  # fmt: skip
def test_f02_f04_only_web_addresses_are_addresses(address: str) -> None:
    with pytest.raises(AnswersError):
        assessment_from(changed(answers={"B1": {"answer": "yes", "address": address}}))


def test_f03_an_address_is_kept_as_text_and_fetched_by_nobody() -> None:
    address = "https://example.org/p.png?who=1"
    read = assessment_from(changed(answers={"B1": {"answer": "yes", "address": address}}))
    assert read.answers["B1"].address == address


def test_u01_letters_are_composed() -> None:
    assert assessment_from(changed(made_by="A\u030ase")).made_by == "Åse"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x00", "\x1b", "\ud800", "\ufdd0", "\ue000"])
def test_u02_u03_hidden_and_broken_characters_are_refused(hidden: str) -> None:
    with pytest.raises(AnswersError, match="skjulte tegn"):
        assessment_from(changed(made_by=f"Navn{hidden}"))


def test_u03_letters_of_other_alphabets_are_kept() -> None:
    for name in ("ß", "İstanbul", "ａdmin", "aa/å"):
        assert assessment_from(changed(made_by=name)).made_by == name


def test_the_example_in_the_documentation_is_an_assessment() -> None:
    page = Path(__file__).parents[3] / "docs/formats/label-assessment.md"
    plain = tomllib.loads(page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0])
    assert wording_from(plain.pop("wording")).who == "Kontraktholderen"
    assert assess(assessment_from(plain)).code == "R1"


def test_wording_is_read() -> None:
    plain = {"what": "Papir", "requirements": ["genbrug", " ", "klorfrit"], "weight": "20 %"}
    assert wording_from(plain) == Wording(what="Papir", requirements=("genbrug", "klorfrit"), weight="20 %")
    for wrong in ({"colour": "x"}, {"requirements": "genbrug"}, {"requirements": [1]}):
        with pytest.raises(AnswersError):
            wording_from(wrong)
