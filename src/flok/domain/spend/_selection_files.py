"""Reading a publication's Parquet files for a page: SQL on one connection a process, kept open.

Opening a connection costs more than most questions; Ibis would cost more than both (docs/decisions/0016).
"""

# ruff: noqa: S608 - only our own column names and numbers are put into the text; values go by `?`

from __future__ import annotations

import functools
import os
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from ._published_share import PublishedShare
from ._share import DIMENSIONS

MEMORY = "256MB"
EVERYTHING = "true"
Key = str | None
Where = Mapping[str, Key | tuple[Key, ...]]


@functools.lru_cache(maxsize=1)
def _connection(process: int) -> duckdb.DuckDBPyConnection:
    """This process's connection: a fork must not use its parent's."""
    connection = duckdb.connect(config={"threads": 1, "memory_limit": MEMORY})
    connection.execute("SET parquet_metadata_cache = true; SET enable_progress_bar = false")
    return connection


def rows(share: PublishedShare, sql: str, given: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows of a query, in which `{name}` is the publication's file name.parquet; values only by `?`."""
    with _connection(os.getpid()).cursor() as cursor:
        found = cursor.execute(sql.format_map(_Files(share)), list(given))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class _Files(dict[str, str]):
    def __init__(self, share: PublishedShare) -> None:
        self._folder = share.folder

    def __missing__(self, name: str) -> str:
        quoted = str(self._folder / f"{name}.parquet").replace("'", "''")
        return f"read_parquet('{quoted}')"


def condition(share: PublishedShare, where: Where) -> str | None:
    """`where` as SQL on the codes of lines and cube; None where it holds for no line.

    Raises ValueError for a dimension that is none.
    """
    asked, given = [], []
    for dimension, keys in where.items():
        if dimension not in DIMENSIONS:
            raise ValueError(dimension)
        for key in keys if isinstance(keys, tuple) else (keys,):
            asked.append("(dimension = ? AND key IS NOT DISTINCT FROM ?)")
            given += [dimension, key]
    if not where:
        return EVERYTHING
    found: dict[str, list[int]] = {dimension: [] for dimension in where}
    if asked:
        for row in rows(share, f"SELECT dimension, code FROM {{keys}} WHERE {' OR '.join(asked)}", given):
            found[row["dimension"]].append(row["code"])
    if not all(found.values()):
        return None
    return " AND ".join(f"{dimension} {_one_of(codes)}" for dimension, codes in found.items())


def summed_from(selected: str, dimension: str) -> str:
    """What to add up for groups of a dimension, as `code`, and the rules: the small file where all is selected."""
    if selected == EVERYTHING:
        return f"(SELECT * FROM {{whole}} WHERE dimension = '{dimension}')"
    return f"(SELECT *, {dimension} AS code FROM {{cube}} WHERE {selected})"


def _one_of(codes: list[int]) -> str:
    return f"= {codes[0]}" if len(codes) == 1 else f"IN ({', '.join(map(str, sorted(codes)))})"


def definition_of(share: PublishedShare, definition: str) -> tuple[int, dict[str, Any]]:
    """(its place, which names its rule column; what the overview says of it). Raises KeyError."""
    for place, one in enumerate(share.overview["definitions"]):
        if one["id"] == definition:
            return place, one
    raise KeyError(definition)
