"""What is asked where, and when someone is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flok.apps.labels import rules
from flok.domain import labels
from tests.apps.labels.cases import cleaning

TODAY = date(2026, 11, 24)


def swan() -> labels.Assessment:
    return cleaning().with_answers(*labels.suggested("nordic_swan").values())


def test_first_is_asked_what_decides_and_nothing_the_register_has_a_source_for() -> None:
    assert rules.asked_in(rules.SHORT, swan(), labels.assess(swan())) == ("B1", "B2")
    unknown = cleaning(label="Opdigtet mærke")
    asked = rules.asked_in(rules.SHORT, unknown, labels.assess(unknown))
    assert asked == ("A6", "B1", "B2", "C2a", "C2b", "C2c", "C3", "C4", "C5", "D1", "D5")


def test_all_parts_together_ask_every_question_once() -> None:
    blocks = [rules.asked_in(part, swan(), labels.assess(swan())) for part in labels.blocks()]
    assert [key for block in blocks for key in block] == list(labels.questions())
    assert rules.asked_in(rules.OPEN, swan(), labels.assess(swan())) == labels.open_questions(swan())


@pytest.mark.parametrize("said", ["B2 B1 B2 x", "  B1\0 B2 B1", "B1 B2 ' OR 1=1", "B1 B2 \u200b B3\u200b"])
def test_a_form_asks_only_what_is_a_question(said: str) -> None:
    assert rules.known_questions(said) == ("B1", "B2")


@pytest.mark.parametrize(
    ("ends", "told_of", "due"),
    [
        (None, None, False),
        (TODAY + timedelta(days=61), None, False),
        (TODAY + timedelta(days=60), None, True),
        (TODAY, None, True),
        (TODAY - timedelta(days=30), None, True),
        (TODAY - timedelta(days=31), None, False),
        (TODAY, TODAY, False),
        (TODAY, TODAY - timedelta(days=365), True),
    ],
)
def test_an_end_is_told_of_once_in_time(ends: date | None, told_of: date | None, due: bool) -> None:
    assert rules.is_due(ends, told_of, TODAY) is due


def test_not_known_is_no_answer() -> None:
    plain = labels.as_plain(cleaning(B1="yes", B2="not_known", A3=""))
    assert rules.answered_count(plain) == 1
