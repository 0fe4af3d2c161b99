"""A generated year in a store and published, once for the tests that ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flok.demo import write_year
from flok.domain import spend
from tests.domain.spend.rows import LABELLING, SHIPPED

LINES = 1_500


@dataclass(frozen=True)
class Year:
    """`rows`: the decided lines, as the engine gives them."""

    store: spend.Published
    question: spend.Question
    share: spend.PublishedShare
    answer: dict[str, Any]
    rows: list[dict[str, Any]]


def published_year(engine: spend.Engine, folder: Path) -> Year:
    write_year(folder / "year", lines=LINES)
    files = folder / "year"
    units = spend.read_units(files / "enheder.csv")[0]
    context = spend.ReadContext(secret=b"tests", unit_ids=frozenset(unit.gln for unit in units))
    rates = spend.read_rates(files / "kurser.csv")[0]
    context = spend.ReadContext(secret=b"tests", unit_ids=context.unit_ids, rates=rates)
    changes, _ = spend.read_catalogues([files / "katalog"], context, LABELLING)
    contracts = spend.read_contracts(files / "kontrakter.csv")[0]
    sources = spend.Sources(spend.current_statements(changes), contracts)
    store = spend.read_into(engine, folder / "store", [files / "e-fakturaer"], context, processes=1)
    names = {unit.gln: unit.name for unit in units}
    question = spend.Question(SHIPPED, LABELLING, sources, spend.DIMENSIONS, names)
    share = spend.publish_share(engine, store, folder / "share", question)
    answer = spend.answered(engine, store, question)
    table = spend.decided(engine, spend.line_table(engine, store), SHIPPED, sources, LABELLING)
    return Year(store, question, share, answer, engine.rows(table))
