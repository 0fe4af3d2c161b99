"""The personal data of this app: who handed a file in."""

from __future__ import annotations

from typing import Any

from flok.apps.members.models import Person
from flok.apps.members.scoping import across_organisations
from flok.apps.purchases.queries import of_person


def export(person: Person) -> Any:
    with across_organisations():
        return of_person(person)


def erase(person: Person) -> None:
    """The files are the organisation's and stay; the person is told of as a former member."""
