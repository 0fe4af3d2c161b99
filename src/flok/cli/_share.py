"""`flok share`: the answer, as a table for people, JSON, or CSV, and as a report."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import click
from rich.console import Console

from flok.domain import spend
from flok.domain.labels import labelling
from flok.report import csv_text, write_report

from ._inputs import (
    Given,
    Opened,
    Stop,
    definitions,
    nothing_found,
    opened,
    reading_options,
    shown,
)
from ._table import print_answer

_REPORT_DIMENSIONS = ("month", "category", "supplier", "unit", "contract")


@click.command()
@reading_options
@click.option("--definition", "chosen", multiple=True, metavar="ID|FILE", help="Default: all that come with Flok.")
@click.option("--by", "by_text", default="", metavar="month,unit,...", help=f"Also by {', '.join(spend.DIMENSIONS)}.")
@click.option("--target", "target_text", metavar="0.80|80%", help="Measure every definition against this share.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Also write a report as one HTML file.")
@click.option("--lang", type=click.Choice(["da", "en"]), default="da", show_default=True, help="Words of the answer.")
def share(
    given: Given,
    chosen: tuple[str, ...],
    by_text: str,
    target_text: str | None,
    form: str,
    report: Path | None,
    lang: str,
) -> None:
    """What share of the purchases in PATH... is sustainable, under several definitions side by side.

    Exit status: 0 all accounted for; 1 something was rejected or set aside (the answer is still printed);
    2 no purchase was found, or what was asked for could not be done.
    """
    by = _dimensions(by_text)
    asked = with_target(definitions(chosen), target_text)
    with opened(given, Console(stderr=True)) as own:
        answer = answer_for(given, own, asked, by if form != "table" and not report else _REPORT_DIMENSIONS)
    for problem in own.problems:
        click.echo(problem, err=True)
    if report is not None:
        write_report(answer, report, lang)
    status = exit_status(answer)
    if form == "table" and answer["documents"]["read"]:
        print_answer(answer, Console(), lang=lang, by=by or ("category", "supplier"))
    elif form != "table":
        _narrow_groups(answer, by)
        _write(answer, form, sys.stdout)
    if report is not None:
        click.echo(f"Rapport: {report}", err=True)
    if status == 2:
        click.echo(nothing_found(given.paths), err=True)
    sys.exit(status)


def answer_for(given: Given, own: Opened, asked: Sequence[spend.Definition], by: Sequence[str]) -> dict[str, Any]:
    """The whole answer, with what tells of this run."""
    question = spend.Question(asked, labelling, own.sources, by, own.units)
    return {
        "schema": 1,
        "flok": version("flok"),
        "generated": datetime.now(ZoneInfo("Europe/Copenhagen")).isoformat(timespec="seconds"),
        "organisation": {"buyer": sorted(given.buyers), "name": None},
        "inputs": {
            "paths": [shown(path) for path in given.paths],
            "catalogues": [shown(path) for path in given.catalogues],
            "contracts": [shown(given.contracts)] if given.contracts else [],
            "labels": [shown(path) for path in given.label_lists],
            "rates": [shown(given.rates)] if given.rates else [],
            "units": [shown(given.units)] if given.units else [],
        },
        **spend.answered(own.engine, own.store, question),
    }


def exit_status(answer: dict[str, Any]) -> int:
    """0 all accounted for, 1 something was rejected or set aside, 2 no purchase found at all."""
    documents = answer["documents"]
    if not documents["counted"] and not documents["set_aside"]:
        return 2
    unsettled = documents["set_aside"] or documents["rejected"]
    return 1 if unsettled or not answer["accounted_for"] else 0


def with_target(asked: Sequence[spend.Definition], text: str | None) -> tuple[spend.Definition, ...]:
    """The definitions, each measured against the share given: `0.8`, `80`, `80%` or `80 %`."""
    if text is None:
        return tuple(asked)
    number = re.fullmatch(r"\s*([0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*(%?)\s*", text)
    share_wanted = Decimal(number[1].replace(",", ".")) if number else Decimal(0)
    if share_wanted > 1 or (number and number[2]):
        share_wanted /= 100
    if not 0 < share_wanted <= 1:
        raise Stop(f"--target {text}: en andel som 0,80 eller 80 %\n--target {text}: a share such as 0.80 or 80 %")
    target = spend.Target(float(share_wanted), None, "--target")
    return tuple(replace(definition, target=target) for definition in asked)


def _dimensions(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in spend.DIMENSIONS:
            known = ", ".join(spend.DIMENSIONS)
            raise Stop(f"--by {name}: kendte er {known}\n--by {name}: known ones are {known}")
    return names


def _narrow_groups(answer: dict[str, Any], by: Sequence[str]) -> None:
    for definition in answer["definitions"]:
        definition["groups"] = {name: definition["groups"][name] for name in by}


def _write(answer: dict[str, Any], form: str, out: TextIO) -> None:
    if form == "json":
        json.dump(answer, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    out.write(csv_text(answer))
