"""The share: kroner by outcome, for each definition, in all and by month, unit, supplier, category, contract.

    denominator = sustainable + not sustainable + unknown
    low  = sustainable / denominator              (proven: unknown counts as no)
    high = (sustainable + unknown) / denominator  (possible: unknown counts as yes)
    gap  = target × denominator − sustainable, at least 0, to the øre

Unknown never leaves the denominator. Lines outside a definition's scope are in neither. A denominator of zero or
less (more credited than bought) has no share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from flok.kernel.money import rounded, share
from flok.kernel.period import month

from ._definition_types import OUTCOMES, Definition
from ._engine import Engine
from ._evidence import Asked, Labelling, Sources, asked_by, evidence_tables, with_evidence
from ._rules import decided_by, rule_number

FOR_SHARES = (  # the columns of LINES that evidence, rules and dimensions look at; fewer make quicker queries
    "line_id kind number issue_date supplier_id supplier_name unit_id contract_ref credits line_no line_index name"
    " seller_item_id standard_item_id gtin unspsc cpv certificates part net_ore dkk_ore"
).split()
DIMENSIONS = ("month", "unit", "supplier", "category", "contract")


@dataclass(slots=True)
class Amounts:
    """Kroner (in øre) and lines by outcome."""

    ore: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    lines: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))

    def add(self, outcome: str, ore: int, lines: int) -> None:
        self.ore[outcome] += ore
        self.lines[outcome] += lines

    @property
    def denominator(self) -> int:
        return self.ore["sustainable"] + self.ore["not_sustainable"] + self.ore["unknown"]

    @property
    def low(self) -> float | None:
        return share(self.ore["sustainable"], self.denominator)

    @property
    def high(self) -> float | None:
        return share(self.ore["sustainable"] + self.ore["unknown"], self.denominator)

    def gap(self, target: float | None) -> int | None:
        """Øre missing to the target share; None without a target or a denominator."""
        if target is None or self.denominator <= 0:
            return None
        wanted = Fraction(str(target)) * self.denominator
        return max(0, rounded(wanted) - self.ore["sustainable"])


@dataclass(slots=True)
class Group:
    """One month, unit, supplier, category or contract. `key` None: not known."""

    key: str | None
    label: str
    amounts: Amounts = field(default_factory=Amounts)


@dataclass(slots=True)
class Outcome:
    """One definition's answer: in all, by the rule that decided, and by each dimension asked for."""

    definition: Definition
    amounts: Amounts = field(default_factory=Amounts)
    by_rule: dict[int, tuple[int, int]] = field(default_factory=dict)
    groups: dict[str, list[Group]] = field(default_factory=dict)


def decided(
    engine: Engine, lines: ir.Table, definitions: Sequence[Definition], sources: Sources, labelling: Labelling
) -> ir.Table:
    """LINES with evidence and, for each definition, the number of the rule that decides (`rule_0`, `rule_1`, ...)."""
    asked: Asked = asked_by(definitions)
    tables = evidence_tables(engine, asked, sources)
    table = with_evidence(engine, lines, asked, tables, labelling)
    return table.mutate(
        **{f"rule_{i}": rule_number(definition, table, asked) for i, definition in enumerate(definitions)}
    )


def shares(engine: Engine, table: ir.Table, definitions: Sequence[Definition], by: Sequence[str] = ()) -> list[Outcome]:
    """Add up a `decided` table. One query in all, and one per dimension of `by` (names in DIMENSIONS)."""
    rules = [f"rule_{i}" for i in range(len(definitions))]
    outcomes = [Outcome(definition) for definition in definitions]
    totals = table.group_by(rules).agg(ore=table.dkk_ore.sum(), lines=table.count())
    for row in engine.rows(totals):
        for outcome, rule in zip(outcomes, rules, strict=True):
            _count(outcome, row[rule], int(row["ore"]), row["lines"])
    for dimension in by:
        _add_groups(engine, table, rules, outcomes, dimension)
    return outcomes


def _count(outcome: Outcome, number: int, ore: int, lines: int) -> None:
    outcome.amounts.add(decided_by(outcome.definition, number).outcome, ore, lines)
    before = outcome.by_rule.get(number, (0, 0))
    outcome.by_rule[number] = (before[0] + ore, before[1] + lines)


def _add_groups(engine: Engine, table: ir.Table, rules: list[str], outcomes: list[Outcome], dimension: str) -> None:
    group_key, group_label = _dimension(table, dimension)
    keyed = table.mutate(group_key=group_key, group_label=group_label)
    largest = ibis.struct({"ore": keyed.dkk_ore, "label": keyed.group_label})  # of equal ones always the same
    label = keyed.group_label.argmax(largest, where=keyed.group_label.notnull())
    sums = keyed.group_by(["group_key", *rules]).agg(ore=keyed.dkk_ore.sum(), lines=keyed.count(), group_label=label)
    found: list[dict[str | None, Group]] = [{} for _ in outcomes]
    for row in sorted(engine.rows(sums), key=lambda row: (-abs(int(row["ore"])), row["group_label"] or "")):
        for groups, outcome, rule in zip(found, outcomes, rules, strict=True):
            key = month(row["group_key"]) if dimension == "month" else row["group_key"]
            group = groups.setdefault(key, Group(key, ""))
            group.label = group.label or row["group_label"] or ""
            rule_outcome = decided_by(outcome.definition, row[rule]).outcome
            group.amounts.add(rule_outcome, int(row["ore"]), row["lines"])
    for groups, outcome in zip(found, outcomes, strict=True):
        outcome.groups[dimension] = _ordered(groups, dimension)


def _ordered(groups: dict[str | None, Group], dimension: str) -> list[Group]:
    """Months in time; everything else by size, ties by key."""
    if dimension == "month":
        return sorted(groups.values(), key=lambda group: group.key or "")
    return sorted(groups.values(), key=lambda group: (-abs(sum(group.amounts.ore.values())), group.key or ""))


def _dimension(table: ir.Table, dimension: str) -> tuple[Any, Any]:
    """(key, label) of a dimension. Month is by issue date (docs/decisions/0004)."""
    if dimension == "month":
        return table.issue_date.truncate("M"), ibis.null("string")
    if dimension == "unit":
        return table.unit_id, ibis.null("string")
    if dimension == "supplier":
        return table.supplier_id, table.supplier_name
    if dimension == "category":
        return category(table), table.name
    if dimension == "contract":
        return table.contract_no.cast("string"), ibis.null("string")
    raise ValueError(dimension)


def category(table: ir.Table) -> Any:
    """A line's category: its UNSPSC family (four digits), else its CPV group (`cpv:` and three digits)."""
    return ibis.coalesce(table.evidence_unspsc.substr(0, 4), ibis.literal("cpv:") + table.evidence_cpv.substr(0, 3))
