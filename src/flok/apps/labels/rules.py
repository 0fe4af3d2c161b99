"""What holds of assessments, from what is given alone: who may change, what is asked, when someone is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from flok.apps.members.rules import Viewer
from flok.domain import labels

if TYPE_CHECKING:
    from flok.apps.labels.models import KeptAssessment
    from flok.apps.members.models import Organisation

TOLD_BEFORE = timedelta(days=60)  # an assessment or a licence that ends
TOLD_AFTER = timedelta(days=30)
SHORT, OPEN, PURCHASE = "kort", "aabne", "koeb"
PARTS = (SHORT, OPEN, PURCHASE, *labels.blocks())
LONGEST_PLAN = 5_000  # rows
LARGEST_PLAN = 5_000_000  # bytes


def may_change(viewer: Viewer, kept: KeptAssessment) -> bool:
    """Whether the viewer may write in it: it is their own organisation's, and that is not paused."""
    return viewer.may_write and viewer.organisation is not None and viewer.organisation.pk == kept.organisation_id


def is_own(viewer: Viewer, kept: KeptAssessment) -> bool:
    return viewer.organisation is not None and viewer.organisation.pk == kept.organisation_id


def texts_mark(kept: KeptAssessment) -> str:
    """The words added to the texts, as a form carries them to tell whether someone else has changed them meanwhile."""
    if not kept.wording:
        return ""
    return sha256(json.dumps([kept.wording, kept.every_months], sort_keys=True).encode()).hexdigest()


def asked_in(part: str, assessment: labels.Assessment, verdict: labels.Verdict) -> tuple[str, ...]:
    """The ids of the questions of a part of PARTS: what still decides, all that is open, or a block."""
    if part == SHORT:
        missing = {each.question for each in verdict.missing}
        return tuple(key for key in labels.questions() if key in missing)
    if part == OPEN:
        return labels.open_questions(assessment)
    return tuple(key for key, question in labels.questions().items() if question.block == part)


def known_questions(words: str) -> tuple[str, ...]:
    """The questions a form says it asked, each once and in order; what is no question is left out."""
    said = set(words.split())
    return tuple(key for key in labels.questions() if key in said)


def answered_count(plain: dict[str, object]) -> int:
    """How many questions of a stored assessment have an answer."""
    answers = plain.get("answers")
    given: Iterable[dict[str, str]] = answers.values() if isinstance(answers, dict) else ()
    return sum(each["answer"] not in ("", "not_known") for each in given)


def is_due(ends: date | None, told_of: date | None, today: date) -> bool:
    """Whether someone is to be told now that something ends: once for each end, in time and not long after it."""
    return ends is not None and told_of != ends and today - TOLD_AFTER <= ends <= today + TOLD_BEFORE


def own_key(organisation: Organisation, key: UUID) -> UUID:
    """The key a new row gets of its form's: the same each time it is sent, and no other organisation's."""
    return uuid5(organisation.pk, str(key))
