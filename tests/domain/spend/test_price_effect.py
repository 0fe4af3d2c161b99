"""What of a change in the share is price alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain import spend
from flok.domain.spend._price_effect import price_effects
from tests.domain.spend.rows import LABELLING, SWAN, Row, definition, line, lines_in

OWN = definition(
    'part = "free" -> out_of_scope/free\nlabels = ["nordic_swan"] -> sustainable/label\notherwise -> unknown/nothing'
)
YEAR = {"from": "2026-01-05", "to": "2026-12-20"}
EARLY, LATE = date(2026, 2, 1), date(2026, 9, 1)
HALVES = {
    "first": {"from": "2026-01-05", "to": "2026-06-30"},
    "second": {"from": "2026-07-01", "to": "2026-12-20"},
}


def effect(engine: spend.Engine, rows: list[Row], period: dict[str, str] | None = YEAR) -> dict[str, Any]:
    table = spend.decided(engine, lines_in(engine, rows), [OWN], spend.Sources(), LABELLING)
    (found,) = price_effects(engine, engine.kept(table), [OWN], period)
    return found


def bought(number: int, day: date, item: str | None, quantity: float | None, ore: int, **more: Any) -> Row:
    labels = {"certificates": [SWAN]} if item and item.startswith("swan") else {}
    return line(
        f"d{number}-1",
        issue_date=day,
        seller_item_id=item,
        quantity=quantity,
        ore=ore,
        unit_code="EA",
        **labels,
        **more,
    )


def test_a_price_rise_alone(engine: spend.Engine) -> None:
    """The same quantities, the labelled item half as dear again: all of the change is price."""
    rows = [
        bought(1, EARLY, "swan-1", 10, 10_000),
        bought(2, EARLY, "plain-1", 10, 30_000),
        bought(3, LATE, "swan-1", 10, 15_000),
        bought(4, LATE, "plain-1", 10, 30_000),
    ]
    assert effect(engine, rows) == {
        **HALVES,
        "share_low_first": 0.25,
        "share_low_second": 15 / 45,
        "share_low_at_first_prices": 0.25,
        "price_points": 15 / 45 - 0.25,
        "covered_ore": 45_000,
        "second_ore": 45_000,
        "coverage": 1.0,
    }


def test_more_bought_at_the_same_price_is_no_price_effect(duckdb: spend.Engine) -> None:
    rows = [
        bought(1, EARLY, "swan-1", 10, 10_000),
        bought(2, EARLY, "plain-1", 10, 30_000),
        bought(3, LATE, "swan-1", 20, 20_000),
        bought(4, LATE, "plain-1", 10, 30_000),
    ]
    found = effect(duckdb, rows)
    assert (found["share_low_first"], found["share_low_second"], found["price_points"]) == (0.25, 0.4, 0.0)


def test_what_is_not_covered_keeps_its_kroner(duckdb: spend.Engine) -> None:
    rows = [
        bought(1, EARLY, "swan-1", 10, 10_000),
        bought(2, LATE, "swan-1", 10, 20_000),
        bought(3, LATE, "swan-1", None, -2_000, kind="credit_note"),  # a return, at the item's relative price
        bought(4, EARLY, "plain-1", 1, 100),
        bought(5, LATE, "plain-1", 1, 400),  # four times the price: likely another package
        bought(6, LATE, "plain-2", 5, 4_900),  # only in one half
        bought(7, LATE, None, 5, 4_000),  # no number
        bought(8, EARLY, "plain-3", 1e12, 100),  # not a quantity one can believe
        bought(9, LATE, "plain-3", 1, 700),
        bought(10, LATE, "plain-4", 3, 1, part="free"),  # out of scope: not in the denominator
    ]
    low, first_prices = 18_000 / 28_000, 9_000 / 19_000
    assert effect(duckdb, rows) == {
        **HALVES,
        "share_low_first": 10_000 / 10_200,
        "share_low_second": low,
        "share_low_at_first_prices": first_prices,
        "price_points": low - first_prices,
        "covered_ore": 18_000,
        "second_ore": 28_000,
        "coverage": 18_000 / 28_000,
    }


def test_when_it_cannot_be_said(duckdb: spend.Engine) -> None:
    one_month = {"from": "2026-02-01", "to": "2026-02-28"}
    shares = dict.fromkeys(("share_low_first", "share_low_second", "share_low_at_first_prices", "price_points"))
    nothing = {**shares, "covered_ore": 0, "second_ore": 0, "coverage": None}
    rows = [bought(1, EARLY, "swan-1", 10, 10_000)]
    assert effect(duckdb, rows, one_month) == {"first": one_month, "second": None, **nothing}
    assert effect(duckdb, [], None) == {"first": None, "second": None, **nothing}
    only_first = effect(duckdb, rows)
    assert only_first == {**HALVES, **nothing, "share_low_first": 1.0}
    uncovered = effect(duckdb, [*rows, bought(2, LATE, "plain-1", 1, 50)])
    assert (uncovered["share_low_second"], uncovered["price_points"], uncovered["coverage"]) == (0.0, None, 0.0)


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(["swan-1", "swan-2", "plain-1"]), st.integers(1, 50)), min_size=1, max_size=8)
)
def test_with_prices_held_there_is_none(duckdb: spend.Engine, buys: list[tuple[str, int]]) -> None:
    prices = {"swan-1": 300, "swan-2": 125, "plain-1": 77}
    rows = [
        bought(2 * place + half, day, item, quantity, quantity * prices[item])
        for place, (item, quantity) in enumerate(buys)
        for half, day in enumerate((EARLY, LATE))
    ]
    found = effect(duckdb, rows)
    assert (found["price_points"], found["coverage"]) == (0.0, 1.0)
