"""A plan in which lifetimes are not yet known: for each lifetime a bidder may state, the weights by year.

What falls when is decided by whole numbers (lifetimes, intervals) that a bidder may fill in. The study is compiled once
for each combination of them that a line depends on; only the weights by year differ, and a workbook looks them up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

from flok.domain.tco._compile import compile_study
from flok.domain.tco._plan import Group, Plan, Row, Section
from flok.domain.tco._study import Effect, Line, Problem, Study

from ._bound import MOST_COMBINATIONS, entries, structural, with_bid
from ._terms import Tender

Weights = tuple[float, ...]
Key = tuple[float, tuple[str, ...], float, tuple[str, ...], int, bool]


@dataclass(frozen=True, slots=True)
class Block:
    """A factor: Σ over years of weight x change x discounting. `weights`: one row for each combination of `lives`.

    before_end, lag and flat as in the plan's Group; rates and lives are ids of inputs.
    """

    lives: tuple[str, ...]
    weights: tuple[Weights, ...]
    before_end: float
    rates: tuple[str, ...]
    lag: int
    flat: bool


@dataclass(frozen=True, slots=True)
class Product:
    """`constant` times the product of `inputs` times the sum of `blocks` (numbers in Merged.blocks)."""

    constant: float
    inputs: tuple[str, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The present value of a line, of an effect at the headline prices, or of 1 a year (annuity)."""

    section: Section
    id: str
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """All that decides what bids are compared by, with the bidders' numbers still open."""

    sums: tuple[Sum, ...]
    blocks: tuple[Block, ...]
    years: int
    steps: tuple[tuple[int, float], ...]
    reading: str
    by_year: bool


class TooManyError(ValueError):
    """More combinations of lifetimes than a workbook should hold. `problem` says which."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.en)


def choices(study: Study, lives: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    """Every combination of whole numbers allowed for these inputs, the last one changing fastest."""
    asked = [study.input(each) for each in lives]
    yield from itertools.product(*(range(int(each.low or 0), int(each.high or 0) + 1) for each in asked))


def merged(tender: Tender) -> Merged:
    """The tender's method for any bid. Raises TooManyError."""
    study = tender.method
    found: dict[Block, int] = {}
    sums: list[Sum] = []
    plans: dict[tuple[str, ...], list[Plan]] = {(): [_plan(tender, {})]}
    first = plans[()][0]
    wanted = [number for number, row in enumerate(first.rows) if _counts(row, study)]
    for lives in {_lives(study, first.rows[number]): None for number in wanted}:
        plans[lives] = list(_plans(tender, lives))
    years = max(plan.years for each in plans.values() for plan in each)
    for number in wanted:
        row = first.rows[number]
        lives = _lives(study, row)
        tables = _tables(plans[lives], number, years)
        products: dict[tuple[float, tuple[str, ...]], list[int]] = {}
        for (constant, inputs, *_), block in ((key, _block(lives, table, key)) for key, table in tables.items()):
            products.setdefault((constant, inputs), []).append(found.setdefault(block, len(found)))
        made = (Product(constant, inputs, tuple(blocks)) for (constant, inputs), blocks in products.items())
        sums.append(Sum(row.section, row.id, tuple(made)))
    by_year = study.comparison == "equivalent_annual"
    return Merged(tuple(sums), tuple(found), years, first.steps, first.reading, by_year)


def _counts(row: Row, study: Study) -> bool:
    if row.section == "effect":
        return bool(study.headline) and row.of == study.headline
    return row.section == "cost" or (row.section == "annuity" and study.comparison == "equivalent_annual")


def _lives(study: Study, row: Row) -> tuple[str, ...]:
    """The bidders' whole numbers a row depends on."""
    parts: dict[str, Line | Effect] = {each.id: each for each in study.lines}
    parts.update({each.id: each for each in study.effects})
    named = {study.life}
    if row.section != "annuity":
        part = parts[row.id]
        residual = getattr(part, "residual", None)
        for each in (part, *(parts[id] for id in (residual.of if residual else ()))):  # noqa: A001
            named.add(str(each.timing.interval))
        named.add(residual.life if residual else "")
    return tuple(each for each in structural(study) if each in named)


def _plan(tender: Tender, lives: Mapping[str, int]) -> Plan:
    """The study compiled at some whole numbers; all others at the least allowed, and bidders' amounts at 1."""
    study = tender.method
    values = {each.id: float(each.low or 1) if each.id in structural(study) else 1.0 for each in entries(study)}
    return compile_study(with_bid(tender, {**values, **lives}))


def _plans(tender: Tender, lives: tuple[str, ...]) -> Iterator[Plan]:
    study = tender.method
    many = prod(int(study.input(each).high or 0) - int(study.input(each).low or 0) + 1 for each in lives)
    if many > MOST_COMBINATIONS:
        place = f"input.{lives[0]}"
        told = (f"{many} kombinationer af levetider er for mange", f"{many} combinations of lifetimes are too many")
        raise TooManyError(Problem(place, "too_many_lives", *told))
    for chosen in choices(study, lives):
        yield _plan(tender, dict(zip(lives, chosen, strict=True)))


def _tables(plans: list[Plan], number: int, years: int) -> dict[Key, list[Weights]]:
    """Weights of a row's products, one row of the table for each plan; zeros where a plan has no such product."""
    nothing = (0.0,) * (years + 1)
    tables: dict[Key, list[Weights]] = {}
    for place, plan in enumerate(plans):
        for term in plan.rows[number].terms:
            group = plan.groups[term.group]
            key = (term.constant, _names(plan, term.slots), *_signature(plan, group))
            table = tables.setdefault(key, [nothing] * len(plans))
            weights = group.weights + nothing[len(group.weights) :]
            table[place] = tuple(a + b for a, b in zip(table[place], weights, strict=True))
    return {key: table for key, table in tables.items() if any(map(any, table))}


def _names(plan: Plan, slots: tuple[int, ...]) -> tuple[str, ...]:
    """Ids of the inputs of slots; a price path is in the weights already."""
    return tuple(plan.slots[each].input for each in slots if plan.slots[each].kind != "factor")


def _signature(plan: Plan, group: Group) -> tuple[float, tuple[str, ...], int, bool]:
    return group.before_end, _names(plan, group.rates), group.lag, group.flat


def _block(lives: tuple[str, ...], table: list[Weights], key: Key) -> Block:
    _, _, before_end, rates, lag, flat = key
    if len(set(table)) == 1:
        return Block((), (table[0],), before_end, rates, lag, flat)
    return Block(lives, tuple(table), before_end, rates, lag, flat)
