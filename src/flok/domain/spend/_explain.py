"""One line's whole story: document, fields, labels and how each was found, contract, and every definition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import ibis.expr.types as ir

from ._definition_types import Definition
from ._engine import Engine
from ._evidence import Labelling, Sources
from ._items import Statement
from ._rules import decided_by
from ._share import decided


def explained(
    engine: Engine,
    lines: ir.Table,
    line_id: str,
    definitions: Sequence[Definition],
    sources: Sources,
    labelling: Labelling,
) -> dict[str, Any] | None:
    """The line as plain data, None where there is no such line.

    Keys: `line` (the fields of LINES), `evidence_line` (the line it credits, or itself), `labels` (each certificate
    with the step that hit), `items` (what catalogues and lists said that day), `contract`, `definitions`.
    """
    wanted = lines.filter(lines.line_id == line_id)
    found = engine.rows(wanted)
    if not found:
        return None
    line = found[0]
    credited = lines.filter(
        (lines.supplier_id == (line["supplier_id"] or "")) & (lines.number == (line["credits"] or ""))
    )
    around = wanted.union(credited).distinct() if line["credits"] else wanted
    table = decided(engine, around, definitions, sources, labelling)
    row = engine.rows(table.filter(table.line_id == line_id))[0]
    outcomes = [_outcome(definition, row[f"rule_{place}"]) for place, definition in enumerate(definitions)]
    return story(line, row, sources.statements, _contract(row, sources), outcomes, labelling)


def story(
    line: dict[str, Any],
    row: dict[str, Any],
    statements: Iterable[Statement],
    contract: dict[str, Any] | None,
    outcomes: Sequence[dict[str, Any]],
    labelling: Labelling,
) -> dict[str, Any]:
    """The whole story, put together. `row`: the line's supplier_id and evidence_* fields."""
    return {
        "line": line,
        "evidence_line": row["evidence_line_id"],
        "labels": _labels(row["evidence_certificates"], labelling),
        "items": _items(statements, row),
        "contract": contract,
        "definitions": list(outcomes),
    }


def _labels(certificates: str | None, labelling: Labelling) -> list[dict[str, Any]]:
    result = []
    for written in json.loads(certificates or "[]"):
        found = labelling(*written)
        result.append(
            {
                "written": written,
                "label": found.label,
                "step": found.step,
                "to_be_confirmed": found.to_be_confirmed,
            }
        )
    return result


def _items(statements: Iterable[Statement], row: dict[str, Any]) -> list[dict[str, Any]]:
    """What was said of the item that day; a source that says it under two numbers is told once."""
    about = [one for one in statements if _is_about(one, row)]
    return list({(one.origin, one.valid_from, one.labels): _item(one) for one in about}.values())


def _is_about(statement: Statement, row: dict[str, Any]) -> bool:
    numbers = {f"g:{row['evidence_gtin']}", f"s:{row['evidence_seller_item_id']}"}
    return (
        statement.key in numbers
        and statement.supplier_id in (None, row["supplier_id"])
        and statement.valid_from <= row["evidence_issue_date"] <= statement.valid_to
    )


def _item(statement: Statement) -> dict[str, Any]:
    return {
        "origin": statement.origin,
        "key": statement.key,
        "labels": sorted(statement.labels),
        "named": sorted(statement.named),
        "equivalent_to": sorted(statement.equivalent_to),
        "states_labels": statement.states_labels,
        "valid_from": statement.valid_from,
        "valid_to": statement.valid_to,
    }


def _contract(row: dict[str, Any], sources: Sources) -> dict[str, Any] | None:
    if row["contract_no"] is None:
        return None
    contract = sources.contracts[row["contract_no"]]
    return {
        "id": contract.id,
        "name": contract.name,
        "by": row["contract_by"],
        "sustainable": contract.sustainable,
        "verified": row["contract_verified"],
    }


def _outcome(definition: Definition, number: int) -> dict[str, Any]:
    rule = decided_by(definition, number)
    return {
        "id": definition.id,
        "version": definition.version,
        "name_da": definition.name_da,
        "name_en": definition.name_en,
        "rule": number,
        "outcome": rule.outcome,
        "reason": rule.reason,
        "text_da": rule.text_da,
        "text_en": rule.text_en,
    }
