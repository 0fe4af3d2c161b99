"""Definitions as expressions: worked examples through the engine, and each condition on its own."""

from __future__ import annotations

import pytest

from flok.domain import spend
from flok.domain.spend._examples import FailedExample
from tests.domain.spend.rows import (
    EU_ECOLABEL,
    FSC_BY_NAME,
    LABELLING,
    REGISTER,
    SHIPPED,
    SWAN,
    Row,
    contract,
    definition,
    line,
    lines_in,
    statement,
)

OWN = """
id = "own"
version = 1
date = 2026-01-01
name = { da = "Vores", en = "Ours" }
summary = { da = "Kort", en = "Brief" }
source = "Vores egen politik"

[[rule]]
when = { labels = ["nordic_swan"], unspsc = ["1411"] }
outcome = "sustainable"
reason = "swan_paper"
text = { da = "Svanemærket papir", en = "Swan paper" }

[[rule]]
when = { contract = "sustainable", contract_verified = true }
outcome = "sustainable"
reason = "green_contract"
text = { da = "Grøn kontrakt", en = "Green contract" }

[otherwise]
outcome = "not_sustainable"
reason = "neither"
text = { da = "Ingen af delene", en = "Neither" }

[[example]]
name = "Svanemærket papir"
line = { certificates = [["SVANEN", "NA", "NA"]], unspsc = "14111507" }
outcome = "sustainable"
reason = "swan_paper"

[[example]]
name = "Svanemærket sæbe"
line = { certificates = [["SVANEN", "NA", "NA"]], unspsc = "53131608" }
outcome = "not_sustainable"
reason = "neither"

[[example]]
name = "Bekræftet grøn kontrakt"
line = { contract = "sustainable", contract_verified = true }
outcome = "sustainable"
reason = "green_contract"

[[example]]
name = "Papir efter listen"
line = { listed_labels = ["nordic_swan"], unspsc = "14111507" }
outcome = "sustainable"
reason = "swan_paper"
"""


def parsed(text: str) -> spend.Definition:
    return spend.parse_definition(text, "own.toml", REGISTER.labels, REGISTER.groups)


def test_every_worked_example_comes_out_as_its_definition_says(engine: spend.Engine) -> None:
    assert all(one.examples for one in SHIPPED)
    assert spend.failing_examples(engine, [*SHIPPED, parsed(OWN)], LABELLING) == []


def test_a_worked_example_that_fails_is_told(duckdb: spend.Engine) -> None:
    own = parsed(OWN.replace('unspsc = ["1411"] }', 'unspsc = ["5313"] }'))
    paper, soap, _, listed = own.examples
    expected = [
        FailedExample(own, paper, "not_sustainable", "neither"),
        FailedExample(own, soap, "sustainable", "swan_paper"),
        FailedExample(own, listed, "not_sustainable", "neither"),
    ]
    failed = spend.failing_examples(duckdb, [SHIPPED[0], own], LABELLING)
    assert failed == expected
    assert str(failed[1]) == (
        "own, eksemplet 'Svanemærket sæbe': skulle give not_sustainable (neither),"
        " reglerne giver sustainable (swan_paper)"
    )
    assert failed[1].english == (
        "own, example 'Svanemærket sæbe': should give not_sustainable (neither),"
        " the rules give sustainable (swan_paper)"
    )


def test_a_definition_without_examples_has_none_that_fail(duckdb: spend.Engine) -> None:
    assert spend.failing_examples(duckdb, [parsed(OWN.partition("[[example]]")[0])], LABELLING) == []
    assert spend.failing_examples(duckdb, [], LABELLING) == []


