"""The account of a store by itself, without any definition: what was read, what counts, and what became of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from ._answer import document_counts, files_off, period, reconciliation
from ._answering import line_table
from ._columns import DOCUMENTS
from ._engine import Engine
from ._store import Published

_SHOWN = "source document_id number supplier_name issue_date status code detail source_ore currency".split()


def accounted(engine: Engine, store: Published, read_before: int = 0) -> dict[str, Any]:
    """The account as plain data: `period documents lines reconciliation accounted_for files_off` of an answer.

    `read_before`: documents that were read again and left out, in all runs. Amounts are øre of each currency.
    """
    documents, lines = engine.table(store.documents, DOCUMENTS), line_table(engine, store)
    account = reconciliation(engine, documents, lines)
    off = files_off(engine, documents, lines)
    return {
        "period": period(engine, lines),
        "documents": document_counts(engine, documents, read_before),
        "lines": engine.rows(lines.aggregate(lines=lines.count()))[0]["lines"],
        "reconciliation": account,
        "accounted_for": not off and all(row["difference_ore"] == 0 for row in account.values()),
        "files_off": off,
    }


def documents_by_file(engine: Engine, store: Published) -> list[dict[str, Any]]:
    """[{file, status, code, currency, documents, lines, source_ore, counted_ore}], `file`: the source up to `!/`."""
    documents = _by_file(engine, store)
    sums = documents.group_by("file", "status", "code", "currency").agg(
        documents=documents.count(),
        lines=documents.line_count.sum(),
        source_ore=documents.source_ore.fill_null(0).sum(),
        counted_ore=documents.counted_ore.sum(),
    )
    found = engine.rows(sums.order_by(["file", "status", "code", "currency"]))
    whole = ("lines", "source_ore", "counted_ore")
    return [{**row, **{name: int(row[name]) for name in whole}} for row in found]


def not_counted(engine: Engine, store: Published, files: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The documents of these files that do not count, in reading order, at most `most` of each file, with `file`."""
    documents = _by_file(engine, store)
    off = documents.filter((documents.status != "counted") & documents.file.isin(list(files)))
    order = ibis.window(group_by="file", order_by="sequence")
    placed = off.mutate(place=ibis.row_number().over(order))
    chosen = placed.filter(placed.place < most).order_by("sequence")
    return engine.rows(chosen.select("file", *_SHOWN))


def _by_file(engine: Engine, store: Published) -> ir.Table:
    documents = engine.table(store.documents, DOCUMENTS)
    return documents.mutate(file=documents.source.split("!/")[0])
