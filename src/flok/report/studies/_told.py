"""A study told whole: sentences, pictures and the table behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flok.domain import tco
from flok.report import charts, words
from flok.report.tables import Table

from . import _tables as tables
from ._formulas import Formula, formulas
from ._parts import GROUPS, paid_by_group, present_by_group
from ._sentences import answer, chance, name_of, slot_name, sureness, turning, year_in_words

LIVE = 10_000  # samples while someone types
_MAP_POINTS = 41
_SWINGS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """An alternative's cost as a bar; `is_best`: cheaper than all the others. Amounts in words."""

    name: str
    bar: Markup
    compared: str
    is_best: bool
    cheapest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under its heading, with the signs of its legend as (sign, word)."""

    heading: str
    drawn: Markup
    legend: tuple[tuple[Markup, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """One input of the tornado: from which to which value, and what is left of the lead there."""

    name: str
    bar: Markup
    span: str
    leads: str
    turns: bool


@dataclass(frozen=True, slots=True)
class Hill:
    """How an alternative's costs may spread, with its middle half and its chance of being the cheapest in words."""

    name: str
    drawn: Markup
    said: str


@dataclass(frozen=True, slots=True)
class Told:
    """`pieces`: what the costs consist of, a table; `legend` of the bars. Parts that say nothing are empty."""

    results: tco.Results
    findings: tuple[tco.Finding, ...]
    answer: str
    sureness: str
    turning: tuple[str, ...]
    bars: tuple[Bar, ...]
    legend: tuple[tuple[Markup, str], ...]
    pieces: Table
    years: tuple[Picture, ...]
    adding_up: Picture
    paid: Table
    swings: tuple[Swing, ...]
    swung: Table | None
    hills: tuple[Hill, ...]
    spread: Table | None
    turns: Picture | None
    effects: Table | None
    savings: Table | None
    budgets: Table
    formulas: tuple[tuple[tco.AlternativeResult, tuple[Formula, ...]], ...]


def told(
    study: tco.Study,
    *,
    lang: str = "da",
    samples: int = LIVE,
    seed: int = 1,
    width: int | None = None,
    deep: bool = True,
) -> Told:
    """Everything there is to say of a study. `width`: pixels of a picture on paper; None: as wide as there is room.

    deep: also what takes a while (the map, the years at which it turns); left out while someone types. Raises
    tco.NotComputableError for a study without finite figures, tco.SimulationError for samples that cannot be drawn.
    """
    found = tco.results(study)
    drawn = tco.simulate(study, samples, seed) if len(study.alternatives) > 1 else None
    swings = tco.tornado(study)
    ranked = [next(one for one in found.alternatives if one.id == key) for key in found.ranking]
    used = _used_groups(study, found)
    return Told(
        results=found,
        findings=tco.lint(study),
        answer=answer(study, found, lang),
        sureness=sureness(study, found, drawn, lang) if len(ranked) > 1 else "",
        turning=tuple(turning(study, swings, lang, deep=deep)),
        bars=_bars(study, ranked, drawn, lang, width),
        legend=tuple((charts.fill_swatch(one), GROUPS[one][lang == "en"]) for one in used),
        pieces=tables.pieces(study, ranked, used, lang),
        years=tuple(_years(study, one, lang, width) for one in ranked),
        adding_up=_adding_up(study, ranked, lang, width),
        paid=tables.paid(study, ranked, lang),
        swings=_swings(study, found, swings[:_SWINGS], lang, width),
        swung=tables.swung(study, found, swings[:_SWINGS], lang) if swings else None,
        hills=_hills(study, ranked, drawn, lang, width),
        spread=tables.spread(study, ranked, drawn, lang) if drawn else None,
        turns=_map(study, swings, lang, width) if deep else None,
        effects=tables.effects(ranked, lang) if study.effects else None,
        savings=tables.savings(study, ranked, lang) if study.baseline and len(ranked) > 1 else None,
        budgets=tables.budgets(ranked, lang),
        formulas=tuple((one, formulas(study, one, lang)) for one in found.alternatives),
    )


def _used_groups(study: tco.Study, found: tco.Results) -> list[int]:
    parts = [_parts(study, one) for one in found.alternatives]
    return [group for group in range(len(GROUPS)) if any(one[group] for one in parts)]


def _parts(study: tco.Study, alternative: tco.AlternativeResult) -> list[int]:
    return present_by_group(alternative, study.headline, study.comparison == "equivalent_annual")


