"""The verdict: worked cases, and what must hold for any answers at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.labels import (
    Answered,
    Purchase,
    assess,
    questions,
    sources,
    verdict_name,
    verdict_sources,
    verdict_told,
)
from flok.domain.labels._rules import CONDITIONS, DECIDING
from tests.domain.labels.cases import CASES, Case
from tests.domain.labels.filled import MADE, assessment, well_but

BEST_FIRST = ("R1", "R2", "R3", "R4", "R0")
WORSE = {"yes": ("partly", "no"), "partly": ("no",), "no": ()}
SCALED = [key for key in DECIDING if key != "A6"]

scale = st.sampled_from(("yes", "partly", "no"))
scale_or_unknown = st.sampled_from(("yes", "partly", "no", "not_known"))


def answers(of: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    free = {key: of for key in questions() if questions()[key].kind == "scale"}
    chosen = {"A6": st.sampled_from(("I", "II", "III", "none", "not_known"))}
    chosen["A7"] = st.sampled_from(("official", "recognised", "other", "not_known"))
    return st.fixed_dictionaries({**free, **chosen})


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_worked_cases(case: Case) -> None:
    verdict = assess(well_but(case.label, Purchase(title=case.purchase), **case.differs))
    told = (verdict.code, tuple(row.question for row in verdict.rows), verdict.scope)
    assert told == (case.code, case.rows, case.scope)
    assert tuple(each.questions for each in verdict.contradictions) == case.contradictions
    assert tuple(point.id for point in verdict.arguable) == case.arguable


def test_there_are_more_than_thirty_cases_and_every_verdict_among_them() -> None:
    assert len(CASES) > 30
    assert {case.code for case in CASES.values()} == {"R0", "R1", "R2", "R3", "R4", "R5"}


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("answer", ["no", "partly"])
def test_no_label_is_required_with_one_condition_failing(condition: str, answer: str) -> None:
    verdict = assess(well_but(**{condition: answer}))
    assert verdict.code == ("R4" if condition == "C2a" else "R3")
    assert verdict.law == "not_label"
    assert condition in verdict.named


@given(answers(scale), st.sampled_from(SCALED), st.data())
def test_a_worse_answer_never_gives_a_better_verdict(given: dict[str, str], question: str, data) -> None:
    worse = data.draw(st.sampled_from(WORSE[given[question]] or ("no",)))
    before, after = assess(assessment(**given)), assess(assessment(**{**given, question: worse}))
    for end in (min, max):
        assert end(map(BEST_FIRST.index, after.possible)) >= end(map(BEST_FIRST.index, before.possible))


@given(answers(scale_or_unknown), answers(scale_or_unknown))
def test_the_verdict_never_moves_on_questions_it_does_not_name(given: dict[str, str], other: dict[str, str]) -> None:
    verdict = assess(assessment(**given))
    moved = {key: given[key] if key in verdict.named else other[key] for key in given}
    assert assess(assessment(**moved)).code == verdict.code


@given(answers(scale_or_unknown))
def test_an_unknown_answer_is_neither_yes_nor_no(given: dict[str, str]) -> None:
    verdict = assess(assessment(**given))
    by_hand = set()
    unknown = [key for key in DECIDING if given[key] == "not_known" and key not in _carried(given)]
    for way in range(2 ** len(unknown)):
        filled = {key: ("yes", "no")[way >> place & 1] for place, key in enumerate(unknown)}
        if "A6" in filled:
            filled["A6"] = "none" if filled["A6"] == "yes" else "II"
        by_hand.add(assess(assessment(**{**given, **filled})).code)
    assert verdict.possible == by_hand
    assert verdict.code == (by_hand.pop() if len(by_hand) == 1 else "R5")


def _carried(given: dict[str, str]) -> tuple[str, ...]:
    return CONDITIONS if (given["A6"], given["A7"]) == ("I", "official") else ()


@given(answers(scale_or_unknown))
def test_what_is_said_to_be_missing_would_move_it(given: dict[str, str]) -> None:
    verdict = assess(assessment(**given))
    assert bool(verdict.missing) is (verdict.code == "R5")
    for each in verdict.missing:
        for answer, possible in each.would.items():
            assert assess(assessment(**{**given, each.question: answer})).possible == possible


@given(answers(scale_or_unknown))
def test_what_is_said_to_change_it_does(given: dict[str, str]) -> None:
    verdict = assess(assessment(**given))
    for change in verdict.changes:
        other = assess(assessment(**{**given, change.question: change.answer})).possible
        assert other == change.to != verdict.possible


@given(answers(scale_or_unknown))
def test_law_is_answered_without_the_questions_on_control(given: dict[str, str]) -> None:
    laws = {assess(assessment(**{**given, "D1": one, "D5": one})).law for one in ("yes", "no", "not_known")}
    assert len(laws) == 1


def test_missing_control_leaves_the_law_decided() -> None:
    verdict = assess(well_but(C4="no", D1=""))
    assert (verdict.code, verdict.law, verdict.possible) == ("R5", "not_label", {"R3", "R4"})


def test_credibility_is_counted_beside_the_verdict() -> None:
    verdict = assess(well_but(D1="no", D2="no", D3="partly", D9=""))
    trust = verdict.credibility
    assert (verdict.code, trust.stands) == ("R1", "no")
    assert (trust.met, trust.partly, trust.not_met, trust.unknown, trust.of) == (6, 1, 2, 1, 10)
    assert trust.gates == {"D1": "no", "D6": "yes"}
    assert assess(well_but(D6="")).credibility.stands == "not_known"
    assert assess(well_but()).credibility.stands == "yes"


@pytest.mark.parametrize(
    ("ends", "until"),
    [("", date(2027, 11, 24)), ("2027-03-31", date(2027, 3, 31)), ("2030-12-31", date(2027, 11, 24))],
)
def test_it_holds_until_the_criteria_end_or_for_a_year(ends: str, until: date) -> None:
    assert assess(well_but(A9=ends)).valid_until == until


def test_made_on_a_leap_day_it_holds_until_the_last_of_february() -> None:
    assert assess(replace(well_but(), made_on=date(2028, 2, 29))).valid_until == date(2029, 2, 28)


def test_what_carries_a_condition_is_told() -> None:
    verdict = assess(well_but("nordic_swan", **CASES["the EU Ecolabel for paint"].differs))
    carried = [row.question for row in verdict.rows if row.carried]
    assert carried == list(CONDITIONS)
    assert all("type-one-frames" in row.sources for row in verdict.rows if row.carried)
    assert {("A7", "other"), ("A6", "none")} <= {(change.question, change.answer) for change in verdict.changes}


@pytest.mark.parametrize(
    ("answers", "questions_named"),
    [
        ({"A6": "II"}, [("A6", "D1"), ("A6", "C5")]),
        ({"A6": "I", "D1": "no", "D2": "no", "D10": "no"}, [("A6", "D1")]),
        ({"D1": "no"}, [("D1", "D2"), ("A7", "D1", "D10")]),
        ({"B3": "lønpolitik"}, [("B2", "B3")]),
        ({"A6": "I", "A7": "official", "C3": "no"}, [("A6", "A7", "C3")]),
        ({"A6": "I", "A2": "claim"}, [("A6", "A2")]),
    ],
)
def test_contradictory_answers_are_named(answers: dict[str, str], questions_named: list[tuple[str, ...]]) -> None:
    assert [each.questions for each in assess(well_but(**answers)).contradictions] == questions_named


def test_an_answer_against_the_registers_own_source_is_named() -> None:
    against = assess(well_but("nordic_swan", A6="III", A7="")).contradictions
    assert [(each.questions, each.told.da) for each in against] == [
        (
            ("A6",),
            "Mærkeregistret har en kilde på et andet svar: Type I (ISO 14024). Svaret her tæller; slå det efter.",
        )
    ]


@pytest.mark.parametrize(
    ("answered", "danish"),
    [
        (Answered("C3", "yes", "", "", None), "Svaret har ingen henvisning."),
        (
            Answered("C3", "yes", "side 3", "", None),
            "Beviset har ingen dato, så ingen kan se, om det stadig gælder.",
        ),
        (Answered("C3", "yes", "side 3", "", date(2026, 12, 1)), "Beviset er dateret efter vurderingen."),
        (Answered("C3", "yes", "side 3", "", date(2020, 1, 1)), "Beviset er mere end to år gammelt. Slå det efter."),
    ],
)
def test_evidence_that_is_thin_is_named_and_moves_nothing(answered: Answered, danish: str) -> None:
    verdict = assess(well_but().with_answers(answered))
    assert [(flaw.question, flaw.told.da) for flaw in verdict.flaws] == [("C3", danish)]
    assert verdict.code == "R1"


def test_lists_that_are_asked_for_are_missed() -> None:
    (level,) = assess(well_but("fsc")).flaws
    assert (level.question, level.told.da) == (
        "A8",
        "Mærket har niveauer. Skriv hvilket I mener: FSC 100 %, FSC Mix, FSC Recycled.",
    )
    assert assess(well_but("fsc", A8="FSC Mix")).flaws == ()
    assert [flaw.question for flaw in assess(well_but(B2="partly")).flaws] == ["B3"]
    assert [flaw.question for flaw in assess(well_but(A9="2026-01-01")).flaws] == ["A9"]
    part = well_but().with_answers(Answered("B1", "partly", "", "https://example.org", MADE))
    assert [flaw.question for flaw in assess(part).flaws] == ["B1"]


@given(answers(scale_or_unknown))
def test_every_source_named_is_on_the_page(given: dict[str, str]) -> None:
    verdict = assess(assessment(**given))
    named = {source for row in verdict.rows for source in row.sources} | {each.source for each in verdict.duties}
    named |= {source for point in verdict.arguable for view in point.views for source in view.sources}
    assert named | set(verdict_sources(verdict.code)) <= set(sources())
    assert all(len(point.views) == 2 for point in verdict.arguable)
    assert verdict_name(verdict.code).da
    assert verdict_told(verdict.code).en
