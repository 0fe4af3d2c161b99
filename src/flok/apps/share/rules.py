"""What holds of definitions and targets, from what is given alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flok.domain import spend


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as an organisation has set it: `share` from 0 to 1."""

    share: float
    year: int | None
    source: str


def aimed(definitions: Iterable[spend.Definition], aims: Mapping[str, Aim]) -> list[spend.Definition]:
    """The definitions with the organisation's own targets in place of those they come with."""
    return [
        replace(one, target=spend.Target(aims[one.id].share, aims[one.id].year, aims[one.id].source))
        if one.id in aims
        else one
        for one in definitions
    ]


def main_first(definitions: Sequence[spend.Definition], main: str | None) -> list[spend.Definition]:
    """The main definition first, the others as they stood."""
    return sorted(definitions, key=lambda one: one.id != main)


def key_from(name: str, taken: Iterable[str]) -> str:
    """A definition's id from its name: `Mærket rengøring` is `own-maerket-rengoering`, with a number if it is taken."""
    letters = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    stem = "own-" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "definition")
    used, number, key = set(taken), 1, stem
    while key in used:
        number += 1
        key = f"{stem}-{number}"
    return key
