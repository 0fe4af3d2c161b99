"""A kept plan placed anew, by the verdicts the organisation has by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flok.apps.labels.models import KeptPlan
from flok.domain import labels


def placed(plan: KeptPlan, verdicts: Mapping[tuple[str, str], str]) -> Sequence[labels.PlacedTender]:
    """Every tender of the plan with where its label belongs.

    `verdicts`: (label id, the purchase's name in small letters) to code. A tender without a verdict of its own takes
    that of an assessment of the same label for a purchase of exactly the same name; no other is guessed.
    """
    tenders = [labels.PlannedTender(**fields) for fields in plan.tenders]
    return labels.place_plan(
        each if each.code else replace(each, code=verdicts.get((each.label, each.tender.casefold())))
        for each in tenders
    )
