"""Product groups, and which of them the state's circular names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ._register import fold_name
from ._words import Words, pair

CIRCULAR = "circular-2022"  # the source behind the flag


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """`circular`: one of the fourteen groups of the state's circular (a draft was read, not the final wording)."""

    id: str
    name: Words
    circular: bool
    words: tuple[str, ...]


@cache
def product_groups() -> Mapping[str, ProductGroup]:
    """Every product group by id."""
    entries = tomllib.loads((files(__package__) / "product_groups.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            key: ProductGroup(key, pair(entry["name"]), entry.get("circular", False), tuple(entry["words"]))
            for key, entry in entries.items()
        }
    )


@cache
def _written() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in product_groups().values():
        for word in (group.id, group.name.da, group.name.en, *group.words):
            if found.setdefault(fold_name(word), group.id) != group.id:
                raise ValueError(f"{word!r} stands for both {found[fold_name(word)]} and {group.id}")
    return found


def find_group(written: str) -> ProductGroup | None:
    """The product group of an id, a name or an exact synonym in any case; None for other words, never a guess."""
    found = _written().get(fold_name(written))
    return product_groups()[found] if found else None
