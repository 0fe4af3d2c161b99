"""Computing a share for publication: the answer, and the tables that selections, lists and stories are read from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ._answering import Question, answer_of, line_table
from ._columns import DOCUMENTS
from ._engine import Engine
from ._items import Statement
from ._overview import overview_of
from ._price_effect import price_effects
from ._published_share import PublishedShare, publish_folder
from ._share import DIMENSIONS, FOR_SHARES, category, decided
from ._store import Published

STEPS = 5
ROWS_IN_GROUP = 16_384
_STORY = "line_id evidence_line_id contract_no contract_by contract_sustainable contract_verified".split()
_KEPT = (
    "kind number issue_date unit_id supplier_id supplier_name name evidence_unspsc evidence_cpv"
    " gtin seller_item_id quantity unit_code part document_id dkk_ore"
).split()
_STATEMENTS_AT_A_TIME = 20_000


def _texts(*names: str) -> list[pa.Field[Any]]:
    return [pa.field(name, pa.string()) for name in names]


_KEYS = pa.schema([*_texts("dimension"), pa.field("code", pa.int32()), *_texts("key", "label")])
_PLACES = pa.schema(_texts("place_document", "file"))
_CONTRACTS = pa.schema(_texts("id", "name"))
_STATEMENTS = pa.schema(
    [
        pa.field("place", pa.int32()),
        *_texts("key", "supplier_id"),
        *(pa.field(name, pa.date32()) for name in ("valid_from", "valid_to")),
        *(pa.field(name, pa.list_(pa.string())) for name in ("labels", "named", "equivalent_to")),
        pa.field("states_labels", pa.bool_()),
        *_texts("origin"),
    ]
)

Steps = Callable[[int, int], None]


def publish_share(
    engine: Engine, store: Published, folder: Path, question: Question, *, progress: Steps | None = None
) -> PublishedShare:
    """Compute the whole answer by every dimension, whatever `question.by` says, and publish it in `folder`.

    Readers find the publication before or this one, never half of one. `question.sources.statements` is read
    twice. `progress` is called with (steps done, STEPS). One run at a time in a folder; a second waits. Raises
    ValueError for two definitions with one id.
    """
    ids = [definition.id for definition in question.definitions]
    if len(set(ids)) < len(ids):
        raise ValueError(ids)
    asked = replace(question, by=DIMENSIONS)
    tell: Steps = progress or (lambda done, steps: None)

    def fill(here: Path) -> dict[str, Any]:
        table = _decided(engine, store, asked)
        tell(1, STEPS)
        answer = answer_of(engine, store, asked, table)
        (here / "answer.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        tell(2, STEPS)
        rules = [f"rule_{place}" for place in range(len(ids))]
        _write_keys(answer, here / "keys.parquet")
        _write_lines(engine, table, rules, here)
        _write_cube(engine, rules, here)
        tell(3, STEPS)
        _write_stories(engine, store, table, rules, here)
        _write_sources(engine, question, here)
        tell(4, STEPS)
        documents = engine.table(store.documents, DOCUMENTS).select(*DOCUMENTS.names)
        engine.write(documents.order_by(["status", "code", "sequence"]), here / "documents.parquet", ROWS_IN_GROUP)
        prices = price_effects(engine, table, question.definitions, answer["period"])
        tell(STEPS, STEPS)
        return overview_of(answer, prices, store.number)

    return publish_folder(folder, fill)


def _decided(engine: Engine, store: Published, question: Question) -> ir.Table:
    lines = line_table(engine, store).select(*FOR_SHARES, "document_id", "quantity", "unit_code")
    table = decided(engine, lines, question.definitions, question.sources, question.labelling)
    rules = (f"rule_{place}" for place in range(len(question.definitions)))
    return engine.kept(table.select(*_STORY, *_KEPT, *rules))


def _write_keys(answer: dict[str, Any], path: Path) -> None:
    """What each dimension's keys are called; `code`, a key's place in the answer, stands for it in lines and cube."""
    groups = answer["definitions"][0]["groups"] if answer["definitions"] else {}
    rows = [
        {"dimension": dimension, "code": code, "key": group["key"], "label": group["label"]}
        for dimension in sorted(groups)
        for code, group in enumerate(groups[dimension])
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=_KEYS), path, compression="zstd")


def _write_lines(engine: Engine, table: ir.Table, rules: list[str], here: Path) -> None:
    """The decided lines as a list shows them, the largest amount first: a list is read from the top until full."""
    keys = engine.table([here / "keys.parquet"], _KEYS)
    own_keys = {
        "month": table.issue_date.strftime("%Y-%m"),
        "unit": table.unit_id,
        "supplier": table.supplier_id,
        "category": category(table),
        "contract": table.contract_no.cast("string"),
    }
    keyed = table.mutate(**{f"{name}_key": key for name, key in own_keys.items()})
    for name in DIMENSIONS:
        own = keys.filter(keys.dimension == name).select(**{f"found_{name}": "key", name: "code"})
        known, none = own.filter(own[f"found_{name}"].notnull()), own.filter(own[f"found_{name}"].isnull())
        unknown = none[name].max().as_scalar()
        joined = keyed.left_join(known, keyed[f"{name}_key"] == known[f"found_{name}"])
        keyed = joined.mutate(**{name: ibis.coalesce(joined[name], unknown)}).drop(f"{name}_key", f"found_{name}")
    columns = [*DIMENSIONS, "dkk_ore", *rules, "line_id", "issue_date", "number", "name"]
    lines = keyed.mutate(**{rule: keyed[rule].cast("int16") for rule in rules}).select(*columns)
    ordered = lines.order_by([lines.dkk_ore.abs().desc(), lines.line_id])
    engine.write(ordered, here / "lines.parquet", ROWS_IN_GROUP)


def _write_cube(engine: Engine, rules: list[str], here: Path) -> None:
    """Øre and lines by all dimensions and all definitions' rules at once; and of all lines by each dimension."""
    lines = engine.table([here / "lines.parquet"], pq.read_schema(here / "lines.parquet"))
    order = ["unit", "category", "supplier", "contract", "month"]
    cube = _summed(lines, [*DIMENSIONS, *rules], lines.dkk_ore.sum(), lines.count())
    engine.write(cube.order_by([*order, *rules]), here / "cube.parquet", ROWS_IN_GROUP)
    cells = engine.table([here / "cube.parquet"], pq.read_schema(here / "cube.parquet"))
    sums = cells.ore.sum(), cells.lines.sum()
    each = [
        _summed(cells.mutate(dimension=ibis.literal(name), code=cells[name]), ["dimension", "code", *rules], *sums)
        for name in DIMENSIONS
    ]
    engine.write(ibis.union(*each).order_by(["dimension", "code", *rules]), here / "whole.parquet", ROWS_IN_GROUP)


