"""`flok label`: may a label be required for this purchase, what is it, and where does it belong in the tender plan?"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from flok.domain import labels
from flok.domain.spend.tables import first_rows
from flok.report import papers, words

from ._inputs import ReadFile, Stop, in_words
from ._label_told import as_data, shown_label

_LONGEST_FILE = 1_000_000  # bytes; a filled-in assessment is some 15 thousand
_LONGEST_PLAN = 5_000  # rows
_NewFile = click.Path(path_type=Path, dir_okay=False)
_lang = click.option("--lang", type=click.Choice(["da", "en"]), default="da", show_default=True)


@click.group()
def label() -> None:
    """Labels: assess one for a purchase, look one up, place a plan of tenders."""


@label.command()
@click.argument("answers", type=ReadFile)
@click.option("--score", type=click.IntRange(1, 5), help="The market: 1 many labelled products … 5 no criteria.")
@click.option("--pdf", type=_NewFile, help="Write the record of the assessment.")
@click.option("--docx", type=_NewFile, help="Write the texts to paste.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_lang
def assess(answers: Path, score: int | None, pdf: Path | None, docx: Path | None, form: str, lang: str) -> None:
    """May the label be required for this purchase? ANSWERS is a file that `flok label show LABEL --answers` begins.

    Exit status 0 when the verdict is decided, 1 when it is not.
    """
    with in_words(), _answers_in_words(answers.name):
        assessment, wording = _read(answers)
        verdict = labels.assess(assessment)
        placement = labels.place(
            verdict.code, score, product_group=assessment.purchase.product_group, state=assessment.purchase.state
        )
        clauses = labels.paste_texts(assessment, verdict, placement, wording)
        owed = labels.follow_up(assessment, checked_by=wording.who or assessment.purchase.authority)
        record = labels.record(assessment, verdict, placement, lang)
        texts = labels.texts_paper(assessment, clauses, owed if clauses else None, lang)
        if pdf:
            pdf.write_bytes(papers.pdf(record))
        if docx:
            docx.write_bytes(papers.docx(texts))
        if form == "json":
            click.echo(json.dumps(as_data(verdict, placement, clauses, lang), ensure_ascii=False, indent=1))
        else:
            click.echo(papers.text(record))
            click.echo(papers.text(texts) if clauses else "", nl=bool(clauses))
    sys.exit(1 if verdict.code == "R5" else 0)


@label.command()
@click.argument("code_or_name")
@click.option("--answers", is_flag=True, help="Print a file of answers to fill in instead.")
@_lang
def show(code_or_name: str, answers: bool, lang: str) -> None:
    """What the register knows of a label, by its id, a code of any list, or its name."""
    found = labels.find_label(code_or_name)
    if found is None:
        raise Stop(_unknown(code_or_name))
    click.echo(labels.blank_answers(found.id, date.today()) if answers else shown_label(found, lang))


@label.command()
@click.argument("plan", type=ReadFile)
@click.option("--pdf", type=_NewFile, help="Write the table as PDF.")
@click.option("--docx", type=_NewFile, help="Write the table as DOCX.")
@_lang
def place(plan: Path, pdf: Path | None, docx: Path | None, lang: str) -> None:
    """Where the labels of coming tenders belong. PLAN is CSV or XLSX: tender, product group, label, score 1-5.

    1 is many labelled products on the market, 5 is no criteria. Exit status 1 when rows were left out.
    """
    with in_words():
        rows = first_rows(plan, count=_LONGEST_PLAN + 2)
        if len(rows) > _LONGEST_PLAN + 1:
            raise Stop(
                f"{plan.name} har flere end 5.000 rækker; del den\n{plan.name} has more than 5,000 rows; divide it"
            )
        read = labels.read_plan(rows)
        placed = labels.place_plan(read.tenders)
        paper = labels.plan_paper(placed, date.today(), lang)
        if pdf:
            pdf.write_bytes(papers.pdf(paper))
        if docx:
            docx.write_bytes(papers.docx(paper))
    if placed:
        click.echo(papers.text(paper))
    for problem in read.problems:
        where = f"{plan.name}, række / row {problem.row}" if problem.row else plan.name
        click.echo(f"{where}: {problem.told.da}\n{where}: {problem.told.en}", err=True)
    sys.exit(1 if read.problems else 0)


def _read(path: Path) -> tuple[labels.Assessment, labels.Wording]:
    written = path.read_bytes()
    if len(written) > _LONGEST_FILE:
        raise Stop(f"{path.name} er for stor til at være svar\n{path.name} is too large to be answers")
    try:
        plain: dict[str, Any] = tomllib.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Stop(f"{path.name} er ikke UTF-8\n{path.name} is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Stop(f"{path.name} kan ikke læses som TOML: {error}\n{path.name} is not TOML: {error}") from None
    wording = labels.wording_from(plain.pop("wording", {}))
    assessment = labels.assessment_from(plain)
    found = labels.find_label(assessment.label)
    if found is None:
        click.echo(_unknown(assessment.label), err=True)
    return assessment, wording


@contextmanager
def _answers_in_words(name: str) -> Iterator[None]:
    """What cannot be answers as a message of the command, with the file's name."""
    try:
        yield
    except labels.AnswersError as error:
        raise Stop(f"{name}: {error.danish}\n{name}: {error.english}") from None


def _unknown(written: str) -> str:
    shown, alike = words.plain(written), labels.near(written)
    danish, english = f"{shown}: mærket findes ikke i registret", f"{shown}: the label is not in the register"
    if alike:
        danish += f"; mente du {', '.join(each.name_da for each in alike)}?"
        english += f"; did you mean {', '.join(each.name_en for each in alike)}?"
    return f"{danish}\n{english}"
