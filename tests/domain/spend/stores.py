"""What the tests of the store share: reading into one, and looking at what lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flok.domain import spend

CONTEXT = spend.ReadContext(secret=b"tests")


def read(
    store: Path, *paths: Path, context: spend.ReadContext = CONTEXT, mapping: spend.Mapping | None = None, **more: Any
) -> spend.Published:
    more.setdefault("processes", 1)
    with spend.engine() as engine:
        return spend.read_into(engine, store, paths, context, mapping=mapping, **more)


def _rows(paths: Sequence[Path], schema: pa.Schema) -> list[dict[str, Any]]:
    tables = [schema.empty_table(), *(pq.read_table(path, schema=schema) for path in paths)]
    return pa.concat_tables(tables).to_pylist()


def documents(store: Path) -> list[dict[str, Any]]:
    """The documents in force, in reading order."""
    return sorted(_rows(spend.published(store).documents, spend.DOCUMENTS), key=lambda row: row["sequence"])


def lines(store: Path) -> list[dict[str, Any]]:
    return sorted(_rows(spend.published(store).lines, spend.LINES), key=lambda row: row["line_id"])


def became(store: Path) -> list[tuple[str, str, str | None]]:
    """(file name, status, code) of every document, in reading order."""
    return [(Path(row["source"]).name, row["status"], row["code"]) for row in documents(store)]


def files(store: Path) -> dict[str, bytes]:
    """Every file of the store and its bytes."""
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(store.rglob("*")) if path.is_file()}