def _summed(table: ir.Table, by: list[str], ore: Any, lines: Any) -> ir.Table:
    return table.group_by(by).agg(ore=ore.cast("int64"), lines=lines.cast("int64"))


def _write_stories(engine: Engine, store: Published, table: ir.Table, rules: list[str], here: Path) -> None:
    """For each line what was decided on, and which of the store's files it stands in, by line_id."""
    tables = [_documents_in(path) for path in store.lines]
    places = engine.small(pa.concat_tables([_PLACES.empty_table(), *tables]))
    joined = table.left_join(places, table.document_id == places.place_document)
    stories = joined.select(*_STORY, "file", *rules).order_by("line_id")
    engine.write(stories, here / "stories.parquet", ROWS_IN_GROUP)


def _documents_in(path: Path) -> pa.Table:
    ids = pq.read_table(path, columns=["document_id"]).column(0).unique()
    return pa.table([ids, pa.array([path.name] * len(ids), pa.string())], schema=_PLACES)


def _write_sources(engine: Engine, question: Question, here: Path) -> None:
    """What catalogues, lists and contracts said, for the stories; statements by item."""
    unsorted = engine.folder / "statements.parquet"
    with pq.ParquetWriter(unsorted, _STATEMENTS, compression="zstd") as writer:
        for rows in _statement_rows(question.sources.statements):
            writer.write_table(pa.Table.from_pylist(rows, schema=_STATEMENTS))
    statements = engine.table([unsorted], _STATEMENTS)
    engine.write(statements.order_by(["key", "place"]), here / "statements.parquet", ROWS_IN_GROUP)
    unsorted.unlink()
    contracts = [{"id": contract.id, "name": contract.name} for contract in question.sources.contracts]
    pq.write_table(pa.Table.from_pylist(contracts, schema=_CONTRACTS), here / "contracts.parquet", compression="zstd")


def _statement_rows(statements: Iterable[Statement]) -> Iterator[list[dict[str, Any]]]:
    numbered = enumerate(statements)
    while some := list(islice(numbered, _STATEMENTS_AT_A_TIME)):
        yield [
            {
                "place": place,
                "key": one.key,
                "supplier_id": one.supplier_id,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "labels": sorted(one.labels),
                "named": sorted(one.named),
                "equivalent_to": sorted(one.equivalent_to),
                "states_labels": one.states_labels,
                "origin": one.origin,
            }
            for place, one in some
        ]
