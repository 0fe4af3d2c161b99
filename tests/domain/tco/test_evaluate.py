"""Present values: the same as an independent computation, and as arithmetic itself demands."""

from __future__ import annotations

import math
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain.tco import compile_study, evaluate, read_study, template_text, with_value
from flok.domain.tco._evaluate import row_values
from flok.domain.tco._flows import flows
from flok.domain.tco._read_study import study_from
from tests.domain.tco.documents import AMOUNTS, documents
from tests.domain.tco.oracle import paid_by_year, present_values
from tests.domain.tco.studies import document, study

CLOSE: dict[str, float] = {"rel": 1e-9, "abs": 1e-4}


def costs(content: dict[str, Any]) -> dict[str, float]:
    read = study_from(content, "test")
    found = evaluate(compile_study(read)).costs
    return {each.id: float(found[number]) for number, each in enumerate(read.alternatives)}


def test_by_hand() -> None:
    """1,000 + 2 · 400 · a(4 %, 5) + 300 · 1.04^-3, and the same for b."""
    annuity = (1 - 1.04**-5) / 0.04
    assert costs(document()) == pytest.approx(
        {"a": 1000 + 800 * annuity + 300 * 1.04**-3, "b": 1500 + 500 * annuity + 300 * 1.04**-3}, rel=1e-14
    )


@settings(deadline=None, max_examples=300)
@given(documents())
def test_as_an_independent_computation(content: dict[str, Any]) -> None:
    scale = sum(abs(each) for row in paid_by_year(content).values() for each in row) + 1
    assert costs(content) == pytest.approx(present_values(content), rel=1e-9, abs=1e-9 * scale)


@settings(deadline=None, max_examples=100)
@given(documents())
def test_by_year_as_an_independent_computation(content: dict[str, Any]) -> None:
    read = study_from(content, "test")
    sums = {each.id: np.zeros(content["horizon"] + 1) for each in read.alternatives}
    for flow in flows(compile_study(read)):
        if flow.row.section == "cost":
            sums[read.alternatives[flow.row.alternative].id] += flow.paid
    expected = paid_by_year(content)
    for id_, paid in sums.items():
        assert paid == pytest.approx(np.array(expected[id_]), rel=1e-9, abs=1e-3)


@settings(deadline=None, max_examples=100)
@given(documents())
def test_by_year_adds_up_to_the_recurrence(content: dict[str, Any]) -> None:
    plan = compile_study(study_from(content, "test"))
    for value, flow in zip(row_values(plan), flows(plan), strict=True):
        scale = float(np.abs(flow.paid).sum()) + 1
        assert float(flow.discounted.sum()) == pytest.approx(float(value), rel=1e-9, abs=1e-9 * scale)


