"""Parts that come and go: what is left is a study, and says what it said before but for that part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain import tco
from flok.domain.tco._fields import ID
from tests.domain.tco.studies import appliances, document, study


def again(changed: tco.Study) -> tco.Study:
    """The study as it is read from the document that says it."""
    read = tco.study_from(tco.study_to_data(changed), "test")
    assert read == changed
    return read


def costs(of: tco.Study) -> dict[str, int]:
    return {one.id: one.compared.ore for one in tco.results(of).alternatives}


def test_an_alternative_more_costs_as_the_one_it_is_like() -> None:
    for each in tco.templates():
        first = each.alternatives[0]
        more = again(tco.with_alternative(each, "Fiktiv Ny", first.id))
        before = costs(each)
        assert costs(more) == {**before, "fiktiv_ny": before[first.id]}


@pytest.mark.parametrize("each", tco.templates(), ids=lambda one: one.id)
def test_an_alternative_less_leaves_the_others_as_they_were(each: tco.Study) -> None:
    for gone in each.alternatives:
        left = again(tco.without_alternative(each, gone.id))
        assert costs(left) == {id_: ore for id_, ore in costs(each).items() if id_ != gone.id}
        assert left.baseline == ("" if each.baseline == gone.id else each.baseline)


@pytest.mark.parametrize("each", tco.templates(), ids=lambda one: one.id)
def test_a_line_less_costs_that_line_less(each: tco.Study) -> None:
    if each.comparison != "same_period":
        return
    before = tco.results(each)
    for line in each.lines:
        if any(line.id in one.residual.of for one in each.lines if one.residual is not None):
            continue
        left = tco.results(again(tco.without_line(each, line.id)))
        for old, new in zip(before.alternatives, left.alternatives, strict=True):
            gone = sum(one.present_value.ore for one in old.lines if one.id == line.id)
            assert abs(old.present_value.ore - gone - new.present_value.ore) <= 1


def test_what_nothing_names_goes_too() -> None:
    left = tco.without_line(appliances(), "water")
    assert {one.id for one in appliances().inputs} - {one.id for one in left.inputs} == {
        "water_price",
        "water_per_wash",
    }
    content = document(correlation=[{"between": ["power", "repair"], "rank": 0.5}])
    for named in (2, 3):
        value = content["input"][named]["value"]
        content["input"][named]["uncertainty"] = {"distribution": "uniform", "low": value / 2, "high": value * 2}
    assert again(tco.without_line(tco.study_from(content, "test"), "fix")).correlations == ()


def test_an_input_nobody_named_before_stays() -> None:
    idle = replace(study(), inputs=(*study().inputs, tco.Input("idle", tco.Name("I", "I"), "DKK", 1.0)))
    assert "idle" in {one.id for one in tco.without_line(idle, "fix").inputs}


def test_a_residual_value_of_no_line_goes() -> None:
    vehicles = next(one for one in tco.templates() if one.id == "vehicles")
    residual = next(one for one in vehicles.lines if one.residual is not None)
    assert residual.residual is not None
    left = vehicles
    for id_ in residual.residual.of:
        left = tco.without_line(left, id_)
    assert residual.id not in {one.id for one in again(left).lines}


def test_the_last_effect_takes_its_prices_along() -> None:
    left = again(tco.without_effect(appliances(), appliances().effects[0].id))
    assert (left.effects, left.price_sets, left.headline) == ((), (), "")


def test_a_life_for_each() -> None:
    living = again(
        replace(tco.with_life(study(), "life", tco.Name("Levetid", "Lifetime")), comparison="equivalent_annual")
    )
    assert [one.years for one in tco.results(living).alternatives] == [5, 5]


@pytest.mark.parametrize(
    ("counted", "timing", "numerator", "unit"),
    [
        (["machines", "washes"], "yearly", "DKK", "DKK/vask"),
        (["machines"], "start", "DKK", "DKK/stk"),
        (["machines"], "monthly", "kWh", "kWh/stk/year"),
        ([], "end", "kg", "kg"),
    ],
)
def test_the_unit_of_what_is_left(counted: list[str], timing: Any, numerator: str, unit: str) -> None:
    assert tco.left_unit(appliances(), counted, tco.Timing(timing), numerator) == unit


def test_no_unit_fits_what_is_by_the_year_and_falls_once() -> None:
    with pytest.raises(ValueError, match="year"):
        tco.left_unit(appliances(), ["machines", "washes"], tco.Timing("start"), "DKK")
    with pytest.raises(KeyError):
        tco.left_unit(appliances(), ["findes-ikke"], tco.Timing("start"), "DKK")


def test_what_can_be_counted() -> None:
    countable = [one.id for one in appliances().inputs if tco.may_count(one, "DKK")]
    assert countable == ["machines", "washes", "energy_per_wash", "water_per_wash"]


@given(st.text(max_size=80), st.sets(st.sampled_from(["el", "el_2", "line"])))
def test_an_id_is_one_and_not_taken(name: str, taken: set[str]) -> None:
    import re

    made = tco.new_id(name, taken, "line")
    assert re.fullmatch(ID, made)
    assert made not in taken


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [("El pr. våsk", (), "el_pr_vaask"), ("Ærø Ø", (), "aeroe_oe"), ("123", (), "line"), ("el", ("el", "el_2"), "el_3"),
     ("Café", (), "cafe"), ("", (), "line")],
)  # fmt: skip
def test_an_id_of_a_name(name: str, taken: tuple[str, ...], made: str) -> None:
    assert tco.new_id(name, taken, "line") == made
