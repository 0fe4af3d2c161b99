"""`flok tco STUDY`: what alternatives cost over their life; and what belongs to it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from flok.domain import tco as engine

from ._inputs import ReadFile, Stop
from ._tco_table import print_agreements, print_results

STUDY = click.argument("study", type=ReadFile)
_LANG = click.option("--lang", type=click.Choice(["da", "en"]), default="da", show_default=True, help="Words used.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How it is told."
)


class _StudyFirst(click.Group):
    """A group whose first word may be a file: `flok tco study.toml` is `flok tco show study.toml`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_StudyFirst, subcommand_metavar="STUDY | COMMAND [ARGS]...")
def tco() -> None:
    """Costs over a life: compare alternatives or bids in a STUDY (TOML or JSON; docs/formats/tco-study.md).

    `flok tco template appliances > my.toml` gives one to begin from, `flok tco my.toml` its results.
    """


@tco.command()
@STUDY
@click.option(
    "--samples",
    type=click.IntRange(0),
    default=10_000,
    show_default=True,
    help="Runs with uncertain inputs drawn; 0: none.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same draws.")
@_FORMAT
@_LANG
def show(study: Path, samples: int, seed: int, form: str, lang: str) -> None:
    """Present value, cost a year, savings, effects and what to look at (the same as `flok tco STUDY`).

    Where inputs are uncertain: how costs spread, and how often each alternative is the cheapest.

    Exit status: 0 all well; 1 a finding that makes the comparison wrong; 2 no study, or a figure out of bounds.
    """
    read = read_study(study)
    try:
        told = engine.results(read)
        drawn = engine.simulate(read, samples, seed) if samples else None
    except (engine.NotComputableError, engine.SimulationError) as error:
        raise Stop(f"{study}: {error}") from None
    findings = engine.lint(read)
    if form == "json":
        content = {
            "schema": 1,
            "results": asdict(told),
            "simulation": None if drawn is None else asdict(drawn),
            "findings": [asdict(each) for each in findings],
        }
        json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        print_results(read, told, drawn, findings, Console(), lang)
    sys.exit(1 if any(each.severity == "error" for each in findings) else 0)


@tco.command()
@click.argument("name", required=False)
def template(name: str | None) -> None:
    """Write a template, a fictional study to begin from; without NAME, list them."""
    if name is not None:
        if name not in engine.TEMPLATES:
            known = ", ".join(engine.TEMPLATES)
            raise Stop(f"{name}: kendte skabeloner er {known}\n{name}: known templates are {known}")
        click.echo(engine.template_text(name), nl=False)
        return
    for each in engine.templates():
        click.echo(f"{each.id:<14} {each.name.da} / {each.name.en}")


@tco.command()
@_FORMAT
def check(form: str) -> None:
    """Hold Flok's figures against published ones: NIST, BLCC, EnergyPlus, Directive 2009/33/EC and others.

    Exit status: 0 all agree, 1 one does not.
    """
    found = tuple(engine.agreements())
    if form == "json":
        rows = [{**asdict(each), "agrees": each.agrees} for each in found]
        json.dump({"schema": 1, "figures": rows}, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        print_agreements(found, Console())
    sys.exit(0 if all(each.agrees for each in found) else 1)


@tco.command()
@click.argument("before", type=ReadFile)
@click.argument("after", type=ReadFile)
@_LANG
def compare(before: Path, after: Path, lang: str) -> None:
    """What is changed from one version of a study to another, and what it does to each alternative."""
    try:
        told = engine.difference(read_study(before), read_study(after))
    except engine.NotComputableError as error:
        raise Stop(str(error)) from None
    for edit in told.edits:
        click.echo(f"{edit.place}: {_shown(edit.before)} → {_shown(edit.after)}")
    for moved in told.moved:
        click.echo(f"{moved.alternative}: {_kroner(moved.before_ore, lang)} → {_kroner(moved.after_ore, lang)}")
    if told.ranking_before != told.ranking_after:
        words = "Rækkefølgen er en anden" if lang == "da" else "The order is another"
        click.echo(f"{words}: {', '.join(told.ranking_before)} → {', '.join(told.ranking_after)}")


def read_study(path: Path) -> engine.Study:
    """The study in a file; all that is wrong with it is told at once, and the command ends with status 2."""
    try:
        return engine.load_study(path)
    except engine.StudyError as error:
        told = [(f"{path}: {each.place}" if each.place else f"{path}", each) for each in error.problems]
        raise Stop("\n".join(f"{place}: {each.da}\n{place}: {each.en}" for place, each in told)) from None


def _shown(value: object) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _kroner(ore: int | None, lang: str) -> str:
    if ore is None:
        return "–"
    return f"{ore / 100:,.2f}".translate(str.maketrans(",.", ".,")) if lang == "da" else f"{ore / 100:,.2f}"
