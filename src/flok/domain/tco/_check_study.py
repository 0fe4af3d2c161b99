"""What must fit together in a study: references, units, lifetimes, tables and paths long enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ._check_values import check_lifetimes, check_reach, check_values
from ._correlation import fault_of_correlations
from ._study import Change, Effect, Line, Problem, Study
from ._text import PROBLEM_LIMIT
from ._units import parse_unit, product, written

_MASSES = ("kg", "t", "g")


def check_study(study: Study) -> list[Problem]:
    """All that does not fit together, at most 50; first what is missing or named twice, then the rest."""
    problems = [*_twice(study), *_references(study)]
    if not problems:
        problems = [*_units(study), *check_values(study)]
    if not problems:
        problems = check_lifetimes(study)
    if not problems:
        problems = [*check_reach(study), *_correlations(study)]
    return problems[:PROBLEM_LIMIT]


def _correlations(study: Study) -> Iterator[Problem]:
    fault = fault_of_correlations(study) if study.correlations else None
    if fault is not None:
        place, danish, english = fault
        yield Problem(place, "correlation", danish, english)


def _twice(study: Study) -> Iterator[Problem]:
    parts: dict[str, Sequence[str]] = {
        "input": [each.id for each in study.inputs],
        "alternative": [each.id for each in study.alternatives],
        "line": [each.id for each in study.lines],
        "effect": [each.id for each in study.effects],
        "price_set": [each.id for each in study.price_sets],
    }
    for kind, ids in parts.items():
        for id_, times in Counter(ids).items():
            if times > 1:
                yield Problem(f"{kind}.{id_}", "twice", "står to gange", "is there twice")
    for kind, danish, english in (
        ("alternative", "mindst ét alternativ", "at least one alternative"),
        ("line", "mindst én linje med en udgift", "at least one line with a cost"),
    ):
        if not parts[kind]:
            yield Problem(kind, "missing", danish, english)


def _references(study: Study) -> Iterator[Problem]:
    inputs = {each.id for each in study.inputs}
    alternatives = {each.id for each in study.alternatives}
    lines = {each.id for each in study.lines}
    own = [(f"alternative.{each.id}.values", named) for each in study.alternatives for named, _ in each.values]
    for place, named in (*named_inputs(study), *own):
        if named not in inputs:
            yield _unknown(place, "input", named)
    for kind, part in _parts(study):
        for named in part.alternatives:
            if named not in alternatives:
                yield _unknown(f"{kind}.{part.id}.alternatives", "alternative", named)
        if len(part.alternatives) == len(alternatives) > 0:
            da, en = "nævner alle alternativer; lad feltet stå tomt", "names all alternatives; leave it out"
            yield Problem(f"{kind}.{part.id}.alternatives", "value", da, en)
    for line in study.lines:
        yield from _residual_references(line, lines, study)
    if study.baseline and study.baseline not in alternatives:
        yield _unknown("baseline", "alternative", study.baseline)
    if study.headline and study.headline not in {each.id for each in study.price_sets}:
        yield _unknown("headline", "price_set", study.headline)
    if study.comparison != "same_period" and not study.life:
        yield Problem("life", "missing", "mangler: hvor længe holder det?", "is missing: how long does it last?")


def _residual_references(line: Line, lines: set[str], study: Study) -> Iterator[Problem]:
    place = f"line.{line.id}"
    if line.residual is None:
        if not line.quantity and not line.price:
            yield Problem(f"{place}.price", "missing", "mangler", "is missing")
        return
    if line.quantity or line.price:
        da, en = "hører ikke til en restværdi efter en regel", "does not belong to a residual value by a rule"
        yield Problem(f"{place}.price", "value", da, en)
    if line.kind not in ("residual", "resale"):
        da, en = "en restværdi er residual eller resale", "a residual value is residual or resale"
        yield Problem(f"{place}.kind", "value", da, en)
    for named in line.residual.of:
        if named not in lines:
            yield _unknown(f"{place}.residual.of", "line", named)
        elif any(each.id == named and each.residual is not None for each in study.lines):
            da, en = f"{named} er selv en restværdi", f"{named} is itself a residual value"
            yield Problem(f"{place}.residual.of", "value", da, en)
        elif any(each.id == named and each.timing.kind not in ("start", "every", "years") for each in study.lines):
            da, en = f"{named} købes ikke ved hele år", f"{named} is not bought at whole years"
            yield Problem(f"{place}.residual.of", "value", da, en)


def named_inputs(study: Study) -> Iterator[tuple[str, str]]:
    """Every place an input is named."""
    for line in study.lines:
        place = f"line.{line.id}"
        yield from ((f"{place}.quantity", each) for each in line.quantity)
        yield from ((f"{place}.price", each) for each in line.price)
        yield from _changes(place, {"price_change": line.price_change, "quantity_change": line.quantity_change})
        if line.residual is not None:
            named = {"share": line.residual.share, "life": line.residual.life}
            yield from ((f"{place}.residual.{key}", each) for key, each in named.items() if each)
    for effect in study.effects:
        yield from ((f"effect.{effect.id}.quantity", each) for each in effect.quantity)
        yield from _changes(f"effect.{effect.id}", {"quantity_change": effect.quantity_change})
    for kind, part in _parts(study):
        if isinstance(part.timing.interval, str):
            yield f"{kind}.{part.id}.when.every", part.timing.interval
    for prices in study.price_sets:
        yield from ((f"price_set.{prices.id}.prices.{substance}", each) for substance, each in prices.prices)
        yield from _changes(f"price_set.{prices.id}", {"price_change": prices.price_change})
    if study.per_unit is not None:
        yield from (("per_unit.quantity", each) for each in study.per_unit.quantity)
    if study.life:
        yield "life", study.life
    for number, correlation in enumerate(study.correlations, start=1):
        yield f"correlation[{number}].between", correlation.first
        yield f"correlation[{number}].between", correlation.second


def _changes(place: str, changes: Mapping[str, Change]) -> Iterator[tuple[str, str]]:
    return ((f"{place}.{key}", each.rate) for key, each in changes.items() if each.rate)


def _parts(study: Study) -> Iterator[tuple[str, Line | Effect]]:
    yield from (("line", each) for each in study.lines)
    yield from (("effect", each) for each in study.effects)


def _units(study: Study) -> Iterator[Problem]:
    for each in study.inputs:
        try:
            parse_unit(each.unit)
        except ValueError:
            da, en = f"kan ikke læse enheden {each.unit!r}", f"cannot read the unit {each.unit!r}"
            yield Problem(f"input.{each.id}.unit", "unit", da, en)
            return
    for line in study.lines:
        if line.residual is None:
            yield from _product(study, f"line.{line.id}", (*line.quantity, *line.price), line, (study.currency,))
    for effect in study.effects:
        yield from _product(study, f"effect.{effect.id}", effect.quantity, effect, _MASSES)
    for prices in study.price_sets:
        for substance, price in prices.prices:
            wanted = [Counter({study.currency: 1, mass: -1}) for mass in _MASSES]
            found = parse_unit(study.input(price).unit)
            if found not in wanted:
                yield _mismatch(f"price_set.{prices.id}.prices.{substance}", found, wanted)
    if study.per_unit is not None:
        found = product(study.input(each).unit for each in study.per_unit.quantity)
        if found["year"] != -1 or found[study.currency]:
            da, en = f"skal være noget om året; er {written(found)}", f"must be something a year; is {written(found)}"
            yield Problem("per_unit.quantity", "unit_mismatch", da, en)
    for place, named, unit in _dimensionless(study):
        found = parse_unit(study.input(named).unit)
        if found != parse_unit(unit):
            yield _mismatch(place, found, [parse_unit(unit)])


def _dimensionless(study: Study) -> Iterator[tuple[str, str, str]]:
    """Inputs that are a rate, a share or a number of years."""
    for place, named in named_inputs(study):
        if place.endswith(("_change", "residual.share")):
            yield place, named, "rate"
        elif place in ("life",) or place.endswith(("residual.life", "when.every")):
            yield place, named, "year"


def _product(
    study: Study, place: str, factors: Iterable[str], part: Line | Effect, numerators: Sequence[str]
) -> Iterator[Problem]:
    found = product(study.input(each).unit for each in factors)
    by_year = {"year": -1} if part.timing.kind in ("yearly", "monthly") else {}
    wanted = [Counter({numerator: 1, **by_year}) for numerator in numerators]
    if found not in wanted:
        yield _mismatch(place, found, wanted)


def _mismatch(place: str, found: Mapping[str, int], wanted: Sequence[Mapping[str, int]]) -> Problem:
    da, en = (word.join(map(written, wanted)) for word in (" eller ", " or "))
    is_da, is_en = f"enheden bliver {written(found)}", f"the unit comes to {written(found)}"
    return Problem(place, "unit_mismatch", f"{is_da}, ikke {da}", f"{is_en}, not {en}")


def _unknown(place: str, kind: str, named: str) -> Problem:
    return Problem(place, "reference", f"{kind} {named!r} findes ikke", f"there is no {kind} {named!r}")
