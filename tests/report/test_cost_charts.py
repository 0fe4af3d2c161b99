"""The pictures of life-cycle cost: true to their figures, and told apart without colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.report import charts
from flok.report.charts._fills import FILLS
from flok.report.charts._plot import steps
from tests.report.test_charts import drawn, pieces

ORE = st.integers(-(10**12), 10**12)


def spans(svg: str) -> list[tuple[float, float]]:
    """Start and end of each piece, in hundredths of the width."""
    return [
        (round(float(at[:-1]), 1), round(float(at[:-1]) + float(wide[:-1]), 1))
        for kind, at, wide in pieces(drawn(svg))
        if kind.startswith("flok-piece")
    ]


def test_a_cost_bar_has_its_pieces_end_to_end_and_income_to_the_left() -> None:
    bar = charts.cost_bar([(0, 600), (1, 200), (3, -100)], -200, 800)
    assert spans(bar) == [(20, 80), (80, 100), (10, 20)]


def test_the_six_ways_to_fill_differ() -> None:
    made = {str(charts.fill_swatch(number)) for number in range(FILLS)}
    assert len(made) == FILLS
    assert str(charts.fill_swatch(FILLS)) == str(charts.fill_swatch(0))
    assert len({str(charts.stroke_swatch(number)) for number in range(4)}) == 4
    for one in made:
        drawn(one)


@given(st.lists(st.tuples(st.integers(0, 7), ORE), max_size=9))
def test_a_cost_bar_is_sound_for_any_amounts(parts: list[tuple[int, int]]) -> None:
    low, high = min(0, sum(ore for _, ore in parts if ore < 0)), sum(ore for _, ore in parts if ore > 0)
    for start, end in spans(charts.cost_bar(parts, low, high)):
        assert -0.1 <= start <= end <= 100.1


def test_a_year_has_its_series_on_top_of_each_other() -> None:
    svg = charts.year_columns(["2026", "2027"], [[300, 100], [100, 0], [-100, 0]], "Tre serier.", width=200)
    rects = [
        one
        for one in drawn(svg).iter("{http://www.w3.org/2000/svg}rect")
        if one.get("class", "").startswith("flok-piece")
    ]
    heights = [float(one.get("height")) for one in rects]
    assert heights == pytest.approx([190 * share for share in (0.6, 0.2, 0.2, 0.2)], abs=0.02)
    tops = [float(one.get("y")) for one in rects]
    assert tops[1] + heights[1] == pytest.approx(tops[0], abs=0.02)
    assert tops[2] == pytest.approx(tops[0] + heights[0], abs=0.02)
    assert drawn(svg).get("aria-label") == "Tre serier."


def test_a_year_has_what_came_of_it_beside_what_was_planned() -> None:
    svg = charts.paired_columns(["2027", "2028"], [(300, 100, 200), (0, 400, None)], "Et par.", str, width=200)
    rects = [
        (one.get("class"), float(one.get("x", 0)), float(one.get("y", 0)), float(one.get("height", 0)))
        for one in drawn(svg).iter("{http://www.w3.org/2000/svg}rect")
        if one.get("class", "").startswith("flok-piece")
    ]
    pale, white, full = "flok-piece flok-pale", "flok-piece", "flok-piece flok-proven"
    assert rects == [(pale, 10, 73.5, 142.5), (white, 10, 26, 47.5), (full, 49, 121, 95), (white, 110, 26, 190)]
    assert drawn(svg).get("aria-label") == "Et par."


def test_what_counts_against_the_costs_hangs_under_the_axis() -> None:
    svg = charts.paired_columns(["2027"], [(-100, 300, -50)], "Et par.", str, width=100)
    rects = [one for one in drawn(svg).iter("{http://www.w3.org/2000/svg}rect") if one.get("x")]
    tops = [(float(one.get("y", 0)), float(one.get("height", 0))) for one in rects]
    assert tops == [(168.5, 47.5), (26, 142.5), (168.5, 23.75)]


@given(st.lists(st.tuples(ORE, ORE, st.none() | ORE), max_size=6))
def test_pairs_are_sound_for_any_amounts(pairs: list[tuple[int, int, int | None]]) -> None:
    svg = charts.paired_columns(["2027"] * len(pairs), pairs, "Par.", str, width=300)
    for one in drawn(svg).iter("{http://www.w3.org/2000/svg}rect"):
        if one.get("class", "").startswith("flok-piece"):
            top, height = float(one.get("y", 0)), float(one.get("height", 0))
            assert 25.9 <= top <= top + height <= 216.1


def test_lines_go_from_year_to_year() -> None:
    svg = charts.cost_lines(["0", "1", "2"], [[0, 500, 1_000], [400, 600, 700]], "To linjer.", width=100)
    lines = [
        one for one in drawn(svg).iter("{http://www.w3.org/2000/svg}line") if "flok-stroke" in one.get("class", "")
    ]
    assert [(one.get("x1"), one.get("x2")) for one in lines] == [("0.00", "50.00"), ("50.00", "100.00")] * 2
    assert [float(lines[0].get("y1")), float(lines[1].get("y2"))] == pytest.approx([216, 26])


@given(st.integers(-(10**13), 0), st.integers(1, 10**13))
def test_the_scale_has_few_round_steps_with_nothing_among_them(low: int, high: int) -> None:
    found = steps(low, high)
    assert 0 in found
    assert len(found) <= 7
    assert all(low <= one <= high for one in found)


def test_a_swing_past_nothing_is_hatched_where_the_order_has_turned() -> None:
    assert spans(charts.swing_bar(-50, 100, 60, (-100, 100))) == [(25, 50), (50, 100)]
    assert spans(charts.swing_bar(100, 20, 60, (-100, 100))) == [(60, 100)]
    assert spans(charts.swing_bar(-50, -20, -30, (-100, 100))) == [(25, 40)]


def test_a_map_has_one_piece_for_cells_alike_beside_each_other() -> None:
    svg = charts.field([[0, 0, 1], [1, 1, 1]], "Et kort.")
    assert spans(svg) == [(0, 66.7), (66.7, 100), (0, 100)]


def test_a_hill_has_a_column_for_each_bar_with_runs() -> None:
    assert spans(charts.hill([0, 4, 2, 0], 4, 1)) == [(25, 50), (50, 75)]


def test_a_name_that_looks_like_markup_stays_words() -> None:
    svg = charts.year_columns(["<b>1</b>"], [[1]], 'x" onload="y', width=10)
    assert drawn(svg).get("aria-label") == 'x" onload="y'
