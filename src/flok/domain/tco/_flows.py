"""What a plan pays in each year, and what that is worth today; and the moments money moves, for rates of return."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ._evaluate import Floats, Number, amount, rates_in_use, slot_values
from ._plan import Group, Plan, Row


@dataclass(frozen=True, slots=True)
class Flow:
    """A row by year 0, 1, ...: what is paid, what it is worth today, and paid amounts by moment (years from now)."""

    row: Row
    paid: Floats
    discounted: Floats
    moments: dict[float, float]


def flows(plan: Plan) -> list[Flow]:
    """Every row of the plan by year, at the base values. Kroner, kilograms or units, by the row's section.

    Told from the discount factors themselves, not from the recurrence that evaluate uses: tests hold them together.
    """
    given = slot_values(plan, {})
    rates = np.asarray(rates_in_use(plan, given), dtype=float)
    found = []
    for row in plan.rows:
        paid, discounted = np.zeros(plan.years + 1), np.zeros(plan.years + 1)
        moments: dict[float, float] = defaultdict(float)
        for term in row.terms:
            group = plan.groups[term.group]
            part = amount(term.constant, term.slots, given) * undiscounted(group, given)
            paid += part
            discounted += part * discounts(group, rates, plan.reading)
            for year in np.flatnonzero(part):
                moments[float(year) - group.before_end] += float(part[year])
        found.append(Flow(row, paid, discounted, dict(moments)))
    return found


def undiscounted(group: Group, given: list[Number]) -> Floats:
    """Weight times change of a group in each year, at given values of the slots."""
    change = 1.0
    for slot in group.rates:
        change *= 1 + given[slot]
    exponents = np.maximum(np.arange(len(group.weights)) - group.lag, 0)
    index: Floats = np.asarray(group.weights) * change**exponents
    return index


def discounts(group: Group, rates: Floats, reading: str) -> Floats:
    """The discount factor of a group in each year 0, 1, ...; ones where it is not discounted."""
    if not group.discounted:
        return np.ones(len(rates) + 1)
    used = np.full_like(rates, rates[0]) if group.flat else rates
    years = np.arange(1, len(used) + 1)
    ends = (1 + used) ** -years if reading == "spot" and not group.flat else np.cumprod(1 / (1 + used))
    factors: Floats = np.concatenate([[1.0], ends * (1 + used) ** group.before_end])
    return factors