def _bars(
    study: tco.Study,
    ranked: Sequence[tco.AlternativeResult],
    drawn: tco.Simulation | None,
    lang: str,
    width: int | None,
) -> tuple[Bar, ...]:
    parts = [_parts(study, one) for one in ranked]
    low = min(sum(ore for ore in one if ore < 0) for one in parts)
    high = max(sum(ore for ore in one if ore > 0) for one in parts)
    chances = {one.alternative: one.cheapest for one in drawn.spreads} if drawn else {}
    return tuple(
        Bar(
            name=name_of(one.name, lang),
            bar=charts.cost_bar(list(enumerate(part)), low, high, width=width, ref=one.id),
            compared=words.exact_amount(one.compared.ore, lang=lang),
            is_best=number == 0 and len(ranked) > 1 and one.compared.ore < ranked[1].compared.ore,
            cheapest=chance(chances[one.id], lang) if one.id in chances else "",
        )
        for number, (one, part) in enumerate(zip(ranked, parts, strict=True))
    )


def _years(study: tco.Study, one: tco.AlternativeResult, lang: str, width: int | None) -> Picture:
    name = name_of(one.name, lang)
    labels = [year_in_words(study, year, lang) for year in range(one.years + 1)]
    said = words.either(
        lang, f"{name}: hvad der betales i hvert år. Tallene står i tabellen.",
        f"{name}: what is paid in each year. The figures are in the table.",
    )  # fmt: skip
    drawn = charts.year_columns(labels, paid_by_group(one.lines, one.years), said, lang=lang, width=width, ref=one.id)
    return Picture(name, drawn)


def _adding_up(study: tco.Study, ranked: Sequence[tco.AlternativeResult], lang: str, width: int | None) -> Picture:
    longest = max(one.years for one in ranked)
    labels = [year_in_words(study, year, lang) for year in range(longest + 1)]
    series = [[each.cumulative_ore for each in one.by_year] for one in ranked]
    said = words.either(
        lang, "Hvordan udgifterne løber op, i nutidsværdi. Tallene står i tabellen.",
        "How the costs add up, in present value. The figures are in the table.",
    )  # fmt: skip
    legend = tuple((charts.stroke_swatch(number), name_of(one.name, lang)) for number, one in enumerate(ranked))
    heading = words.either(lang, "Sådan løber udgifterne op", "How the costs add up")
    return Picture(heading, charts.cost_lines(labels, series, said, lang=lang, width=width), legend)


def _swings(
    study: tco.Study, found: tco.Results, swings: Sequence[tco.Swing], lang: str, width: int | None
) -> tuple[Swing, ...]:
    if not swings:
        return ()
    plan, leads = tco.compile_study(study), [tables.leads(found, one) for one in swings]
    costs = {one.id: one.compared.ore for one in found.alternatives}
    base = costs[found.ranking[1]] - costs[found.ranking[0]]
    ends = min([base, *(min(one) for one in leads)]), max([base, *(max(one) for one in leads)])
    return tuple(
        Swing(
            name=slot_name(study, plan.slot(one.key), lang),
            bar=charts.swing_bar(*each, base, ends, width=width, ref=one.key),
            span=tables.span(study, plan.slot(one.key), one, lang),
            leads=words.either(lang, "{} til {}", "{} to {}").format(*(words.amount(ore, lang) for ore in each)),
            turns=one.turns,
        )
        for one, each in zip(swings, leads, strict=True)
    )


def _hills(
    study: tco.Study,
    ranked: Sequence[tco.AlternativeResult],
    drawn: tco.Simulation | None,
    lang: str,
    width: int | None,
) -> tuple[Hill, ...]:
    if drawn is None:
        return ()
    spreads = {one.alternative: one for one in drawn.spreads}
    most = max(max(one.bars) for one in drawn.spreads)
    hills = []
    for number, one in enumerate(ranked):
        spread = spreads[one.id]
        low, high = (words.amount(spread.quantiles[place], lang) for place in (0, -1))
        said = words.either(lang, f"9 af 10 forløb: {low} til {high}", f"9 courses of 10: {low} to {high}")
        hills.append(
            Hill(name_of(one.name, lang), charts.hill(spread.bars, most, number, width=width, ref=one.id), said)
        )
    return tuple(hills)


def _map(study: tco.Study, swings: Sequence[tco.Swing], lang: str, width: int | None) -> Picture | None:
    """Over the two inputs that move the lead most."""
    if len(swings) < 2:
        return None
    plan = tco.compile_study(study)
    found = tco.break_even_map(study, swings[0].key, swings[1].key, _MAP_POINTS)
    x, y = (slot_name(study, plan.slot(key), lang) for key in (found.x, found.y))
    used = sorted({one for row in found.cheapest for one in row})
    if len(used) < 2:
        return None
    names = [name_of(one.name, lang) for one in study.alternatives]
    across, up = tables.reach(study, found, lang)
    said = words.either(
        lang, f"Hvem der er billigst: {x} vandret ({across}), {y} lodret ({up}).",
        f"Who is the cheapest: {x} across ({across}), {y} upwards ({up}).",
    )  # fmt: skip
    legend = tuple((charts.fill_swatch(one), names[one]) for one in used)
    return Picture(said, charts.field(found.cheapest, said, width=width, ref="turns"), legend)
