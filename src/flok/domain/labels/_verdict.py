"""The verdict on a label for a purchase: what decided it, what is missing, what would change it, how long it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ._answers import Answered, Assessment
from ._credibility import Credibility, credibility
from ._questions import questions
from ._rules import Code, Weighed, weigh
from ._weighing import Arguable, Contradiction, Flaw, arguable_points, contradictions, flaws
from ._words import Words, pair

Law = Literal["label", "requirements", "not_label", "no_link", "undecided"]
_LAW: dict[str, Law] = {"R0": "no_link", "R1": "label", "R2": "requirements", "R3": "not_label", "R4": "not_label"}
_HOLDS_MONTHS = 12
_OTHER = {"A6": ("I", "II", "none"), "A7": ("official", "recognised", "other")}  # the rest are scales


@dataclass(frozen=True, slots=True)
class Row:
    """One answer the verdict rests on. `carried` says that type I and official together answered it."""

    question: str
    answer: str
    because: Words
    sources: tuple[str, ...]
    evidence: Answered | None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """An unknown answer that decides, and the verdicts each answer leaves possible."""

    question: str
    why: Words
    would: Mapping[str, frozenset[Code]]


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to a question that was answered, and the verdicts that would then be possible."""

    question: str
    answer: str
    to: frozenset[Code]


@dataclass(frozen=True, slots=True)
class Duty:
    told: Words
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`law` and `credibility` are two answers to two questions. `scope` "part": only the part B1 names is covered.

    `possible` are the verdicts the unknown answers leave open: one, unless `code` is R5. `named` are the questions
    the verdict rests on; no other can move it.
    """

    code: Code
    law: Law
    possible: frozenset[Code]
    scope: Literal["whole", "part"]
    rows: tuple[Row, ...]
    named: frozenset[str]
    missing: tuple[Missing, ...]
    changes: tuple[Change, ...]
    valid_until: date
    duties: tuple[Duty, ...]
    credibility: Credibility
    contradictions: tuple[Contradiction, ...]
    flaws: tuple[Flaw, ...]
    arguable: tuple[Arguable, ...]


def assess(assessment: Assessment) -> Verdict:
    """The verdict R0 to R5 (docs/formats/label-assessment.md) with all that it rests on.

    It holds until the criteria end (A9) or for twelve months, whichever is first; the months are Flok's own rule.
    """
    weighed = weigh(assessment)
    code = weighed.code
    missing = (
        *_official(assessment, weighed),
        *(_missing(key, weighed) for key in weighed.unknown if weighed.matters(key)),
    )
    shown = tuple(each.question for each in missing) if code == "R5" else weighed.rests_on
    laws = {_LAW[each] for each in weighed.possible}
    return Verdict(
        code=code,
        law=laws.pop() if len(laws) == 1 else "undecided",
        possible=weighed.possible,
        scope="part" if assessment.answer("B1") == "partly" else "whole",
        rows=tuple(_row(key, weighed, assessment) for key in shown),
        named=frozenset(weighed.rests_on),
        missing=missing,
        changes=_changes(assessment, weighed),
        valid_until=_valid_until(assessment),
        duties=tuple(Duty(pair(duty["told"]), duty["source"]) for duty in _told()["duty"]),
        credibility=credibility(assessment),
        contradictions=contradictions(assessment, weighed, _told()["clash"]),
        flaws=flaws(assessment),
        arguable=arguable_points(assessment, code, _told()["arguable"]),
    )


def verdict_name(code: str) -> Words:
    """What the verdict is called."""
    return pair(_told()["verdict"][code]["name"])


def verdict_told(code: str) -> Words:
    """What the verdict means for the tender."""
    return pair(_told()["verdict"][code]["told"])


def verdict_sources(code: str) -> tuple[str, ...]:
    """The rules it stands on."""
    return tuple(_told()["verdict"][code]["sources"])


def law_told(law: Law) -> Words:
    """The answer to the question of law alone."""
    code = next((code for code, each in _LAW.items() if each == law), "R5")
    return pair(_told()["verdict"][code]["law"])


def answer_told(question: str, answer: str) -> Words:
    """Why a deciding answer counts as it does."""
    return pair(_told()["because"][question][answer])


def _row(key: str, weighed: Weighed, assessment: Assessment) -> Row:
    answer = weighed.answers.get(key) or assessment.answer(key)
    carried = key in weighed.carried
    sources = questions()[key].sources + (("type-one-frames",) if carried else ())
    return Row(key, answer, answer_told(key, answer), sources, assessment.answers.get(key), carried)


def _missing(key: str, weighed: Weighed) -> Missing:
    return Missing(key, answer_told(key, "not_known"), weighed.would(key))


def _official(assessment: Assessment, weighed: Weighed) -> tuple[Missing, ...]:
    """Whether a type I label is official, where nobody knows: it would answer the conditions all at once."""
    if weighed.answers["A6"] != "I" or assessment.answer("A7") != "not_known" or weighed.code != "R5":
        return ()
    official = weigh(assessment.with_answers(Answered("A7", "official"))).possible
    if official == weighed.possible:
        return ()
    return (Missing("A7", answer_told("A7", "not_known"), {"official": official, "other": weighed.possible}),)


def _changes(assessment: Assessment, weighed: Weighed) -> tuple[Change, ...]:
    """Every single other answer that leaves other verdicts possible than now."""
    given, found = {**weighed.answers, "A7": assessment.answer("A7")}, []
    for key in given:
        for answer in _OTHER.get(key, ("yes", "partly", "no")):
            if given[key] in ("not_known", answer):
                continue
            other = weigh(assessment.with_answers(Answered(key, answer))).possible
            if other != weighed.possible:
                found.append(Change(key, answer, other))
    return tuple(found)


def _valid_until(assessment: Assessment) -> date:
    made = assessment.made_on
    year, day = made.year + _HOLDS_MONTHS // 12, 28 if (made.month, made.day) == (2, 29) else made.day
    latest = made.replace(year=year, day=day)
    ends = _day(assessment.text("A9"))
    return min(latest, ends) if ends else latest


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "verdicts.toml").read_text(encoding="utf-8"))
