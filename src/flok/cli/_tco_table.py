"""Results of a study, and agreement with published figures, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flok.domain import tco as engine
from flok.report import studies

_TEXT = {
    "alternative": ("alternativ", "alternative"),
    "present": ("nutidsværdi", "present value"),
    "annual": ("pr. år", "a year"),
    "per": ("pr. {unit}", "per {unit}"),
    "lines": ("Udgifter, nutidsværdi", "Costs, present value"),
    "years": ("Betalt i hvert år", "Paid in each year"),
    "year": ("år", "year"),
    "effects": ("Effekter for andre, ikke med i udgifterne", "Effects on others, not part of the costs"),
    "with": ("{name}, med udgifter", "{name}, with costs"),
    "against": ("Mod {name}", "Against {name}"),
    "net": ("sparet", "net savings"),
    "sir": ("sparet pr. ekstra krone", "savings to investment"),
    "airr": ("justeret afkast", "adjusted return"),
    "irr": ("internt afkast", "internal return"),
    "payback": ("tilbagebetalt, år", "payback, years"),
    "discounted": ("diskonteret", "discounted"),
    "drawn": (
        "Det vi ikke ved: {samples} trækninger, seed {seed}",
        "What is not known: {samples} draws, seed {seed}",
    ),
    "cheapest": ("billigst", "cheapest"),
    "regret": ("fortrydelse", "regret"),
    "why": ("Sådan er det regnet: {name}", "How it was computed: {name}"),
    "findings": ("At se på", "To look at"),
    "example": ("Tallene er eksempler.", "The figures are examples."),
}
_SEVERITY = {"error": ("fejl", "error"), "warning": ("advarsel", "warning"), "note": ("note", "note")}


def print_results(
    study: engine.Study,
    told: engine.Results,
    drawn: engine.Simulation | None,
    findings: Sequence[engine.Finding],
    console: Console,
    lang: str = "da",
) -> None:
    """The ranking first, then what it is made of, then the formulas of the cheapest and what to look at."""
    best = next(each for each in told.alternatives if each.id == told.ranking[0])
    console.print(Text(studies.answer(study, told, lang), style="bold"))
    if study.is_example:
        console.print(Text(_text("example", lang)))
    _print(console, _overview(study, told, lang))
    _print(console, _lines(told, lang), _text("lines", lang))
    _print(console, _years(told, lang), _text("years", lang))
    if study.effects:
        _print(console, _effects(told, lang), _text("effects", lang))
    if any(each.savings is not None for each in told.alternatives):
        base = study.alternative(study.baseline)
        _print(console, _savings(told, lang), _text("against", lang, name=_of(base.name, lang)))
    if drawn is not None:
        heading = _text("drawn", lang, samples=_decimal(drawn.samples, 0, lang), seed=drawn.seed)
        _print(console, _spreads(told, drawn, lang), heading)
    console.print(Text(f"\n{_text('why', lang, name=_of(best.name, lang))}", style="bold"))
    for line in best.lines:
        console.print(Padding(Text(f"{_of(line.name, lang)}: {_of(line.present_value.why, lang)}"), (0, 0, 0, 2)))
    if findings:
        console.print(Text(f"\n{_text('findings', lang)}", style="bold"))
    for each in findings:
        severity = _SEVERITY[each.severity][lang == "en"]
        console.print(Padding(Text(f"{severity}: {each.place}: {_of(each, lang)}"), (0, 0, 0, 2)))


def print_agreements(found: Sequence[engine.Agreement], console: Console) -> None:
    """A row for each source, and why some may differ by more than rounding, and every
    figure that does not agree."""
    table = _table(("kilde / source", "tal / figures", "enige / agree"))
    for title in dict.fromkeys(each.title for each in found):
        rows = [each for each in found if each.title == title]
        table.add_row(title, str(len(rows)), str(sum(each.agrees for each in rows)))
    console.print(table)
    for because in dict.fromkeys(f"{each.title}: {each.because}" for each in found if each.because):
        console.print(Padding(Text(because), (0, 0, 0, 2)))
    for each in found:
        if not each.agrees:
            console.print(Text(f"{each.title}: {each.figure}: {each.published!r}, Flok {each.found!r}"))
    agree = sum(each.agrees for each in found)
    console.print(Text(f"{agree} af {len(found)} tal er enige / {agree} of {len(found)} figures agree", style="bold"))


def _overview(study: engine.Study, told: engine.Results, lang: str) -> Table:
    heads = [_text("alternative", lang), _text("present", lang), _text("annual", lang)]
    if study.per_unit is not None:
        heads.append(_text("per", lang, unit=_of(study.per_unit.name, lang)))
    table = _table(heads)
    for id_ in told.ranking:
        each = next(each for each in told.alternatives if each.id == id_)
        cells = [_of(each.name, lang), _kroner(each.present_value.ore, lang), _kroner(each.annual.ore, lang)]
        if each.per_unit is not None:
            cells.append(_decimal(each.per_unit.value, 4, lang))
        table.add_row(*cells)
    return table


def _lines(told: engine.Results, lang: str) -> Table:
    table = _table(["", *(_of(each.name, lang) for each in told.alternatives)])
    names = {line.id: line.name for each in told.alternatives for line in each.lines}
    sums = [{line.id: line.present_value.ore for line in each.lines} for each in told.alternatives]
    for id_, name in names.items():
        table.add_row(_of(name, lang), *(_kroner(each.get(id_), lang) for each in sums))
    return table


def _years(told: engine.Results, lang: str) -> Table:
    table = _table([_text("year", lang), *(_of(each.name, lang) for each in told.alternatives)])
    for year in range(max(each.years for each in told.alternatives) + 1):
        paid = [each.by_year[year].paid_ore if year <= each.years else None for each in told.alternatives]
        table.add_row(str(year), *(_kroner(each, lang) for each in paid))
    return table


def _effects(told: engine.Results, lang: str) -> Table:
    table = _table(["", *(_of(each.name, lang) for each in told.alternatives)])
    first = told.alternatives[0]
    for number, mass in enumerate(first.masses):
        cells = [_decimal(each.masses[number].kg, 1, lang) for each in told.alternatives]
        table.add_row(f"kg {mass.substance}", *cells)
    for number, effect in enumerate(first.effects):
        alone = [_kroner(each.effects[number].present_value.ore, lang) for each in told.alternatives]
        table.add_row(_of(effect.name, lang), *alone)
        together = [_kroner(each.effects[number].together.ore, lang) for each in told.alternatives]
        table.add_row(_text("with", lang, name=_of(effect.name, lang)), *together)
    return table


def _savings(told: engine.Results, lang: str) -> Table:
    heads = ["", *(_text(each, lang) for each in ("net", "sir", "airr", "irr", "payback", "discounted"))]
    table = _table(heads)
    for each in told.alternatives:
        saved = each.savings
        if saved is not None:
            rates = "; ".join(_percent(rate, lang) for rate in saved.internal_rates.values) or "–"
            table.add_row(
                _of(each.name, lang),
                _kroner(saved.net_savings.ore, lang),
                _decimal(saved.savings_to_investment.value, 2, lang),
                _percent(saved.adjusted_internal_rate.value, lang),
                rates,
                _decimal(saved.simple_payback.value, 1, lang),
                _decimal(saved.discounted_payback.value, 1, lang),
            )
    return table


def _spreads(told: engine.Results, drawn: engine.Simulation, lang: str) -> Table:
    names = {each.id: each.name for each in told.alternatives}
    shown = [engine.QUANTILES.index(each) for each in (0.05, 0.5, 0.95)]
    heads = ["", *(_percent(engine.QUANTILES[each], lang) for each in shown)]
    table = _table([*heads, _text("cheapest", lang), _text("regret", lang)])
    for each in drawn.spreads:
        cells = [_kroner(each.quantiles[number], lang) for number in shown]
        share = _percent(each.cheapest, lang)
        table.add_row(_of(names[each.alternative], lang), *cells, share, _kroner(each.regret, lang))
    return table


def _table(heads: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="left" if number == 0 else "right")
    return table


def _print(console: Console, table: Table, heading: str = "") -> None:
    if heading:
        console.print(Text(f"\n{heading}", style="bold"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _text(key: str, lang: str, **named: object) -> str:
    return _TEXT[key][lang == "en"].format(**named)


def _of(both: engine.Name | engine.Why | engine.Finding, lang: str) -> str:
    return both.en if lang == "en" else both.da


def _kroner(ore: int | None, lang: str) -> str:
    return "–" if ore is None else _decimal(ore / 100, 0, lang)


def _percent(rate: float | None, lang: str) -> str:
    return "–" if rate is None else f"{_decimal(rate * 100, 1, lang)} %"


def _decimal(value: float | None, places: int, lang: str) -> str:
    if value is None:
        return "–"
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text
