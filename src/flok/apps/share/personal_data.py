"""The personal data of this app: who decided definitions, targets and consent."""

from __future__ import annotations

from typing import Any

from flok.apps.members.models import Person
from flok.apps.members.scoping import across_organisations
from flok.apps.share.models import Consent, DefinitionVersion, Target, Trial


def export(person: Person) -> Any:
    """What a person has decided, by kind: the organisation and when."""
    with across_organisations():
        return {
            model.__name__.lower(): [
                {"organisation": one.organisation.name, "at": one.at.isoformat()}
                for one in model.objects.filter(by=person).order_by("at").select_related("organisation")
            ]
            for model in (DefinitionVersion, Target, Trial, Consent)
        }


def erase(person: Person) -> None:
    """What was decided is the organisation's and stays; the person is told of as a former member."""
