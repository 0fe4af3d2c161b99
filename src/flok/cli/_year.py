"""`flok year`: a fictional municipality's year, read like anybody's own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from flok.demo import BUYER, write_year
from flok.report import write_report

from ._inputs import Given, Stop, definitions, in_words, opened
from ._share import _REPORT_DIMENSIONS, answer_for
from ._table import print_answer


@click.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default="demo", show_default=True)
@click.option("--lines", "line_count", type=click.IntRange(1000, 2_000_000), default=21_000, show_default=True)
@click.option("--lang", type=click.Choice(["da", "en"]), default="da", show_default=True)
def year(folder: Path, line_count: int, lang: str) -> None:
    """Write a fictional municipality's year of e-invoices to a folder, read it, and print the answer.

    The year is made once; a second run reads it again. Some documents are broken on purpose.
    """
    with in_words():
        _show(folder / "aar", folder / "rapport.html", line_count, lang)


def _show(year: Path, report: Path, line_count: int, lang: str) -> None:
    console = Console(stderr=True)
    if not year.exists():
        _write(year, line_count, console)
    if not (year / "sandhed.json").exists():
        raise Stop(
            f"{year} er ikke et år, som flok year har skrevet; vælg en anden --folder\n"
            f"{year} is not a year that flok year wrote; choose another --folder"
        )
    given = Given(
        paths=(year / "e-fakturaer", year / "indkoeb-eksport.csv"),
        catalogues=(year / "katalog",),
        contracts=year / "kontrakter.csv",
        label_lists=(year / "sortiment", year / "tilsvarende.csv"),
        rates=year / "kurser.csv",
        buyers=(BUYER.number,),
        units=year / "enheder.csv",
        mapping_file=None,
        store=year / "lager",
        engine="duckdb",
        processes=None,
    )
    with opened(given, console) as own:
        answer = answer_for(given, own, definitions(()), _REPORT_DIMENSIONS)
    for problem in own.problems:
        click.echo(problem, err=True)
    answer["organisation"]["name"] = "Tørsted Kommune (opdigtet)"
    write_report(answer, report, lang)
    print_answer(answer, Console(), lang=lang)
    click.echo(f"\nRapport: {report}\nPrøv selv: .venv/bin/flok share {year}/e-fakturaer --buyer {BUYER.number}")
    sys.exit(0 if answer["accounted_for"] else 1)


def _write(year: Path, line_count: int, console: Console) -> None:
    """The whole year or nothing: it gets its name when it is done."""
    unfinished = year.with_name(year.name + ".tmp")
    shutil.rmtree(unfinished, ignore_errors=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Skriver et opdigtet år …", total=line_count)
        write_year(
            unfinished, lines=line_count, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    unfinished.rename(year)
