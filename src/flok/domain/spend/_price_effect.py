"""What of a change in the share comes from prices alone: the second half of the period at the first half's prices.

    p1, p2    an item's unit price in the first and the second half: kroner bought ÷ quantity bought
    share 2   the proven share of the second half, as it was paid
    share 2'  the same purchases with every covered item's kroner × p1 ÷ p2
    price     = share 2 − share 2'

A Paasche comparison: the quantities of the second half at both halves' prices (ILO/IMF/OECD, Consumer Price Index
Manual, 2020, ch. 2, fixed-basket indices). An item is what one supplier sells under one GTIN, else under one
number of its own, in one unit. It is covered when both halves hold invoice lines with a quantity and an amount above
0, and its price has moved by less than a factor of MOST_MOVED (beyond that it is likely another package). Items
that are not covered keep their kroner, and `coverage` says how much of the second half's denominator is covered.
Unknown stays unknown: it is in the denominator of all three shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from flok.kernel.money import share

from ._definition_types import Definition
from ._engine import Engine
from ._rules import OUT_OF_SCOPE, decided_by

MOST_MOVED = 3
_MOST_QUANTITY = 1e9


def price_effects(
    engine: Engine, table: ir.Table, definitions: Sequence[Definition], period: dict[str, str] | None
) -> list[dict[str, Any]]:
    """For each definition the effect of prices between the halves of `period`, from a `decided` table.

    Keys: `first` and `second` (from, to), `share_low_first`, `share_low_second`, `share_low_at_first_prices`,
    `price_points` (0.01 is one point), `covered_ore`, `second_ore` (its denominator), `coverage`. The second half
    begins with the month after the middle one; a period of one month has no halves, and its shares are None.
    """
    months = _months(period)
    if period is None or len(months) < 2:
        return [_nothing(period) for _ in definitions]
    starts = months[len(months) // 2]
    items = _items(table, starts, definitions)
    moved = items.mutate(relative=_relative(items))
    covered = moved.relative.notnull()
    sums = {"any": moved.count()}
    for place in range(len(definitions)):
        for name in ("sustainable", "scope"):
            second = moved[f"{name}_{place}_2"]
            at_first = ibis.ifelse(covered, (second * moved.relative).round().cast("int64"), second)
            sums |= {f"first_{name}_{place}": moved[f"{name}_{place}_1"].sum(), f"second_{name}_{place}": second.sum()}
            sums[f"at_first_{name}_{place}"] = at_first.sum()
        sums[f"covered_{place}"] = moved[f"scope_{place}_2"].sum(where=covered)
    (row,) = engine.rows(moved.aggregate(**sums))
    found = {name: int(value or 0) for name, value in row.items()}
    halves = {
        "first": {"from": period["from"], "to": _day_before(starts)},
        "second": {"from": starts.isoformat(), "to": period["to"]},
    }
    return [{**halves, **_effect(found, place)} for place in range(len(definitions))]


def _items(table: ir.Table, starts: date, definitions: Sequence[Definition]) -> ir.Table:
    """One row per item (lines without a number are one item without a price), with sums for each half."""
    is_second = table.issue_date >= ibis.literal(starts)
    is_sale = (table.kind != "credit_note") & (table.part == "line") & (table.dkk_ore > 0)
    has_quantity = ((table.quantity > 0) & (table.quantity < _MOST_QUANTITY)).fill_null(False)
    number = ibis.coalesce(table.gtin, table.seller_item_id)
    is_priced = is_sale & has_quantity & number.notnull() & table.supplier_id.notnull()
    thousandths = ibis.ifelse(is_priced, table.quantity * 1000, 0.0).round().cast("int64")
    table = table.mutate(item=number, thousandths=thousandths)
    sums: dict[str, Any] = {}
    for half, is_in in (("1", ~is_second), ("2", is_second)):
        sums |= {
            f"quantity_{half}": table.thousandths.sum(where=is_in).fill_null(0).cast("int64"),
            f"priced_{half}": table.dkk_ore.sum(where=is_in & is_priced).fill_null(0).cast("int64"),
        }
        for place, definition in enumerate(definitions):
            for name, rules in _rules(definition).items():
                is_so = is_in & table[f"rule_{place}"].isin(rules)
                sums[f"{name}_{place}_{half}"] = table.dkk_ore.sum(where=is_so).fill_null(0).cast("int64")
    return table.group_by(["supplier_id", "item", "unit_code"]).agg(**sums)


def _rules(definition: Definition) -> dict[str, list[int]]:
    """The rule numbers that count as sustainable, and those in the denominator."""
    every = range(OUT_OF_SCOPE if definition.scope else 0, len(definition.rules) + 1)
    outcomes = {number: decided_by(definition, number).outcome for number in every}
    return {
        "sustainable": [number for number, outcome in outcomes.items() if outcome == "sustainable"],
        "scope": [number for number, outcome in outcomes.items() if outcome != "out_of_scope"],
    }


def _relative(items: ir.Table) -> Any:
    """p1 ÷ p2 where the item is covered, else null."""
    some = (items.quantity_1 > 0) & (items.quantity_2 > 0)
    first = items.priced_1 / ibis.ifelse(some, items.quantity_1, None)
    second = items.priced_2 / ibis.ifelse(some, items.quantity_2, None)
    relative = first / second
    return ibis.ifelse((relative < MOST_MOVED) & (relative > 1 / MOST_MOVED), relative, None)


def _effect(found: dict[str, int], place: int) -> dict[str, Any]:
    first, second, at_first = (
        share(found[f"{name}_sustainable_{place}"], found[f"{name}_scope_{place}"])
        for name in ("first", "second", "at_first")
    )
    denominator, covered = found[f"second_scope_{place}"], found[f"covered_{place}"]
    known = second is not None and at_first is not None and covered != 0
    return {
        "share_low_first": first,
        "share_low_second": second,
        "share_low_at_first_prices": at_first if known else None,
        "price_points": second - at_first if known and second is not None and at_first is not None else None,
        "covered_ore": covered,
        "second_ore": denominator,
        "coverage": share(covered, denominator),
    }


def _nothing(period: dict[str, str] | None) -> dict[str, Any]:
    shares = dict.fromkeys(("share_low_first", "share_low_second", "share_low_at_first_prices", "price_points"))
    return {"first": period, "second": None, **shares, "covered_ore": 0, "second_ore": 0, "coverage": None}


def _months(period: dict[str, str] | None) -> list[date]:
    """The first day of every month of the period."""
    if period is None:
        return []
    first, last = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in (period["from"], period["to"]))
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def _day_before(day: date) -> str:
    return date.fromordinal(day.toordinal() - 1).isoformat()
