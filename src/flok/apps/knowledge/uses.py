"""What a case has used: a definition, a study, a label assessment, an obligation, a measure; and how it is taken home.

An app above that keeps such things says so here when it is ready (`register`). What the author chooses of their own is
copied into the case as plain data, by their own act; who takes it home gets a copy of that copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from flok.apps.members.rules import Viewer

KINDS: dict[str, Promise | str] = {
    "definition": _("Definition"),
    "study": _("Life-cycle cost study"),
    "label": _("Label assessment"),
    "obligation": _("Obligation or clause"),
    "measure": _("Measure"),
}


@dataclass(frozen=True, slots=True)
class Keeper:
    """`offered`: the viewer's own things as (key, name). `copied`: one of them as plain data (JSON), or None where it
    is not theirs. `take_home`: makes the viewer's organisation a copy of what was copied, and gives its address.
    """

    offered: Callable[[Viewer], list[tuple[str, str]]]
    copied: Callable[[Viewer, str], Mapping[str, Any] | None]
    take_home: Callable[[Viewer, Mapping[str, Any], datetime], str]


_keepers: dict[str, Keeper] = {}


def register(kind: str, keeper: Keeper) -> None:
    """Called once by the app that keeps things of a kind (of KINDS), when it is ready."""
    if kind not in KINDS:
        raise ValueError(kind)
    _keepers[kind] = keeper


def keeper_of(kind: str) -> Keeper | None:
    return _keepers.get(kind)


def offered(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's own things that a case may use, as ("kind:key", "Kind: name")."""
    return [
        (f"{kind}:{key}", f"{KINDS[kind]}: {name}")
        for kind, keeper in _keepers.items()
        for key, name in keeper.offered(viewer)
    ]


def chosen(viewer: Viewer, word: str) -> dict[str, Any] | None:
    """What was chosen of `offered`, as it is kept in a case; None where it is not the viewer's."""
    kind, _colon, key = word.partition(":")
    keeper = _keepers.get(kind)
    if keeper is None:
        return None
    name = dict(keeper.offered(viewer)).get(key)
    copy = keeper.copied(viewer, key) if name is not None else None
    return None if copy is None else {"kind": kind, "name": name, "key": key, "copy": dict(copy)}
