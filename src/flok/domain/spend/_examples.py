"""A definition's worked examples, put through the engine that answers: each must come out as it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from ._columns import LINES
from ._definition_types import Definition, Example
from ._engine import Engine
from ._evidence import Labelling, Sources
from ._items import FIRST_DAY, LAST_DAY, Statement
from ._rules import decided_by
from ._share import decided
from .tables import Contract

_DAY = date(2026, 1, 15)


@dataclass(frozen=True, slots=True)
class FailedExample:
    """A worked example that comes out otherwise than its definition says: as `outcome`, for `reason`.

    str() is one line in Danish; `english` is the same in English.
    """

    definition: Definition
    example: Example
    outcome: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.definition.id}, eksemplet {self.example.name!r}: skulle give {self.example.outcome}"
            f" ({self.example.reason}), reglerne giver {self.outcome} ({self.reason})"
        )

    @property
    def english(self) -> str:
        return (
            f"{self.definition.id}, example {self.example.name!r}: should give {self.example.outcome}"
            f" ({self.example.reason}), the rules give {self.outcome} ({self.reason})"
        )


def failing_examples(engine: Engine, definitions: Sequence[Definition], labelling: Labelling) -> list[FailedExample]:
    """The worked examples that fail, in the order written; one query for all of them.

    Each example is a line of its own supplier, so that what is known of one says nothing of another.
    """
    placed = [(place, example) for place, one in enumerate(definitions) for example in one.examples]
    if not placed:
        return []
    examples = [(f"example:{number}", example) for number, (_, example) in enumerate(placed)]
    sources = Sources(
        [statement for supplier, example in examples for statement in _statements(supplier, example)],
        [_contract(supplier, example) for supplier, example in examples if example.contract != "none"],
    )
    lines = engine.small(pa.Table.from_pylist([_line(*example) for example in examples], schema=LINES))
    rules = [f"rule_{place}" for place in range(len(definitions))]
    table = decided(engine, lines, definitions, sources, labelling).select("supplier_id", *rules)
    decisions = {row["supplier_id"]: row for row in engine.rows(table)}
    failed = []
    for (place, _), (supplier, example) in zip(placed, examples, strict=True):
        rule = decided_by(definitions[place], decisions[supplier][f"rule_{place}"])
        if (rule.outcome, rule.reason) != (example.outcome, example.reason):
            failed.append(FailedExample(definitions[place], example, rule.outcome, rule.reason))
    return failed


def _line(supplier: str, example: Example) -> dict[str, object]:
    return {
        **dict.fromkeys(LINES.names),
        "line_id": f"{supplier}-1",
        "document_id": supplier,
        "source": example.name,
        "kind": "invoice",
        "format": "example",
        "issue_date": _DAY,
        "supplier_id": supplier,
        "line_index": 1,
        "seller_item_id": "1",
        "unspsc": example.unspsc,
        "cpv": example.cpv,
        "certificates": _certificates(example),
        "part": example.part,
        "currency": "DKK",
        "raw_ore": 100,
        "net_ore": 100,
        "dkk_ore": 100,
    }


def _certificates(example: Example) -> str | None:
    return json.dumps(example.certificates, ensure_ascii=False) if example.certificates else None


def _statements(supplier: str, example: Example) -> list[Statement]:
    if example.listed_labels is None and not example.equivalent_to:
        return []
    return [
        Statement(
            supplier_id=supplier,
            key="s:1",
            valid_from=FIRST_DAY,
            valid_to=LAST_DAY,
            labels=frozenset(example.listed_labels or ()),
            equivalent_to=frozenset(example.equivalent_to),
            states_labels=example.listed_labels is not None,
        )
    ]


def _contract(supplier: str, example: Example) -> Contract:
    is_verified = example.contract_verified
    return Contract(
        id="1",
        name=example.name,
        supplier_id=supplier,
        valid_from=None,
        valid_to=None,
        categories=(),
        aliases=(),
        sustainable={"sustainable": True, "not_sustainable": False}.get(example.contract),
        confirmed_by_role="example" if is_verified else None,
        confirmed_on=_DAY if is_verified else None,
    )
