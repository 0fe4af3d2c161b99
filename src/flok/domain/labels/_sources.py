"""What the assessment leans on, as data: laws, guides, standards, cases, each read or said not to be."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ._words import Words, pair

KINDS = frozenset({"law", "guide", "standard", "case", "scheme", "market"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`checked` is the day the address was read; None: not verified. `says` is the gist in plain words."""

    id: str
    kind: str
    name: Words
    says: Words
    address: str
    checked: date | None


@cache
def sources() -> Mapping[str, Source]:
    """Every source by id, in the order of the page. Raises ValueError when a checked one has no address."""
    entries = tomllib.loads((files(__package__) / "sources.toml").read_text(encoding="utf-8"))
    found = {
        key: Source(
            id=key,
            kind=entry["kind"],
            name=pair(entry["name"]),
            says=pair(entry["says"]),
            address=entry["address"],
            checked=entry["checked"] if isinstance(entry["checked"], date) else None,
        )
        for key, entry in entries.items()
    }
    for source in found.values():
        if source.kind not in KINDS or (source.checked and not source.address):
            raise ValueError(f"source {source.id}: its kind or its address is not right")
    return MappingProxyType(found)


def known_sources(ids: object, where: str) -> tuple[str, ...]:
    """The ids as a tuple. Raises ValueError, naming `where`, for an id that is no source."""
    listed = tuple(ids) if isinstance(ids, list | tuple) else ()
    for each in listed:
        if each not in sources():
            raise ValueError(f"{where}: no such source: {each}")
    return listed
