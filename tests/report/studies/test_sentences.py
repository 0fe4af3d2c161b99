"""The answer in a sentence, and what would turn it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from flok.domain import tco
from flok.report import words
from flok.report.studies import answer, told, within_a_sentence, year_in_words
from flok.report.studies._sentences import turning

DISHWASHERS, *_OTHERS = tco.templates()
LAPTOPS = next(each for each in tco.templates() if each.life)
SAME = replace(DISHWASHERS, alternatives=tuple(
    replace(each, values=DISHWASHERS.alternatives[0].values) for each in DISHWASHERS.alternatives
))  # fmt: skip


@pytest.mark.parametrize(
    ("study", "da", "en"),
    [
        (
            replace(DISHWASHERS, headline=""),
            "Fiktiv Spar 700 er billigst over 10 år: 193.336 kr. mindre end Fiktiv Standard 500 (10 %).",
            "Fictional Saver 700 is the cheapest over 10 years: DKK 193,336 less than Fictional Standard 500 (10%).",
        ),
        (
            DISHWASHERS,
            "Fiktiv Spar 700 er billigst over 10 år, CO2-afgiften medregnet: 197.505 kr. mindre end"
            " Fiktiv Standard 500 (10 %).",
            "Fictional Saver 700 is the cheapest over 10 years, the CO2 tax included: DKK 197,505 less than"
            " Fictional Standard 500 (10%).",
        ),
        (
            replace(DISHWASHERS, headline="", currency="EUR"),
            "Fiktiv Spar 700 er billigst over 10 år: 193.336,19 EUR mindre end Fiktiv Standard 500 (10 %).",
            "Fictional Saver 700 is the cheapest over 10 years: EUR 193,336.19 less than Fictional Standard 500 (10%).",
        ),
        (
            SAME,
            "Fiktiv Standard 500 og Fiktiv Spar 700 koster det samme over 10 år, CO2-afgiften medregnet.",
            "Fictional Standard 500 and Fictional Saver 700 cost the same over 10 years, the CO2 tax included.",
        ),
    ],
)
def test_the_answer_says_over_how_long_and_with_what(study: tco.Study, da: str, en: str) -> None:
    found = tco.results(study)
    assert (answer(study, found, "da").replace("\u00a0", " "), answer(study, found, "en").replace("\u00a0", " ")) == (
        da,
        en,
    )


def test_none_is_called_the_cheapest_of_two_that_cost_the_same() -> None:
    assert [[one.is_best for one in told(each, lang="da", deep=False).bars] for each in (DISHWASHERS, SAME)] == [
        [True, False],
        [False, False],
    ]


@pytest.mark.parametrize(("name", "within"), [("Elpris", "elpris"), ("CO2-afgift", "CO2-afgift"), ("A", "A"), ("", "")])
def test_a_name_in_the_middle_of_a_sentence(name: str, within: str) -> None:
    assert within_a_sentence(name) == within


def test_at_which_lifetime_of_each_it_turns_and_over_how_many_years() -> None:
    """Held against the costs themselves: at the year told another is the cheapest, and a year before it not yet."""
    assert turning(LAPTOPS, (), "da") == [
        "Holder Fiktiv ny 6 år eller mere, er Fiktiv ny billigst.",
        "Holder Fiktiv istandsat mindre end 3 år, er Fiktiv ny med fem år billigst.",
        "Holder Fiktiv ny med fem år 7 år eller mere, er Fiktiv ny med fem år billigst.",
    ]
    first = partial(_cheapest, LAPTOPS)
    assert [first("life@new", years) for years in (5, 6)] == ["refurbished", "new"]
    assert [first("life@refurbished", years) for years in (2, 3)] == ["long-lived", "refurbished"]
    assert [first("life@long-lived", years) for years in (6, 7)] == ["refurbished", "long-lived"]
    assert turning(replace(DISHWASHERS, price_sets=(), effects=(), headline=""), (), "en") == [
        "Over fewer than 4 years Fictional Standard 500 is the cheapest."
    ]


def test_r03_years_are_not_tried_one_by_one_in_a_large_study() -> None:
    monthly = tuple(
        replace(each, timing=tco.Timing("monthly")) if each.timing.kind == "yearly" else each
        for each in DISHWASHERS.lines
    )
    small = replace(DISHWASHERS, lines=monthly, price_sets=(), effects=(), headline="")
    assert len(turning(small, (), "da")) == 1
    assert turning(replace(small, horizon=60), (), "da") == []


def _cheapest(study: tco.Study, key: str, years: int) -> str:
    return tco.results(tco.with_value(study, key, years)).ranking[0]


def test_a_year_is_called_what_it_is_or_begins_in() -> None:
    assert [year_in_words(DISHWASHERS, year, "da") for year in (0, 1, 10)] == ["start", "2027", "2036"]
    autumn = replace(DISHWASHERS, base_date=date(2099, 9, 1))
    assert [year_in_words(autumn, year, "en") for year in (0, 1, 2)] == ["start", "2099/00", "2100/01"]


def test_what_is_paid_in_the_first_year_stands_in_that_year() -> None:
    """Bought on 1 January 2027, electricity at the end of it: ten years, the last one 2036."""
    paid = told(DISHWASHERS, lang="da", deep=False).paid
    assert [str(row[0]) for row in paid.rows] == ["start", *map(str, range(2027, 2037))]
    assert paid.rows[1][3] == words.whole_kroner(tco.results(DISHWASHERS).alternatives[0].by_year[1].paid_ore)
