"""The personal data of this app: which assessments, documentation and plans a person made. Texts name nobody."""

from __future__ import annotations

from typing import Any

from flok.apps.labels.models import KeptAssessment, KeptPlan, KeptProof
from flok.apps.members.models import Person


def export(person: Person) -> Any:
    """As plain data; asked across organisations, since a person may have acted for several."""
    made = {"made_by": person}
    return {
        "assessments": list(
            KeptAssessment.objects.filter(**made)
            .order_by("made_at")
            .values("organisation__name", "label", "title", "code", "ring", "made_at", "changed_at")
        ),
        "documentation": list(
            KeptProof.objects.filter(**made).order_by("at").values("organisation__name", "supplier", "status", "at")
        ),
        "plans": list(KeptPlan.objects.filter(**made).order_by("at").values("organisation__name", "name", "at")),
    }


def erase(person: Person) -> None:
    """What was made is the organisation's and stays, under "former member"."""
