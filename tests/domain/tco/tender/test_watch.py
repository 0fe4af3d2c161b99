"""Abnormally low and unbalanced bids, with the assumption each leans on."""

from __future__ import annotations

import pytest

from flok.domain.tco import compile_study, evaluate
from flok.domain.tco.tender import observations, told, with_bids

from .tenders import VALUES, dishwashers

TENDER = dishwashers()


def seen(bids: dict[str, dict[str, float]]) -> list[tuple[str, str, str, str]]:
    return [(each.code, each.bid, each.line, each.assumption) for each in observations(TENDER, bids)]


def bid(**changed: float) -> dict[str, float]:
    return {**VALUES, **changed}


def test_alike_bids_give_nothing_to_ask_about() -> None:
    assert seen({"a": bid(), "b": bid(service=310), "c": bid(service=320)}) == []


def test_a_total_far_below_the_median_of_the_others_is_abnormally_low() -> None:
    found = seen({"a": bid(), "b": bid(), "c": bid(purchase_price=1, energy_per_wash=0.2, service=0)})
    assert ("low_total", "c", "", "none") in found
    assert [(code, line) for code, bid_, line, _ in found if bid_ == "c" and code != "unbalanced"] == [
        ("low_total", ""),
        ("low_line", "purchase"),
        ("low_line", "electricity"),
        ("zero_line", "service"),
        ("low_line", "electricity_co2"),
    ]
    assert {bid_ for _, bid_, _, _ in found} == {"c"}


def test_money_moved_to_what_is_discounted_is_unbalanced() -> None:
    bids = {"a": bid(), "b": bid(), "c": bid(purchase_price=3000, service=1200)}
    found = {each.code: each for each in observations(TENDER, bids) if each.bid == "c"}
    assert found["high_line"].line == "service"
    assert found["high_line"].assumption == "discounting"
    assert found["low_line"].line == "purchase"


def test_unbalanced_tells_what_the_same_money_would_count_spread_as_others_do() -> None:
    tender = dishwashers(more="[tender.watch]\nlow_line = 0.3\nhigh_line = 0.3\n")
    bids = {"a": bid(), "b": bid(), "c": bid(purchase_price=1000, service=5000)}
    found = [each for each in observations(tender, bids) if each.code == "unbalanced"]
    assert [(each.bid, each.line, each.assumption) for each in found] == [("c", "service", "discounting")]
    evaluation = evaluate(compile_study(with_bids(tender, bids)))
    assert found[0].value == pytest.approx(float(evaluation.compared[2]))
    assert found[0].median > found[0].value * 1.02
    why = told(found[0], tender.method, "Fiktiv A/S")
    assert "Det skyldes diskonteringen: beløbet falder sent." in why.da
    assert "Service" in why.en


def test_the_quantity_at_which_the_next_bid_is_as_cheap_is_exact() -> None:
    bids = {"a": bid(service=300), "b": bid(purchase_price=8150.0, service=290)}
    found = {each.line: each for each in observations(TENDER, bids) if each.code == "quantity"}
    assert found.keys() == {"service"}
    times = found["service"].factor
    scaled = {key: {**values, "service": values["service"] * times} for key, values in bids.items()}
    compared = evaluate(compile_study(with_bids(TENDER, scaled))).compared
    assert float(compared[0]) == pytest.approx(float(compared[1]), rel=1e-12)


def test_one_bid_cannot_be_compared() -> None:
    assert observations(TENDER, {"a": bid()}) == ()
