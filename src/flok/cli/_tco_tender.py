"""`flok tco workbook`, `read`, `award` and `replay`: a study in a tender."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from flok.domain import tco as engine
from flok.domain.tco import tender as tenders
from flok.report import papers, words

from ._inputs import ReadFile, Stop
from ._tco_tender_told import print_award, print_bids

_STUDY = click.argument("study", type=ReadFile)
_FILES = click.argument("files", type=ReadFile, nargs=-1, required=True)
_NEW = click.Path(path_type=Path, dir_okay=False)
_LANG = click.option("--lang", type=click.Choice(["da", "en"]), help="Words used. Default: the tender's language.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How it is told."
)
_MOST = 64 << 20  # bytes of an award


@click.command()
@_STUDY
@click.option("--to", "target", type=_NEW, help="The workbook. Default: the study's name with .xlsx.")
@click.option("--pdf", type=_NEW, help="Also write the method statement as PDF.")
@click.option("--docx", type=_NEW, help="Also write the method statement as DOCX.")
def workbook(study: Path, target: Path | None, pdf: Path | None, docx: Path | None) -> None:
    """Write the bidders' workbook of a STUDY with a [tender] table, and the method statement.

    One workbook is one bid on one lot. Both are in the tender's language: Danish, or what [tender] says.
    """
    tender = _tender(study)
    target = target or Path(study.with_suffix(".xlsx").name)
    try:
        tenders.workbook(tender, target)
        paper = tenders.method(tender)
        if pdf:
            pdf.write_bytes(papers.pdf(paper))
        if docx:
            docx.write_bytes(papers.docx(paper))
    except (tenders.NotReadyError, tenders.TooManyError, OSError) as error:
        raise Stop(f"{study}: {error}") from None
    for written in filter(None, (target, pdf, docx)):
        click.echo(f"{written}", err=True)
    click.echo(tenders.fingerprint(tender))


@click.command()
@_STUDY
@_FILES
@_FORMAT
@_LANG
def read(study: Path, files: tuple[Path, ...], form: str, lang: str | None) -> None:
    """Read bids back: what each comes to by Flok's own figures, and every cell that is not as it should be.

    Exit status: 0 nothing to ask about; 1 there is, or a file is no bid; 2 no tender.
    """
    tender = _tender(study)
    bids = _bids(tender, files)
    if form == "json":
        found = tenders.as_plain(tender, tenders.award(tender, bids))
        _write({"schema": found["schema"], "fingerprint": found["fingerprint"], "files": found["files"],
                "bids": found["bids"]}, sys.stdout)  # fmt: skip
    else:
        print_bids(bids, Console(), lang or tender.terms.language)
    sys.exit(0 if all(each.status == "fine" for each in bids) else 1)


@click.command()
@_STUDY
@_FILES
@click.option("--assessed", type=ReadFile, help="Points, and what was decided of bids, with reasons: TOML.")
@click.option("--to", "target", type=_NEW, help="Write the award as JSON, for `flok tco replay`.")
@_FORMAT
@_LANG
def award(
    study: Path, files: tuple[Path, ...], assessed: Path | None, target: Path | None, form: str, lang: str | None
) -> None:
    """Rank bids by the tender's own model, and point out what to ask about.

    A bid with something to ask about waits until it is admitted or rejected, with a reason, in --assessed.
    Exit status: 0 settled; 1 something waits; 2 no tender.
    """
    tender = _tender(study)
    bids = _bids(tender, files)
    known = tenders.Assessed({}, ())
    try:
        if assessed:
            text = assessed.read_text(encoding="utf-8-sig")
            known = tenders.read_assessed(text, bids, tender.terms.model, assessed.name)
        found = tenders.award(tender, bids, known.points, known.decisions)
        plain = tenders.as_plain(tender, found)
    except engine.StudyError as error:
        raise Stop(_problems(str(assessed), error)) from None
    except UnicodeDecodeError:
        raise Stop(f"{assessed}: ikke UTF-8 / not UTF-8") from None
    if target:
        with target.open("w", encoding="utf-8") as file:
            _write(plain, file)
        click.echo(f"{target}", err=True)
    if form == "json":
        _write(plain, sys.stdout)
    else:
        print_award(tender, found, Console(), lang or tender.terms.language)
    sys.exit(0 if found.settled else 1)


@click.command()
@click.argument("award_file", metavar="AWARD", type=ReadFile)
@click.argument("files", type=ReadFile, nargs=-1)
def replay(award_file: Path, files: tuple[Path, ...]) -> None:
    """Compute an award again from its own document and the bids' files, and name every difference.

    Without FILES, bids are looked for beside AWARD under the names it has for them. A bid is known by its content, not
    by its name. Exit status: 0 the same; 1 differences; 2 no award.
    """
    try:
        with award_file.open("rb") as file:
            plain = json.loads(file.read(_MOST))
        beside = files or _beside(award_file, plain)
        _, differences = tenders.award_again(plain, [(each.name, each.read_bytes()) for each in beside])
    except (ValueError, RecursionError, OSError) as error:
        raise Stop(f"{award_file}: {error}") from None
    for each in differences:
        click.echo(f"{words.plain(each.place)}: {words.plain(each.was)} → {words.plain(each.now)}")
    if differences:
        sys.exit(1)
    click.echo("Samme tildeling / the same award")


TENDER_COMMANDS = (workbook, read, award, replay)


def _tender(path: Path) -> tenders.Tender:
    try:
        return tenders.load_tender(path)
    except engine.StudyError as error:
        raise Stop(_problems(str(path), error)) from None


def _problems(path: str, error: engine.StudyError) -> str:
    return "\n".join(f"{path}: {p.place}: {p.da}\n{path}: {p.place}: {p.en}" for p in error.problems)


def _bids(tender: tenders.Tender, files: Sequence[Path]) -> list[tenders.Bid]:
    found = tenders.obstacles(tender)
    if found:
        raise Stop("\n".join(f"{each.place}: {each.da}\n{each.place}: {each.en}" for each in found))
    try:
        return tenders.load_bids(tender, files)
    except (tenders.TooManyError, OSError) as error:
        raise Stop(str(error)) from None


def _beside(award_file: Path, plain: Any) -> list[Path]:
    named = plain.get("files", []) if isinstance(plain, dict) else []
    names = {Path(str(each[0])).name for each in named if isinstance(each, list) and each}
    return [award_file.parent / name for name in sorted(names) if (award_file.parent / name).is_file()]


def _write(plain: dict[str, Any], file: Any) -> None:
    json.dump(plain, file, ensure_ascii=False, indent=1)
    file.write("\n")
