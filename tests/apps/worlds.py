"""Worlds for tests: an organisation, its people, and something of every kind that can belong to it.

Each app's tests/apps/<app>/cases.py furnishes the world with its own things and lists a Case for each of its routes.
Every text, number and file of a world carries its canary, so that one that is seen from another world is a leak.
"""

from __future__ import annotations

import importlib
import itertools
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from flok.apps.members.models import Kind, Organisation, Person, Representation, Status
from flok.apps.members.rules import is_cvr
from flok.apps.members.scoping import inside

APPS = ("members", "notices", "purchases", "knowledge", "labels", "share", "tco", "meetings", "home")
PASSWORD = "fiktiv-adgangskode-9"
_cvr = (str(number) for number in itertools.count(99_500_000) if is_cvr(str(number)))


@dataclass
class World:
    """`people`: by role: member, administrator. `things`: what the apps put in it, by name."""

    letter: str
    organisation: Organisation
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def canary(self, what: str) -> str:
        """A text that must never be seen from another world, and must be seen from its own."""
        self.shown.add(what)
        return f"KANARIE-{self.letter}-{what}"

    def number(self, what: str) -> int:
        """A number of nine digits that is this world's own, to be looked for as digits."""
        number = 100_000_000 + zlib.crc32(f"{self.letter}:{what}".encode()) % 900_000_000
        self.numbers.add(number)
        return number


@dataclass(frozen=True)
class Case:
    """One route and how it is asked. `level`: as in access.py. `kwargs`: the address's words, from a world.

    `owned`: the words name something of the world's organisation, so that from another world it is not there (404).
    `post`: what a form sends, from a world, where the route takes POST; `reads`: whether it takes GET. `statuses`: what
    one who may open it can be answered.
    """

    route: str
    level: str
    kwargs: Callable[[World], Mapping[str, Any]] = lambda world: {}
    owned: bool = False
    reads: bool = True
    statuses: tuple[int, ...] = (200, 302, 400)
    post: Callable[[World], Mapping[str, Any]] | None = None


def new_organisation(name: str, **fields: Any) -> Organisation:
    given = {"kind": Kind.MUNICIPALITY, "is_contracting_authority": True, "status": Status.MEMBER, **fields}
    return Organisation.objects.create(name=name, cvr=next(_cvr), **given)


def new_person(name: str, organisation: Organisation | None = None, role: str = "member", **fields: Any) -> Person:
    mail = name.lower().replace(" ", ".") + "@flok.example"
    person = Person.objects.create_user(mail, name, PASSWORD, **fields)
    if organisation is not None:
        Representation.objects.create(person=person, organisation=organisation, role=role, since=date(2025, 1, 1))
    return person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_world(letter: str, apps: tuple[str, ...] = APPS) -> World:
    """A world with the things of `apps`, all of them or as few as a test needs; `letter` tells its canaries apart."""
    world = World(letter, new_organisation(f"Organisation {letter} (opdigtet)"))
    world.people["member"] = new_person(f"Medlem {letter}", world.organisation)
    world.people["administrator"] = new_person(f"Administrator {letter}", world.organisation, "administrator")
    with inside(world.organisation):
        for app in apps:
            cases = _cases_of(app)
            if cases is not None and hasattr(cases, "furnish"):
                cases.furnish(world)
    return world


def all_cases() -> list[Case]:
    return [case for app in APPS if (found := _cases_of(app)) is not None for case in found.CASES]


def _cases_of(app: str) -> Any:
    try:
        return importlib.import_module(f"tests.apps.{app}.cases")
    except ModuleNotFoundError:
        return None
