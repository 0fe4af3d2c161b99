"""Where the expressions run: DuckDB in this process (default), or Spark. Both through Ibis, written once.

An engine reads Parquet files into a table expression, takes small tables made in Python, and runs expressions.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

ENGINES = ("duckdb", "spark")
KEPT_ROWS_IN_GROUP = 16_384  # a row group is in memory until it is full, one for each thread
MEMORY_PER_THREAD = 128  # MB; below that DuckDB may run out on a join it could have spilled to disk


@dataclass(slots=True)
class Engine:
    """A connection, and a folder for the small tables that go with it."""

    name: str
    connection: Any
    folder: Path
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def table(self, files: Sequence[Path], schema: pa.Schema) -> ir.Table:
        """Parquet files of one schema as one table; no files is an empty table."""
        if not files:
            return self.small(schema.empty_table())
        name = f"read_{next(self._numbers)}"
        paths = [str(file) for file in files]
        if self.name == "spark":
            self.connection._session.read.parquet(*paths).createOrReplaceTempView(name)
            return self.connection.table(name)
        return self.connection.read_parquet(paths, table_name=name)

    def small(self, rows: pa.Table) -> ir.Table:
        """A table made in Python, as a Parquet file of its own so that every engine reads it alike."""
        path = self.folder / f"small_{next(self._numbers)}.parquet"
        pq.write_table(rows, path)
        return self.table([path], rows.schema)

    def kept(self, expression: ir.Table) -> ir.Table:
        """The expression computed once, for several later ones to read."""
        if self.name == "spark":
            return expression.cache()
        path = self.folder / f"kept_{next(self._numbers)}.parquet"
        self.write(expression, path, KEPT_ROWS_IN_GROUP)
        return self.connection.read_parquet(path)

    def write(self, expression: ir.Table, path: Path, rows_in_group: int | None = None) -> None:
        """Run the expression into a Parquet file; small row groups suit those who read few rows of it."""
        if self.name == "spark":
            pq.write_table(expression.to_pyarrow(), path, compression="zstd", row_group_size=rows_in_group)
        else:
            more = {"row_group_size": rows_in_group} if rows_in_group else {}
            self.connection.to_parquet(expression, path, compression="zstd", **more)

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """The expression's rows; for answers, which are small."""
        result: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
        return result


@contextmanager
def engine(name: str = "duckdb", threads: int | None = None) -> Iterator[Engine]:
    """A running engine; `name` is one of ENGINES. Raises ValueError for another, ImportError without the extra."""
    with tempfile.TemporaryDirectory(prefix="flok-") as folder:
        if name == "duckdb":
            at_work = threads or os.cpu_count() or 1
            memory = f"{MEMORY_PER_THREAD * max(at_work, 2)}MB"
            connection = ibis.duckdb.connect(memory_limit=memory, threads=at_work, temp_directory=folder)
            connection.raw_sql("SET preserve_insertion_order = false; SET enable_progress_bar = false")
            try:
                yield Engine(name, connection, Path(folder))
            finally:
                connection.disconnect()
        elif name == "spark":
            from ._spark import session

            yield Engine(name, ibis.pyspark.connect(session()), Path(folder))
        else:
            raise ValueError(name)
