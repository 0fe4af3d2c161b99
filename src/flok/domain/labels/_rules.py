"""From answers to a verdict's code. An unknown answer is tried as yes and as no, and is itself neither.

The rules on udbudsloven § 46 are built from what the labels guide leans on, and are not its own list
(docs/formats/label-assessment.md): the label may be required when it covers the purchase and all five conditions hold.
"Partly" fulfils no condition, so trying "no" tries it too; only for B1 it is a yes for the part that is covered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from ._answers import Assessment

Code = Literal["R0", "R1", "R2", "R3", "R4", "R5"]
BEST_FIRST: tuple[Code, ...] = ("R1", "R2", "R3", "R4", "R0")
CONDITIONS = ("C2a", "C2b", "C2c", "C3", "C4", "C5")
DECIDING = ("A6", "B1", "B2", *CONDITIONS, "D1", "D5")


def by_known(answers: Mapping[str, str]) -> Code:
    """The verdict where every one of DECIDING has an answer."""
    if answers["B1"] == "no":
        return "R0"
    if answers["A6"] == "II" or answers["C2a"] != "yes":
        return "R4"
    if all(answers[each] == "yes" for each in CONDITIONS):
        return "R1" if answers["B2"] == "yes" else "R2"
    return "R3" if answers["D1"] == answers["D5"] == "yes" else "R4"


@dataclass(frozen=True)
class Weighed:
    """The answers that decide, with what stands for the unknown ones.

    `carried` are the conditions that type I and official together answer yes to: § 46(1)(2)-(5) always hold for
    such labels (Miljømærkning Danmark, rammer for brug af mærker i udbud). A person's own answer goes before it.
    """

    answers: Mapping[str, str]
    carried: frozenset[str]

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(key for key in DECIDING if self.answers[key] == "not_known")

    @cached_property
    def _tried(self) -> dict[tuple[str, ...], Code]:
        """The verdict of every way the unknown answers could turn out."""
        ways = product(*(("II", "none") if key == "A6" else ("yes", "no") for key in self.unknown))
        return {way: by_known({**self.answers, **dict(zip(self.unknown, way, strict=True))}) for way in ways}

    @property
    def possible(self) -> frozenset[Code]:
        return frozenset(self._tried.values())

    @property
    def code(self) -> Code:
        return next(iter(self.possible)) if len(self.possible) == 1 else "R5"

    def would(self, question: str) -> dict[str, frozenset[Code]]:
        """For each answer to an unknown question, the verdicts that are then possible."""
        place, found = self.unknown.index(question), dict[str, set[Code]]()
        for way, code in self._tried.items():
            found.setdefault(way[place], set()).add(code)
        return {answer: frozenset(codes) for answer, codes in found.items()}

    def matters(self, question: str) -> bool:
        """Whether, with the other unknowns some way or other, this one's answers lead to different verdicts."""
        place, by_others = self.unknown.index(question), dict[tuple[str, ...], set[Code]]()
        for way, code in self._tried.items():
            by_others.setdefault((*way[:place], *way[place + 1 :]), set()).add(code)
        return any(len(codes) > 1 for codes in by_others.values())

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The questions whose answers are enough for the verdict: changing any others does not move it.

        Where nothing is decided, all that can decide.
        """
        code, fails = self.code, [key for key in CONDITIONS if self.answers[key] in ("partly", "no")]
        if code == "R5":
            return _in_order({*DECIDING, "A7"})
        named = {"B1"}
        if code in ("R1", "R2"):
            named |= {"A6", "B2", *CONDITIONS}
        elif code == "R3":
            named |= {"A6", "C2a", *fails, "D1", "D5"}
        elif code == "R4":
            named |= {"A6"} if self.answers["A6"] == "II" else set()
            named |= {"C2a"} if "C2a" in fails else set()
            if named == {"B1"}:
                named |= {*fails, *(key for key in ("D1", "D5") if self.answers[key] in ("partly", "no"))}
        return _in_order(named | ({"A6", "A7"} if named & self.carried else set()))


def weigh(assessment: Assessment) -> Weighed:
    """The assessment's deciding answers, conditions carried by type I and official filled in."""
    answers = {key: assessment.answer(key) for key in DECIDING}
    carries = answers["A6"] == "I" and assessment.answer("A7") == "official"
    carried = frozenset(key for key in CONDITIONS if carries and answers[key] == "not_known")
    return Weighed({**answers, **dict.fromkeys(carried, "yes")}, carried)


def _in_order(named: set[str]) -> tuple[str, ...]:
    order = ("A6", "A7", *DECIDING[1:])
    return tuple(key for key in order if key in named)
