from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain.tco import NotComputableError, Study, compile_study, evaluate
from flok.domain.tco._read_study import study_from
from flok.domain.tco._sensitivity import (
    BreakEven,
    Swing,
    break_even,
    break_even_map,
    break_even_years,
    tornado,
    with_headline,
)
from flok.domain.tco._study import Alternative, Name
from tests.domain.tco.studies import document
from tests.domain.tco.two_machines import normal, two_machines, uncertain

FACTOR = sum(1.03**-year for year in range(1, 11))


def test_the_price_at_which_the_dear_machine_pays() -> None:
    """10,000 + 2,000 p F = 16,000 + 1,500 p F, at p = 12 / F."""
    assert break_even(two_machines(), "power_price") == (
        BreakEven("power_price", pytest.approx(12 / FACTOR, rel=1e-12), "cheap", "dear"),
    )


def test_between_limits_only() -> None:
    assert break_even(two_machines(), "power_price", 0.0, 1.4) == ()
    assert break_even(two_machines(), "power_price", 1.4, 1.5)[0].value == pytest.approx(12 / FACTOR, rel=1e-12)


def test_at_which_co2_price_it_turns() -> None:
    """At a power price of 1 kr. the cheap machine leads by 6,000 - 500 F; the CO2 price makes it up at 0.1 kg/kWh."""
    cheap_power = replace(
        two_machines(), inputs=tuple(
            replace(one, value=1.0) if one.id == "power_price" else one for one in two_machines().inputs
        ),
    )  # fmt: skip
    assert break_even(cheap_power, "co2_price", 0.0, 10.0) == ()
    found = break_even(with_headline(cheap_power, "shadow"), "co2_price", 0.0, 10.0)
    assert found == (BreakEven("co2_price", pytest.approx((6_000 - 500 * FACTOR) / (50 * FACTOR)), "cheap", "dear"),)


def test_at_which_discount_rate_it_turns() -> None:
    found = break_even(two_machines(), "discount_rate")
    assert [(one.below, one.above) for one in found] == [("dear", "cheap")]
    rate = found[0].value
    assert sum((1 + rate) ** -year for year in range(1, 11)) == pytest.approx(6.0, rel=1e-10)


def test_at_which_lifetime_it_turns() -> None:
    """1,000 kr. a year has paid 6,000 kr. back at 3 % in the seventh year: 6.23 of it."""
    assert break_even_years(two_machines()) == (BreakEven("", 7.0, "cheap", "dear"),)


@pytest.mark.parametrize("change", [{"rates": [0.0] * 5}, {"index": [1.0] * 5}])
def test_a_table_ends_the_years_that_can_be_tried(change: dict[str, list[float]]) -> None:
    """b pays 500 kr. more at once and 300 kr. less a year: cheaper from the second year on."""
    content = document()
    content["line"][1]["price_change"] = change
    content["line"].pop()
    assert break_even_years(study_from(content, "test")) == (BreakEven("", 2.0, "a", "b"),)
    content["line"][1]["price_change"] = {key: values * 2 for key, values in change.items()}
    content["input"][2]["value"] = 0.42
    assert break_even_years(study_from(content, "test")) == (BreakEven("", 10.0, "a", "b"),)


def test_what_falls_outside_a_shorter_period_is_no_saving() -> None:
    """a is repaired for 900 kr. in year 3: of fewer years than that the study has no answer, not a cheaper one."""
    content = document()
    content["input"][2]["value"], content["input"][3]["value"] = 0.01, 900
    content["line"][2].update(alternatives=["a"], reason="b has a guarantee")
    assert break_even_years(study_from(content, "test")) == ()


def test_how_long_one_alternative_must_last() -> None:
    """By the year a over 4 years costs 250 kr. and b at 0 % as much over 6."""
    content = document(comparison="equivalent_annual", life="life", discount={"rate": 0.0})
    content["line"] = content["line"][:1]
    content["input"].append({"id": "life", "name": "Life", "unit": "year"})
    for alternative, life in zip(content["alternative"], (4, 3), strict=True):
        alternative["values"]["life"] = life
    found = break_even_years(study_from(content, "test"), "life@b")
    assert found == (BreakEven("life@b", 7.0, "a", "b"),)


def test_every_turn_of_three_is_found() -> None:
    """Cheap, then middle, then dear as power gets dearer."""
    middle = Alternative("middle", Name("middle", "middle"), (("purchase", 12_500.0), ("use", 1_750.0)))
    three = replace(two_machines(), alternatives=(*two_machines().alternatives, middle))
    found = break_even(three, "power_price")
    assert [(one.below, one.above) for one in found] == [("cheap", "middle"), ("middle", "dear")]
    assert [one.value for one in found] == pytest.approx([10 / FACTOR, 14 / FACTOR])


