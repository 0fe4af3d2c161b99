"""A definition written as TOML reads back as the same definition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flok.domain import spend
from flok.domain.spend._definition_types import (
    CONTRACT_CONDITIONS,
    CONTRACT_STANDINGS,
    OUTCOMES,
    PARTS,
    SCOPE_REASON,
    Example,
    Rule,
    Scope,
    When,
)
from tests.domain.spend.rows import REGISTER, SHIPPED


def read(text: str) -> spend.Definition:
    return spend.parse_definition(text, "own.toml", REGISTER.labels, REGISTER.groups)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_those_flok_comes_with(shipped: spend.Definition) -> None:
    assert read(spend.definition_to_toml(shipped)) == shipped
    assert read(spend.definition_to_toml(shipped, REGISTER.groups)) == shipped


def test_whole_groups_are_named_again_and_nothing_else_is() -> None:
    by_id = {one.id: one for one in SHIPPED}
    grouped = spend.definition_to_toml(by_id["recognised-labels"], REGISTER.groups)
    assert (
        'when = { labels = ["group:recognised_environmental", "group:recognised_organic", "group:recognised_social"] }'
        in grouped
    )
    assert "group:" not in spend.definition_to_toml(by_id["recognised-labels"])
    one_more = spend.definition_to_toml(by_id["official-ecolabel"], {"own": ["nordic_swan"]})
    assert 'labels = ["eu_ecolabel", "nordic_swan"]' in one_more


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda word: f"t{word}t")
label_sets = st.frozensets(st.sampled_from(sorted(REGISTER.labels)), max_size=4)
outcomes = st.sampled_from(OUTCOMES)
reasons = st.sampled_from(["label", "no_label", "a1"])
prefixes = st.lists(st.from_regex(r"[0-9]{2,8}", fullmatch=True).filter(str.isascii), max_size=3).map(tuple)
whens = st.builds(
    When,
    labels=label_sets,
    equivalent_to=label_sets,
    named=label_sets,
    item_known=st.booleans(),
    contract=st.sampled_from([None, *CONTRACT_CONDITIONS]),
    contract_verified=st.booleans(),
    unspsc=prefixes,
    cpv=prefixes,
    part=st.sampled_from([None, *PARTS]),
)
scopes = st.builds(Scope, prefixes, prefixes, st.sampled_from([None, "any"]), text, text)


def rules(conditions: st.SearchStrategy[When]) -> st.SearchStrategy[Rule]:
    return st.builds(Rule, conditions, outcomes, reasons, text, text)


def examples(endings: list[tuple[str, str]]) -> st.SearchStrategy[tuple[Example, ...]]:
    codes = st.none() | st.from_regex(r"[0-9]{2,10}", fullmatch=True).filter(str.isascii)
    ids = st.lists(st.sampled_from(sorted(REGISTER.labels)), max_size=2).map(tuple)
    one = st.builds(
        lambda ending, **more: Example(outcome=ending[0], reason=ending[1], **more),
        st.sampled_from(endings),
        name=text,
        certificates=st.lists(st.tuples(text, text, text), max_size=2).map(tuple),
        unspsc=codes,
        cpv=codes,
        listed_labels=st.none() | ids,
        equivalent_to=ids,
        contract=st.sampled_from(CONTRACT_STANDINGS),
        contract_verified=st.booleans(),
        part=st.sampled_from(PARTS),
    )
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def definitions(draw: st.DrawFn) -> spend.Definition:
    some = draw(st.lists(rules(whens.filter(lambda when: when != When())), min_size=1, max_size=3))
    otherwise = draw(rules(st.just(When())))
    scope = draw(st.none() | scopes.filter(lambda one: bool(one.unspsc or one.cpv or one.contract)))
    endings = [(rule.outcome, rule.reason) for rule in (*some, otherwise)]
    endings += [("out_of_scope", SCOPE_REASON)] if scope else []
    years = st.none() | st.integers(2000, 2100)
    return spend.Definition(
        draw(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True).filter(str.isascii)),
        draw(st.integers(1, 1_000_000)),
        draw(st.dates(date(1000, 1, 1))),
        *(draw(text) for _ in range(5)),
        draw(st.none() | st.builds(spend.Target, st.floats(0, 1).map(abs), years, text)),
        scope,
        tuple(some),
        otherwise,
        draw(examples(endings)),
    )


@settings(max_examples=150)
@given(definitions())
def test_any_definition(definition: spend.Definition) -> None:
    assert read(spend.definition_to_toml(definition)) == definition
    assert read(spend.definition_to_toml(definition, REGISTER.groups)) == definition
