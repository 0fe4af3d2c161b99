"""The personal data of this app: what a person wrote, was asked to read, and which themes they follow."""

from __future__ import annotations

from typing import Any

from flok.apps.knowledge.models import Case, Following, Outcome, Reader, Remark
from flok.apps.members.models import Person


def export(person: Person) -> Any:
    """As plain data; asked across organisations, since a person may have acted for several."""
    return {
        "cases": list(
            Case.objects.filter(author=person)
            .order_by("begun_at")
            .values("organisation__name", "title", "state", "ring", "begun_at", "published_at")
        ),
        "remarks": list(
            Remark.objects.filter(by=person).order_by("at").values("organisation__name", "kind", "text", "ring", "at")
        ),
        "outcomes": list(
            Outcome.objects.filter(by=person).order_by("at").values("organisation__name", "state", "text", "at")
        ),
        "asked_to_read": list(
            Reader.objects.filter(person=person)
            .values("organisation__name", "asked_at", "read_at")
            .order_by("asked_at")
        ),
        "themes": list(Following.objects.filter(person=person).values("theme_id", "since")),
    }


def erase(person: Person) -> None:
    """What was written stays, under "former member"; what was only about the person goes."""
    Following.objects.filter(person=person).delete()
    Reader.objects.filter(person=person).delete()
