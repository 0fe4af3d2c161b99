"""Texts to paste: what the law demands is in them, and each sentence says what it serves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flok.domain.labels import (
    Answered,
    Assessment,
    Clause,
    FollowUp,
    Wording,
    Words,
    assess,
    follow_up,
    paste_texts,
    place,
    record,
    sources,
    take_home,
    texts_paper,
)
from tests.domain.labels.filled import CLEANING, MADE, assessment, well_but

WORDING = Wording(
    document="Svanemærkets kriterier for rengøring, version 4",
    requirements=("højst 10 kemikalier", "affald sorteres"),
    weight="20 %",
    when="1. januar 2028",
)
BY_CODE = {"R1": {}, "R2": {"B2": "partly"}, "R3": {"C3": "no"}, "R4": {"C2a": "no"}}
PLACES = {"minimum": 1, "award": 3, "contract": 4, "functional": 5}


def clauses(code: str, score: int, wording: Wording | None = WORDING, **answers: str) -> tuple[Clause, ...]:
    one = well_but("nordic_swan", **{**BY_CODE.get(code, {}), **answers})
    verdict = assess(one)
    assert verdict.code == code
    return paste_texts(one, verdict, place(code, score), wording)


def said(found: tuple[Clause, ...], lang: str = "da") -> str:
    return "\n".join(sentence.words.of(lang) for clause in found for sentence in clause.sentences)


def test_a_minimum_requirement_of_a_label() -> None:
    requirement, documentation, verification = clauses("R1", 1)
    assert [(sentence.words.da, sentence.rules("da")) for sentence in requirement.sentences] == [
        (
            "Rengøring af skoler skal være mærket med Svanemærket eller tilsvarende.",
            "udbudsloven § 46, stk. 1; udbudsloven § 46, stk. 3",
        ),
        (
            "Mærkets krav står i Svanemærkets kriterier for rengøring, version 4.",
            "udbudsloven § 24, nr. 22; udbudsloven § 46, stk. 1, nr. 1",
        ),
        ("Alle mærker, der opfylder tilsvarende krav, godtages.", "udbudsloven § 46, stk. 3"),
    ]
    assert (documentation.kind, verification.kind) == ("documentation", "verification")
    assert "ubl46-4" in {rule for sentence in documentation.sentences for rule in sentence.serves}
    assert "Tørsted Kommune kontrollerer" in said((verification,))


@pytest.mark.parametrize("score", PLACES.values())
@pytest.mark.parametrize("code", ["R1", "R2", "R3", "R4"])
def test_every_verdict_that_gives_a_place_has_a_text_with_documentation_and_verification(code: str, score: int) -> None:
    kinds = [clause.kind for clause in clauses(code, score)]
    assert kinds[1:] == ["documentation", "verification"]
    first = {"minimum": "requirement", "award": "award", "contract": "contract_term", "functional": "requirement"}
    assert kinds[0] == first[place(code, score).use]


@pytest.mark.parametrize("code", ["R0", "R5"])
def test_where_nothing_may_be_asked_there_is_no_text(code: str) -> None:
    assert clauses(code, 1, B1="no" if code == "R0" else "") == ()


@pytest.mark.parametrize("score", [1, 3, 4])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_or_equivalent_wherever_the_label_is_asked_for(score: int, lang: str) -> None:
    for sentence in clauses("R1", score)[0].sentences:
        told = sentence.words.of(lang)
        if {"da": "Svanemærket", "en": "Nordic Swan Ecolabel"}[lang] in told and "kriterier" not in told:
            assert {"da": "eller tilsvarende", "en": "or equivalent"}[lang] in told


@pytest.mark.parametrize("code", ["R2", "R3"])
@pytest.mark.parametrize("score", [1, 3, 4])
def test_where_the_label_may_not_be_asked_its_requirements_are_listed(code: str, score: int) -> None:
    told = said(clauses(code, score)[:1])
    assert "• højst 10 kemikalier\n• affald sorteres" in told
    assert "mærket med" not in told


def test_nothing_of_a_label_one_should_not_rely_on() -> None:
    assert "Svanemærket" not in said(clauses("R4", 1)[:2])


def test_a_requirement_for_points_is_no_minimum_requirement() -> None:
    for code in ("R1", "R2", "R3"):
        served = {rule for sentence in clauses(code, 3)[0].sentences for rule in sentence.serves}
        assert "not-twice" in served


def test_what_is_not_given_stands_to_be_filled_in() -> None:
    found = clauses("R2", 3, None)
    assert sum(clause.to_fill for clause in found) == 2
    assert "[vægt i %]" in said(found)
    assert "[weight in %]" in said(found, "en")
    assert sum(clause.to_fill for clause in clauses("R2", 3)) == 0


@pytest.mark.parametrize(
    ("months", "often"),
    [(12, "derefter én gang om året."), (6, "derefter hver 6. måned."), (1, "derefter hver måned.")],
)
def test_how_often_is_what_the_follow_up_counts_by(months: int, often: str) -> None:
    one = well_but("nordic_swan")
    assert often in said(paste_texts(one, assess(one), place("R1", 1), WORDING, every_months=months))


def test_a_level_is_named() -> None:
    assert "med Svanemærket (guld) eller tilsvarende" in said(clauses("R1", 1, A8="guld"))


def test_braces_in_what_people_write_are_text() -> None:
    assert "{0} {label}" in said(clauses("R1", 1, replace(WORDING, what="{0} {label}")))


def test_a_licence_is_looked_up_where_the_assessment_says() -> None:
    one = well_but("nordic_swan").with_answers(Answered("D5", "yes", "", "https://example.org/opslag", MADE))
    assert "slås op på https://example.org/opslag" in said(paste_texts(one, assess(one), place("R1", 1), WORDING))


def test_where_a_licence_cannot_be_looked_up_its_evidence_is_no_place_to_look() -> None:
    one = well_but("nordic_swan").with_answers(Answered("D5", "no", "", "https://example.org/nedlagt", MADE))
    assert "nedlagt" not in said(paste_texts(one, assess(one), place("R1", 1), WORDING))


@pytest.mark.parametrize(
    ("what", "inside"),
    [
        ("Rengøring", "rengøring"),
        ("IT-udstyr", "IT-udstyr"),
        ("A4-papir", "A4-papir"),
        ("Ø-mærkede æg", "Ø-mærkede æg"),
    ],
)
def test_within_a_sentence_only_a_plain_word_is_written_small(what: str, inside: str) -> None:
    assert f"hvor stor en del af {inside} der er mærket" in said(clauses("R1", 3, replace(WORDING, what=what)))


def test_an_address_nobody_has_read_says_so() -> None:
    one = assessment("gots", **{key: each.answer for key, each in well_but().answers.items()})
    one = one.with_answers(Answered("D5", "yes"))
    found = paste_texts(one, assess(one), place("R1", 1), WORDING)
    assert "https://global-standard.org/find-suppliers-shops-and-inputs [slå adressen efter]" in said(found)
    assert sum(clause.to_fill for clause in found) == 1
    assert not follow_up(one, checked_by="").look_up_verified
    nowhere = replace(one, label="Et fantasimærke")
    assert "[adresse]" in said(paste_texts(nowhere, assess(nowhere), place("R1", 1), WORDING))


def test_follow_up_is_a_record_of_its_own() -> None:
    owed = follow_up(
        well_but("fsc"), checked_by="Kontraktholderen", valid_until=date(2028, 6, 30), licence_number="FSC-C000000"
    )
    assert owed == FollowUp(
        kind="certificate",
        label="fsc",
        told=Words(
            "Licens eller certifikat for FSC (uden nærmere angivelse) skal gælde i hele kontraktperioden.",
            "The licence or certificate of FSC (variant not stated) must be valid throughout the contract period.",
        ),
        checked_by="Kontraktholderen",
        checks=(date(2027, 1, 1), date(2028, 1, 1), date(2028, 6, 30), date(2029, 1, 1), date(2030, 1, 1)),
        look_up="https://example.org",
        look_up_verified=True,
        licence_number="FSC-C000000",
        holder="",
        valid_until=date(2028, 6, 30),
        criteria_until="",
        serves="follow-up",
    )
    assert owed.serves in sources()


def test_checks_fall_on_the_last_day_of_short_months() -> None:
    months = replace(CLEANING, contract_start=date(2027, 10, 31), contract_end=date(2028, 3, 1))
    owed = follow_up(well_but(purchase=months), checked_by="", every_months=1)
    assert owed.checks == (
        *(date(2027, 10, 31), date(2027, 11, 30), date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29)),
    )
    decade = replace(CLEANING, contract_start=date(2027, 1, 1), contract_end=date(2036, 12, 31))
    assert len(follow_up(well_but(purchase=decade), checked_by="", every_months=1).checks) == 120
    with pytest.raises(ValueError, match="at least 1"):
        follow_up(well_but(), checked_by="", every_months=0)
    undated = follow_up(well_but(purchase=replace(CLEANING, contract_start=None)), checked_by="")
    assert undated.checks == ()


def test_the_record_tells_both_answers_and_where_it_came_from() -> None:
    home = take_home(well_but("fsc"), CLEANING, made_on=MADE, made_by="Os").with_answers(
        Answered("B1", "yes", "s. 1", "", MADE), Answered("B2", "partly", "s. 2", "", MADE)
    )
    paper = record(home, assess(home), place("R2", 1))
    assert paper.lead.startswith("Brug mærkets krav, ikke mærket (R2).")
    assert [section.heading for section in paper.sections] == [
        *("To spørgsmål, to svar", "Det afgjorde", "Hvor det hører til: Mindstekrav", "Det mangler"),
        *("Det ville ændre afgørelsen", "Det skal I altid", "Oprindelse", "Kilder"),
    ]
    assert paper.sections[0].sentences[0] == "Loven: kun de relevante mærkekrav må kræves."
    assert "24. november 2027" in paper.sections[0].sentences[-1]
    assert "Taget hjem fra Tørsted Kommune, Rengøring af skoler, 24. november 2026." in paper.sections[6].sentences
    table = paper.sections[1].table
    assert table is not None
    assert {len(row) for row in table.rows} == {len(table.heads)}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_undecided_record_says_what_is_missing(lang: str) -> None:
    one = Assessment(label="Et fantasimærke", purchase=CLEANING, made_on=MADE)
    paper = record(one, assess(one), lang=lang)
    assert "Et fantasimærke" in paper.title
    missing = {section.heading: section.points for section in paper.sections}[
        {"da": "Det mangler", "en": "What is missing"}[lang]
    ]
    assert len(missing) == 11


def test_the_texts_as_a_paper() -> None:
    one = well_but("nordic_swan")
    paper = texts_paper(one, clauses("R1", 1), follow_up(one, checked_by="Os"))
    assert [section.heading for section in paper.sections] == [
        "Krav",
        "Dokumentation",
        "Kontrol i kontraktperioden",
        "Opfølgning",
    ]
    assert texts_paper(one, ()).sections == ()
