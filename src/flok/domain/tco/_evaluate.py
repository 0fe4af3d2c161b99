"""Evaluating a plan: one recurrence by year for a single number and for arrays of samples alike.

The factor of a group is Σ w_y · g_y with g_y = g_(y-1) · (1 + change) / (1 + r_y): free of branches on the values, so
rates in steps, tables and rates that meet the discount rate need no special case (the closed form of an annuity
loses all digits there).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import prod
from operator import mul
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ._discounting import rates_by_year
from ._plan import Group, Plan, Section

Floats: TypeAlias = npt.NDArray[np.float64]
Number: TypeAlias = Any  # a float, or Floats of shape (n,); NumPy treats both alike
SAMPLED: tuple[Section, ...] = ("cost", "effect", "annuity")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Present values in kroner, of shape (alternatives,) or (alternatives, n).

    effects: by price set. annuity: the present value of 1 a year. annual: equivalent annual cost. compared: what
    alternatives are ranked by, the least first: costs with the effects at the headline prices, by the year where the
    study compares so.
    """

    costs: Floats
    effects: dict[str, Floats]
    annuity: Floats
    headline: str
    by_year: bool

    @property
    def annual(self) -> Floats:
        """Equivalent annual cost."""
        return self.costs / self.annuity

    @property
    def compared(self) -> Floats:
        """What alternatives are ranked by."""
        total = self.costs + self.effects[self.headline] if self.headline else self.costs
        return total / self.annuity if self.by_year else total


def evaluate(plan: Plan, values: Mapping[str, float | Floats] | None = None) -> Evaluation:
    """Costs and effects at `values` by slot key, each a number or an array (n,); others have their base value.

    Raises KeyError for a key that is no slot. Numbers out of bounds come out as inf or nan; `results` refuses them.
    """
    given = slot_values(plan, values or {})
    size = next((len(each) for each in given if isinstance(each, np.ndarray) and each.ndim), None)
    shape = (len(plan.alternatives),) if size is None else (len(plan.alternatives), size)
    keys = [("cost", ""), ("annuity", ""), *(("effect", each) for each in plan.price_sets)]
    sums = {key: np.zeros(shape) for key in keys}
    factors, scratch = _Factors(plan, given), np.empty(shape[1:])
    for row in plan.rows:
        if row.section in SAMPLED:
            total = sums[row.section, row.of][row.alternative : row.alternative + 1]
            for term in row.terms:
                common = tuple(each for each in term.slots if plan.slots[each].alternative is None)
                own = [each for each in term.slots if plan.slots[each].alternative is not None]
                np.multiply(amount(term.constant, own, given), factors.times(term.group, common), out=scratch)
                total += scratch
    effects = {each: sums["effect", each] for each in plan.price_sets}
    return Evaluation(sums["cost", ""], effects, sums["annuity", ""], plan.headline, plan.by_year)


def row_values(plan: Plan, values: Mapping[str, float | Floats] | None = None) -> list[Number]:
    """The value of every row of the plan, in its order: kroner, kg, units or years' worth, by section."""
    given = slot_values(plan, values or {})
    factors = _Factors(plan, given)
    return [
        sum((amount(term.constant, term.slots, given) * factors[term.group] for term in row.terms), start=0.0)
        for row in plan.rows
    ]


def slot_values(plan: Plan, values: Mapping[str, float | Floats]) -> list[Number]:
    """The values of all slots in order. Raises KeyError for a key that is no slot."""
    known = {each.key for each in plan.slots}
    for key in values:
        if key not in known:
            raise KeyError(key)
    return [values.get(each.key, each.base) for each in plan.slots]


def amount(constant: float, slots: Sequence[int], given: Sequence[Number]) -> Number:
    """The product of a term's constant and slots."""
    return reduce(mul, [given[slot] for slot in slots] + [constant] * (constant != 1 or not slots))


def _stacked(values: Sequence[Number]) -> Floats:
    """Numbers and arrays (n,) as rows of one array: (values, n), or (values, 1) where all are numbers."""
    if any(isinstance(each, np.ndarray) for each in values):
        return np.stack(np.broadcast_arrays(*values))
    return np.array(values, dtype=float)[:, np.newaxis]


