"""What a plan pays in each year, and what that is worth today; and the moments money moves, for rates of return."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ._evaluate import Floats, Number, amount, rates_in_use, slot_values
from ._plan import Group, Plan, Row


@dataclass(frozen=True, slots=True)
class Flow:
    """A row by year 0, 1, ...: what is paid, and what it is worth today.

    moments: what is paid in each year, by how long before the year's end it falls. factors: of the row's terms, what
    their products are multiplied by.
    """

    row: Row
    paid: Floats
    discounted: Floats
    moments: dict[float, Floats]
    factors: tuple[float, ...]


def flows(plan: Plan) -> list[Flow]:
    """Every row of the plan by year, at the base values. Kroner, kilograms or units, by the row's section.

    Told from the discount factors themselves, not from the recurrence that evaluate uses: tests hold them together.
    """
    given = slot_values(plan, {})
    rates = np.asarray(rates_in_use(plan, given), dtype=float)
    indexes = [undiscounted(group, given) for group in plan.groups]
    worths = [index * discounts(group, rates, plan.reading) for index, group in zip(indexes, plan.groups, strict=True)]
    factors = [float(each.sum()) for each in worths]
    found = []
    for row in plan.rows:
        paid, discounted = np.zeros(plan.years + 1), np.zeros(plan.years + 1)
        moments: dict[float, Floats] = defaultdict(lambda: np.zeros(plan.years + 1))
        for term in row.terms:
            product = amount(term.constant, term.slots, given)
            part = product * indexes[term.group]
            paid += part
            discounted += product * worths[term.group]
            moments[plan.groups[term.group].before_end] += part
        found.append(Flow(row, paid, discounted, dict(moments), tuple(factors[term.group] for term in row.terms)))
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
