"""What meetings keep of a person: presentations, sign-ups and actions; how it is taken out, and erased.

An action keeps its text and its day; whose it was is then a former member's.
"""

from __future__ import annotations

from typing import Any

from flok.apps.meetings import actions, queries
from flok.apps.members.models import Person


def export(person: Person) -> dict[str, Any]:
    return {
        "presentations": queries.presentations_of(person),
        "sign_ups": queries.participation_of(person),
        "actions": queries.actions_of_person(person),
    }


def erase(person: Person) -> None:
    actions.forget_presenter(person)
    actions.forget_sign_ups(person)
