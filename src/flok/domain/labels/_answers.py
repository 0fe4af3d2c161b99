"""An assessment as it is filled in: the label, the purchase, and the answers with their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ._questions import questions

UNANSWERED = "not_known"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: a value of the scale, a choice's id, or free text, with where it was seen and when.

    `by_register` says that the register's checked facts answered, and not a person.
    """

    question: str
    answer: str
    evidence: str = ""
    address: str = ""
    on: date | None = None
    by_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What is bought. `product_group` is an id of product_groups(), or the purchaser's own words.

    `state` says that the buyer is bound by the state's circular.
    """

    title: str = ""
    product_group: str = ""
    authority: str = ""
    contract_start: date | None = None
    contract_end: date | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose assessment this was before it was taken home."""

    authority: str
    made_by: str
    made_on: date
    purchase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An assessment of one label for one purchase, whole or half-way. `label` is a register id or any name."""

    label: str
    purchase: Purchase
    made_on: date
    made_by: str = ""
    answers: Mapping[str, Answered] = field(default_factory=dict)
    origin: Origin | None = None

    def answer(self, question: str) -> str:
        """The answer, or "not_known" where there is none."""
        found = self.answers.get(question)
        return found.answer if found and found.answer else UNANSWERED

    def text(self, question: str) -> str:
        """The free text, or "" where there is none."""
        found = self.answers.get(question)
        return found.answer.strip() if found else ""

    def with_answers(self, *answered: Answered) -> Assessment:
        """The same assessment with these answers put in, or put in the place of older ones."""
        return replace(self, answers={**self.answers, **{each.question: each for each in answered}})


def open_questions(assessment: Assessment) -> tuple[str, ...]:
    """The ids of questions that nothing was answered to, in the order they are asked."""
    return tuple(key for key in questions() if assessment.answer(key) == UNANSWERED)


def take_home(assessment: Assessment, purchase: Purchase, *, made_on: date, made_by: str) -> Assessment:
    """A colleague's assessment for one's own purchase.

    What depends on the label is kept with its evidence and dates; what depends on the purchase is asked again. Its
    origin stays with it; taken home twice, it is still the first one's.
    """
    origin = assessment.origin or Origin(
        assessment.purchase.authority, assessment.made_by, assessment.made_on, assessment.purchase.title
    )
    kept = {key: each for key, each in assessment.answers.items() if questions()[key].about == "label"}
    return Assessment(
        label=assessment.label, purchase=purchase, made_on=made_on, made_by=made_by, answers=kept, origin=origin
    )
