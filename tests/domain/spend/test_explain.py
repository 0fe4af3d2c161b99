"""One line's whole story: what it says, what was known of it, and which rule decided it."""

from __future__ import annotations

from datetime import date

from flok.domain import spend
from tests.domain.spend.rows import (
    EU_ECOLABEL,
    FSC_BY_NAME,
    LABELLING,
    SWAN,
    contract,
    definition,
    line,
    lines_in,
    statement,
)

LABELLED = definition(
    'labels = ["nordic_swan"] -> sustainable/label\nitem_known = true -> not_sustainable/none\notherwise -> unknown/nil'
)
SCOPED = definition(
    'contract = "sustainable" -> sustainable/green\notherwise -> unknown/nil',
    '[scope]\nunspsc = ["14"]\ntext = { da = "Kun papir", en = "Only paper" }',
    name="scoped",
)
MAY, JUNE = date(2026, 5, 31), date(2026, 6, 1)
LINES = [
    line(
        "f-1", seller_item_id="4711", certificates=[FSC_BY_NAME, ["X", "NA", None]], unspsc="14111507", issue_date=MAY
    ),
    line("f-2", seller_item_id="4712", unspsc="53131608"),
    line("k-7", kind="credit_note", credits="f", seller_item_id="4711", certificates=[SWAN], ore=-500, issue_date=JUNE),
    line("z-1", seller_item_id="4711", certificates=[EU_ECOLABEL], supplier_id="99000021", number="f"),
]
SOURCES = spend.Sources(
    [
        statement("s:4711", valid_to=MAY, labels=["nordic_swan"], named=["fsc"], states_labels=True, origin="katalog"),
        statement("s:4711", valid_from=JUNE, origin="senere"),
        statement("s:4711", supplier_id="99000021", origin="en anden"),
        statement("g:09529000000017", origin="et andet nummer"),
    ],
    [contract("K-1", supplier_id="99000048"), contract("K-2", categories=("14",), sustainable=True, verified=True)],
)
ITEM = {
    "origin": "katalog",
    "key": "s:4711",
    "labels": ["nordic_swan"],
    "named": ["fsc"],
    "equivalent_to": [],
    "states_labels": True,
    "valid_from": date(2026, 1, 1),
    "valid_to": MAY,
}
OWN_LABELS = [
    {"written": FSC_BY_NAME, "label": "fsc", "step": "name", "to_be_confirmed": True},
    {"written": ["X", "NA", None], "label": None, "step": "unknown", "to_be_confirmed": False},
]
CONTRACT = {"id": "K-2", "name": "Aftale K-2", "by": "supplier", "sustainable": True, "verified": True}


def decision(one: spend.Definition, rule: int, outcome: str, reason: str, da: str = "text") -> dict[str, object]:
    en = {"text": "text", "Kun papir": "Only paper"}[da]
    names = {"id": one.id, "version": 1, "name_da": "name", "name_en": "name"}
    return {**names, "rule": rule, "outcome": outcome, "reason": reason, "text_da": da, "text_en": en}


def story(engine: spend.Engine, line_id: str) -> object:
    return spend.explained(engine, lines_in(engine, LINES), line_id, [LABELLED, SCOPED], SOURCES, LABELLING)


def test_a_credit_line_tells_the_story_of_the_line_it_credits(engine: spend.Engine) -> None:
    assert story(engine, "k-7") == {
        "line": LINES[2],
        "evidence_line": "f-1",
        "labels": OWN_LABELS,
        "items": [ITEM],
        "contract": CONTRACT,
        "definitions": [decision(LABELLED, 0, "sustainable", "label"), decision(SCOPED, 0, "sustainable", "green")],
    }


def test_a_line_of_which_nothing_is_known_and_that_lies_outside_a_scope(duckdb: spend.Engine) -> None:
    assert story(duckdb, "f-2") == {
        "line": LINES[1],
        "evidence_line": "f-2",
        "labels": [],
        "items": [],
        "contract": None,
        "definitions": [
            decision(LABELLED, 2, "unknown", "nil"),
            decision(SCOPED, -1, "out_of_scope", "out_of_scope", "Kun papir"),
        ],
    }


def test_another_supplier_s_invoice_with_the_same_number_has_no_part_in_it(duckdb: spend.Engine) -> None:
    told = story(duckdb, "z-1")
    assert isinstance(told, dict)
    assert [item["origin"] for item in told["items"]] == ["en anden"]
    assert (told["evidence_line"], [label["label"] for label in told["labels"]]) == ("z-1", ["eu_ecolabel"])


def test_a_line_that_is_not_there_has_no_story(duckdb: spend.Engine) -> None:
    assert story(duckdb, "f-9") is None
