"""From a study to its plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ._discounting import steps_in_use
from ._paths import at_year, index_by_year
from ._plan import Group, Plan, Row, Section, Slot, SlotKind, Term
from ._residual import Part, parts_left
from ._study import NEGATIVE_KINDS, Alternative, Change, Effect, Line, Path, PriceSet, Study
from ._timing import Occurrence, occurrences, period
from ._units import kilograms, product

NO_CHANGE = Change()


@lru_cache(maxsize=32)
def compile_study(study: Study) -> Plan:
    """The plan of a study that was read (read_study has checked it)."""
    compiling = _Compiling(study)
    for number, alternative in enumerate(study.alternatives):
        compiling.add(number, alternative)
    return compiling.plan()


def belongs(part: Line | Effect, alternative: Alternative) -> bool:
    """Whether the alternative has this line or effect."""
    return not part.alternatives or alternative.id in part.alternatives


def _alike(groups: Iterable[Group]) -> tuple[tuple[int, ...], ...]:
    """For each group the numbers of those that differ from it in their rates alone, and have as many."""
    shapes = [(replace(each, rates=()), len(each.rates)) for each in groups]
    found: dict[tuple[Group, int], list[int]] = {}
    for number, shape in enumerate(shapes):
        found.setdefault(shape, []).append(number)
    return tuple(tuple(found[shape]) for shape in shapes)


@dataclass
class _Compiling:
    study: Study
    slots: dict[str, Slot] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    groups: dict[Group, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    years: int = 0

    def __post_init__(self) -> None:
        self.steps = steps_in_use(self.study.discounting, self.study.prices)
        constant = len(self.steps) == 1
        key, base = ("discount_rate", self.steps[0][1]) if constant else ("discount_shift", 0.0)
        self.numbers[key] = 0
        self.slots[key] = Slot(key, "", None, base, "discount")
        self.years = max(period(self.study, each) for each in self.study.alternatives)

    def plan(self) -> Plan:
        study = self.study
        return Plan(
            alternatives=tuple(each.id for each in study.alternatives),
            slots=tuple(self.slots.values()),
            groups=tuple(self.groups),
            rows=tuple(self.rows),
            alike=_alike(self.groups),
            steps=self.steps,
            reading=study.discounting.reading,
            discount=0,
            years=self.years,
            price_sets=tuple(each.id for each in study.price_sets),
            headline=study.headline,
            by_year=study.comparison == "equivalent_annual",
        )

    def add(self, number: int, alternative: Alternative) -> None:
        study = self.study
        for line in study.lines:
            if belongs(line, alternative):
                self._row("cost", line.id, "", number, self._line(line, alternative))
        for effect in study.effects:
            if belongs(effect, alternative):
                self._effect(number, alternative, effect)
        length = period(study, alternative)
        flat = study.conventions.annuity == "first_rate"
        annuity = Group(self._padded([0.0] + [1.0] * length), flat=flat)
        self._row("annuity", "", "", number, [Term(1.0, (), self._group(annuity))])
        if study.per_unit is not None:
            discounted = study.conventions.per_unit == "levelised"
            moments = [Occurrence(year, 0.0, 1.0) for year in range(1, length + 1)]
            terms = self._terms(alternative, study.per_unit.quantity, moments, discounted=discounted)
            self._row("units", "", "", number, terms)

    def _line(self, line: Line, alternative: Alternative) -> list[Term]:
        sign = -1.0 if line.kind in NEGATIVE_KINDS else 1.0
        if line.residual is None:
            moments = occurrences(self.study, line.timing, alternative)
            changes = (line.price_change, line.quantity_change)
            return self._terms(alternative, (*line.quantity, *line.price), moments, changes, sign)
        terms: list[Term] = []
        for part in parts_left(self.study, line, alternative):
            terms.extend(self._left(part, alternative, sign))
        return terms

    def _left(self, part: Part, alternative: Alternative, sign: float) -> list[Term]:
        share = (part.share,) if part.share else ()
        moments = [Occurrence(part.year, 0.0, part.fraction)]
        changes = (part.line.price_change, part.line.quantity_change)
        factors = (*part.line.quantity, *part.line.price, *share)
        return self._terms(alternative, factors, moments, changes, sign, back=part.year - part.priced_in)

    def _effect(self, number: int, alternative: Alternative, effect: Effect) -> None:
        moments = occurrences(self.study, effect.timing, alternative)
        changes = (NO_CHANGE, effect.quantity_change)
        mass = self._mass(effect.quantity)
        counted = self._terms(alternative, effect.quantity, moments, changes, mass, discounted=False)
        self._row("kg", effect.id, effect.substance, number, counted)
        for price_set in self.study.price_sets:
            price = dict(price_set.prices).get(effect.substance)
            if price is not None:
                priced = self._priced(alternative, effect, price_set, price, moments)
                self._row("effect", effect.id, price_set.id, number, priced)

    def _priced(
        self, alternative: Alternative, effect: Effect, price_set: PriceSet, price: str, moments: Sequence[Occurrence]
    ) -> list[Term]:
        changes = (price_set.price_change, effect.quantity_change)
        mass = self._mass(effect.quantity) * self._mass((price,))
        return self._terms(alternative, (*effect.quantity, price), moments, changes, mass)

    def _mass(self, factors: Sequence[str]) -> float:
        """What makes a product of inputs, or a price of a mass, one of kilograms."""
        return kilograms(product(self.study.input(each).unit for each in factors))

    def _terms(
        self,
        alternative: Alternative,
        factors: Sequence[str],
        moments: Sequence[Occurrence],
        changes: tuple[Change, Change] = (NO_CHANGE, NO_CHANGE),
        constant: float = 1.0,
        *,
        discounted: bool = True,
        back: int = 0,
    ) -> list[Term]:
        """Products for moments of one kind; `back`: prices are those so many years before the moment."""
        slots = tuple(self._slot(each, alternative) for each in factors)
        paths = [each.value for each in map(self.study.input, factors) if isinstance(each.value, Path)]
        rates = tuple(self._slot(each.rate, alternative, "rate") for each in changes if each.rate)
        starts = self.study.conventions.price_year == "start_of_year"
        weights: dict[float, list[float]] = {}
        for moment in moments:
            priced_in = moment.year - back
            weight = moment.share
            for change in changes:
                weight *= index_by_year(change, max(priced_in - starts, 0), priced_in)
            for path in paths:
                weight *= at_year(path, self._calendar(priced_in))
            row = weights.setdefault(moment.before_end, [0.0] * (self.years + 1))
            row[moment.year] += weight
        lag = back + starts if rates else 0
        return [
            Term(constant, slots, self._group(Group(tuple(row), before, rates, lag, discounted)))
            for before, row in weights.items()
        ]

    def _calendar(self, year: int) -> int:
        """The calendar year whose value a path gives for a year of the study."""
        ends = self.study.conventions.path_year == "year_ends"
        return self.study.base_date.year + (year if ends else max(year - 1, 0))

    def _slot(self, reference: str, alternative: Alternative, kind: SlotKind = "amount") -> int:
        asked = self.study.input(reference)
        own = asked.value is None
        key = f"{reference}@{alternative.id}" if own else reference
        if key not in self.slots:
            value = dict(alternative.values)[reference] if own else asked.value
            slot = Slot(key, reference, alternative.id if own else None, 1.0, "factor")
            if not isinstance(value, Path) and value is not None:
                slot = replace(slot, base=value, kind=kind)
            self.numbers[key] = len(self.numbers)
            self.slots[key] = slot
        return self.numbers[key]

    def _group(self, group: Group) -> int:
        return self.groups.setdefault(group, len(self.groups))

    def _padded(self, weights: list[float]) -> tuple[float, ...]:
        return tuple(weights + [0.0] * (self.years + 1 - len(weights)))

    def _row(self, section: Section, id: str, of: str, number: int, terms: Sequence[Term]) -> None:  # noqa: A002
        self.rows.append(Row(section, id, of, number, tuple(terms)))