class _Factors:
    """The factors of a plan's groups at given values, each computed when first asked for.

    Where the changes of a group are arrays, the groups that are like it are found with it, as rows of one array.
    """

    def __init__(self, plan: Plan, given: Sequence[Number]) -> None:
        self._plan, self._given = plan, given
        self._rates = rates_in_use(plan, given)
        self._steps = step_factors(self._rates, plan.reading)
        flat = self._rates[:1] * len(self._rates)
        self._flat = flat, step_factors(flat, "cumulative")
        self._found: dict[int, Number] = {}
        self._products: dict[tuple[int, tuple[int, ...]], Number] = {}

    def times(self, number: int, slots: tuple[int, ...]) -> Number:
        """The factor times the slots that all alternatives share: found once for all of them."""
        key = number, slots
        if key not in self._products:
            self._products[key] = reduce(mul, [self._given[each] for each in slots] + [self[number]])
        return self._products[key]

    def __getitem__(self, number: int) -> Number:
        if number not in self._found:
            group = self._plan.groups[number]
            if any(isinstance(self._given[slot], np.ndarray) for slot in group.rates):
                alike = self._plan.alike[number]
                rates = zip(*(self._plan.groups[each].rates for each in alike), strict=True)
                changes = (1 + _stacked([self._given[slot] for slot in slots]) for slots in rates)
                self._found.update(zip(alike, self._factor(group, reduce(mul, changes)), strict=True))
            else:
                self._found[number] = self._factor(group, prod(1 + self._given[slot] for slot in group.rates))
        return self._found[number]

    def _factor(self, group: Group, change: Number) -> Number:
        """The factor of a group whose prices and quantities change to `change` times what they were, each year."""
        rates, steps = self._flat if group.flat else (self._rates, self._steps)
        earlier = self._earlier(rates, group)
        last = max((year for year, weight in enumerate(group.weights) if weight), default=-1)
        is_even = last > 1 and not group.weights[0] and len(set(group.weights[1 : last + 1])) == 1
        is_steady = len({id(one) for one in steps[:last]}) == 1 and group.discounted and not group.lag and not earlier
        if is_even and is_steady:
            return powers(steps[0] * change, last) * group.weights[1]
        total: Number = 0.0 * change
        running: Number = 1.0 + total
        ratios: dict[tuple[int, bool], Number] = {}
        for year in range(last + 1):
            if year > 0:
                step = steps[year - 1] if group.discounted else 1.0
                key = (id(step), year > group.lag)
                if key not in ratios:
                    ratios[key] = step * change if year > group.lag else step
                running = _into(np.multiply, running, ratios[key])
            weight = group.weights[year]
            if weight:
                part = running if weight == 1 else running * weight
                total = _into(np.add, total, part if len(earlier) < 2 else part * earlier[id(rates[year - 1])])
        return total if len(earlier) != 1 else total * next(iter(earlier.values()))

    @staticmethod
    def _earlier(rates: Sequence[Number], group: Group) -> dict[int, Number]:
        """What an amount before the end of its year is worth more than one at the end of it, by rate."""
        if group.before_end == 0 or not group.discounted:
            return {}
        return {id(rate): (1 + rate) ** group.before_end for rate in rates}


def rates_in_use(plan: Plan, given: Sequence[Number]) -> list[Number]:
    """The discount rate of each year 1 ... years; years with the same rate share one object."""
    stated = given[plan.discount]
    if len(plan.steps) == 1:
        return [stated] * plan.years
    shifted = {rate: rate + stated for _, rate in plan.steps}
    return [shifted[rate] for rate in rates_by_year(plan.steps, plan.years)]


def step_factors(rates: Sequence[Number], reading: str) -> list[Number]:
    """D_y / D_(y-1) for each year; years with the same rate share one object where the reading is cumulative."""
    if reading == "spot":
        whole = [np.power(1.0 + rate, -float(year)) for year, rate in enumerate(rates, start=1)]
        return [whole[0], *(later / before for before, later in pairwise(whole))]
    found: dict[int, Number] = {}
    for rate in rates:
        if id(rate) not in found:
            found[id(rate)] = 1 / (1 + rate)
    return [found[id(rate)] for rate in rates]


def powers(ratio: Number, count: int) -> Number:
    """ratio + ratio² + ... + ratio^count, by doubling: the recurrence over even years in a few steps, no division.

    S(2n) = S(n) · (1 + ratio^n) and S(n + 1) = S(n) + ratio^(n + 1).
    """
    total = power = ratio
    for bit in f"{count:b}"[1:]:
        total = _into(np.multiply, 1 + power, total)
        power = power * power
        if bit == "1":
            power = _into(np.multiply, power, ratio)
            total = _into(np.add, total, power)
    return total


def _into(operation: np.ufunc, left: Number, right: Number) -> Number:
    """operation(left, right), in place where left is an array of its own that is as large as right."""
    in_place = isinstance(left, np.ndarray) and left.ndim >= np.ndim(right)
    return operation(left, right, out=left) if in_place else operation(left, right)
