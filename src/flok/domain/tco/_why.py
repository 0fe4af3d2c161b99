"""Why a figure is what it is: the formula in words, then in numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ._flows import Flow
from ._plan import Group, Plan, Slot, Term
from ._study import Path, Study
from ._words import Why, both, joined, money, named, number, percent


def why_line(study: Study, plan: Plan, flow: Flow, ore: int) -> Why:
    """`Antal 40 stk × Elpris 1,8 DKK/kWh × ... × faktor 8,99 = 738.432,05 kr.`, and what the factor is."""
    return why_product(study, plan, flow) + both(" = ") + money(ore, study.currency)


def why_mass(study: Study, plan: Plan, found: Sequence[Flow], kg: float) -> Why:
    """`Antal 40 stk × ... × faktor 10 (år 1–10) = 25.536 kg`, of all effects with the substance."""
    parts = [why_product(study, plan, each) for each in found]
    told = joined(parts, " + ") if parts else both("ingen effekter", "no effects")
    return told + both(" = ") + number(kg) + both(" kg")


def why_product(study: Study, plan: Plan, flow: Flow) -> Why:
    """What a row is made of: the inputs with their values, and the factor of their moments."""
    if not flow.row.terms:
        return both("falder aldrig i perioden", "never falls within the period")
    together: dict[tuple[float, tuple[int, ...]], list[tuple[Term, float]]] = {}
    for term, factor in zip(flow.row.terms, flow.factors, strict=True):
        together.setdefault((term.constant, term.slots), []).append((term, factor))
    whole = both("")
    for (constant, slots), terms in together.items():
        told = [_slot(study, plan.slots[slot]) for slot in slots]
        if abs(constant) != 1:
            told.append(number(abs(constant)))
        total = sum(factor for _term, factor in terms)
        groups = [plan.groups[term.group] for term, _factor in terms]
        told.append(both("faktor ", "factor ") + number(total) + _of_moments(plan, groups))
        between = " − " if constant < 0 else " + "
        whole += both(between if whole.da else between.strip(" +")) + joined(told, " × ")
    return whole


def _slot(study: Study, slot: Slot) -> Why:
    asked = study.input(slot.input)
    if isinstance(asked.value, Path):
        first, last = asked.value.years[0], asked.value.years[-1]
        return named(asked.name) + both(f" ({first}–{last}, {asked.unit})")
    return named(asked.name) + both(" ") + number(slot.base) + both(f" {asked.unit}".rstrip())


def _of_moments(plan: Plan, groups: Sequence[Group]) -> Why:
    years = sorted({year for group in groups for year in np.flatnonzero(group.weights).tolist()})
    if not years:
        return both(" (falder aldrig)", " (never falls)")
    if years == [0]:
        return both(" (basisdatoen)", " (the base date)")
    reach = f"{years[0]}–{years[-1]}" if len(years) > 1 else f"{years[0]}"
    parts = [both(f"år {reach}", f"year {reach}")]
    for slot in groups[0].rates:
        parts.append(both("ændring ", "change ") + percent(plan.slots[slot].base) + both(" om året", " a year"))
    if groups[0].discounted:
        rates = sorted({rate for first, rate in plan.steps if first <= years[-1]}, reverse=True)
        parts.append(both("rente ", "rate ") + joined([percent(each, 4) for each in rates], "/"))
    return both(" (") + joined(parts, ", ") + both(")")


def why_sum(parts: Sequence[tuple[Why, int]], ore: int, currency: str) -> Why:
    """`Indkøb 288.000,00 kr. + El ... = 1.928.941,58 kr.`"""
    told = [name + both(" ") + money(each, currency) for name, each in parts]
    return joined(told, " + ") + both(" = ") + money(ore, currency)


def why_ratio(over: tuple[Why, Why], under: tuple[Why, Why], result: Why) -> Why:
    """`nutidsværdi 1.928.941,58 kr. ÷ annuitetsfaktor 8,3166 = 231.938,57 kr.`"""
    return over[0] + both(" ") + over[1] + both(" ÷ ") + under[0] + both(" ") + under[1] + both(" = ") + result