def test_two_turns_in_one_step_of_the_search_are_both_found() -> None:
    middle = Alternative("middle", Name("middle", "middle"), (("purchase", 12_990.0), ("use", 1_750.0)))
    three = replace(two_machines(), alternatives=(*two_machines().alternatives, middle))
    found = break_even(three, "power_price", 0.0, 100.0)
    assert [(one.below, one.above) for one in found] == [("cheap", "middle"), ("middle", "dear")]
    assert [one.value for one in found] == pytest.approx([11.96 / FACTOR, 12.04 / FACTOR])


@settings(max_examples=40, deadline=None)
@given(st.floats(100, 50_000), st.floats(10, 1_900))
def test_at_the_break_even_both_cost_the_same(purchase: float, use: float) -> None:
    other = replace(two_machines().alternatives[1], values=(("purchase", purchase), ("use", use)))
    study = replace(two_machines(), alternatives=(two_machines().alternatives[0], other))
    for each in break_even(study, "power_price"):
        costs = evaluate(compile_study(study), {"power_price": each.value}).costs
        assert costs[0] == pytest.approx(costs[1], rel=1e-9)


def test_a_tornado_is_the_study_evaluated_at_both_ends() -> None:
    study = uncertain(two_machines(), power_price=normal(2, 0.5))
    swings = {one.key: one for one in tornado(study)}
    price = swings["power_price"]
    low, high = 2 - 0.5 * 1.2815515655446004, 2 + 0.5 * 1.2815515655446004
    ends = [evaluate(compile_study(study), {"power_price": at}).costs for at in (low, high)]
    assert price == Swing(
        "power_price", pytest.approx(low), pytest.approx(high), "uncertainty",
        tuple(round(float(one) * 100) for one in ends[0]), tuple(round(float(one) * 100) for one in ends[1]),
        True, pytest.approx(round(500 * FACTOR * (high - low) * 100), abs=1),
    )  # fmt: skip
    assert swings["purchase@dear"].basis == "share"
    assert (swings["purchase@dear"].low, swings["purchase@dear"].high) == pytest.approx((14_400, 17_600))
    assert swings["discount_rate"].basis == "point"
    assert (swings["discount_rate"].low, swings["discount_rate"].high) == pytest.approx((0.02, 0.04))


def test_the_widest_swing_stands_first_and_what_moves_nothing_is_left_out() -> None:
    swings = tornado(two_machines())
    assert [one.width for one in swings] == sorted((one.width for one in swings), reverse=True)
    assert {one.key for one in swings}.isdisjoint({"emission", "co2_price"})


def test_what_is_plausible_in_a_bid_is_no_swing() -> None:
    ranged = replace(
        two_machines(), inputs=tuple(
            replace(one, low=0.1, high=50.0) if one.id == "power_price" else one for one in two_machines().inputs
        ),
    )  # fmt: skip
    price = next(one for one in tornado(ranged) if one.key == "power_price")
    assert (price.low, price.high, price.basis) == (1.8, 2.2, "share")


def test_one_alternative_alone_has_no_lead_to_move() -> None:
    assert tornado(replace(two_machines(), alternatives=two_machines().alternatives[:1])) == ()


def test_a_map_is_the_cheapest_at_each_of_its_points() -> None:
    found = break_even_map(two_machines(), "power_price", "discount_rate", points=9)
    plan = compile_study(two_machines())
    expected = [
        [int(np.argmin(evaluate(plan, {"power_price": x, "discount_rate": y}).costs)) for x in found.xs]
        for y in found.ys
    ]
    assert [list(row) for row in found.cheapest] == expected
    assert {one for row in expected for one in row} == {0, 1}
    assert (found.xs[0], found.xs[-1]) == (0.0, 10.0)
    assert (found.ys[0], found.ys[-1]) == pytest.approx((-0.02, 0.18))


def test_a_slot_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        break_even(two_machines(), "weather")


def test_i07_what_cannot_be_computed_is_refused() -> None:
    with pytest.raises(NotComputableError):
        break_even(two_machines(), "power_price", 1e306, 1e308)


def study_of(price: float) -> Study:
    return replace(
        two_machines(), inputs=tuple(
            replace(one, value=price) if one.id == "power_price" else one for one in two_machines().inputs
        ),
    )  # fmt: skip


def test_where_nothing_costs_anything_there_is_no_turn() -> None:
    """Of no machines both cost nothing; of any number b is the cheaper."""
    content = document()
    content["input"].append({"id": "machines", "name": "Machines", "unit": "1", "value": 3})
    for line in content["line"]:
        line["quantity"] = [*([line["quantity"]] if "quantity" in line else []), "machines"]
    assert break_even(study_from(content, "test"), "machines") == ()


def test_exactly_at_the_turn_it_is_still_found() -> None:
    points = 12 / FACTOR
    found = break_even(study_of(points), "power_price", points, points + 1)
    assert len(found) <= 1
