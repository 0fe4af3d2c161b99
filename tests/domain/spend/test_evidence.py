"""What is known of each line. Each case has a supplier of its own, so that one query answers them all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from flok.domain import spend
from flok.domain.spend._evidence import Asked, asked_by, resolved_labels
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

OWN = definition(
    """
    labels = ["nordic_swan"], named = ["fsc", "nordic_swan"], equivalent_to = ["nordic_swan"] -> sustainable/all
    labels = ["eu_ecolabel", "blue_angel"] -> sustainable/flower
    otherwise -> unknown/nothing
    """
)
COLUMNS = ("labels_0", "labels_1", "named_0", "equivalent_to_0")
FOUND = ("swan", "flower", "by_name", "equivalent")  # what COLUMNS mean
GTIN = "09529000000017"
MARCH, END_OF_MAY, JUNE, END_OF_JUNE = date(2026, 3, 10), date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30)


@dataclass(frozen=True)
class Case:
    """Lines, what is known beside them, and what must be found of each line by its id: words, or None for `known`."""

    lines: list[Row]
    expected: dict[str, str]
    statements: list[spend.Statement] = field(default_factory=list)
    contracts: list[spend.Contract] = field(default_factory=list)


def anyones(key: str, **fields: Any) -> spend.Statement:
    return statement(key, supplier_id=None, **fields)


def credit(line_id: str, credits_: str, ore: int = -10_000, **fields: Any) -> Row:
    return line(line_id, kind="credit_note", credits=credits_, ore=ore, issue_date=END_OF_JUNE, **fields)


def sold(line_id: str, **fields: Any) -> Row:
    return line(line_id, issue_date=END_OF_MAY, **fields)


UNTIL_MAY = {"valid_to": END_OF_MAY, "labels": ["nordic_swan"], "states_labels": True}
FROM_JUNE = {"valid_from": JUNE, "labels": ["eu_ecolabel"], "states_labels": True}
PAPER, TISSUE = "14111507", "14111704"

CASES: dict[str, Case] = {
    "labels on the line, by code and by name": Case(
        [
            line("a-1", certificates=[SWAN]),
            line("a-2", certificates=[EU_ECOLABEL, FSC_BY_NAME]),
            line("a-3", certificates=[["NA", "NA", "NA"]]),
            line("a-4", certificates=[]),
            line("a-5"),
        ],
        {"a-1": "swan", "a-2": "flower by_name", "a-3": "", "a-4": "", "a-5": ""},
    ),
    "a catalogue as of the line's date, both end days included": Case(
        [
            line(f"a-{number}", seller_item_id="4711", issue_date=day)
            for number, day in enumerate([date(2025, 12, 31), date(2026, 1, 1), END_OF_MAY, JUNE, date(2026, 12, 31)])
        ]
        + [line("a-9", seller_item_id="4711", issue_date=date(2027, 1, 1))],
        {"a-0": "", "a-1": "swan known", "a-2": "swan known", "a-3": "flower known", "a-4": "flower known", "a-9": ""},
        [statement("s:4711", **UNTIL_MAY), statement("s:4711", **FROM_JUNE)],
    ),
    "the seller's number is the seller's own, and a GTIN of his list too": Case(
        [
            line("a-1", seller_item_id="1", gtin="09529000000024"),
            line("a-2", gtin="09529000000031"),
            line("a-3", seller_item_id="09529000000031"),
            line("a-4", seller_item_id="other"),
        ],
        {"a-1": "swan flower", "a-2": "by_name", "a-3": "", "a-4": ""},
        [
            statement("s:1", labels=["nordic_swan"]),
            statement("g:09529000000024", labels=["blue_angel"]),
            statement("g:09529000000031", named=["fsc"]),
            statement("s:other", labels=["nordic_swan"], supplier_id="99000021"),
            statement("g:09529000000031", labels=["nordic_swan"], supplier_id="99000021"),
        ],
    ),
    "a list of GTINs holds at anyone's, beside the seller's own": Case(
        [line("a-1", gtin=GTIN), line("a-2", gtin=GTIN, supplier_id="gln:9520000000011"), line("a-3")],
        {"a-1": "swan flower known", "a-2": "swan", "a-3": ""},
        [
            anyones(f"g:{GTIN}", labels=["nordic_swan"]),
            statement(f"g:{GTIN}", labels=["eu_ecolabel"], states_labels=True),
        ],
    ),
    "confirmed equivalents, and silence that means no label": Case(
        [line("a-1", seller_item_id="1"), line("a-2", seller_item_id="2"), line("a-3", seller_item_id="3")],
        {"a-1": "equivalent", "a-2": "known", "a-3": ""},
        [
            statement("s:1", equivalent_to=["nordic_swan"]),
            statement("s:2", states_labels=True),
            statement("s:3", equivalent_to=["eu_ecolabel"]),
        ],
    ),
    "lists that overlap are heard together and a line stays one line": Case(
        [line("a-1", seller_item_id="1", gtin=GTIN, certificates=[EU_ECOLABEL])],
        {"a-1": "swan flower by_name known"},
        [
            statement("s:1", labels=["nordic_swan"]),
            statement("s:1", states_labels=True),
            statement(f"g:{GTIN}", labels=["nordic_swan"], named=["fsc"]),
        ],
    ),
    "a credit line stands on the evidence of the line it credits, as of that day": Case(
        [
            sold("f-1", seller_item_id="4711"),
            sold("f-2", name="Uden nummer", certificates=[SWAN]),
            credit("k-1", "f", seller_item_id="4711"),
            credit("k-2", "f", name="Uden nummer", certificates=[EU_ECOLABEL]),
        ],
        {"f-1": "swan known", "f-2": "swan", "k-1": "f-1 swan known", "k-2": "f-2 swan"},
        [statement("s:4711", **UNTIL_MAY), statement("s:4711", **FROM_JUNE)],
    ),
    "of several lines with the item the one with the same number, else the first": Case(
        [
            sold("f-1", seller_item_id="1", line_index=1),
            sold("f-2", seller_item_id="1", line_index=2, certificates=[SWAN]),
            sold("f-3", seller_item_id="1", line_index=3, certificates=[EU_ECOLABEL]),
            credit("k-2", "f", seller_item_id="1"),
            credit("k-9", "f", seller_item_id="1", certificates=[SWAN]),
            credit("k-3", "f", seller_item_id="2", certificates=[SWAN]),
        ],
        {"f-1": "", "f-2": "swan", "f-3": "flower", "k-2": "f-2 swan", "k-9": "f-1", "k-3": "swan"},
    ),
    "a credit line on an unknown invoice, or of another supplier's, stands on its own": Case(
        [
            sold("f-1", seller_item_id="1", certificates=[SWAN], supplier_id="99000021"),
            credit("k-1", "f", seller_item_id="1", certificates=[EU_ECOLABEL]),
            credit("k-2", "g", seller_item_id="1", certificates=[EU_ECOLABEL]),
        ],
        {"f-1": "swan", "k-1": "flower", "k-2": "flower"},
    ),
    "a negative invoice that names what it corrects is a credit; a positive one is not": Case(
        [
            sold("f-1", seller_item_id="1", certificates=[SWAN]),
            line("n-1", credits="f", ore=-10_000, seller_item_id="1"),
            line("p-1", credits="f", ore=10_000, seller_item_id="1"),
            line("n-2", ore=-10_000, seller_item_id="1"),
        ],
        {"f-1": "swan", "n-1": "f-1 swan", "p-1": "", "n-2": ""},
    ),
    "a contract by its reference, whenever and whatever it is": Case(
        [
            line("a-1", contract_ref="k-17"),
            line("a-2", contract_ref="RAMME 4"),
            line("a-3", contract_ref="K-99"),
            line("a-4", contract_ref="K-17", supplier_id="gln:9520000000011"),
        ],
        {"a-1": "K-17 reference yes verified", "a-2": "K-17 reference yes verified", "a-3": "", "a-4": ""},
        contracts=[
            contract(
                "K-17",
                aliases=("Ramme 4",),
                valid_to=date(2020, 1, 1),
                categories=("99",),
                sustainable=True,
                verified=True,
            )
        ],
    ),
    "a contract by supplier, date and category, the longest prefix first": Case(
        [
            line("a-1", unspsc=PAPER),
            line("a-2", unspsc=TISSUE),
            line("a-3", unspsc="43211503"),
            line("a-4"),
            line("a-5", unspsc=PAPER, contract_ref="ALL"),
            line("a-6", unspsc=PAPER, contract_ref="nobody knows"),
            line("a-7", unspsc=PAPER, issue_date=date(2027, 1, 1)),
        ],
        {
            "a-1": "PAPER supplier yes",
            "a-2": "FOURTEEN supplier no",
            "a-3": "ALL supplier",
            "a-4": "ALL supplier",
            "a-5": "ALL reference",
            "a-6": "PAPER supplier yes",
            "a-7": "ALL supplier",
        },
        contracts=[
            contract("ALL"),
            contract("FOURTEEN", categories=("14", "15"), sustainable=False, valid_to=date(2026, 12, 31)),
            contract("PAPER", categories=("141115",), sustainable=True, valid_to=date(2026, 12, 31)),
        ],
    ),
    "of two contracts on the same the one begun last, as long as it lasts": Case(
        [line(f"a-{day.month}", issue_date=day) for day in (MARCH, END_OF_MAY, JUNE, END_OF_JUNE, date(2026, 7, 1))],
        {"a-3": "OLD supplier", "a-5": "OLD supplier", "a-6": "NEW supplier", "a-7": "OLD supplier"},
        contracts=[
            contract("NEW", valid_from=JUNE, valid_to=END_OF_JUNE),
            contract("OLD", valid_from=date(2026, 1, 1)),
        ],
    ),
    "prefixes are compared with UNSPSC codes, those after cpv: with CPV codes, the longest first": Case(
        [
            line("a-1", unspsc=PAPER),
            line("a-2", cpv="30197630"),
            line("a-3", unspsc=PAPER, cpv="30197630"),
            line("a-4", unspsc=PAPER, cpv="14000000"),
            line("a-5", cpv="14111507"),
            line("a-6", unspsc="30197630"),
        ],
        {
            "a-1": "PAPER supplier",
            "a-2": "CPV supplier",
            "a-3": "CPV supplier",
            "a-4": "PAPER supplier",
            "a-5": "",
            "a-6": "",
        },
        contracts=[contract("PAPER", categories=("1411",)), contract("CPV", categories=("cpv:301976",))],
    ),
    "a credit line belongs to the contract of the line it credits": Case(
        [sold("f-1", seller_item_id="1", unspsc=PAPER), credit("k-1", "f", seller_item_id="1", unspsc="99999999")],
        {"f-1": "MAY supplier", "k-1": "f-1 MAY supplier"},
        contracts=[contract("MAY", categories=("14",), valid_to=END_OF_MAY)],
    ),
    "only the role and the day together verify a contract": Case(
        [line("a-1", contract_ref="A"), line("a-2", contract_ref="B")],
        {"a-1": "A reference yes", "a-2": "B reference no verified"},
        contracts=[
            contract("A", sustainable=True, confirmed_by_role="jurist"),
            contract("B", sustainable=False, verified=True),
        ],
    ),
}


def placed() -> tuple[list[Row], spend.Sources]:
    """All cases as one; each with suppliers and contracts of its own (a list at anyone's holds everywhere)."""
    rows, statements, contracts = [], [], []
    for name, case in CASES.items():
        rows += [{**row, "supplier_id": f"{name}/{row['supplier_id']}", "source": name} for row in case.lines]
        for one in case.statements:
            supplier = None if one.supplier_id is None else f"{name}/{one.supplier_id}"
            statements.append(_replaced(one, supplier))
        contracts += [_replaced(one, f"{name}/{one.supplier_id}") for one in case.contracts]
    return rows, spend.Sources(statements, contracts)


def _replaced(one: Any, supplier_id: str | None) -> Any:
    return replace(one, supplier_id=supplier_id)


@pytest.fixture(scope="module")
def evidence(engine: spend.Engine) -> dict[str, dict[str, str]]:
    """For each case what was found of each line, in words."""
    rows, sources = placed()
    table = spend.decided(engine, lines_in(engine, rows), [OWN], sources, LABELLING)
    found: dict[str, dict[str, str]] = {name: {} for name in CASES}
    names = ("source", "line_id", "evidence_line_id", "item_known", "contract_no", "contract_by")
    results = engine.rows(table.select(*names, "contract_sustainable", "contract_verified", *COLUMNS))
    assert len(results) == len(rows)
    for row in results:
        found[row["source"]][row["line_id"]] = in_words(row, sources)
    return found


def in_words(row: Row, sources: spend.Sources) -> str:
    words = [row["evidence_line_id"]] if row["evidence_line_id"] != row["line_id"] else []
    words += [word for word, column in zip(FOUND, COLUMNS, strict=True) if row[column]]
    words += ["known"] if row["item_known"] else []
    if row["contract_no"] is not None:
        words += [sources.contracts[row["contract_no"]].id, row["contract_by"]]
        words += {True: ["yes"], False: ["no"], None: []}[row["contract_sustainable"]]
    words += ["verified"] if row["contract_verified"] else []
    return " ".join(words)


@pytest.mark.parametrize("case", CASES)
def test_evidence(evidence: dict[str, dict[str, str]], case: str) -> None:
    assert evidence[case] == CASES[case].expected


def test_nothing_known_is_nothing_found(engine: spend.Engine) -> None:
    lines = lines_in(engine, [line("a-1"), line("a-2", contract_ref="K-1")])
    table = spend.decided(engine, lines, [OWN], spend.Sources(), LABELLING)
    names = ["line_id", "item_known", "contract_no", "contract_by", "contract_sustainable", "contract_verified"]
    nothing = {"item_known": False, "contract_no": None, "contract_by": None, "contract_sustainable": None}
    assert sorted(engine.rows(table.select(*names, *COLUMNS)), key=lambda row: row["line_id"]) == [
        {"line_id": line_id, **nothing, "contract_verified": False, **dict.fromkeys(COLUMNS, False)}
        for line_id in ("a-1", "a-2")
    ]


def test_a_definition_asks_about_each_set_of_labels_once() -> None:
    own = definition(
        """
        labels = ["nordic_swan"] -> sustainable/swan
        labels = ["eu_ecolabel"], named = ["fsc"] -> sustainable/flower
        labels = ["nordic_swan"], equivalent_to = ["eu_ecolabel"] -> sustainable/both
        otherwise -> unknown/nothing
        """
    )
    swan, flower, fsc = (frozenset({name}) for name in ("nordic_swan", "eu_ecolabel", "fsc"))
    assert asked_by([own, own]) == Asked((swan, flower), (fsc,), (flower,))
    assert asked_by([own]).answers(["eu_ecolabel"], ["nordic_swan"], ()) == [False, True, False, False]


def test_a_label_found_by_code_needs_no_confirming_by_name() -> None:
    text = '[["SVANEN","NA","NA"],["NA","NA","Svanemærket"],["6655223","NA","FSC"],[null,"",null]]'
    assert resolved_labels(text, LABELLING) == ({"nordic_swan"}, {"fsc"})
    assert resolved_labels(None, LABELLING) == (set(), set())
