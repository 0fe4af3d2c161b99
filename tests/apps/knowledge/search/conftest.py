"""A network with two members and their people, and an index that begins empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import timezone

from flok.apps.knowledge import search
from flok.apps.knowledge.models import Following, Theme
from flok.apps.knowledge.search import _indexing
from flok.apps.members.models import Organisation, Person
from flok.apps.members.queries import viewer_of
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import in_the_network, inside
from flok.apps.members.transactions import in_transaction
from flok.domain.search._file import discard
from tests.apps.worlds import new_organisation, new_person


@dataclass
class Network:
    """`people`: ane and bo of two members; carl leads and represents none. `commit` runs what waits for the commit."""

    organisations: dict[str, Organisation]
    people: dict[str, Person]
    commit: Callable[..., Any]
    made: list[str] = field(default_factory=list)

    def put(self, key: str, text: str, **fields: Any) -> None:
        """Something to find, titled by its key; `of`: whose it is."""
        whose = self.organisations.get(fields.pop("of", ""))
        given = {"title": key, "link": f"/{key}/", "organisation": whose, **fields}
        with self.commit(execute=True):
            in_transaction(search.put)(search.Entry("case", key, text=text, **given))

    def viewer(self, name: str) -> Viewer:
        viewer = viewer_of(self.people[name], None)
        assert viewer is not None
        return viewer

    def finds(self, name: str, text: str, **how: Any) -> list[str]:
        """The links' keys a person finds, best first."""
        return [hit.link.strip("/") for hit in self.found(name, text, **how).hits]

    def found(self, name: str, text: str, **how: Any) -> search.Found:
        viewer = self.viewer(name)
        with inside(viewer.organisation) if viewer.organisation else in_the_network():
            return search.find(viewer, text, **how)

    def follow(self, name: str, theme: str) -> None:
        Following.objects.create(theme=Theme.objects.get(pk=theme), person=self.people[name], since=timezone.now())


@pytest.fixture
def network(db: None, django_capture_on_commit_callbacks: Callable[..., Any]) -> Iterator[Network]:
    begin_anew()
    one, other = new_organisation("Ane Kommune (opdigtet)"), new_organisation("Bo Kommune (opdigtet)")
    people = {
        "ane": new_person("Ane Prøve", one),
        "bo": new_person("Bo Prøve", other),
        "carl": new_person("Carl Prøve", is_coordinator=True),
    }
    yield Network({"ane": one, "bo": other}, people, django_capture_on_commit_callbacks)
    begin_anew()


def begin_anew() -> None:
    _indexing._open.clear()
    discard(_indexing.path())
