"""What was promised beside what came of it: sums, unknown kept apart, and pictures true to their tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain import tco
from flok.report import studies, words
from tests.domain.tco.studies import study
from tests.report.test_charts import drawn

YEARS = range(6)
NUMBER = st.none() | st.floats(0, 1e6, allow_nan=False)
ORE = st.none() | st.integers(-(10**9), 10**9)


def told(*actuals: tco.Actual, lang: str = "da") -> studies.FollowUp:
    known = {(one.line, one.year): one for one in actuals}
    lines = ("buy", "run", "fix")
    whole = [known.get((line, year), tco.Actual(line, year, None, None)) for line in lines for year in YEARS]
    return studies.follow_up(study(), tco.follow_up(study(), "a", whole), lang)


def test_a_line_has_its_quantities_and_the_price_of_each() -> None:
    found = told(tco.Actual("run", 1, 500.0, 110_000), tco.Actual("run", 2, 0.0, 0), tco.Actual("run", 3, None, 90_000))
    (line,) = found.lines
    assert [title for title, _ in line.table.heads] == [
        "År", "Lovet mængde, kWh/år", "Brugt", "Lovet, kroner", "Betalt", "Lovet pris pr. enhed", "Betalt pris",
    ]  # fmt: skip
    assert line.table.rows == [
        ["2027", "400", "500", "800", "1.100", "2", "2,2"], ["2028", "400", "0", "800", "0", "2", "–"],
        ["2029", "400", "–", "800", "900", "2", "–"], ["2030", "400", "–", "800", "–", "2", "–"],
        ["2031", "400", "–", "800", "–", "2", "–"],
    ]  # fmt: skip
    assert [one.heading for one in line.pictures] == ["Run, kroner", "Run, mængde, kWh/år"]
    assert found.table.total == ["I alt", "5.300", "2.400", "2.000", "-400"]
    assert found.said.endswith("betalt 2.000,00 kr. mod lovet 2.400,00 kr., altså 400,00 kr. mindre.")


@pytest.mark.parametrize(
    ("paid", "said"),
    [
        (80_000, "Hvor det betalte er kendt, er der betalt 800,00 kr., som lovet."),
        (None, "Det er ikke kendt endnu, hvad der er betalt."),
    ],
)
def test_what_was_paid_as_promised_or_is_not_known(paid: int | None, said: str) -> None:
    assert told(tco.Actual("run", 1, 400.0, paid)).said == said


def test_the_name_of_a_line_stays_words_in_its_pictures() -> None:
    found = told(tco.Actual("fix", 3, None, 5), lang="en")
    assert [drawn(one.drawn).get("aria-label") for line in found.lines for one in line.pictures] == [
        "Fix, kroner. All figures are in the table."
    ]


@given(st.dictionaries(st.sampled_from(YEARS), st.tuples(NUMBER, ORE), min_size=1))
def test_any_year_can_be_told(years: dict[int, tuple[float | None, int | None]]) -> None:
    found = told(*(tco.Actual("run", year, quantity, ore) for year, (quantity, ore) in years.items()))
    for picture in (found.years, *(one for line in found.lines for one in line.pictures)):
        drawn(picture.drawn)
    paid = [ore for _, ore in years.values() if ore is not None]
    assert (found.table.total or [])[3] == words.whole_kroner(sum(paid) if paid else None)
