"""Price-quality models: exact, the same in any order of bids, and honest about what a third bid does."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.tco._study import Name
from flok.domain.tco.tender import ABOUT, Criterion, Model, Offer, ranked, reversals
from flok.domain.tco.tender._models import faults

NOISE = Criterion("noise", Name("Støj", "Noise"), 10, weight=0.4)
HALF = Fraction(1, 2)


def offer(name: str, kroner: int, points: str | None = None) -> Offer:
    return Offer(name, kroner * 100, () if points is None else (("noise", points),))


def scores(model: Model, *offers: Offer) -> dict[str, tuple[int | None, Fraction | str | None]]:
    return {each.id: (each.rank, each.score if each.score is not None else each.why) for each in ranked(model, offers)}


def test_lowest_cost_wins_and_equals_share_a_rank() -> None:
    found = scores(Model(), offer("b", 200), offer("a", 100), offer("c", 100), offer("d", 300))
    assert found == {"a": (1, 100), "c": (1, 100), "b": (3, 200), "d": (4, 300)}


def test_points_relative_to_the_lowest() -> None:
    model = Model("relative", (NOISE,), price_weight=0.6)
    found = scores(model, offer("a", 100, "5"), offer("b", 200, "10"))
    assert found == {"a": (1, Fraction(8, 10)), "b": (2, Fraction(7, 10))}
    assert scores(model, offer("a", 0, "5")) == {"a": (None, "cost_not_positive")}


def test_linear_points_reach_zero_at_the_spread_and_stop_there_or_not() -> None:
    model = Model("linear", (NOISE,), price_weight=0.6, spread=0.5)
    offers = (offer("a", 100, "0"), offer("b", 125, "0"), offer("c", 200, "0"))
    assert scores(model, *offers) == {"a": (1, Fraction(6, 10)), "b": (2, Fraction(3, 10)), "c": (3, 0)}
    below = Model("linear", (NOISE,), price_weight=0.6, spread=0.5, floor="below_zero")
    assert scores(below, *offers)["c"] == (3, Fraction(-6, 10))


def test_fixed_bounds_do_not_look_at_other_bids() -> None:
    model = Model("fixed_interval", (NOISE,), price_weight=0.6, low=100, high=300)
    found = scores(model, offer("a", 50, "0"), offer("b", 200, "10"), offer("c", 400, "5"))
    assert found == {"b": (1, Fraction(7, 10)), "a": (2, Fraction(6, 10)), "c": (3, Fraction(2, 10))}


def test_cost_per_quality_point_needs_quality() -> None:
    model = Model("per_point", (Criterion("noise", Name("Støj", "Noise"), 10, weight=1),))
    found = scores(model, offer("a", 100, "5"), offer("b", 150, "10"), offer("c", 1, "0"))
    assert found == {"b": (1, 150), "a": (2, 200), "c": (None, "no_quality")}


def test_priced_quality_is_deducted_in_kroner() -> None:
    model = Model("monetised", (Criterion("noise", Name("Støj", "Noise"), 10, value=7.5),))
    found = scores(model, offer("a", 100, "4"), offer("b", 120, "8.5"))
    assert found == {"b": (1, Fraction("56.25")), "a": (2, 70)}


def test_what_cannot_win_says_why() -> None:
    model = Model("monetised", (Criterion("noise", Name("Støj", "Noise"), 10, value=1, minimum=3),))
    found = scores(model, offer("a", 1), offer("b", 1, "2.9"), offer("c", 1, "11"), offer("d", 9, "3"))
    assert found == {
        "d": (1, 6),
        "a": (None, "no_points"),
        "b": (None, "below_minimum"),
        "c": (None, "points_out_of_scale"),
    }


def test_ties_are_broken_as_the_tender_says() -> None:
    model = Model("monetised", (Criterion("noise", Name("Støj", "Noise"), 10, value=10),))
    offers = (offer("a", 120, "5"), offer("b", 100, "3"))
    assert scores(model, *offers) == {"b": (1, 70), "a": (2, 70)}
    lots = Model(model.rule, model.criteria, tie="draw")
    assert scores(lots, *offers) == {"a": (1, 70), "b": (1, 70)}


def test_a_bid_that_cannot_win_can_turn_the_order_of_others_in_relative_models() -> None:
    model = Model("linear", (NOISE,), price_weight=0.6, spread=1.0)
    offers = (offer("a", 200, "2"), offer("b", 240, "6"), offer("cheap", 100, "0"))
    alone = [each.id for each in ranked(model, offers[:2])]
    beside = [each.id for each in ranked(model, offers) if each.id != "cheap"]
    assert (alone, beside) == (["b", "a"], ["b", "a"])
    wider = (offer("a", 200, "0"), offer("b", 240, "2"), offer("cheap", 100, "0"))
    assert [(each.without, each.order, each.order_then) for each in reversals(model, wider)] == [
        ("cheap", ("b", "a"), ("a", "b"))
    ]


@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 100)), min_size=3, max_size=6), st.randoms())
def test_the_order_does_not_depend_on_the_order_given_and_only_relative_models_reverse(
    bids: list[tuple[int, int]], shuffle: object
) -> None:
    offers = [Offer(f"b{i}", ore, (("noise", str(points / 10)),)) for i, (ore, points) in enumerate(bids)]
    moved = list(offers)
    shuffle.shuffle(moved)  # type: ignore[attr-defined]
    for rule, about in ABOUT.items():
        criterion = Criterion("noise", Name("Støj", "Noise"), 10, weight=1 if rule == "per_point" else 0.4, value=99)
        criteria = () if rule == "lowest_cost" else (criterion,)
        model = Model(rule, criteria, 0.6, spread=0.7, low=10, high=9_000_000)
        assert ranked(model, offers) == ranked(model, moved)
        if not about.depends_on_others:
            assert reversals(model, offers) == ()


@pytest.mark.parametrize(
    ("model", "places"),
    [
        (Model("lowest_cost", (NOISE,)), ["tender.model.criterion"]),
        (Model("relative"), ["tender.model.criterion"]),
        (Model("relative", (NOISE,), price_weight=0.7), ["tender.model.criterion"]),
        (Model("linear", (NOISE,), price_weight=0.6), ["tender.model.spread"]),
        (Model("fixed_interval", (NOISE,), price_weight=0.6, low=2, high=2), ["tender.model.low"]),
        (Model("monetised", (NOISE,)), ["tender.model.criterion.noise.value"]),
        (Model("per_point", (NOISE, NOISE)), ["tender.model.criterion", "tender.model.criterion"]),
        (Model("relative", (NOISE,), price_weight=0.6), []),
    ],
)
def test_a_model_that_is_none_is_told_by_place(model: Model, places: list[str]) -> None:
    found = [each.place for each in faults(model)]
    assert [each for each in places if each not in found] == []
    assert bool(found) is bool(places)


def test_every_model_has_a_name_formula_weaknesses_and_a_source() -> None:
    for about in ABOUT.values():
        assert all((about.name.da, about.formula.en, about.weaknesses, about.sources))