# One line of each kind, and which of them each condition alone holds for.
LINES: list[Row] = [
    line("swan-1", certificates=[SWAN], unspsc="14111507"),
    line("flower-1", certificates=[EU_ECOLABEL], cpv="30197630"),
    line("name-1", certificates=[FSC_BY_NAME], unspsc="53131608", cpv="33711900"),
    line("listed-1", seller_item_id="swan"),
    line("silent-1", seller_item_id="none"),
    line("equal-1", seller_item_id="equal"),
    line("freight-1", part="unallocated", contract_ref="GREEN"),
    line("free-1", part="free", ore=0, contract_ref="BLACK"),
    line("grey-1", contract_ref="GREY"),
    line("green-1", contract_ref="VERIFIED"),
    line("plain-1", unspsc="14111"),
]
SOURCES = spend.Sources(
    [
        statement("s:swan", labels=["nordic_swan"], states_labels=True),
        statement("s:none", states_labels=True),
        statement("s:equal", equivalent_to=["nordic_swan"]),
    ],
    [
        contract("GREEN", sustainable=True, categories=("99",)),
        contract("BLACK", sustainable=False, categories=("99",)),
        contract("GREY", verified=True, categories=("99",)),
        contract("VERIFIED", sustainable=True, verified=True, categories=("99",)),
    ],
)
CONDITIONS = {
    'labels = ["nordic_swan"]': "swan listed",
    'labels = ["group:official_ecolabel"]': "swan flower listed",
    'named = ["fsc"]': "name",
    'equivalent_to = ["nordic_swan"]': "equal",
    "item_known = true": "listed silent",
    'contract = "any"': "freight free grey green",
    'contract = "sustainable"': "freight green",
    'contract = "not_sustainable"': "free",
    "contract_verified = true": "grey green",
    'contract = "sustainable", contract_verified = true': "green",
    'unspsc = ["1411"]': "swan plain",
    'unspsc = ["141115", "53"]': "swan name",
    'cpv = ["30", "337"]': "flower name",
    'unspsc = ["14111507"], cpv = ["301976"]': "swan flower",
    'part = "unallocated"': "freight",
    'part = "free"': "free",
    'labels = ["nordic_swan"], unspsc = ["53"]': "",
}
SCOPES = {  # and which lines each scope leaves out
    'unspsc = ["1411"]': "name",  # a code of the other list says nothing here
    'cpv = ["301976"]': "name",
    'unspsc = ["53"]\ncpv = ["301976"]': "swan plain",
    'contract = "any"': "swan flower name listed silent equal plain",
    'unspsc = ["53"]\ncontract = "any"': "swan flower name listed silent equal plain",
}


def definitions() -> list[spend.Definition]:
    conditions = [definition(f"{one} -> sustainable/holds\notherwise -> unknown/nothing") for one in CONDITIONS]
    scopes = [
        definition(
            "item_known = true -> sustainable/holds\notherwise -> unknown/nothing",
            f'[scope]\n{scope}\ntext = {{ da = "x", en = "x" }}',
        )
        for scope in SCOPES
    ]
    return conditions + scopes


@pytest.fixture(scope="module")
def numbers(engine: spend.Engine) -> dict[str, list[int]]:
    """The rule number of every line under each definition, all in one query."""
    asked = definitions()
    table = spend.decided(engine, lines_in(engine, LINES), asked, SOURCES, LABELLING)
    rules = [f"rule_{place}" for place in range(len(asked))]
    rows = engine.rows(table.select("document_id", *rules))
    return {row["document_id"]: [row[rule] for rule in rules] for row in rows}


def those(numbers: dict[str, list[int]], place: int, number: int) -> list[str]:
    return sorted(name for name, own in numbers.items() if own[place] == number)


def test_each_condition_holds_for_just_these_lines(numbers: dict[str, list[int]]) -> None:
    found = {text: those(numbers, place, 0) for place, text in enumerate(CONDITIONS)}
    assert found == {text: sorted(names.split()) for text, names in CONDITIONS.items()}


def test_each_scope_leaves_just_these_lines_out(numbers: dict[str, list[int]]) -> None:
    found = {text: those(numbers, place, -1) for place, text in enumerate(SCOPES, start=len(CONDITIONS))}
    assert found == {text: sorted(names.split()) for text, names in SCOPES.items()}


def test_the_first_rule_that_holds_decides(duckdb: spend.Engine) -> None:
    own = definition(
        """
        item_known = true -> not_sustainable/first
        labels = ["nordic_swan"] -> sustainable/second
        labels = ["group:official_ecolabel"] -> unknown/third
        otherwise -> out_of_scope/rest
        """
    )
    table = spend.decided(duckdb, lines_in(duckdb, LINES), [own], SOURCES, LABELLING)
    rows = duckdb.rows(table.select("document_id", "rule_0"))
    expected = {"listed": 0, "silent": 0, "swan": 1, "flower": 2}
    names = [row["document_id"] for row in LINES]
    assert {row["document_id"]: row["rule_0"] for row in rows} == {name: expected.get(name, 3) for name in names}
