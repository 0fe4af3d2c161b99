"""Short ways to hand files in and have them read, for a world of its own."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.purchases import files, tasks
from flok.apps.purchases.models import Delivery
from tests.apps.worlds import new_organisation, new_person, signed_in

_places = itertools.count()


class Office:
    """An organisation, someone of it who is signed in, and the worker at hand."""

    def __init__(self, **fields: Any) -> None:
        place = next(_places)
        self.organisation: Organisation = new_organisation(f"Indkøb {place} (opdigtet)")
        for name, value in fields.items():
            setattr(self.organisation, name, value)
        self.organisation.save()
        self.person: Person = new_person(f"Indkøber Nr{place}", self.organisation)
        self.client: Client = signed_in(self.person)

    def hand_in(self, *named: tuple[str, bytes], kind: str = "") -> Any:
        given = [SimpleUploadedFile(name, content) for name, content in named]
        return self.client.post("/filer/aflever/", {"kind": kind, "files": given})

    def work(self) -> None:
        """What `flok work` does with the task, here."""
        tasks.work_through.call(str(self.organisation.pk))

    def deliveries(self) -> dict[str, Delivery]:
        with inside(self.organisation):
            return {one.name: one for one in Delivery.objects.all()}

    def page(self, address: str) -> str:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content.decode()


@pytest.fixture
def office(db: None) -> Iterator[Callable[..., Office]]:
    made: list[Office] = []

    def opened(**fields: Any) -> Office:
        made.append(Office(**fields))
        return made[-1]

    yield opened
    for one in made:
        shutil.rmtree(files.folder_of(one.organisation), ignore_errors=True)
