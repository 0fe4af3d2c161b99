"""An organisation's room of studies, a colleague in it, and another organisation to show to."""

from __future__ import annotations

import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client

from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.tco import actions
from flok.apps.tco.models import KeptStudy, StudyVersion
from tests.apps.tco.cases import NOW, toml_of
from tests.apps.worlds import new_organisation, new_person, signed_in


class Room:
    """A member organisation with one study, `study`, and a client of someone in it."""

    def __init__(self, name: str) -> None:
        self.organisation: Organisation = new_organisation(f"{name} (opdigtet)")
        self.person: Person = new_person(f"Anna {name}", self.organisation)
        self.client: Client = signed_in(self.person)

    def begin(self, toml: str = "", key: Any = None) -> KeptStudy:
        with inside(self.organisation):
            return actions.begin_study(
                key or uuid.uuid4(), toml or toml_of(), organisation=self.organisation, by=self.person, now=NOW
            )

    def newest(self) -> KeptStudy:
        with inside(self.organisation):
            found: KeptStudy = KeptStudy.objects.select_related("organisation").latest("made_at")
            return found

    def get(self, study: KeptStudy | None, page: str = "", status: int = 200) -> str:
        address = f"/tco/{study.pk}/{page}" if study else f"/tco/{page}"
        response = self.client.get(address)
        assert response.status_code == status, unescape(response.content.decode())[-2000:]
        return unescape(response.content.decode())

    def post(self, study: KeptStudy | None, page: str, sent: dict[str, Any], status: int = 302, **more: Any) -> str:
        address = f"/tco/{study.pk}/{page}" if study else f"/tco/{page}"
        response = self.client.post(address, sent, **more)
        assert response.status_code == status, unescape(response.content.decode())[-2000:]
        return unescape(response.content.decode())

    def toml(self, study: KeptStudy, number: int = 0) -> str:
        with inside(self.organisation):
            newest = StudyVersion.objects.filter(study=study).order_by("-number")
            return str((newest.get(number=number) if number else newest[0]).toml)

    def versions(self, study: KeptStudy) -> list[tuple[int, str]]:
        with inside(self.organisation):
            found = StudyVersion.objects.filter(study=study).order_by("number").values_list("number", "note")
            return [(number, note) for number, note in found]


@pytest.fixture
def room(db: None) -> Room:
    return Room("Indkøb")


@pytest.fixture
def other(db: None) -> Room:
    return Room("Nabo")
