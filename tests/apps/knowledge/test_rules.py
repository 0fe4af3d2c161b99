"""What holds of cases from what is given alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.apps.knowledge import rules
from flok.apps.knowledge.models import Case


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_after(day: date, months: int, later: date) -> None:
    assert rules.months_after(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 36))
def test_months_after_is_in_that_month_and_never_on_a_later_day(day: date, months: int) -> None:
    later = rules.months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("asked", "today", "months"),
    [
        (0, date(2026, 6, 30), 0),
        (0, date(2026, 7, 1), 6),
        (6, date(2026, 12, 31), 0),
        (6, date(2027, 1, 1), 12),
        (0, date(2027, 1, 1), 12),  # the worker has been off: one question, not two
        (12, date(2030, 1, 1), 0),
    ],
)
def test_what_happened_is_asked_after_6_and_12_months(asked: int, today: date, months: int) -> None:
    assert rules.months_to_ask(date(2026, 1, 1), asked, today) == months


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi ser på vores kommende udbud af vikarer.", [("tender", "kommende udbud")]),
        ("Vi genudbyder rengøring.", [("tender", "Vi genudbyder")]),
        ("Genudbud til foråret", [("tender", "Genudbud til foråret")]),
        ("Tallet er fortroligt.", [("tender", "fortroligt")]),
        ("Spørg 010190-1234.", [("person", "010190-1234")]),
        ("Skriv til ea@fiktiv.example", [("person", "ea@fiktiv.example")]),
        ("Ring på tlf. 99 99 99 99", [("person", "tlf. 99 99 99 99")]),
        ("Hun blev sygemeldt.", [("person", "sygemeldt")]),
        ("I udbuddet krævede vi et mærke. Det kostede 12.345.678 kr.", []),
        ("CVR 99123456 leverede.", []),
    ],
)
def test_doubts_are_told_by_their_words(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.code, one.found) for one in rules.doubts_in([text])] == found


@pytest.mark.parametrize("word", ["a", "1", "udbud", "a@", "kommende ", "tlf "])
def test_an_endless_text_is_looked_through_at_once(word: str) -> None:
    assert len(rules.doubts_in([word * 200_000])) <= 1


def test_what_is_missing_before_others_can_use_it() -> None:
    case = Case(kind="case", title="Mærket papir kostede det samme", done="Vi gjorde det.")
    assert rules.missing(case) == ["phase", "situation", "happened", "result"]
    assert rules.missing(Case(kind="measure", title="Sæt papir på listen", done="Sådan.")) == ["result"]
