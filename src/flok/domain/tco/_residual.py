"""What is left at the end of a life or of the period, by the rule a residual line states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._study import Alternative, Line, Residual, Study
from ._timing import Life, in_life, lives, number_of


@dataclass(frozen=True, slots=True)
class Part:
    """`fraction` (times the input `share`, where named) of a line's amount, at the end of `year`.

    priced_in: the year whose price the amount has.
    """

    line: Line
    year: int
    fraction: float
    share: str
    priced_in: int


def parts_left(study: Study, line: Line, alternative: Alternative) -> Iterator[Part]:
    """What is left of the lines a residual line names, at the end of each life of an alternative.

    Counted from when each was last bought. share: that share of its amount; in a life cut short by the horizon the
    value falls in a straight line from the whole amount to the share. straight_line: the life left / the whole life.
    """
    rule = line.residual
    if rule is None:
        return
    for base in (each for each in study.lines if each.id in rule.of):
        if base.alternatives and alternative.id not in base.alternatives:
            continue
        for life in lives(study, alternative):
            interval = base.timing.interval
            every = number_of(study, interval, alternative) if isinstance(interval, str) else interval
            bought = [each.year for each in in_life(base.timing, life.start, life.end, int(every))]
            if bought:
                yield from _left(study, rule, base, alternative, life, bought[-1])


def _left(
    study: Study, rule: Residual, base: Line, alternative: Alternative, life: Life, bought: int
) -> Iterator[Part]:
    priced_in = life.end if study.conventions.residual_base == "escalated" else bought
    age = life.end - bought
    if rule.rule == "straight_line":
        whole = number_of(study, rule.life, alternative) if rule.life else life.full - life.start
        left = 1 - age / whole
        if left > 0:
            yield Part(base, life.end, left, "", priced_in)
        return
    is_cut = study.comparison == "replacement_chain" and life.end < life.full and bought == life.start
    used = age / (life.full - life.start) if is_cut else 1.0
    yield Part(base, life.end, used, rule.share, priced_in)
    if used < 1:
        yield Part(base, life.end, 1 - used, "", priced_in)
