"""Values that change from year to year: tables in a study, and paths by calendar year."""

from __future__ import annotations

from bisect import bisect_left

from ._study import Change, Path


def at_year(path: Path, year: int) -> float:
    """The path's value in a calendar year: on the straight line between years given, the last one held after it.

    Raises ValueError for a year before the first.
    """
    if year < path.years[0]:
        raise ValueError(year)
    if year >= path.years[-1]:
        return path.values[-1]
    after = bisect_left(path.years, year)
    if path.years[after] == year:
        return path.values[after]
    begins, ends = path.years[after - 1], path.years[after]
    low, high = path.values[after - 1], path.values[after]
    return low + (high - low) * (year - begins) / (ends - begins)


def index_by_year(change: Change, compounded: int, year: int) -> float:
    """The factor of a change given as a table, in a year; 1 for one given by a rate, or none.

    `rates` are compounded over `compounded` years, `index` is read in `year`; both are 1 at the base date.
    """
    if change.rates:
        factor = 1.0
        for rate in change.rates[:compounded]:
            factor *= 1 + rate
        return factor
    if change.index and year > 0:
        return change.index[year - 1]
    return 1.0
