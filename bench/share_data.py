"""Ten million purchase lines, 200,000 catalogue items and 5,000 contracts, made by DuckDB from a seed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from bench.result import WORK
from flok.domain.spend import LINES

LINE_COUNT = 10_000_000
FILES = 10
SUPPLIERS = 2_000
ITEMS = 200_000
CONTRACTS = 5_000
UNITS = 360

_MADE = f"""
SELECT
  printf('%016x-%04d', i // 5, i % 5 + 1) AS line_id,
  printf('%016x', i // 5) AS document_id,
  'bench' AS source,
  CASE WHEN i // 5 % 50 = 49 THEN 'credit_note' ELSE 'invoice' END AS kind,
  'peppol-bis-3' AS format,
  'N' || (i // 5) AS number,
  DATE '2026-01-01' + CAST(hash(i // 5) % 365 AS INTEGER) AS issue_date,
  CAST(10000000 + hash(i // 50) % {SUPPLIERS} AS VARCHAR) AS supplier_id,
  'Leverandør ' || (hash(i // 50) % {SUPPLIERS}) AS supplier_name,
  CAST(5790000000000 + hash(i // 5 + 7) % {UNITS} AS VARCHAR) AS unit_id,
  CASE WHEN hash(i + 1) % 20 = 0 THEN 'K' || (hash(i // 50) % {CONTRACTS}) END AS contract_ref,
  CASE WHEN i // 5 % 50 = 49 THEN 'N' || (i // 5 - 1) END AS credits,
  CAST(i % 5 + 1 AS VARCHAR) AS line_no,
  CAST(i % 5 + 1 AS INTEGER) AS line_index,
  'Vare ' || (hash(i) % 100) AS name,
  CAST(hash(i // 50) % {SUPPLIERS} AS VARCHAR) || '-' || (hash(i + 3) % 200) AS seller_item_id,
  CASE WHEN hash(i + 4) % 2 = 0 THEN lpad(CAST(hash(i + 3) % {ITEMS} AS VARCHAR), 14, '0') END AS gtin,
  CAST(14110000 + hash(i + 5) % 400000 AS VARCHAR) AS unspsc,
  CASE hash(i + 6) % 20
    WHEN 0 THEN '[["SVANEN","NA","NA"]]' WHEN 1 THEN '[["GREEN_DOT","NA","NA"]]' END AS certificates,
  'line' AS part,
  'DKK' AS currency,
  CAST((CASE WHEN i // 5 % 50 = 49 THEN -1 ELSE 1 END) * (100 + hash(i + 8) % 500000) AS BIGINT) AS net_ore
FROM range({{start}}, {{stop}}) t(i)
"""


def lines(count: int = LINE_COUNT, files: int = FILES) -> list[Path]:
    """The line files, in the schema of LINES; made once."""
    folder = WORK / f"lines-{count}"
    if not folder.exists():
        unfinished = folder.with_suffix(".tmp")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        step = count // files
        for place in range(files):
            made = _MADE.format(start=place * step, stop=(place + 1) * step)
            target = unfinished / f"{place:02d}.parquet"
            with duckdb.connect() as connection:
                connection.execute(f"CREATE VIEW made AS {made}")
                known = {row[0] for row in connection.execute("DESCRIBE made").fetchall()}
                columns = ", ".join(_column(field.name, str(field.type), known) for field in LINES)
                connection.execute(
                    f"COPY (SELECT {columns} FROM made) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
                )
        unfinished.rename(folder)
    return sorted(folder.glob("*.parquet"))


def _column(name: str, arrow_type: str, known: set[str]) -> str:
    if name in ("raw_ore", "dkk_ore"):
        return f"net_ore AS {name}"
    types = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE"}
    return name if name in known else f"CAST(NULL AS {types[arrow_type]}) AS {name}"
