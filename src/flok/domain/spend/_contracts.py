"""The contract list as small tables the lines are joined with."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa

from ._items import FIRST_DAY, LAST_DAY
from .tables import Contract


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema(columns)


_REFERENCE = _schema({"ref_supplier": pa.string(), "reference": pa.string(), "ref_no": pa.int64()})
_COVERED = _schema(
    {
        "covered_supplier": pa.string(),
        "taxonomy": pa.string(),
        "prefix": pa.string(),
        "prefix_length": pa.int64(),
        "covered_from": pa.date32(),
        "covered_to": pa.date32(),
        "covered_no": pa.int64(),
    }
)
_FACTS = _schema({"fact_no": pa.int64(), "fact_sustainable": pa.bool_(), "fact_verified": pa.bool_()})


def contract_tables(contracts: Sequence[Contract]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """(by reference, by supplier and category, facts); `*_no` is the contract's place in the list.

    Where two contracts cover the same supplier, category and day, the one that began last holds.
    """
    references: dict[tuple[str, str], int] = {}
    facts = []
    for number, contract in enumerate(contracts):
        for reference in (contract.id, *contract.aliases):
            references.setdefault((contract.supplier_id, reference.strip().upper()), number)
        verified = contract.confirmed_by_role is not None and contract.confirmed_on is not None
        facts.append((number, contract.sustainable, verified))
    return (
        _table([(supplier, reference, number) for (supplier, reference), number in references.items()], _REFERENCE),
        _table(_coverage(contracts), _COVERED),
        _table(facts, _FACTS),
    )


def _coverage(contracts: Sequence[Contract]) -> list[tuple[str, str, str, int, date, date, int]]:
    """A contract's categories are UNSPSC prefixes, or CPV ones where they begin with `cpv:`; none means all."""
    by_place: dict[tuple[str, str], list[tuple[date, date, int]]] = defaultdict(list)
    for number, contract in enumerate(contracts):
        starts, ends = contract.valid_from or FIRST_DAY, contract.valid_to or LAST_DAY
        for prefix in contract.categories or ("",):
            if starts <= ends:
                by_place[contract.supplier_id, prefix].append((starts, ends, number))
    result = []
    for (supplier, prefix), spans in by_place.items():
        taxonomy, code = ("cpv", prefix[4:]) if prefix.startswith("cpv:") else ("unspsc", prefix)
        for starts, ends, number in _last_begun(spans):
            result.append((supplier, taxonomy, code, len(code), starts, ends, number))
    return result


def _last_begun(spans: list[tuple[date, date, int]]) -> list[tuple[date, date, int]]:
    """The spans made disjoint: from the day a later one begins, it holds as long as it lasts."""
    edges = sorted({start for start, _, _ in spans} | {end + timedelta(days=1) for _, end, _ in spans})
    result = []
    for start, after in itertools.pairwise(edges):
        holding = [span for span in spans if span[0] <= start and span[1] >= after - timedelta(days=1)]
        if holding:
            newest = max(holding, key=lambda span: (span[0], span[2]))
            result.append((start, after - timedelta(days=1), newest[2]))
    return result


def _table(rows: Sequence[Sequence[object]], schema: pa.Schema) -> pa.Table:
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema)
