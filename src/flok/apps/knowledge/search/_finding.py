"""What a viewer finds. The index says what might answer; the rows, read through the walls, say what may be seen.

Counts and suggestions are of what was let through, so that not even a number tells of what a reader may not see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from flok.apps.knowledge.models import FoundText, NetworkText
from flok.apps.knowledge.queries import themes_followed
from flok.apps.knowledge.search import _indexing
from flok.apps.knowledge.search._sources import name_of, sources
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import Ring
from flok.domain.search import Found as Answer
from flok.domain.search import marked, stretch

MOST = 200  # hits that are counted; a longer list is said to be longer
LONGEST = 200  # signs of a question
_SIGNS = re.compile(r"(?m)^[ \t]*(?:#+|[-*+>]|\d+\.)[ \t]+|[*_`]{1,3}|\|")  # of Markdown
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """`title` and `snippet` are safe HTML, what was asked for in <mark>. `page`: of a file, from 1."""

    kind: str
    kind_name: str
    title: SafeString
    link: str
    at: datetime | None
    about: str
    snippet: SafeString
    page: int | None
    file_name: str


@dataclass(frozen=True, slots=True)
class Kind:
    kind: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """`count`: of hits, up to MOST; `is_more`: there are more than that. `kinds`: how many of each, of any kind.

    `instead`: the question as it was understood, where a word of it is found nowhere as it is written; else empty.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    is_more: bool = False
    kinds: tuple[Kind, ...] = ()
    instead: str = ""


def find(
    viewer: Viewer | None, text: str, *, kind: str = "", theme: str = "", offset: int = 0, limit: int = 10
) -> Found:
    """What answers a question, best first, for those in the network; three queries. Run inside the viewer's scope."""
    if viewer is None or not viewer.sees_network or not text.strip():
        return Found()
    text = text[:LONGEST]
    followed = themes_followed(viewer)
    reaches = _reaches(viewer, followed)
    every = _indexing.index().ask(text, reaches, theme=theme, limit=MOST + 1)
    chosen = _indexing.index().ask(text, reaches, kind=kind, theme=theme, limit=MOST + 1) if kind else every
    seen = _let_through({*every.keys, *chosen.keys}, viewer, followed)
    counts = Counter(seen[key] for key in every.keys[:MOST] if key in seen)
    kinds = tuple(Kind(one.kind, str(one.name), counts[one.kind]) for one in sources() if counts[one.kind])
    keys = [key for key in chosen.keys if key in seen]
    rows = _rows(keys[:MOST][offset : offset + limit])
    hits = tuple(_hit(rows[key], chosen) for key in keys[:MOST][offset : offset + limit] if key in rows)
    return Found(hits, min(len(keys), MOST), len(keys) > MOST, kinds, every.instead)


def suggest(viewer: Viewer | None, text: str, limit: int = 6) -> list[str]:
    """How a question that is being written may go on: with words the viewer may see. One query."""
    if viewer is None or not viewer.sees_network:
        return []
    return list(_indexing.index().suggest(text[:LONGEST], _reaches(viewer, themes_followed(viewer)), limit))


def _reaches(viewer: Viewer, followed: set[str]) -> set[str]:
    own = {_indexing.organisation_word(viewer.organisation.pk)} if viewer.organisation else set()
    return {_indexing.NETWORK, *own, *map(_indexing.theme_word, followed)}


def _let_through(keys: set[str], viewer: Viewer, followed: set[str]) -> dict[str, str]:
    """The kinds of those the walls and the rings let the viewer see. One query."""
    owned, networks = _ids(keys)
    seen = Q(ring=Ring.NETWORK) | Q(ring=Ring.THEME, theme__in=followed)
    if viewer.organisation:
        seen |= Q(organisation=viewer.organisation)
    mine = FoundText.objects.filter(seen, pk__in=owned).order_by().values_list("pk", "kind")
    shared = NetworkText.objects.filter(pk__in=networks).order_by().values_list("pk", "kind")
    found = list(mine.union(shared, all=True))
    return {key: kind for pk, kind in found for key in (f"o{_hex(pk)}", f"n{_hex(pk)}") if key in keys}


def _rows(keys: list[str]) -> dict[str, Mapping[str, Any]]:
    """Hits that were let through, whole. One query."""
    owned, networks = _ids(set(keys))
    names = ("pk", "kind", "title", "about", "text", "inside", "link", "at", "file_name")
    mine = FoundText.objects.filter(pk__in=owned).order_by().values(*names)
    shared = NetworkText.objects.filter(pk__in=networks).order_by().values(*names)
    found = list(mine.union(shared, all=True)) if keys else []
    return {key: row for row in found for key in (f"o{_hex(row['pk'])}", f"n{_hex(row['pk'])}") if key in keys}


def _ids(keys: set[str]) -> tuple[list[UUID], list[UUID]]:
    return [UUID(key[1:]) for key in keys if key[0] == "o"], [UUID(key[1:]) for key in keys if key[0] == "n"]


def _hex(pk: UUID | str) -> str:
    return pk.hex if isinstance(pk, UUID) else UUID(pk).hex


def _hit(row: Mapping[str, Any], asked: Answer) -> Hit:
    said, inside = (stretch(row[part], asked.words, phrases=asked.phrases) for part in ("text", "inside"))
    is_inside = bool(row["inside"]) and (inside.worth > said.worth or not row["text"])
    whole, shown = (row["inside"], inside) if is_inside else (row["text"], said)
    pieces = tuple((_SPACE.sub(" ", _SIGNS.sub("", piece)), mark) for piece, mark in shown.pieces)
    before = "… " if shown.start > 0 else ""
    after = " …" if shown.start + sum(len(piece) for piece, _mark in shown.pieces) < len(whole.rstrip()) else ""
    return Hit(
        row["kind"],
        name_of(row["kind"]),
        _html(marked(row["title"], asked.words, asked.phrases)),
        row["link"],
        row["at"],
        row["about"],
        mark_safe(before + _html(pieces).strip() + after),  # noqa: S308 - escaped piece by piece
        whole.count("\f", 0, shown.first) + 1 if is_inside else None,
        row["file_name"],
    )


def _html(pieces: tuple[tuple[str, bool], ...]) -> SafeString:
    written = (f"<mark>{escape(piece)}</mark>" if mark else escape(piece) for piece, mark in pieces)
    return mark_safe("".join(written))  # noqa: S308 - escaped piece by piece
