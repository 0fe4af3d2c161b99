"""`flok lines`: the purchase lines themselves."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click
import pyarrow.parquet as pq
from rich.console import Console

from flok.domain import spend
from flok.report import lines_csv

from ._inputs import Given, Stop, nothing_found, opened, reading_options


@click.command()
@reading_options
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; default: standard output.")
def lines(given: Given, form: str, output: Path | None) -> None:
    """Write the purchase lines of PATH... with their documented columns (docs/formats/lines.md).

    JSON is one object per line. CSV has semicolons and decimal points, and cells that a spreadsheet would take
    for formulas are made harmless.
    """
    with opened(given, Console(stderr=True)) as own:
        table = spend.line_table(own.engine, own.store).order_by(["issue_date", "document_id", "line_index"])
        kept = own.engine.folder / "lines.parquet"
        own.engine.write(table, kept)
        if form == "parquet":
            _copy(kept, output)
        else:
            _write_text(kept, form, output)
        is_empty = not pq.read_metadata(kept).num_rows
    for problem in own.problems:
        click.echo(problem, err=True)
    if is_empty:
        raise Stop(nothing_found(given.paths))


def _copy(kept: Path, output: Path | None) -> None:
    if output is not None:
        shutil.copyfile(kept, output)
        return
    with kept.open("rb") as source:
        shutil.copyfileobj(source, sys.stdout.buffer)


def _write_text(kept: Path, form: str, output: Path | None) -> None:
    batches = pq.ParquetFile(kept).iter_batches(batch_size=10_000)
    rows = (row for batch in batches for row in batch.to_pylist())
    with click.open_file(str(output) if output else "-", "w", encoding="utf-8") as out:
        if form == "csv":
            out.writelines(lines_csv(rows))
            return
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
