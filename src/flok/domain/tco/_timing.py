"""When amounts fall: a stated timing as single moments, over the lives counted."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from ._study import Alternative, Path, Study, Timing

NEGLIGIBLE = 1e-12  # of a year: what floating point leaves of a whole one


@dataclass(frozen=True, slots=True)
class Life:
    """One life counted, from year `start` to year `end`; it would last until `full` (later where it is cut short)."""

    start: int
    end: int
    full: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`share` of the amount at `year - before_end` years after the base date; `year` is the one that moment is in.

    Year k is (k - 1, k]; the base date itself is in year 0.
    """

    year: int
    before_end: float
    share: float

    @property
    def t(self) -> float:
        """Years after the base date."""
        return self.year - self.before_end


def number_of(study: Study, reference: str, alternative: Alternative) -> float:
    """The value of an input for an alternative; a path has none. Raises KeyError or TypeError."""
    value = study.input(reference).value
    if value is None:
        value = dict(alternative.values)[reference]
    if isinstance(value, Path):
        raise TypeError(reference)
    return value


def lives(study: Study, alternative: Alternative) -> tuple[Life, ...]:
    """The lives of an alternative that the study counts, in order."""
    life = number_of(study, study.life, alternative) if study.life else float(study.horizon)
    if study.comparison == "same_period":
        return (Life(0, study.horizon, life),)
    whole = int(life)
    if study.comparison == "equivalent_annual":
        return (Life(0, whole, whole),)
    starts = range(0, study.horizon, whole)
    return tuple(Life(start, min(start + whole, study.horizon), start + whole) for start in starts)


def period(study: Study, alternative: Alternative) -> int:
    """The years counted for an alternative: the horizon, or its own life where annual costs are compared."""
    return lives(study, alternative)[-1].end


def occurrences(study: Study, timing: Timing, alternative: Alternative) -> tuple[Occurrence, ...]:
    """All moments of a timing over the lives of an alternative, in order."""
    interval = timing.interval
    every = number_of(study, interval, alternative) if isinstance(interval, str) else interval
    counted = lives(study, alternative)
    if timing.kind == "dates":
        last = counted[-1].end
        moments = [_at(years_between(study.base_date, day)) for day in timing.dates]
        return tuple(each for each in moments if 0 <= each.t <= last)
    found: list[Occurrence] = []
    for life in counted:
        found.extend(in_life(timing, life.start, life.end, int(every)))
    return tuple(found)


def in_life(timing: Timing, start: int, end: int, interval: int) -> list[Occurrence]:
    """The moments of a timing within one life."""
    length = end - start
    years = range(start + timing.first, start + min(timing.last or length, length) + 1)
    if timing.kind == "start":
        return [Occurrence(start, 0.0, 1.0)]
    if timing.kind == "end":
        return [Occurrence(end, 0.0, 1.0)]
    if timing.kind == "yearly":
        into = timing.share_of_year
        return [Occurrence(year, 1 - into, 1.0) if into > 0 else Occurrence(year - 1, 0.0, 1.0) for year in years]
    if timing.kind == "monthly":
        return [Occurrence(year, 1 - month / 12, 1 / 12) for year in years for month in range(1, 13)]
    if timing.kind == "years":
        return [Occurrence(start + year, 0.0, 1.0) for year in timing.years if year <= length]
    last = min(timing.last or length, length)
    return [
        Occurrence(start + year, 0.0, 1.0)
        for year in range(timing.first or interval, last + 1, interval)
        if year < length or timing.at_end
    ]


def last_occurrence(period: int, first: int, interval: int) -> int:
    """The last year something bought in year `first` and every `interval` years is bought; 0 is once (NIST E3)."""
    return first if interval == 0 else first + (period - first) // interval * interval


def years_between(base: datetime.date, day: datetime.date) -> float:
    """Whole years from `base`, and the days left as a share of the year they are in."""
    whole = day.year - base.year
    if _anniversary(base, whole) > day:
        whole -= 1
    begins, ends = _anniversary(base, whole), _anniversary(base, whole + 1)
    return whole + (day - begins).days / (ends - begins).days


def _anniversary(base: datetime.date, years: int) -> datetime.date:
    """The same day `years` later; 1 March where there is no 29 February."""
    try:
        return base.replace(year=base.year + years)
    except ValueError:
        return datetime.date(base.year + years, 3, 1)


def _at(t: float) -> Occurrence:
    year = math.ceil(t - NEGLIGIBLE)
    return Occurrence(year, year - t, 1.0)
