"""Evidence for each line: labels on it, what catalogues and lists say of the item, and its contract.

The big table is only ever joined with small ones. What text means (a certificate, a catalogue line, a contract)
is worked out in Python once per distinct text, and arrives here as columns of true and false: one for each set of
labels that some definition asks about.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ._contracts import contract_tables
from ._definition_types import Definition
from ._engine import Engine
from ._items import Statement, merged
from .tables import Contract

_STATEMENTS_AT_A_TIME = 20_000
CREDITED = ("certificates", "gtin", "seller_item_id", "unspsc", "cpv", "contract_ref", "issue_date")


class Resolved(Protocol):
    """What a certificate's three fields were taken to be (flok.domain.labels gives it)."""

    @property
    def label(self) -> str | None: ...
    @property
    def step(self) -> str: ...
    @property
    def to_be_confirmed(self) -> bool: ...


Labelling = Callable[[str | None, str | None, str | None], Resolved]


@dataclass(frozen=True, slots=True)
class Asked:
    """The sets of labels the definitions ask about; a set's place gives its column its name."""

    labels: tuple[frozenset[str], ...]
    named: tuple[frozenset[str], ...]
    equivalent_to: tuple[frozenset[str], ...]

    @property
    def columns(self) -> list[str]:
        return [
            *(f"labels_{i}" for i in range(len(self.labels))),
            *(f"named_{i}" for i in range(len(self.named))),
            *(f"equivalent_to_{i}" for i in range(len(self.equivalent_to))),
        ]

    def answers(self, labels: Iterable[str], named: Iterable[str], equivalent_to: Iterable[str]) -> list[bool]:
        """One truth per column."""
        has, may, confirmed = set(labels), set(named), set(equivalent_to)
        return [
            *(bool(asked & has) for asked in self.labels),
            *(bool(asked & may) for asked in self.named),
            *(bool(asked & confirmed) for asked in self.equivalent_to),
        ]


def asked_by(definitions: Iterable[Definition]) -> Asked:
    sets: dict[str, dict[frozenset[str], None]] = {"labels": {}, "named": {}, "equivalent_to": {}}
    for definition in definitions:
        for rule in definition.rules:
            for kind, found in sets.items():
                if asked := getattr(rule.when, kind):
                    found[asked] = None
    return Asked(*(tuple(found) for found in sets.values()))


