"""Who leads, where it is even, and when a choice must say why.

The order: first what most can live with (yes, or if need be), then what most said a plain yes to. A meeting is better
held where most can come than where most want to. Options that are alike in both are even: no third rule (the first in
the list, the earliest day, lots) decides between them, since nobody has agreed to one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from flok.domain.polls._counting import Count


def standing(counts: Iterable[Count]) -> tuple[tuple[Count, ...], ...]:
    """The counts from first to last; those that are even stand together, in the order they were given."""
    ranked = sorted(counts, key=_rank, reverse=True)
    return tuple(tuple(even) for _rank_of_these, even in groupby(ranked, key=_rank))


def leading(counts: Iterable[Count]) -> tuple[Count, ...]:
    """The option that leads; several where it is even; none where nobody can live with any."""
    first = next(iter(standing(counts)), ())
    return first if first and first[0].possible else ()


def needs_reason(choice: str, counts: Iterable[Count]) -> bool:
    """Whether choosing this option must be explained: it is even with others, or it does not lead.

    Raises ValueError for an option that is not among the counts.
    """
    counts = tuple(counts)
    if choice not in {one.option for one in counts}:
        raise ValueError("not an option of this poll")
    return [one.option for one in leading(counts)] != [choice]


def _rank(count: Count) -> tuple[int, int]:
    return count.possible, count.yes
