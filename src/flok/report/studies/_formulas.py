"""Why each figure of a study is what it is: its formula in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flok.domain import tco
from flok.report import words

from ._sentences import decimal, name_of, substance_in_words


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure by its name, as it is shown, and how it comes about."""

    name: str
    figure: str
    told: str


def formulas(study: tco.Study, one: tco.AlternativeResult, lang: str) -> tuple[Formula, ...]:
    """Of an alternative: its costs line by line and in all, by year and unit, its effects, and what it saves."""
    return tuple(
        Formula(name, figure, why.en if lang == "en" else why.da)
        for name, figure, why in (*_costs(study, one, lang), *_effects(one, lang), *_savings(study, one, lang))
    )


def _costs(study: tco.Study, one: tco.AlternativeResult, lang: str) -> Iterator[tuple[str, str, tco.Why]]:
    kroner, t = partial(words.exact_amount, currency=study.currency, lang=lang), partial(words.either, lang)
    for line in one.lines:
        yield name_of(line.name, lang), kroner(line.present_value.ore), line.present_value.why
    yield t("Nutidsværdi af udgifterne", "Present value of costs"), kroner(one.present_value.ore), one.present_value.why
    yield t("Udgift om året", "Cost a year"), kroner(one.annual.ore), one.annual.why
    if study.per_unit is not None and one.per_unit is not None:
        per, value = name_of(study.per_unit.name, lang), one.per_unit.value
        yield t(f"Pr. {per}", f"Per {per}"), "–" if value is None else decimal(value, 4, lang), one.per_unit.why


def _effects(one: tco.AlternativeResult, lang: str) -> Iterator[tuple[str, str, tco.Why]]:
    for mass in one.masses:
        yield substance_in_words(mass.substance), f"{decimal(mass.kg, 1, lang)} kg", mass.why
    for effect in one.effects:
        for part in effect.parts:
            ore = part.present_value.ore
            name = f"{name_of(part.name, lang)}, {name_of(effect.name, lang)}"
            yield name, words.exact_amount(ore, lang=lang), part.present_value.why


def _savings(study: tco.Study, one: tco.AlternativeResult, lang: str) -> Iterator[tuple[str, str, tco.Why]]:
    saved, t = one.savings, partial(words.either, lang)
    if saved is None:
        return
    against = name_of(study.alternative(study.baseline).name, lang)
    yield (
        t(f"Sparet mod {against}", f"Saved against {against}"),
        words.exact_amount(saved.net_savings.ore, study.currency, lang),
        saved.net_savings.why,
    )
    years = t(" år", " years")
    for name, measure, times, unit in (
        (t("Sparet pr. ekstra krone", "Savings to investment"), saved.savings_to_investment, 1, ""),
        (t("Justeret afkast", "Adjusted return"), saved.adjusted_internal_rate, 100, " %"),
        (t("Tilbagebetalt", "Paid back"), saved.simple_payback, 1, years),
        (t("Tilbagebetalt, diskonteret", "Paid back, discounted"), saved.discounted_payback, 1, years),
    ):
        shown = "–" if measure.value is None else decimal(measure.value * times, 2, lang) + unit
        yield name, shown, measure.why
    rates = "; ".join(f"{decimal(rate * 100, 2, lang)} %" for rate in saved.internal_rates.values)
    yield t("Internt afkast", "Internal return"), rates or "–", saved.internal_rates.why
