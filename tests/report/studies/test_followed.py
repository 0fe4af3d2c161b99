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


def test_what_falls_once_is_told_in_its_table_alone() -> None:
    (line,) = told(tco.Actual("fix", 3, None, 5)).lines
    assert (line.pictures, line.table.rows) == ((), [["2029", "–", "–", "300", "0", "–", "–"]])


def test_a_picture_is_named_and_has_the_signs_it_shows() -> None:
    (line,) = told(tco.Actual("run", 1, 400.0, 1), lang="en").lines
    kroner, quantity = line.pictures
    assert [drawn(one.drawn).get("aria-label") for one in (kroner, quantity)] == [
        "Run, kroner. All figures are in the table.", "Run, quantity, kWh/year. All figures are in the table.",
    ]  # fmt: skip
    assert [word for _, word in quantity.legend] == ["Promised", "Promised, outcome not known", "Used"]
    every = [tco.Actual("run", year, 400.0, 1) for year in range(1, 6)]
    assert [word for _, word in told(*every).lines[0].pictures[1].legend] == ["Lovet", "Brugt"]


@pytest.mark.parametrize(
    ("use", "at_axis"),
    [(400.0, ["0", "100", "200", "300", "400"]), (0.04, ["0", "0,01", "0,02", "0,03", "0,04"])],
)
def test_quantities_have_round_numbers_at_the_axis(use: float, at_axis: list[str]) -> None:
    small = tco.with_value(study(), "use@a", use)
    whole = [tco.Actual("run", year, use if year == 1 else None, None) for year in YEARS]
    (line,) = studies.follow_up(small, tco.follow_up(small, "a", whole), "da").lines
    texts = [one.text for one in drawn(line.pictures[1].drawn).iter() if one.tag.endswith("text")]
    assert texts[: len(at_axis)] == at_axis


@given(st.dictionaries(st.sampled_from(YEARS), st.tuples(NUMBER, ORE), min_size=1))
def test_any_year_can_be_told(years: dict[int, tuple[float | None, int | None]]) -> None:
    found = told(*(tco.Actual("run", year, quantity, ore) for year, (quantity, ore) in years.items()))
    for picture in (found.years, *(one for line in found.lines for one in line.pictures)):
        drawn(picture.drawn)
    paid = [ore for _, ore in years.values() if ore is not None]
    assert (found.table.total or [])[3] == words.whole_kroner(sum(paid) if paid else None)
