"""A definition as an expression: for each line, the place of the rule that decides it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from ._definition_types import SCOPE_REASON, Definition, Rule, Scope, When
from ._evidence import Asked

OUT_OF_SCOPE = -1  # the scope decided; rules count from 0, `otherwise` comes after the last


def rule_number(definition: Definition, table: ir.Table, asked: Asked) -> Any:
    """OUT_OF_SCOPE, the place of the first rule that holds, or len(rules) where none does."""
    cases = []
    if definition.scope is not None:
        cases.append((_outside(definition.scope, table), OUT_OF_SCOPE))
    for place, rule in enumerate(definition.rules):
        cases.append((_holds(rule.when, table, asked), place))
    last = len(definition.rules)
    return (ibis.cases(*cases, else_=last) if cases else ibis.literal(last)).cast("int64")


def decided_by(definition: Definition, number: int) -> Rule:
    """The rule behind a rule number; the scope is shown as a rule of its own."""
    if number == OUT_OF_SCOPE:
        scope = definition.scope
        assert scope is not None
        return Rule(When(), "out_of_scope", SCOPE_REASON, scope.text_da, scope.text_en)
    return definition.rules[number] if number < len(definition.rules) else definition.otherwise


def _outside(scope: Scope, table: ir.Table) -> Any:
    """A category under none of the prefixes, or (where the scope asks for it) no contract. No category is inside."""
    outside: Any = ibis.literal(False)
    if scope.unspsc or scope.cpv:
        known: Any = ibis.literal(False)
        inside: Any = ibis.literal(False)
        for prefixes, column in ((scope.unspsc, table.evidence_unspsc), (scope.cpv, table.evidence_cpv)):
            if prefixes:
                known = known | column.notnull()
                inside = inside | _begins(column, prefixes)
        outside = known & ~inside
    if scope.contract == "any":
        outside = outside | table.contract_no.isnull()
    return outside


def _holds(when: When, table: ir.Table, asked: Asked) -> Any:
    conditions: list[Any] = []
    for kind in ("labels", "named", "equivalent_to"):
        if wanted := getattr(when, kind):
            conditions.append(table[f"{kind}_{getattr(asked, kind).index(wanted)}"])
    if when.item_known:
        conditions.append(table.item_known)
    if when.contract == "any":
        conditions.append(table.contract_no.notnull())
    elif when.contract is not None:
        conditions.append((table.contract_sustainable == (when.contract == "sustainable")).fill_null(False))
    if when.contract_verified:
        conditions.append(table.contract_verified)
    if when.unspsc or when.cpv:
        conditions.append(_begins(table.evidence_unspsc, when.unspsc) | _begins(table.evidence_cpv, when.cpv))
    if when.part is not None:
        conditions.append(table.part == when.part)
    result: Any = ibis.literal(True)
    for condition in conditions:
        result = result & condition
    return result


def _begins(column: Any, prefixes: Sequence[str]) -> Any:
    """Whether a code begins with one of the prefixes; false for no code."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for prefix in prefixes:
        by_length[len(prefix)].append(prefix)
    result: Any = ibis.literal(False)
    for length, same in by_length.items():
        result = result | column.substr(0, length).isin(same).fill_null(False)
    return result
