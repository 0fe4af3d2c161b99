"""Kroner added up: whole answers on small lines, and what must hold for any lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain import spend
from flok.domain.spend._share import Amounts
from tests.domain.spend.rows import (
    EU_ECOLABEL,
    FSC_BY_NAME,
    LABELLING,
    SWAN,
    Row,
    contract,
    definition,
    line,
    lines_in,
    statement,
)

LABELLED = definition(
    """
    labels = ["nordic_swan"] -> sustainable/label
    item_known = true -> not_sustainable/no_label
    otherwise -> unknown/no_evidence
    """,
    '[target]\nshare = 0.8\nyear = 2030\nsource = "test"',
    name="labelled",
)
CONTRACTS = definition(
    """
    contract = "sustainable" -> sustainable/green
    contract = "any" -> not_sustainable/other
    otherwise -> unknown/none
    """,
    '[scope]\nunspsc = ["14"]\ntext = { da = "x", en = "x" }',
    name="contracts",
)
SOURCES = spend.Sources(
    [statement("s:known", states_labels=True)],
    [contract("K-1", sustainable=True), contract("K-2", supplier_id="99000021", sustainable=None)],
)
JANUARY, FEBRUARY, END_OF_MARCH = date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 31)
PAPER, SOAP, NORTH, SOUTH = "14111507", "53131608", "9520000000011", "9520000000028"

LINES: list[Row] = [
    line("a-1", ore=100_000, certificates=[SWAN], issue_date=JANUARY, unit_id=NORTH, unspsc=PAPER, name="Papir"),
    line("a-2", ore=50_000, seller_item_id="known", issue_date=JANUARY, unit_id=NORTH, unspsc=PAPER, name="Konvolut"),
    line("b-1", ore=30_001, issue_date=FEBRUARY, unit_id=SOUTH, unspsc=SOAP, name="Sæbe", supplier_name="Fiktiv A/S"),
    line("c-1", ore=20_000, issue_date=END_OF_MARCH, cpv="30197630", supplier_id="99000021", supplier_name="Andet ApS"),
    line("c-2", ore=-25_000, issue_date=END_OF_MARCH, supplier_id="99000021", supplier_name="Andet ApS"),
    line("d-1", ore=0, part="free", supplier_id="99000048", unit_id=NORTH, issue_date=JANUARY, unspsc="1411"),
    line("e-1", ore=7, certificates=[SWAN], issue_date=FEBRUARY, supplier_id=None, unit_id=SOUTH),
]
Ore = tuple[int, int, int, int]  # sustainable, not sustainable, unknown, out of scope


def ore(amounts: Amounts) -> Ore:
    return cast("Ore", tuple(amounts.ore.values()))


def whole(outcome: spend.Outcome) -> dict[str, Any]:
    """All that an outcome says."""
    target = outcome.definition.target
    return {
        "ore": ore(outcome.amounts),
        "lines": tuple(outcome.amounts.lines.values()),
        "low": outcome.amounts.low,
        "high": outcome.amounts.high,
        "gap": outcome.amounts.gap(target.share if target else None),
        "by_rule": outcome.by_rule,
        **{
            name: [(group.key, group.label, *ore(group.amounts), sum(group.amounts.lines.values())) for group in groups]
            for name, groups in outcome.groups.items()
        },
    }


def test_the_whole_answer(engine: spend.Engine) -> None:
    definitions = [LABELLED, CONTRACTS]
    table = engine.kept(spend.decided(engine, lines_in(engine, LINES), definitions, SOURCES, LABELLING))
    labelled, contracts = (whole(one) for one in spend.shares(engine, table, definitions, spend.DIMENSIONS))
    assert labelled == {
        "ore": (100_007, 50_000, 25_001, 0),
        "lines": (2, 1, 4, 0),
        "low": 100_007 / 175_008,
        "high": 125_008 / 175_008,
        "gap": 39_999,  # 80 % of 175,008 is 140,006.4
        "by_rule": {0: (100_007, 2), 1: (50_000, 1), 2: (25_001, 4)},
        "month": [
            ("2026-01", "", 100_000, 50_000, 0, 0, 3),
            ("2026-02", "", 7, 0, 30_001, 0, 2),
            ("2026-03", "", 0, 0, -5_000, 0, 2),
        ],
        "unit": [
            (NORTH, "", 100_000, 50_000, 0, 0, 3),
            (SOUTH, "", 7, 0, 30_001, 0, 2),
            (None, "", 0, 0, -5_000, 0, 2),
        ],
        "supplier": [
            ("99000013", "Fiktiv A/S", 100_000, 50_000, 30_001, 0, 3),
            ("99000021", "Andet ApS", 0, 0, -5_000, 0, 2),
            (None, "", 7, 0, 0, 0, 1),
            ("99000048", "", 0, 0, 0, 0, 1),
        ],
        "category": [
            ("1411", "Papir", 100_000, 50_000, 0, 0, 3),
            ("5313", "Sæbe", 0, 0, 30_001, 0, 1),
            (None, "", 7, 0, -25_000, 0, 2),
            ("cpv:301", "", 0, 0, 20_000, 0, 1),
        ],
        "contract": [
            ("0", "", 100_000, 50_000, 30_001, 0, 3),
            ("1", "", 0, 0, -5_000, 0, 2),
            (None, "", 7, 0, 0, 0, 2),
        ],
    }
    assert contracts == {
        "ore": (150_000, -5_000, 7, 30_001),
        "lines": (2, 2, 2, 1),
        "low": 150_000 / 145_007,  # more than all of it: the other contract was credited more than it sold
        "high": 150_007 / 145_007,
        "gap": None,
        "by_rule": {0: (150_000, 2), 1: (-5_000, 2), 2: (7, 2), -1: (30_001, 1)},
        "month": [
            ("2026-01", "", 150_000, 0, 0, 0, 3),
            ("2026-02", "", 0, 0, 7, 30_001, 2),
            ("2026-03", "", 0, -5_000, 0, 0, 2),
        ],
        "unit": [
            (NORTH, "", 150_000, 0, 0, 0, 3),
            (SOUTH, "", 0, 0, 7, 30_001, 2),
            (None, "", 0, -5_000, 0, 0, 2),
        ],
        "supplier": [
            ("99000013", "Fiktiv A/S", 150_000, 0, 0, 30_001, 3),
            ("99000021", "Andet ApS", 0, -5_000, 0, 0, 2),
            (None, "", 0, 0, 7, 0, 1),
            ("99000048", "", 0, 0, 0, 0, 1),
        ],
        "category": [
            ("1411", "Papir", 150_000, 0, 0, 0, 3),
            ("5313", "Sæbe", 0, 0, 0, 30_001, 1),
            (None, "", 0, -25_000, 7, 0, 2),
            ("cpv:301", "", 0, 20_000, 0, 0, 1),
        ],
        "contract": [
            ("0", "", 150_000, 0, 0, 30_001, 3),
            ("1", "", 0, -5_000, 0, 0, 2),
            (None, "", 0, 0, 7, 0, 2),
        ],
    }


@pytest.mark.parametrize(
    ("amounts", "low", "high", "gap"),
    [
        ((50, 25, 25, 1_000), 0.5, 0.75, 30),
        ((90, 5, 5, 0), 0.9, 0.95, 0),
        ((0, 0, 0, 500), None, None, None),
        ((10, -20, 5, 0), None, None, None),  # more credited than bought
        ((1, 1, 1, 0), 1 / 3, 2 / 3, 1),  # 2.4 øre are 2
        ((-10, 110, 0, 0), -0.1, -0.1, 90),
    ],
)
def test_shares_and_the_gap(amounts: Ore, low: float | None, high: float | None, gap: int | None) -> None:
    one = Amounts(dict(zip(Amounts().ore, amounts, strict=True)))
    assert (one.low, one.high, one.gap(0.8), one.gap(None)) == (low, high, gap, None)


def test_no_lines_is_an_answer_too(engine: spend.Engine) -> None:
    table = spend.decided(engine, lines_in(engine, []), [LABELLED], SOURCES, LABELLING)
    (outcome,) = spend.shares(engine, table, [LABELLED], ["supplier"])
    nothing = {"ore": (0, 0, 0, 0), "lines": (0, 0, 0, 0), "low": None, "high": None, "gap": None, "by_rule": {}}
    assert whole(outcome) == {**nothing, "supplier": []}


def test_a_group_is_named_by_its_largest_line_with_a_name_and_of_equal_ones_always_the_same(
    engine: spend.Engine,
) -> None:
    rows = [line(f"a-{name}", unspsc=PAPER, name=name) for name in ("Papir", "Ark", "Blok")]
    rows += [line("a-9", unspsc=PAPER, ore=90_000), line("a-0", unspsc=PAPER, ore=1, name="Rest")]
    for order in (rows, rows[::-1]):
        table = spend.decided(engine, lines_in(engine, order), [LABELLED], spend.Sources(), LABELLING)
        (outcome,) = spend.shares(engine, table, [LABELLED], ["category"])
        assert [(group.key, group.label) for group in outcome.groups["category"]] == [("1411", "Papir")]


TEXTS = [[SWAN], [EU_ECOLABEL], [FSC_BY_NAME], None]


def purchase(number: int) -> st.SearchStrategy[Row]:
    return st.builds(
        line,
        st.just(f"f{number}-1"),
        ore=st.integers(-50_000, 200_000),
        certificates=st.sampled_from(TEXTS),
        seller_item_id=st.sampled_from(["known", "other", None]),
        unspsc=st.sampled_from([PAPER, SOAP, None]),
        cpv=st.sampled_from(["30197630", None]),
        unit_id=st.sampled_from([NORTH, SOUTH, None]),
        supplier_id=st.sampled_from(["99000013", "99000021", "gln:9520000000011"]),
        name=st.sampled_from(["Papir", "Sæbe"]),
        issue_date=st.sampled_from([JANUARY, FEBRUARY, END_OF_MARCH]),
        part=st.sampled_from(["line", "unallocated"]),
    )


purchases = st.tuples(*(purchase(number) for number in range(12)))
Answer = Callable[[Sequence[Row], Sequence[str]], list[spend.Outcome]]
DEFINITIONS = [LABELLED, CONTRACTS]


@pytest.fixture(scope="module")
def answer(duckdb: spend.Engine) -> Answer:
    """The shares of any lines made of `purchase`, and credit notes on them.

    What decides the lines is translated to SQL once: that takes much longer than running it.
    """
    every_text = [line(f"seed{number}-1", certificates=text) for number, text in enumerate(TEXTS)]
    seed = [*every_text, line("k-1", kind="credit_note", credits="seed1", ore=-1)]
    connection = duckdb.connection.con

    def fill(rows: Sequence[Row]) -> None:
        connection.register("drawn", pa.Table.from_pylist(list(rows), schema=spend.LINES))
        connection.execute("DELETE FROM drawn_lines; INSERT INTO drawn_lines SELECT * FROM drawn")

    table = duckdb.connection.create_table("drawn_lines", schema=ibis.schema(spend.LINES))
    fill(seed)
    sql = ibis.to_sql(spend.decided(duckdb, table, DEFINITIONS, SOURCES, LABELLING), dialect="duckdb")
    connection.execute(f"CREATE TABLE judged_lines AS {sql}")
    judged = duckdb.connection.table("judged_lines")

    def answered(rows: Sequence[Row], by: Sequence[str]) -> list[spend.Outcome]:
        fill(rows)
        connection.execute(f"DELETE FROM judged_lines; INSERT INTO judged_lines {sql}")
        return spend.shares(duckdb, judged, DEFINITIONS, by)

    return answered


@settings(max_examples=10, deadline=None)
@given(purchases)
def test_the_groups_of_each_dimension_add_up_to_the_whole(answer: Answer, rows: tuple[Row, ...]) -> None:
    for outcome in answer(rows, spend.DIMENSIONS):
        assert sum(ore(outcome.amounts)) == sum(row["dkk_ore"] for row in rows)
        for groups in outcome.groups.values():
            columns = zip(*(ore(group.amounts) for group in groups), strict=True)
            assert tuple(map(sum, columns)) == ore(outcome.amounts)
            assert len({group.key for group in groups}) == len(groups)
        by_rule = outcome.by_rule.values()
        assert [sum(column) for column in zip(*by_rule, strict=True)] == [sum(ore(outcome.amounts)), len(rows)]


@settings(max_examples=10, deadline=None)
@given(purchases, st.integers(0, 11))
def test_a_line_s_label_moves_that_line_s_amount_and_nothing_else(
    answer: Answer, rows: tuple[Row, ...], place: int
) -> None:
    swan = line("a-1", certificates=[SWAN])["certificates"]
    without, labelled = (
        [*rows[:place], rows[place] | {"certificates": written}, *rows[place + 1 :]] for written in (None, swan)
    )
    before, others_before = answer(without, ())
    after, others_after = answer(labelled, ())
    amount = rows[place]["dkk_ore"]
    is_known = rows[place]["seller_item_id"] == "known" and rows[place]["supplier_id"] == "99000013"
    moved = (amount, -amount if is_known else 0, 0 if is_known else -amount, 0)
    assert tuple(b + m for b, m in zip(ore(before.amounts), moved, strict=True)) == ore(after.amounts)
    assert whole(others_before) == whole(others_after)


@settings(max_examples=6, deadline=None)
@given(purchases.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_lines_changes_nothing(answer: Answer, drawn: tuple[tuple[Row, ...], list[Row]]) -> None:
    rows, shuffled = drawn
    by = spend.DIMENSIONS
    assert [whole(one) for one in answer(rows, by)] == [whole(one) for one in answer(shuffled, by)]


@settings(max_examples=6, deadline=None)
@given(purchases)
def test_a_credit_note_and_its_invoice_are_nothing_in_every_dimension(answer: Answer, rows: tuple[Row, ...]) -> None:
    """Whatever the credit note itself says of the item; it is dated the same month, and names the same unit."""
    own = {"kind": "credit_note", "certificates": None, "unspsc": "99999999", "contract_ref": "K-1"}
    credits_ = [row | own | {"line_id": f"k{row['line_id']}", "number": f"k{row['number']}"} for row in rows]
    credits_ = [row | {"credits": row["number"][1:], "dkk_ore": -row["dkk_ore"]} for row in credits_]
    for outcome in answer([*rows, *credits_], spend.DIMENSIONS):
        assert ore(outcome.amounts) == (0, 0, 0, 0)
        for groups in outcome.groups.values():
            assert {ore(group.amounts) for group in groups} == {(0, 0, 0, 0)}
