"""The results of a study as a workbook: what is compared, each cost by year, the inputs, and what to look at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from flok.domain import tco
from flok.report import words
from flok.report.sheets import Book, Column

from ._about import About
from ._places import place_in_words
from ._sentences import answer, name_of, substance_in_words, year_in_words

Rows = Iterator[list[str | int | float | None]]


def workbook(study: tco.Study, about: About) -> bytes:
    """The figures as numbers, texts always as texts. The same study and About give the same bytes.

    Raises tco.NotComputableError.
    """
    lang = about.lang
    t = partial(words.either, lang)
    found = tco.results(study)
    name = name_of(study.name, lang)
    day = words.day(about.made.date().isoformat(), lang)
    notes = [name, answer(study, found, lang), f"{words.plain(about.who)}, version {about.version}, {day}"]
    money = partial(Column, kind="money")
    written = io.BytesIO()
    with Book(written, name, about.made, lang) as book:
        columns = [Column(t("Alternativ", "Alternative")), Column(t("Plads", "Rank"), "count"),
                   money(t("Nutidsværdi", "Present value")), money(t("Om året", "A year")),
                   money(t("Sammenlignet", "Compared")), Column(t("År", "Years"), "count")]  # fmt: skip
        book.sheet(t("Resultat", "Result"), notes, columns, _results(found, lang))
        years = max(each.years for each in found.alternatives)
        by_year = [money(year_in_words(study, year, lang)) for year in range(years + 1)]
        columns = [Column(t("Alternativ", "Alternative")), Column(t("Udgift", "Cost")), Column("Budget", "short"),
                   Column(t("Konto", "Account"), "short"), money(t("Nutidsværdi", "Present value")),
                   *by_year]  # fmt: skip
        book.sheet(t("Udgifter", "Costs"), [name, t("Betalt i hvert år", "Paid each year")], columns,
                   _lines(found, years, lang))  # fmt: skip
        columns = [Column(t("Tal", "Input")), Column(t("Alternativ", "Alternative")), Column(t("År", "Year"), "short"),
                   Column(t("Værdi", "Value"), "plain"), Column(t("Enhed", "Unit"), "short"),
                   Column(t("Kilde", "Source"), "long")]  # fmt: skip
        book.sheet(t("Tal", "Inputs"), [name], columns, _inputs(study, lang))
        if study.effects:
            columns = [Column(t("Alternativ", "Alternative")), Column(t("Effekt", "Effect")), Column("kg", "plain"),
                       Column(t("Pris", "Price")), money(t("Nutidsværdi", "Present value"))]  # fmt: skip
            book.sheet(t("Effekter", "Effects"), [name], columns, _effects(found, lang))
        columns = [Column(t("Sted", "Place")), Column(t("Bemærkning", "Remark"), "long")]
        book.sheet(t("Bemærkninger", "Remarks"), [name], columns, _findings(study, lang))
    return written.getvalue()


def _results(found: tco.Results, lang: str) -> Rows:
    for one in found.alternatives:
        rank = found.ranking.index(one.id) + 1
        yield [name_of(one.name, lang), rank, one.present_value.ore, one.annual.ore, one.compared.ore, one.years]


def _lines(found: tco.Results, years: int, lang: str) -> Rows:
    kinds = {
        "investment": words.either(lang, "Anlæg", "Investment"),
        "operation": words.either(lang, "Drift", "Operation"),
    }
    for one in found.alternatives:
        for line in one.lines:
            paid = [line.by_year[year] if year < len(line.by_year) else None for year in range(years + 1)]
            yield [name_of(one.name, lang), name_of(line.name, lang), kinds[line.budget], words.plain(line.account),
                   line.present_value.ore, *paid]  # fmt: skip


def _inputs(study: tco.Study, lang: str) -> Rows:
    for given in study.inputs:
        name, unit, source = name_of(given.name, lang), words.plain(given.unit), words.plain(given.source)
        if isinstance(given.value, tco.Path):
            for year, value in zip(given.value.years, given.value.values, strict=True):
                yield [name, "", str(year), value, unit, source]
        elif given.value is not None:
            yield [name, "", "", given.value, unit, source]
        else:
            for one in study.alternatives:
                yield [name, name_of(one.name, lang), "", dict(one.values)[given.id], unit, source]


def _effects(found: tco.Results, lang: str) -> Rows:
    for one in found.alternatives:
        for mass in one.masses:
            yield [name_of(one.name, lang), words.plain(substance_in_words(mass.substance)), mass.kg, "", None]
        for effect in one.effects:
            for part in effect.parts:
                yield [name_of(one.name, lang), name_of(part.name, lang), None, name_of(effect.name, lang),
                       part.present_value.ore]  # fmt: skip


def _findings(study: tco.Study, lang: str) -> Rows:
    for each in tco.lint(study):
        yield [place_in_words(study, each.place, lang), each.en if lang == "en" else each.da]
