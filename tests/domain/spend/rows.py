"""Documents and purchase lines in brief: what a test does not mention has a plain value."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from flok.domain import spend
from flok.domain.labels import Register, resolve

REGISTER = Register.load()
LABELLING = partial(resolve, REGISTER)
SHIPPED = spend.shipped_definitions(REGISTER.labels, REGISTER.groups)
DAY = date(2026, 3, 10)
SWAN, EU_ECOLABEL, FSC_BY_NAME = ["SVANEN", "NA", "NA"], ["EU_ECO_LABEL", "NA", "NA"], ["6655223", "NA", "FSC"]

Row = dict[str, Any]


def line(line_id: str, **fields: Any) -> Row:
    """A row of LINES. `certificates` as a list; `ore` for all three amounts."""
    ore = fields.pop("ore", 10_000)
    plain: Row = {
        **dict.fromkeys(spend.LINES.names),
        "line_id": line_id,
        "document_id": line_id.rpartition("-")[0],
        "source": f"{line_id}.xml",
        "kind": "invoice",
        "format": "oioubl-2.1",
        "number": line_id.rpartition("-")[0],
        "issue_date": DAY,
        "supplier_id": "99000013",
        "line_no": line_id.rpartition("-")[2],
        "line_index": 1,
        "part": "line",
        "currency": "DKK",
        "raw_ore": ore,
        "net_ore": ore,
        "dkk_ore": ore,
    }
    if not isinstance(fields.get("certificates"), str | None):
        fields["certificates"] = json.dumps(fields["certificates"], ensure_ascii=False)
    return _with(plain, fields)


def document(document_id: str, sequence: int, **fields: Any) -> Row:
    """A row of DOCUMENTS; `ore` for its amounts."""
    ore = fields.pop("ore", 10_000)
    plain: Row = {
        **dict.fromkeys(spend.DOCUMENTS.names),
        "document_id": document_id,
        "file_id": document_id * 4,
        "source": f"{document_id}.xml",
        "sequence": sequence,
        "format": "oioubl-2.1",
        "kind": "invoice",
        "number": document_id,
        "issue_date": DAY,
        "supplier_id": "99000013",
        "currency": "DKK",
        "status": "counted",
        "source_ore": ore,
        "counted_ore": ore,
        "rounding_ore": 0,
        "excise_ore": 0,
        "dkk_ore": ore,
        "line_count": 1,
        "content_id": f"content of {document_id}",
    }
    return _with(plain, fields)


def _with(plain: Row, fields: Row) -> Row:
    assert not fields.keys() - plain.keys()
    return plain | fields


def lines_in(engine: spend.Engine, rows: Sequence[Row]) -> ir.Table:
    return engine.small(pa.Table.from_pylist(list(rows), schema=spend.LINES))


def documents_in(engine: spend.Engine, rows: Sequence[Row]) -> ir.Table:
    return engine.small(pa.Table.from_pylist(list(rows), schema=spend.DOCUMENTS))


def contract(contract_id: str, **fields: Any) -> spend.Contract:
    """A contract with the supplier of `line`, always valid, on everything; `verified` fills in who and when."""
    if fields.pop("verified", False):
        fields |= {"confirmed_by_role": "jurist", "confirmed_on": DAY}
    plain: Row = {
        "name": f"Aftale {contract_id}",
        "supplier_id": "99000013",
        "valid_from": None,
        "valid_to": None,
        "categories": (),
        "aliases": (),
        "sustainable": None,
        "confirmed_by_role": None,
        "confirmed_on": None,
    }
    return spend.Contract(id=contract_id, **_with(plain, fields))


def statement(key: str, **fields: Any) -> spend.Statement:
    """What a source says of the supplier's item all year; label ids as any collection."""
    plain: Row = {
        "supplier_id": "99000013",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        "labels": (),
        "named": (),
        "equivalent_to": (),
        "states_labels": False,
        "origin": "",
    }
    given = _with(plain, fields)
    sets = {name: frozenset(given[name]) for name in ("labels", "named", "equivalent_to")}
    return spend.Statement(key=key, **(given | sets))


def definition(rules: str, more: str = "", name: str = "own") -> spend.Definition:
    """A definition from its rules, one a line: `labels = ["nordic_swan"] -> sustainable/label`, last `otherwise -> …`.

    `more` is TOML: a target, a scope.
    """
    parts = [f'id = "{name}"\nversion = 1\ndate = 2026-01-01\nsource = "test"', _both("name"), _both("summary"), more]
    for row in rules.strip().splitlines():
        when, _, end = (part.strip() for part in row.partition("->"))
        outcome, reason = end.split("/")
        head = "[otherwise]" if when == "otherwise" else f"[[rule]]\nwhen = {{ {when} }}"
        parts.append(f'{head}\noutcome = "{outcome}"\nreason = "{reason}"\n{_both("text")}')
    text = "\n".join(sorted(parts, key=lambda part: part.startswith("[")))
    return spend.parse_definition(text, f"{name}.toml", REGISTER.labels, REGISTER.groups)


def _both(key: str) -> str:
    return f'{key} = {{ da = "{key}", en = "{key}" }}'
