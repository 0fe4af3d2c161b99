"""Two assessments of the same label, question by question."""

from __future__ import annotations

from dataclasses import dataclass

from ._answers import Answered, Assessment
from ._questions import questions
from ._verdict import Verdict, assess


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in both assessments; None where it was not answered."""

    question: str
    one: Answered | None
    two: Answered | None
    differs: bool
    decides: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`because_of` are the questions that differ and that one of the verdicts rests on."""

    verdicts: tuple[Verdict, Verdict]
    rows: tuple[Pair, ...]

    @property
    def because_of(self) -> tuple[str, ...]:
        return tuple(row.question for row in self.rows if row.differs and row.decides)


def side_by_side(one: Assessment, two: Assessment) -> SideBySide:
    """Every question that either has answered. Raises ValueError when they are about two labels."""
    if one.label != two.label:
        raise ValueError(f"two labels: {one.label} and {two.label}")
    verdicts = assess(one), assess(two)
    named = verdicts[0].named | verdicts[1].named
    rows = tuple(
        Pair(key, one.answers.get(key), two.answers.get(key), one.answer(key) != two.answer(key), key in named)
        for key in questions()
        if key in one.answers or key in two.answers
    )
    return SideBySide(verdicts, rows)
