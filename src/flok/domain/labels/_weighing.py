"""What stands beside a verdict: answers against each other, evidence that is thin, points on which views differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ._answers import Assessment
from ._looking_up import find_label, suggested
from ._profiles import Profile, profile
from ._questions import questions
from ._rules import CONDITIONS, Weighed
from ._sources import known_sources
from ._words import Words, pair


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot all be right. Nothing is set right in silence: each still counts as it stands."""

    questions: tuple[str, ...]
    told: Words


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about one answer's evidence that a reader will ask about."""

    question: str
    told: Words


@dataclass(frozen=True, slots=True)
class View:
    told: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arguable:
    """A point on which views differ, with both of them."""

    id: str
    question: Words
    views: tuple[View, ...]


_NO_EVIDENCE = Words("Svaret har ingen henvisning.", "The answer has no reference.")
_NO_DATE = Words(
    "Beviset har ingen dato, så ingen kan se, om det stadig gælder.",
    "The evidence has no date, so nobody can see whether it still holds.",
)
_AHEAD = Words("Beviset er dateret efter vurderingen.", "The evidence is dated after the assessment.")
_OLD = Words("Beviset er mere end to år gammelt. Slå det efter.", "The evidence is over two years old. Look it up.")
_ENDED = Words(
    "Udgaven af kriterierne var udløbet, da vurderingen blev lavet.",
    "The version of the criteria had ended when the assessment was made.",
)
_NO_LIST = Words(
    "Skriv hvilke krav der falder udenfor, så resten kan bruges.",
    "Write which criteria fall outside, so that the rest can be used.",
)
_NO_LEVEL = Words(
    "Mærket har niveauer. Skriv hvilket I mener: {levels}.", "The label has levels. Write which you mean: {levels}."
)
_NO_PART = Words("Skriv hvilken del af købet mærket dækker.", "Write which part of the purchase the label covers.")
_OUTSIDE_YET_ALL = Words(
    "Alle krav skulle handle om købet, men der står krav på listen over dem, der falder udenfor.",
    "All criteria should concern the purchase, but the list of those that fall outside is not empty.",
)
_CARRIED_YET_NOT = Words(
    "Et officielt type I-mærke opfylder nr. 2-5, men her er svaret et andet. Svaret tæller; slå det efter.",
    "An official type I label meets nos. 2-5, but the answer here is another. The answer counts; look it up.",
)
_REGISTER_SAYS = Words(
    "Mærkeregistret har en kilde på et andet svar: {answer}. Svaret her tæller; slå det efter.",
    "The label register has a source for another answer: {answer}. The answer here counts; look it up.",
)
_TWO_YEARS = 730


def contradictions(
    assessment: Assessment, weighed: Weighed, clashes: Sequence[Mapping[str, Any]]
) -> tuple[Contradiction, ...]:
    """Pairs of answers that cannot all be right, in the order of the shipped list."""
    found = [Contradiction(tuple(c["when"]), pair(c["told"])) for c in clashes if holds(assessment, c["when"])]
    if assessment.answer("B2") == "yes" and assessment.text("B3"):
        found.append(Contradiction(("B2", "B3"), _OUTSIDE_YET_ALL))
    if holds(assessment, {"A6": ["I"], "A7": ["official"]}):
        against = tuple(key for key in CONDITIONS if weighed.answers[key] in ("partly", "no"))
        if against:
            found.append(Contradiction(("A6", "A7", *against), _CARRIED_YET_NOT))
    return (*found, *_against_register(assessment))


def _against_register(assessment: Assessment) -> Iterator[Contradiction]:
    """Answers on what the label is (A2, A6, A7) that differ from what the register has a source for."""
    label = find_label(assessment.label)
    read = suggested(label.id) if label else {}
    for key in ("A2", "A6", "A7"):
        if key in read and assessment.answer(key) not in ("not_known", read[key].answer):
            yield Contradiction((key,), _REGISTER_SAYS.filled(answer=questions()[key].choices[read[key].answer]))


def flaws(assessment: Assessment) -> tuple[Flaw, ...]:
    """Answers on a scale without reference or date, dates that cannot be right, lists that are asked for and empty."""
    found = []
    for key, question in questions().items():
        given = assessment.answers.get(key)
        if given is None or question.kind != "scale" or given.answer == "not_known":
            continue
        if not given.evidence.strip() and not given.address.strip():
            found.append(Flaw(key, _NO_EVIDENCE))
        elif given.on is None:
            found.append(Flaw(key, _NO_DATE))
        elif given.on > assessment.made_on:
            found.append(Flaw(key, _AHEAD))
        elif (assessment.made_on - given.on).days > _TWO_YEARS:
            found.append(Flaw(key, _OLD))
    if assessment.answer("B1") == "partly" and not _said(assessment, "B1"):
        found.append(Flaw("B1", _NO_PART))
    if assessment.answer("B2") in ("partly", "no") and not assessment.text("B3"):
        found.append(Flaw("B3", _NO_LIST))
    label = find_label(assessment.label)
    known = profile(label.id) if label else None
    if known and known.levels and not assessment.text("A8"):
        found.append(Flaw("A8", _NO_LEVEL.filled(levels=_levels(known))))
    ends = assessment.text("A9")
    if ends and _is_before(ends, assessment.made_on):
        found.append(Flaw("A9", _ENDED))
    return tuple(found)


def arguable_points(assessment: Assessment, code: str, points: Sequence[Mapping[str, Any]]) -> tuple[Arguable, ...]:
    """The points that this assessment touches, each with both views."""
    return tuple(
        Arguable(point["id"], pair(point["question"]), tuple(_view(view, point["id"]) for view in point["views"]))
        for point in points
        if code in point.get("codes", (code,)) and holds(assessment, point["when"])
    )


def holds(assessment: Assessment, when: Mapping[str, Sequence[str]]) -> bool:
    """Whether every question named has one of the answers listed."""
    return all(assessment.answer(key) in answers for key, answers in when.items())


def _levels(known: Profile) -> Words:
    names = [level.name for level in known.levels]
    return Words(", ".join(name.da for name in names), ", ".join(name.en for name in names))


def _view(view: Mapping[str, Any], where: str) -> View:
    return View(pair(view["told"]), known_sources(view["sources"], where))


def _said(assessment: Assessment, key: str) -> str:
    given = assessment.answers.get(key)
    return given.evidence.strip() if given else ""


def _is_before(text: str, day: date) -> bool:
    try:
        return date.fromisoformat(text) < day
    except ValueError:
        return False
