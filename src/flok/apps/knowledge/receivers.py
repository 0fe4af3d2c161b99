"""What becomes of drafts when people leave the house they belong to."""

from __future__ import annotations

from typing import Any

from flok.apps.knowledge.models import Reader
from flok.apps.members.models import Organisation, Person


def when_role_changed(person: Person, organisation: Organisation | None, **_more: Any) -> None:
    """Who was asked to read a draft as a colleague of the house, and is one no more, reads it no more."""
    if organisation is not None and not person.representations.filter(organisation=organisation, until=None).exists():
        Reader.objects.filter(person=person, organisation=organisation).delete()
