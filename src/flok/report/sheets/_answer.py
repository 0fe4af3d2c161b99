"""The answer as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from flok.report import tables, words

from ._book import Book, Column, Value

Answer = dict[str, Any]
Row = list[Value]

_DIMENSIONS = ("month", "unit", "category", "supplier", "contract")
_AMOUNTS = ("sustainable", "not_sustainable", "unknown")


def workbook(answer: Answer, *, lang: str = "da", write_to: Path | BinaryIO) -> None:
    """Write the answer (docs/formats/answer.md) as XLSX: an overview of the definitions, a sheet for each dimension
    it is divided by, the reasons, the account to the øre, the files, those not counted, and how it was computed.

    Beside each per cent stand its definition with version and date, what it is taken of, and the unknown. Amounts
    are kroner; they equal the answer's øre. Raises OSError where `write_to` cannot be written.
    """
    t = partial(words.either, lang)
    title = t("Andel af bæredygtige indkøb", "Share of sustainable purchases")
    top = [f"{title}: {words.who(answer['organisation'], lang)}", words.period(answer["period"], lang)]
    with Book(write_to, title, datetime.fromisoformat(answer["generated"]), lang) as book:
        settled = words.account(answer, lang)[1]
        notes = [*top, words.sentence(answer, lang), settled]
        overview = [_overview(d, lang) for d in answer["definitions"]]
        book.sheet(t("Oversigt", "Overview"), notes, _overview_columns(lang), overview)
        for code in _DIMENSIONS:
            if any(code in d["groups"] for d in answer["definitions"]):
                name = words.dimension(code, lang, many=True).capitalize()
                notes = [f"{title}, {name.lower()}", *top]
                book.sheet(name, notes, _group_columns(code, lang), _groups(answer, code, lang))
        book.sheet(t("Begrundelser", "Reasons"), [], _reason_columns(lang), _reasons(answer, lang))
        account = [t("Regnskabet til mindste øre, uden moms", "The account to the øre, without VAT"), settled]
        book.sheet(t("Regnskab", "Account"), account, _account_columns(lang), _account(answer, lang))
        book.sheet(t("Filer", "Files"), [], _file_columns(lang), _files(answer, lang))
        book.sheet(
            t("Ikke talt med", "Not counted"), [_of(answer, lang)], _problem_columns(lang), _problems(answer, lang)
        )
        book.sheet(t("Grundlag", "Basis"), [], [Column(t("Hvad", "What")), Column("", "long")], _basis(answer, lang))


def _definition_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [Column("Definition", "text"), Column("Version", "short"), Column(t("Dato", "Date"), "short")]


def _figure_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    kroner = t("kr.", "DKK")
    return [
        Column(t("Andel, bevist", "Share, proven"), "share"),
        Column(t("Andel, højst", "Share, at most"), "share"),
        Column(t("Andelen er af, kr.", "The share is of, DKK"), "money"),
        *(Column(f"{words.outcome(code, lang).capitalize()}, {kroner}", "money") for code in _AMOUNTS),
        Column(f"{words.outcome('out_of_scope', lang).capitalize()}, {kroner}", "money"),
        Column(t("Mål", "Target"), "share"),
        Column(t("Mangler, kr.", "Missing, DKK"), "money"),
    ]


def _definition(d: Answer, lang: str) -> Row:
    return [words.local(d, "name", lang), d["version"], d["date"]]


def _figures(figures: Answer, target: Answer | None) -> Row:
    return [
        figures["share_low"],
        figures["share_high"],
        words.denominator(figures),
        *(figures[f"{code}_ore"] for code in (*_AMOUNTS, "out_of_scope")),
        target["share"] if target else None,
        figures["gap_ore"],
    ]


def _overview_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [
        *_definition_columns(lang),
        *_figure_columns(lang),
        Column(t("Målets år", "Target year"), "plain"),
        Column(t("Målets kilde", "Source of the target")),
        Column(t("Hvad den tæller", "What it counts"), "long"),
        Column(t("Definitionens kilde", "Source of the definition"), "long"),
    ]


def _overview(d: Answer, lang: str) -> Row:
    target = d["target"] or {"year": None, "source": None}
    told = [target["year"], target["source"], words.local(d, "summary", lang), d["source"]]
    return [*_definition(d, lang), *_figures(d, d["target"]), *told]


def _group_columns(code: str, lang: str) -> list[Column]:
    key = Column(words.either(lang, "Nøgle", "Key"), "short")
    lines = Column(words.either(lang, "Linjer", "Lines"), "count")
    label = Column(words.dimension(code, lang).capitalize())
    return [label, key, *_figure_columns(lang), lines, *_definition_columns(lang)]


def _groups(answer: Answer, code: str, lang: str) -> Iterator[Row]:
    for d in answer["definitions"]:
        by_gap = code != "month" and d["target"]
        listed = d["groups"].get(code, [])
        for g in sorted(listed, key=lambda g: -(g["gap_ore"] or 0)) if by_gap else listed:
            label = words.month(g["key"], lang) if code == "month" and g["key"] else words.group_name(g, lang)
            yield [label, g["key"], *_figures(g, d["target"]), g["lines"], *_definition(d, lang)]


def _reason_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [
        Column(t("Begrundelse", "Reason"), "long"),
        Column(t("Kode", "Code")),
        Column(t("Regel", "Rule"), "short"),
        Column(t("Tæller som", "Counts as"), "text"),
        Column(t("Kr.", "DKK"), "money"),
        Column(t("Linjer", "Lines"), "count"),
        *_definition_columns(lang),
    ]


def _reasons(answer: Answer, lang: str) -> Iterator[Row]:
    for d in answer["definitions"]:
        for r in sorted(d["reasons"], key=lambda r: (r["rule"], -r["ore"])):
            text, outcome = words.local(r, "text", lang), words.outcome(r["outcome"], lang)
            row = [text, r["reason"], tables.rule(r, lang), outcome, r["ore"], r["lines"]]
            yield [*row, *_definition(d, lang)]


def _account_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [
        Column(t("Hvad der blev af beløbet", "What became of the amount")),
        Column(t("Hvorfor", "Why"), "long"),
        Column(t("Beløb", "Amount"), "money"),
        Column(t("Valuta", "Currency"), "short"),
    ]


def _account(answer: Answer, lang: str) -> Iterator[Row]:
    t = partial(words.either, lang)
    for currency, row in sorted(answer["reconciliation"].items()):
        for became, why, ore in tables.account(row, lang):
            yield [became, why, ore, currency]
        yield [t("I filerne i alt", "In the files in all"), t("Summen af ovenstående.", "The sum of the above."),
               row["source_ore"], currency]  # fmt: skip
        apart = t("Ikke en del af summen.", "Not a part of the sum.")
        if row["excise_ore"]:
            yield [t("Afgifter, vist særskilt", "Excise, shown apart"), apart, row["excise_ore"], currency]
        if currency != "DKK":
            yield [t("Talt med, i kroner", "Counted, in Danish kroner"), apart, row["counted_dkk_ore"], "DKK"]


def _file_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [
        Column(t("Hvad der blev af filerne", "What became of the files")),
        Column(t("Hvorfor", "Why"), "long"),
        Column(t("Antal", "Number"), "count"),
    ]


def _files(answer: Answer, lang: str) -> Iterator[Row]:
    documents = answer["documents"]
    for status in ("counted", "duplicate"):
        count = words.repeated(documents) if status == "duplicate" else documents[status]
        yield [words.status(status, lang).capitalize(), "", count]
    for status in ("excluded", "set_aside", "rejected"):
        for code, count in sorted(documents[status].items(), key=lambda item: -item[1]):
            yield [words.status(status, lang).capitalize(), words.reason(code, lang), count]
    yield [words.either(lang, "Læst i alt", "Read in all"), "", documents["read"]]


def _of(answer: Answer, lang: str) -> str:
    shown, whole = words.number(len(answer["problems"]), lang), words.number(answer["problems_total"], lang)
    return words.either(lang, f"Filer at se på: {shown} af {whole}", f"Files to look at: {shown} of {whole}")


def _problem_columns(lang: str) -> list[Column]:
    t = partial(words.either, lang)
    return [
        Column(t("Fil", "File"), "long"),
        Column(t("Nummer", "Number")),
        Column(t("Hvad der skete", "What happened"), "short"),
        Column(t("Hvorfor", "Why"), "long"),
        Column(t("Hvad og hvor", "What and where"), "long"),
        Column(t("Kode", "Code")),
        Column(t("Beløb", "Amount"), "money"),
        Column(t("Valuta", "Currency"), "short"),
    ]


def _problems(answer: Answer, lang: str) -> Iterator[Row]:
    for p in answer["problems"]:
        became, why = words.status(p["status"], lang), words.local(p, "text", lang)
        amount = [p["source_ore"], p["currency"]]
        yield [p["source"], p["number"], became, why, p["detail"], p["code"], *amount]


def _basis(answer: Answer, lang: str) -> Iterator[Row]:
    t = partial(words.either, lang)
    yield [t("Lavet", "Made"), words.moment(answer["generated"], lang)]
    yield [t("Med", "With"), f"Flok {answer['flok']} ({answer['engine']})"]
    yield [t("Køber", "Buyer"), words.who(answer["organisation"], lang)]
    yield ["CVR", ", ".join(answer["organisation"]["buyer"])]
    yield [t("Indkøbslinjer talt med", "Purchase lines counted"), words.number(answer["lines"], lang)]
    names = {"paths": t("Fakturaer", "Invoices"), "catalogues": t("Kataloger", "Catalogues"),
             "contracts": t("Kontrakter", "Contracts"), "labels": t("Mærkelister", "Lists of labels"),
             "rates": t("Kurser", "Rates"), "units": t("Enheder", "Units")}  # fmt: skip
    for key, name in names.items():
        for path in answer["inputs"][key]:
            yield [name, path]
    for convention in answer["conventions"]:
        yield [t("Sådan er der regnet", "How it was computed"), words.local(convention, "text", lang)]