@settings(deadline=None, max_examples=60)
@given(documents(), st.data())
def test_samples_are_single_evaluations(content: dict[str, Any], data: st.DataObject) -> None:
    """An array of values gives what each value gives alone: uncertainty is the same code."""
    plan = compile_study(study_from(content, "test"))
    values: dict[str, Any] = {}
    for slot in plan.slots:
        if slot.kind in ("rate", "discount"):
            values[slot.key] = np.array(data.draw(st.lists(st.floats(-0.05, 0.05), min_size=3, max_size=3)))
        else:
            values[slot.key] = np.array(data.draw(st.lists(st.floats(0, 100), min_size=3, max_size=3)))
    together = evaluate(plan, values).costs
    for number in range(3):
        alone = evaluate(plan, {key: float(each[number]) for key, each in values.items()}).costs
        assert together[:, number] == pytest.approx(alone, rel=1e-9, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(documents(), AMOUNTS)
def test_a_line_more_adds_its_own_value(content: dict[str, Any], amount: float) -> None:
    more = deepcopy(content)
    more["input"].append({"id": "extra", "name": "extra", "unit": "DKK", "value": amount})
    more["line"].append({"id": "extra", "name": "extra", "kind": "transaction", "price": "extra", "when": "start"})
    before, after = costs(content), costs(more)
    lives = {each["id"]: each["values"]["life"] for each in content["alternative"]}
    for id_, cost in before.items():
        starts = [0] if content["comparison"] == "same_period" else range(0, content["horizon"], lives[id_])
        alone = sum(amount * _discount(content, year) for year in starts)
        assert after[id_] == pytest.approx(cost + alone, rel=1e-9, abs=1e-2)


def _discount(content: dict[str, Any], year: int) -> float:
    rates = [
        [each["rate"] for each in content["discount"]["steps"] if each["from"] <= k][-1] for k in range(1, year + 1)
    ]
    if not rates:
        return 1.0
    if content["discount"]["reading"] == "spot":
        return float((1 + rates[-1]) ** -year)
    return 1 / math.prod(1 + rate for rate in rates)


@settings(deadline=None, max_examples=60)
@given(documents(), st.floats(0.1, 10))
def test_prices_times_a_number_are_costs_times_it(content: dict[str, Any], factor: float) -> None:
    plan = compile_study(study_from(content, "test"))
    priced = {
        each.key: each.base * factor for each in plan.slots if each.input.startswith("p") and each.kind == "amount"
    }
    assert evaluate(plan, priced).costs == pytest.approx(evaluate(plan).costs * factor, rel=1e-9, abs=1e-3)


@given(st.integers(1, 20), st.floats(-0.1, 0.2), st.integers(1, 20))
def test_a_year_later_is_a_year_of_interest_less(year: int, rate: float, later: int) -> None:
    def at(when: int) -> float:
        line = {"id": "one", "name": "one", "kind": "maintenance", "price": "repair", "when": {"years": [when]}}
        return costs(document(horizon=40, discount={"rate": rate}, line=[line]))["a"]

    assert at(year + later) == pytest.approx(at(year) * (1 + rate) ** -later, rel=1e-12)


@settings(deadline=None, max_examples=60)
@given(documents(), st.floats(0, 1000))
def test_dearer_in_nothing_is_never_dearer_in_all(content: dict[str, Any], extra: float) -> None:
    """Dominance: a higher price of a line that is a cost cannot lower the whole."""
    plan = compile_study(study_from(content, "test"))
    incomes = {f"p{each['id'][4:]}" for each in content["line"] if each["kind"] == "income"}
    if any(each["kind"] == "residual" for each in content["line"]):
        incomes.add("price")
    dearer = {
        each.key: each.base + extra
        for each in plan.slots
        if each.input.startswith("p") and each.kind == "amount" and each.input not in incomes
    }
    assert (evaluate(plan, dearer).costs >= evaluate(plan).costs - 1e-6).all()


def test_start_of_a_year_is_the_end_of_the_year_before() -> None:
    fee = {"id": "fee", "name": "Fee", "unit": "DKK/year", "value": 100}
    growth = {"id": "growth", "name": "Growth", "unit": "rate", "value": 0.02}
    line = {"id": "fee", "name": "Fee", "kind": "operation", "price": "fee", "price_change": "growth"}
    inputs = [*document()["input"], fee, growth]
    early = costs(document(input=inputs, line=[{**line, "when": "year_start"}]))["a"]
    late = costs(document(input=inputs, line=[line]))["a"]
    assert early == pytest.approx(late + 100 - 100 * (1.02 / 1.04) ** 5, rel=1e-14)


def test_growth_as_high_as_the_rate_loses_no_digit() -> None:
    growth = {"id": "growth", "name": "Growth", "unit": "rate", "value": 0.04}
    line = {
        "id": "run",
        "name": "Run",
        "kind": "operation",
        "quantity": "use",
        "price": "power",
        "price_change": "growth",
    }
    assert costs(document(input=[*document()["input"], growth], line=[line])) == {"a": 4000.0, "b": 2500.0}


def test_a_negative_rate_makes_later_money_worth_more() -> None:
    line = {"id": "one", "name": "one", "kind": "maintenance", "price": "repair", "when": {"years": [2]}}
    assert costs(document(discount={"rate": -0.008}, line=[line]))["a"] == pytest.approx(300 / 0.992**2, rel=1e-15)


def test_annual_costs_over_each_ones_own_life() -> None:
    read = read_study(template_text("work-clothes"))
    found = evaluate(compile_study(read))
    assert found.annuity == pytest.approx(np.array([sum(1.035**-k for k in range(1, n + 1)) for n in (2, 3)]))
    assert found.compared == pytest.approx(found.costs / found.annuity)


def test_a_chain_of_lives_costs_what_its_lives_cost() -> None:
    """Bought at 0, 2 and 4 over five years; the last of them cut short without a value left."""
    life = {"id": "life", "name": "Life", "unit": "year", "value": 2}
    line = {"id": "buy", "name": "Buy", "kind": "acquisition", "price": "price"}
    content = document(input=[*document()["input"], life], line=[line], life="life", comparison="replacement_chain")
    assert costs(content)["a"] == pytest.approx(1000 * (1 + 1.04**-2 + 1.04**-4), rel=1e-15)


def test_days_given() -> None:
    line = {"id": "one", "name": "one", "kind": "maintenance", "price": "repair"}
    line = {**line, "when": {"dates": ["2027-01-01", "2028-07-01"]}}
    t = 1 + 182 / 366
    assert costs(document(line=[line]))["a"] == pytest.approx(300 * (1 + 1.04**-t), rel=1e-14)


def test_a_set_of_prices_may_be_called_anything() -> None:
    content = document(
        effect=[{"id": "smoke", "name": "Smoke", "substance": "pm", "quantity": ["use", "dirt"]}],
        price_set=[{"id": "cost", "name": "Cost", "prices": {"pm": "harm"}}],
    )
    content["input"].append({"id": "dirt", "name": "Dirt", "unit": "g/kWh", "value": 5})
    content["input"].append({"id": "harm", "name": "Harm", "unit": "DKK/kg", "value": 10})
    found = evaluate(compile_study(study_from(content, "test")))
    annuity = (1 - 1.04**-5) / 0.04
    assert found.effects["cost"] == pytest.approx(np.array([400 * 0.05 * annuity, 250 * 0.05 * annuity]))
    assert dict(zip("ab", found.costs, strict=True)) == pytest.approx(costs(document()))


def test_an_unknown_slot() -> None:
    with pytest.raises(KeyError):
        evaluate(compile_study(study()), {"pris": 1.0})


@pytest.mark.parametrize("key", ["power", "price@a", "discount_rate"])
def test_a_changed_study_is_a_changed_slot(key: str) -> None:
    plan = compile_study(study())
    changed = evaluate(compile_study(with_value(study(), key, 0.5))).costs
    assert changed == pytest.approx(evaluate(plan, {key: 0.5}).costs, rel=1e-14)
    assert not np.array_equal(changed, evaluate(plan).costs)


@pytest.mark.parametrize("key", ["nothing", "price", "power@a", "price@z"])
def test_what_cannot_be_changed(key: str) -> None:
    with pytest.raises(KeyError):
        with_value(study(), key, 1.0)
