"""Values that make no sense where they stand: rates of -100 %, lifetimes below zero, tables and paths too short."""

from __future__ import annotations

from collections.abc import Iterator

from ._check_uncertainty import check_uncertainty
from ._study import Alternative, Change, Effect, Line, Path, Problem, Study, Timing
from ._timing import occurrences, period, years_between

LONGEST = 120
MOST_AMOUNTS = 100_000


def check_values(study: Study) -> list[Problem]:
    """Inputs without a value for an alternative, or with two; rates and shares out of bounds."""
    problems: list[Problem] = []
    common = {each.id for each in study.inputs if each.value is not None}
    own = [each.id for each in study.inputs if each.value is None]
    for alternative in study.alternatives:
        values = dict(alternative.values)
        place = f"alternative.{alternative.id}"
        if not values and own:
            problems.append(Problem(place, "empty", "har ingen værdier", "has no values"))
            continue
        for id_ in own:
            if id_ not in values:
                problems.append(Problem(f"{place}.values.{id_}", "missing", "mangler", "is missing"))
        for id_ in values:
            if id_ in common:
                da, en = "har samme værdi for alle", "has one value for all"
                problems.append(Problem(f"{place}.values.{id_}", "fixed", da, en))
        if not any(not line.alternatives or alternative.id in line.alternatives for line in study.lines):
            problems.append(Problem(place, "empty", "har ingen linjer", "has no lines"))
    for each in study.inputs:
        if each.low is not None and each.high is not None and each.low > each.high:
            problems.append(Problem(f"input.{each.id}.low", "value", "er over high", "is above high"))
    for id_ in _rates(study):
        problems.extend(_between(study, id_, -1, 10, "over -1 (-100 %) til 10", "above -1 (-100 %) to 10", above=True))
    shares = {each.residual.share for each in study.lines if each.residual is not None} - {""}
    for id_ in sorted(shares):
        problems.extend(_between(study, id_, 0, 1, "fra 0 til 1", "from 0 to 1"))
    return [*problems, *check_uncertainty(study, _lifetimes(study), _rates(study), shares)]


def check_lifetimes(study: Study) -> list[Problem]:
    """Lifetimes and intervals: numbers, above zero, at most 120 years, whole where lives are repeated."""
    problems: list[Problem] = []
    timings = [each.timing for each in study.lines] + [each.timing for each in study.effects]
    whole = [each.interval for each in timings if isinstance(each.interval, str)]
    if study.life:
        (whole if study.comparison != "same_period" else []).append(study.life)
    for id_ in sorted(_lifetimes(study)):
        problems.extend(_between(study, id_, 0, LONGEST, "over 0 til 120 år", "above 0 to 120 years", above=True))
        for place, value in _values(study, id_):
            if id_ in whole and not isinstance(value, Path) and value != int(value):
                problems.append(Problem(place, "lifetime", "skal være hele år her", "must be whole years here"))
    return problems


def check_reach(study: Study) -> list[Problem]:
    """Tables that end before the period does, and paths that begin after it."""
    problems: list[Problem] = []
    years = max(period(study, each) for each in study.alternatives)
    for place, change in _changes(study):
        length = len(change.rates or change.index)
        if 0 < length < years:
            da, en = f"har {length} år, men der regnes over {years}", f"has {length} years, but {years} are counted"
            problems.append(Problem(place, "table_short", da, en))
    for each in study.inputs:
        if isinstance(each.value, Path) and each.value.years[0] > study.base_date.year:
            da, en = f"begynder først i {each.value.years[0]}", f"begins in {each.value.years[0]} only"
            problems.append(Problem(f"input.{each.id}.years", "path_late", da, en))
    if has_more_amounts(study, MOST_AMOUNTS):
        da = f"linjer × alternativer × betalinger er over {MOST_AMOUNTS}: for stor til at regne"
        en = f"lines × alternatives × payments are above {MOST_AMOUNTS}: too large to count"
        return [Problem("line", "too_large", da, en)]
    for place, part in _parts(study):
        problems.extend(_moments(study, place, part.timing, [each for each in study.alternatives if _has(part, each)]))
    return problems


def has_more_amounts(study: Study, most: int) -> bool:
    """Whether all lines and effects of all alternatives fall more often than that; counted no further."""
    found = 0
    for _, part in _parts(study):
        for alternative in study.alternatives:
            found += len(occurrences(study, part.timing, alternative)) if _has(part, alternative) else 0
            if found > most:
                return True
    return False


def _moments(study: Study, place: str, timing: Timing, alternatives: list[Alternative]) -> Iterator[Problem]:
    """What falls outside the period would be left out without a word."""
    ends = years_between(study.base_date, max(timing.dates, default=study.base_date))
    begins = years_between(study.base_date, min(timing.dates, default=study.base_date))
    years = max(period(study, each) for each in alternatives)
    late_year = study.comparison == "same_period" and max(timing.years, default=0) > study.horizon
    if begins < 0 or ends > years or late_year:
        yield Problem(place, "outside", "falder uden for perioden", "falls outside the period")
    elif not any(occurrences(study, timing, each) for each in alternatives):
        yield Problem(place, "never", "falder aldrig i perioden", "never falls within the period")


def _parts(study: Study) -> Iterator[tuple[str, Line | Effect]]:
    yield from ((f"line.{each.id}.when", each) for each in study.lines if each.residual is None)
    yield from ((f"effect.{each.id}.when", each) for each in study.effects)


def _has(part: Line | Effect, alternative: Alternative) -> bool:
    return not part.alternatives or alternative.id in part.alternatives


def _lifetimes(study: Study) -> set[str]:
    """Ids of inputs that decide when amounts fall."""
    timings = [each.timing for each in study.lines] + [each.timing for each in study.effects]
    intervals = {each.interval for each in timings if isinstance(each.interval, str)}
    return ({study.life} | intervals | {each.residual.life for each in study.lines if each.residual is not None}) - {""}


def _rates(study: Study) -> list[str]:
    return sorted({change.rate for _, change in _changes(study) if change.rate})


def _changes(study: Study) -> Iterator[tuple[str, Change]]:
    for line in study.lines:
        yield f"line.{line.id}.price_change", line.price_change
        yield f"line.{line.id}.quantity_change", line.quantity_change
    for effect in study.effects:
        yield f"effect.{effect.id}.quantity_change", effect.quantity_change
    for prices in study.price_sets:
        yield f"price_set.{prices.id}.price_change", prices.price_change


def _values(study: Study, id_: str) -> Iterator[tuple[str, float | Path]]:
    """Every value of an input, with its place."""
    value = study.input(id_).value
    if value is not None:
        yield f"input.{id_}.value", value
        return
    for alternative in study.alternatives:
        own = dict(alternative.values).get(id_)
        if own is not None:
            yield f"alternative.{alternative.id}.values.{id_}", own


def _between(
    study: Study, id_: str, low: float, high: float, danish: str, english: str, *, above: bool = False
) -> Iterator[Problem]:
    for place, value in _values(study, id_):
        is_inside = not isinstance(value, Path) and low <= value <= high and not (above and value == low)
        if not is_inside:
            yield Problem(place, "out_of_range", f"skal være {danish}", f"must be {english}")
