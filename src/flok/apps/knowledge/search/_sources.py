"""Which kinds of things can be found, told by the apps that have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flok.apps.members.scoping import Ring

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from flok.apps.members.models import Organisation


@dataclass(frozen=True, slots=True)
class File:
    """A file whose inside is to be read. `path`: below settings.DATA. `name`: as its owner calls it.

    `digest`: of its bytes, where it is known; a file with the same one is not read again.
    """

    path: Path
    name: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found, as its app tells of it.

    `key`: of the thing, one within its kind. `text`: plain or Markdown. `link`: the page that shows it.
    `organisation`: whose it is; None: the network's own, seen by all in it. `theme`: a key, also where the ring is
    wider than the theme's group. `at`: aware; when it happened. `about`: a line under the title.
    """

    kind: str
    key: str
    title: str
    text: str
    link: str
    organisation: Organisation | None = None
    ring: str = Ring.NETWORK
    theme: str = ""
    at: datetime | None = None
    file: File | None = None
    about: str = ""

    def without_file(self) -> Entry:
        return replace(self, file=None)


@dataclass(frozen=True, slots=True)
class Source:
    """`name`: of one such thing, for readers. `rows`: all there are; called outside every scope."""

    kind: str
    name: _StrPromise | str
    rows: Callable[[], Iterable[Entry]]


_sources: dict[str, Source] = {}


def register(kind: str, *, name: _StrPromise | str, rows: Callable[[], Iterable[Entry]]) -> None:
    """Called by an app when it is ready. Kinds stand in the order they came in."""
    _sources[kind] = Source(kind, name, rows)


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def name_of(kind: str) -> str:
    """What one thing of a kind is called, in the reader's language."""
    return str(_sources[kind].name) if kind in _sources else kind
