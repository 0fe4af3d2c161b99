"""From a study to its results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ._compile import compile_study
from ._evaluate import Floats
from ._flows import Flow, flows
from ._plan import Plan, Section
from ._results_types import (
    AlternativeResult,
    Amount,
    BudgetResult,
    EffectPart,
    EffectResult,
    LineResult,
    Mass,
    Measure,
    Results,
    Savings,
    YearResult,
)
from ._rounding import to_ore
from ._savings import savings_against
from ._study import Alternative, NotComputableError, Study
from ._timing import period
from ._why import why_line, why_mass, why_ratio, why_sum
from ._words import Why, both, money, named, number

LARGEST_MASS = 1e15  # kilograms


def results(study: Study) -> Results:
    """All results of a study that was read. Raises NotComputableError for a figure out of bounds, naming it."""
    plan = compile_study(study)
    with np.errstate(all="ignore"):
        found = flows(plan)
        told = [_alternative(study, plan, found, number) for number in range(len(study.alternatives))]
    order = sorted(range(len(told)), key=lambda number: told[number].compared.ore)
    ranking = tuple(told[number].id for number in order)
    return Results(study.id, study.version, study.currency, tuple(told), ranking)


def _alternative(study: Study, plan: Plan, found: Sequence[Flow], number: int) -> AlternativeResult:
    alternative = study.alternatives[number]
    own = [each for each in found if each.row.alternative == number]
    costs = _of(own, "cost")
    place = f"alternative.{alternative.id}"
    lines = tuple(_line(study, plan, each, f"{place}.{each.row.id}") for each in costs)
    total = _present(costs)
    present = Amount(
        to_ore(total, place),
        why_sum([(named(each.name), each.present_value.ore) for each in lines], to_ore(total, place), study.currency),
    )
    annuity = _present(_of(own, "annuity"))
    annual = _annual(study, present, total, annuity, place)
    effects = tuple(_effects(study, plan, own, total, present, place))
    return AlternativeResult(
        id=alternative.id,
        name=alternative.name,
        years=period(study, alternative),
        present_value=present,
        annual=annual,
        per_unit=_per_unit(study, own, present, total, place),
        compared=_compared(study, present, annual, effects, own, annuity, place),
        lines=lines,
        by_year=_by_year(costs, period(study, alternative), place),
        by_budget=_by_budget(study, costs, place),
        effects=effects,
        masses=_masses(study, plan, own, place),
        savings=_savings(study, found, number),
    )


def _of(found: Sequence[Flow], section: Section, of: str | None = None) -> list[Flow]:
    return [each for each in found if each.row.section == section and of in (None, each.row.of)]


def _present(found: Sequence[Flow]) -> float:
    return float(sum(each.discounted.sum() for each in found))


def _line(study: Study, plan: Plan, flow: Flow, place: str) -> LineResult:
    line = next(each for each in study.lines if each.id == flow.row.id)
    ore = to_ore(float(flow.discounted.sum()), place)
    return LineResult(
        id=line.id,
        name=line.name,
        kind=line.kind,
        budget=line.budget,
        account=line.account,
        present_value=Amount(ore, why_line(study, plan, flow, ore)),
        by_year=_rounded(flow.paid, place),
    )


def _annual(study: Study, present: Amount, total: float, annuity: float, place: str) -> Amount:
    ore = to_ore(total / annuity, place)
    over = both("nutidsværdi", "present value"), money(present.ore, study.currency)
    under = both("annuitetsfaktor", "annuity factor"), number(annuity)
    return Amount(ore, why_ratio(over, under, money(ore, study.currency)))


def _per_unit(study: Study, own: Sequence[Flow], present: Amount, total: float, place: str) -> Measure | None:
    if study.per_unit is None:
        return None
    units = _present(_of(own, "units"))
    if not units > 0:
        return Measure(None, both("ingen enheder at dele med", "no units to divide by"))
    value = total / units
    if not abs(value) < 1e12:
        raise NotComputableError(f"{place}.per_unit")
    discounted = study.conventions.per_unit == "levelised"
    words = both("tilbagediskonterede enheder", "discounted units") if discounted else both("enheder", "units")
    result = number(value, 4) + both(f" {study.currency}/{study.per_unit.name.da}", "")
    result = Why(result.da, f"{number(value, 4).en} {study.currency}/{study.per_unit.name.en}")
    over = both("nutidsværdi", "present value"), money(present.ore, study.currency)
    return Measure(value, why_ratio(over, (words, number(units, 2)), result))


def _effects(
    study: Study, plan: Plan, own: Sequence[Flow], total: float, present: Amount, place: str
) -> list[EffectResult]:
    found = []
    for prices in study.price_sets:
        rows, here = _of(own, "effect", prices.id), f"{place}.{prices.id}"
        parts = tuple(_effect(study, plan, each, here) for each in rows)
        worth = _present(rows)
        ore, both_ore = to_ore(worth, here), to_ore(total + worth, here)
        sums = [(named(each.name), each.present_value.ore) for each in parts]
        alone = why_sum(sums, ore, study.currency) if parts else both("ingen effekter", "no effects")
        words = [(both("udgifter", "costs"), present.ore), (named(prices.name), ore)]
        together = Amount(both_ore, why_sum(words, both_ore, study.currency))
        found.append(EffectResult(prices.id, prices.name, parts, Amount(ore, alone), together))
    return found


def _effect(study: Study, plan: Plan, flow: Flow, place: str) -> EffectPart:
    name = next(each.name for each in study.effects if each.id == flow.row.id)
    ore = to_ore(float(flow.discounted.sum()), f"{place}.{flow.row.id}")
    return EffectPart(flow.row.id, name, Amount(ore, why_line(study, plan, flow, ore)))


def _compared(
    study: Study,
    present: Amount,
    annual: Amount,
    effects: Sequence[EffectResult],
    own: Sequence[Flow],
    annuity: float,
    place: str,
) -> Amount:
    chosen = next((each.together for each in effects if each.price_set == study.headline), present)
    if study.comparison != "equivalent_annual":
        return chosen
    if not study.headline:
        return annual
    total = _present(_of(own, "cost")) + _present(_of(own, "effect", study.headline))
    ore = to_ore(total / annuity, place)
    over = both("udgifter og effekter", "costs and effects"), money(chosen.ore, study.currency)
    under = both("annuitetsfaktor", "annuity factor"), number(annuity)
    return Amount(ore, why_ratio(over, under, money(ore, study.currency)))


def _by_year(costs: Sequence[Flow], years: int, place: str) -> tuple[YearResult, ...]:
    paid = np.sum([each.paid for each in costs], axis=0)
    present = np.sum([each.discounted for each in costs], axis=0)
    sums = np.cumsum(present)
    return tuple(
        YearResult(
            year,
            to_ore(float(paid[year]), f"{place}.year[{year}]"),
            to_ore(float(present[year]), f"{place}.year[{year}]"),
            to_ore(float(sums[year]), f"{place}.year[{year}]"),
        )
        for year in range(years + 1)
    )


def _by_budget(study: Study, costs: Sequence[Flow], place: str) -> tuple[BudgetResult, ...]:
    lines = {each.id: each for each in study.lines}
    together: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for each in costs:
        line = lines[each.row.id]
        together[line.budget, line.account].append(each)
    return tuple(
        BudgetResult(
            lines[rows[0].row.id].budget,
            account,
            to_ore(_present(rows), place),
            _rounded(np.sum([each.paid for each in rows], axis=0), place),
        )
        for (_, account), rows in sorted(together.items())
    )


def _masses(study: Study, plan: Plan, own: Sequence[Flow], place: str) -> tuple[Mass, ...]:
    found = []
    for substance in dict.fromkeys(each.substance for each in study.effects):
        rows = _of(own, "kg", substance)
        kg = float(sum(each.paid.sum() for each in rows))
        if not abs(kg) < LARGEST_MASS:
            raise NotComputableError(f"{place}.{substance}")
        found.append(Mass(substance, kg, why_mass(study, plan, rows, kg)))
    return tuple(found)


def _savings(study: Study, found: Sequence[Flow], number: int) -> Savings | None:
    base: Alternative | None = study.alternative(study.baseline) if study.baseline else None
    if base is None or base is study.alternatives[number]:
        return None
    return savings_against(study, found, study.alternatives.index(base), number)


def _rounded(values: Floats, place: str) -> tuple[int, ...]:
    return tuple(to_ore(float(each), place) for each in values)