def resolved_labels(certificates: str | None, labelling: Labelling) -> tuple[set[str], set[str]]:
    """(labels by code, labels by name only) in a line's `certificates`."""
    by_code: set[str] = set()
    by_name: set[str] = set()
    for fields in json.loads(certificates or "[]"):
        found = labelling(*fields)
        if found.label is not None:
            (by_name if found.to_be_confirmed else by_code).add(found.label)
    return by_code, by_name - by_code


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known beside the invoices: items (catalogues, lists, confirmations) and contracts."""

    statements: Iterable[Statement] = ()
    contracts: Sequence[Contract] = ()


@dataclass(frozen=True, slots=True)
class EvidenceTables:
    """Sources as small tables, made once for a set of definitions and joined with any lines.

    `items`: (at anyone's, "g:" or "s:", table); `covered`: (digits, "unspsc" or "cpv", table), the longest first.
    """

    items: Sequence[tuple[bool, str, ir.Table]] = ()
    quoted: ir.Table | None = None
    covered: Sequence[tuple[int, str, ir.Table]] = ()
    facts: ir.Table | None = None


def evidence_tables(engine: Engine, asked: Asked, sources: Sources) -> EvidenceTables:
    """The sources in the shape the engine joins with."""
    items = _item_tables(engine, asked, sources.statements)
    if not sources.contracts:
        return EvidenceTables(items)
    by_reference, by_supplier, facts = contract_tables(sources.contracts)
    covered = engine.small(by_supplier)
    rows = by_supplier.select(["prefix_length", "taxonomy"]).to_pylist()
    kinds = sorted({(row["prefix_length"], row["taxonomy"]) for row in rows}, reverse=True)
    by_kind = [
        (length, taxonomy, covered.filter((covered.prefix_length == length) & (covered.taxonomy == taxonomy)))
        for length, taxonomy in kinds
    ]
    return EvidenceTables(items, engine.small(by_reference), by_kind, engine.small(facts))


def with_evidence(
    engine: Engine, lines: ir.Table, asked: Asked, tables: EvidenceTables, labelling: Labelling
) -> ir.Table:
    """LINES with the columns of `asked`, `item_known`, `contract_no`, `contract_sustainable`, `contract_verified`.

    A credit note's line stands on the evidence of the line it credits, as of that line's date, where it can be
    found (docs/decisions/0007); every other line on its own.
    """
    table = _own_or_credited(engine, lines)
    table = _line_labels(engine, table, lines, asked, labelling)
    table = table.mutate(item_known=ibis.literal(False))
    for anyone, kind, items in tables.items:
        table = _joined_items(table, items, asked, anyone, kind)
    return _contracts(table, tables)


def _own_or_credited(engine: Engine, lines: ir.Table) -> ir.Table:
    """Adds evidence_* columns: the line's own fields, or those of the line it credits."""
    own = {f"evidence_{name}": lines[name] for name in CREDITED}
    is_credit = lines.credits.notnull() & ((lines.kind == "credit_note") | (lines.net_ore < 0))
    if not engine.rows(lines.filter(is_credit).limit(1).select("line_id")):
        return lines.mutate(**own, evidence_line_id=lines.line_id)
    crediting = lines.filter(is_credit)
    rest = lines.filter(~is_credit.fill_null(False)).mutate(**own, evidence_line_id=lines.line_id)
    return ibis.union(rest, _credited(crediting, lines).select(rest.columns))


def _item_key(table: ir.Table) -> Any:
    return ibis.coalesce(table.gtin, table.seller_item_id, table.standard_item_id, table.name)


def _credited(crediting: ir.Table, lines: ir.Table) -> ir.Table:
    """Credit lines joined with the line they credit: same supplier and invoice number, same item.

    The line with the same ID first, else the first line with that item.
    """
    credited = crediting.select("supplier_id", number=crediting.credits).distinct()
    sold = lines.filter(lines.kind != "credit_note").semi_join(credited, ["supplier_id", "number"])
    sold = sold.mutate(item_key=_item_key(sold))
    order = ibis.window(group_by=["supplier_id", "number", "item_key"], order_by=["line_index", "line_id"])
    exact_order = ibis.window(group_by=["supplier_id", "number", "item_key", "line_no"], order_by="line_id")
    ranked = sold.mutate(place=ibis.row_number().over(order), exact=ibis.row_number().over(exact_order))
    fields = {name: ranked[name] for name in ("supplier_id", "number", "item_key", "line_no", "line_id", *CREDITED)}
    same_item = ranked.filter(ranked.place == 0).select(**{f"any_{name}": value for name, value in fields.items()})
    same_line = ranked.filter(ranked.exact == 0).select(**{f"same_{name}": value for name, value in fields.items()})

    table = crediting.mutate(item_key=_item_key(crediting))
    for found, extra in ((same_item, ()), (same_line, ("line_no",))):
        prefix = found.columns[0].removesuffix("supplier_id")
        on = [table.supplier_id == found[f"{prefix}supplier_id"], table.credits == found[f"{prefix}number"]]
        on += [table[name] == found[f"{prefix}{name}"] for name in ("item_key", *extra)]
        table = table.left_join(found, on)
    is_same, is_any = table.same_line_id.notnull(), table.any_line_id.notnull()
    taken = {
        f"evidence_{name}": ibis.cases(
            (is_same, table[f"same_{name}"]), (is_any, table[f"any_{name}"]), else_=table[name]
        )
        for name in ("line_id", *CREDITED)
    }
    return table.mutate(**taken)


def _line_labels(engine: Engine, table: ir.Table, lines: ir.Table, asked: Asked, labelling: Labelling) -> ir.Table:
    """Labels by code and by name on the line itself, one look-up per distinct text."""
    texts = lines.filter(lines.certificates.notnull()).select("certificates").distinct()
    rows = []
    for row in engine.rows(texts):
        text = row["certificates"]
        by_code, by_name = resolved_labels(text, labelling)
        rows.append([text, *asked.answers(by_code, by_name, ())])
    if not rows:
        return table.mutate(**dict.fromkeys(asked.columns, ibis.literal(False)))
    names = ["written", *(f"line_{name}" for name in asked.columns)]
    types: list[Any] = [pa.string(), *(pa.bool_() for _ in asked.columns)]
    found = engine.small(_rows_to_table(rows, names, types))
    joined = table.left_join(found, table.evidence_certificates == found.written)
    flags = {name: joined[f"line_{name}"].fill_null(False) for name in asked.columns}
    return joined.mutate(**flags).drop("written", *(f"line_{name}" for name in asked.columns))


def _item_tables(engine: Engine, asked: Asked, statements: Iterable[Statement]) -> list[tuple[bool, str, ir.Table]]:
    """What catalogues and lists say, by GTIN, by the seller's number, and by GTIN whoever sells it."""
    fields: dict[str, pa.DataType] = {"item_supplier": pa.string(), "item_number": pa.string()}
    fields |= {"item_from": pa.date32(), "item_to": pa.date32(), "item_states": pa.bool_()}
    schema = pa.schema(fields | {f"item_{name}": pa.bool_() for name in asked.columns})
    batches: dict[tuple[bool, str], list[pa.RecordBatch]] = defaultdict(list)
    disjoint = merged(statements)
    while some := list(islice(disjoint, _STATEMENTS_AT_A_TIME)):
        rows: dict[tuple[bool, str], list[list[object]]] = defaultdict(list)
        for one in some:
            rows[one.supplier_id is None, one.key[:2]].append(_statement_row(one, asked))
        for kind, own in rows.items():
            columns = zip(*own, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            batches[kind].append(pa.record_batch(arrays, schema=schema))
    return [(*kind, engine.small(pa.Table.from_batches(found))) for kind, found in sorted(batches.items())]


def _statement_row(one: Statement, asked: Asked) -> list[object]:
    answers = asked.answers(one.labels, one.named, one.equivalent_to)
    return [one.supplier_id, one.key[2:], one.valid_from, one.valid_to, one.states_labels, *answers]


def _joined_items(table: ir.Table, items: ir.Table, asked: Asked, anyone: bool, kind: str) -> ir.Table:
    """Adds what is said of the item on the day; at most one row of `items` holds."""
    number = table.evidence_gtin if kind == "g:" else table.evidence_seller_item_id
    on = [
        number == items.item_number,
        table.evidence_issue_date >= items.item_from,
        table.evidence_issue_date <= items.item_to,
    ]
    if not anyone:
        on.insert(0, table.supplier_id == items.item_supplier)
    joined = table.left_join(items, on)
    flags = {name: joined[name] | joined[f"item_{name}"].fill_null(False) for name in asked.columns}
    flags["item_known"] = joined.item_known | joined.item_states.fill_null(False)
    return joined.mutate(**flags).select(table.columns)


def _contracts(table: ir.Table, tables: EvidenceTables) -> ir.Table:
    """The contract of each line: by the reference it quotes, else by supplier, date and category."""
    if tables.quoted is None or tables.facts is None:
        nothing = {"contract_no": "int64", "contract_by": "string", "contract_sustainable": "boolean"}
        return table.mutate(
            **{name: ibis.null(kind) for name, kind in nothing.items()}, contract_verified=ibis.literal(False)
        )
    quoted, facts, columns = tables.quoted, tables.facts, table.columns
    reference = table.evidence_contract_ref.upper()
    joined = table.left_join(quoted, [table.supplier_id == quoted.ref_supplier, reference == quoted.reference])
    table = joined.mutate(quoted_no=joined.ref_no).select([*columns, "quoted_no"])
    for length, taxonomy, covered in tables.covered:
        table = _covered(table, covered, length, taxonomy)
    supplied = [table[f"covered_{taxonomy}_{length}"] for length, taxonomy, _ in tables.covered]
    number = ibis.coalesce(table.quoted_no, *supplied)
    by = ibis.cases((table.quoted_no.notnull(), "reference"), (number.notnull(), "supplier"))
    table = table.mutate(contract_no=number, contract_by=by)
    joined = table.left_join(facts, table.contract_no == facts.fact_no)
    verified = joined.fact_verified.fill_null(False)
    return joined.mutate(contract_sustainable=joined.fact_sustainable, contract_verified=verified).select(
        [*columns, "contract_no", "contract_by", "contract_sustainable", "contract_verified"]
    )


def _covered(table: ir.Table, covered: ir.Table, length: int, taxonomy: str) -> ir.Table:
    """Lines whose supplier has a contract that day on a category beginning with `length` digits (0: on all)."""
    on = [
        table.supplier_id == covered.covered_supplier,
        table.evidence_issue_date >= covered.covered_from,
        table.evidence_issue_date <= covered.covered_to,
    ]
    if length:
        on.append(table[f"evidence_{taxonomy}"].substr(0, length) == covered.prefix)
    joined = table.left_join(covered, on)
    name = f"covered_{taxonomy}_{length}"
    return joined.mutate(**{name: joined.covered_no}).select([*table.columns, name])


def _rows_to_table(rows: Sequence[Sequence[object]], names: Sequence[str], types: Sequence[Any]) -> pa.Table:
    columns = list(zip(*rows, strict=True))
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    return pa.table(arrays, names=list(names))
