"""From a store and a set of definitions to the whole answer; what the terminal and the pages both show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis.expr.types as ir

from ._answer import (
    conventions,
    definition_answer,
    document_counts,
    files_off,
    period,
    problems,
    reconciliation,
    sums_agree,
    unit_account,
)
from ._columns import DOCUMENTS, LINES
from ._definition_types import Definition
from ._engine import Engine
from ._evidence import Labelling, Sources
from ._share import FOR_SHARES, decided, shares
from ._store import Published


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the lines. `unit_names`: GLN to name."""

    definitions: Sequence[Definition]
    labelling: Labelling
    sources: Sources = field(default_factory=Sources)
    by: Sequence[str] = ()
    unit_names: Mapping[str, str] = field(default_factory=dict)


def answered(engine: Engine, store: Published, question: Question) -> dict[str, Any]:
    """The answer as plain data (docs/formats/answer.schema.json), without the fields that tell of the run."""
    lines = line_table(engine, store).select(*FOR_SHARES)
    table = decided(engine, lines, question.definitions, question.sources, question.labelling)
    if question.by:
        table = engine.kept(narrow(table, len(question.definitions)))
    return answer_of(engine, store, question, table)


def answer_of(engine: Engine, store: Published, question: Question, table: ir.Table) -> dict[str, Any]:
    """The answer of lines already `decided`, for those who need the table for more."""
    lines, documents = line_table(engine, store), engine.table(store.documents, DOCUMENTS)
    outcomes = shares(engine, table, question.definitions, question.by)
    account = reconciliation(engine, documents, lines)
    found, total = problems(engine, documents)
    names = group_names(question)
    off = files_off(engine, documents, lines)
    return {
        "period": period(engine, lines),
        "engine": engine.name,
        "conventions": conventions(),
        "documents": document_counts(engine, documents, store.read_before),
        "lines": engine.rows(lines.aggregate(lines=lines.count()))[0]["lines"],
        "reconciliation": account,
        "accounted_for": not off and sums_agree(account, outcomes),
        "files_off": off,
        "definitions": [definition_answer(outcome, names) for outcome in outcomes],
        "units": unit_account(engine, lines, question.unit_names),
        "problems": found,
        "problems_total": total,
    }


def group_names(question: Question) -> dict[str, Mapping[str, str]]:
    """For units and contracts, the words for a key."""
    contracts = enumerate(question.sources.contracts)
    return {
        "unit": question.unit_names,
        "contract": {str(place): contract.name or contract.id for place, contract in contracts},
    }


def line_table(engine: Engine, store: Published) -> ir.Table:
    """The purchase lines of a store."""
    return engine.table(store.lines, LINES)


def narrow(table: ir.Table, definitions: int) -> ir.Table:
    """Only what adding up needs, so that it can be computed once and read several times."""
    names = "issue_date unit_id supplier_id supplier_name evidence_unspsc evidence_cpv name contract_no dkk_ore"
    return table.select(*names.split(), *(f"rule_{place}" for place in range(definitions)))
