"""An alternative against the baseline: what it saves, and what that is for the money it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ._discounting import steps_in_use
from ._evaluate import Floats
from ._flows import Flow
from ._results_types import Amount, Measure, Rates, Savings
from ._return import Roots, adjusted_internal_rate, internal_rates, payback, savings_to_investment
from ._rounding import to_ore
from ._study import Study
from ._timing import period
from ._why import why_ratio
from ._words import Why, both, joined, money, number, percent

_REASONS = {
    "no_sign_change": both("pengene går kun én vej", "money moves one way only"),
    "no_root": both("ingen rente fra −99 % til 1.000 %", "no rate from −99 % to 1,000 %"),
    "different_periods": both("alternativerne regnes over forskellige perioder", "the periods counted differ"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Baseline less alternative: by year, paid and worth today; by moment; worth today of the extra investment."""

    paid: Floats
    discounted: Floats
    moments: dict[float, float]
    extra: float


def savings_against(study: Study, found: Sequence[Flow], base: int, number_of: int) -> Savings:
    """The savings of the alternative with index `number_of` against that with index `base`; effects are left out."""
    if study.comparison == "equivalent_annual":
        return _by_the_year(study, found, base, number_of)
    told = difference_of(study, found, base, number_of)
    place = f"alternative.{study.alternatives[number_of].id}.savings"
    net = float(told.discounted.sum())
    ore = to_ore(net, place)
    ratio = savings_to_investment(net + told.extra, told.extra)
    return Savings(
        net_savings=Amount(ore, _why_net(study, _sums(found, base, number_of), base, number_of, ore, place)),
        savings_to_investment=_ratio(study, ratio, net + told.extra, told.extra, place),
        adjusted_internal_rate=_adjusted(study, ratio, period(study, study.alternatives[base])),
        internal_rates=_rates(internal_rates(told.moments)),
        simple_payback=_payback(study, told.paid, both("ikke diskonteret", "not discounted")),
        discounted_payback=_payback(study, told.discounted, both("diskonteret", "discounted")),
    )


def _by_the_year(study: Study, found: Sequence[Flow], base: int, number_of: int) -> Savings:
    """What is saved a year; measures of an investment want the same period for both."""
    place = f"alternative.{study.alternatives[number_of].id}.savings"
    annuities = _sums(found, base, number_of, "annuity")
    annual = [cost / each for cost, each in zip(_sums(found, base, number_of), annuities, strict=True)]
    ore = to_ore(annual[0] - annual[1], place)
    why = both("om året: ", "a year: ") + _why_net(study, annual, base, number_of, ore, place)
    none = Measure(None, _REASONS["different_periods"])
    return Savings(Amount(ore, why), none, none, _rates(Roots((), "different_periods")), none, none)


def _sums(found: Sequence[Flow], base: int, number_of: int, section: str = "cost") -> list[float]:
    """Present values of the two alternatives."""
    rows = [each for each in found if each.row.section == section]
    return [
        float(sum(each.discounted.sum() for each in rows if each.row.alternative == index))
        for index in (base, number_of)
    ]


def difference_of(study: Study, found: Sequence[Flow], base: int, number_of: int) -> Difference:
    """The costs of the alternative with index `base` less those of `number_of`."""
    investments = {each.id for each in study.lines if each.budget == "investment"}
    size = len(found[0].paid)
    paid, discounted, extra = np.zeros(size), np.zeros(size), 0.0
    moments: dict[float, Floats] = defaultdict(lambda: np.zeros(size))
    for flow in found:
        sign = {base: 1.0, number_of: -1.0}.get(flow.row.alternative, 0.0)
        if flow.row.section != "cost" or not sign:
            continue
        paid += sign * flow.paid
        discounted += sign * flow.discounted
        for before_end, each in flow.moments.items():
            moments[before_end] += sign * each
        if flow.row.id in investments:
            initial = study.conventions.sir_denominator == "initial"
            extra -= sign * float(flow.discounted[0] if initial else flow.discounted.sum())
    return Difference(paid, discounted, _by_moment(moments), extra)


def _by_moment(found: Mapping[float, Floats]) -> dict[float, float]:
    """Years from now, and what is paid then."""
    told: dict[float, float] = defaultdict(float)
    for before_end, paid in found.items():
        for year in np.flatnonzero(paid).tolist():
            told[year - before_end] += float(paid[year])
    return dict(told)


def _why_net(study: Study, sums: Sequence[float], base: int, number_of: int, ore: int, place: str) -> Why:
    names = [study.alternatives[index].name for index in (base, number_of)]
    parts = [
        both(f"{name.da} ", f"{name.en} ") + money(to_ore(each, place), study.currency)
        for name, each in zip(names, sums, strict=True)
    ]
    return joined(parts, " − ") + both(" = ") + money(ore, study.currency)


def _ratio(study: Study, ratio: float | None, savings: float, extra: float, place: str) -> Measure:
    if ratio is None:
        return Measure(None, both("der investeres ikke mere", "nothing extra is invested"))
    over = both("sparet", "saved"), money(to_ore(savings, place), study.currency)
    under = both("ekstra investering", "extra investment"), money(to_ore(extra, place), study.currency)
    return Measure(ratio, why_ratio(over, under, number(ratio, 4)))


def _adjusted(study: Study, ratio: float | None, years: int) -> Measure:
    stated = study.discounting.reinvestment
    rate = steps_in_use(study.discounting, study.prices)[0][1] if stated is None else stated
    value = adjusted_internal_rate(ratio, rate, years)
    if value is None or ratio is None:
        return Measure(None, both("der er intet positivt forhold", "there is no ratio above zero"))
    words = both("(1 + ") + percent(rate, 4) + both(") × ") + number(ratio, 4) + both(f"^(1/{years}) − 1 = ")
    return Measure(value, words + percent(value, 4))


def _rates(roots: Roots) -> Rates:
    if not roots.rates:
        return Rates((), roots.reason, _REASONS[roots.reason])
    words = both("nutidsværdien af forskellen er nul ved ", "the difference is worth nothing at ")
    return Rates(roots.rates, "", words + joined([percent(each, 4) for each in roots.rates], "; "))


def _payback(study: Study, saved: Floats, kind: Why) -> Measure:
    value = payback([float(each) for each in saved], study.conventions)
    if value is None:
        return Measure(None, both("betaler sig ikke hjem i perioden", "is not paid back within the period"))
    if value == 0:
        return Measure(value, both("der investeres ikke mere", "nothing extra is invested"))
    words = both("sparet beløb dækker den ekstra investering efter ", "savings cover the extra investment after ")
    return Measure(value, words + number(value, 2) + both(" år (", " years (") + kind + both(")"))
