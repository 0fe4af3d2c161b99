"""Each app that stores personal data says here how it is taken out and erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flok.apps.members.models import Person

_keepers: dict[str, Keeper] = {}


@dataclass(frozen=True, slots=True)
class Keeper:
    """`export` gives what is stored of a person, as plain data; `erase` removes what need not stay."""

    name: str
    export: Callable[[Person], Any]
    erase: Callable[[Person], None]


def register(name: str, *, export: Callable[[Person], Any], erase: Callable[[Person], None]) -> None:
    """Called once by each app, when it is ready."""
    _keepers[name] = Keeper(name, export, erase)


def keepers() -> list[Keeper]:
    """All that are registered, members last: what points to a person goes before the person.

    Apps are made ready in the order of INSTALLED_APPS, which begins with those furthest from members.
    """
    return list(_keepers.values())
