"""The index beside the database: which rows it should hold, and making it so.

What a change writes to the database is the truth. Once it is committed the index is told; should that fail, or the
file be lost, the worker sees what differs by the digests and writes it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from flok.apps.knowledge.models import FoundText, NetworkText
from flok.apps.members.scoping import Ring, across_organisations
from flok.domain.search import Index, Text, field_synonyms

logger = logging.getLogger("flok")
AT_ONCE = 200
NETWORK = "network"  # the word of reach that all in the network hold
_open: dict[tuple[int, Path], Index] = {}


def path() -> Path:
    return Path(settings.DATA) / "search" / "words.sqlite3"


def index() -> Index:
    """This process's index."""
    place = (os.getpid(), path())
    if place not in _open:
        _open[place] = Index(path(), field_synonyms())
    return _open[place]


def organisation_word(pk: object) -> str:
    return f"org:{pk}"


def theme_word(theme: str) -> str:
    return f"theme:{theme}"


def key_of(row: FoundText | NetworkText) -> str:
    return f"{'o' if isinstance(row, FoundText) else 'n'}{row.pk.hex}"


def reach_of(row: FoundText | NetworkText) -> str:
    """The words one of which a reader must hold."""
    if isinstance(row, NetworkText) or row.ring == Ring.NETWORK:
        return NETWORK
    own = organisation_word(row.organisation_id)
    return f"{own} {theme_word(row.theme)}" if row.ring == Ring.THEME and row.theme else own


def text_of(row: FoundText | NetworkText) -> Text:
    """A row as the index takes it."""
    words = " \n".join(part for part in (row.about, row.file_name, row.text, row.inside) if part)
    return Text(key_of(row), row.kind, row.theme, reach_of(row), row.digest, row.title, words)


def tell(row: FoundText | NetworkText) -> None:
    """Put a row that has been saved into the index."""
    index().put([text_of(row)])


def forget(keys: Iterable[str]) -> None:
    index().remove(keys)


def repair() -> int:
    """Make the index hold what the rows say, and nothing else; how many texts differed. For the worker."""
    held = index().digests()
    changed = 0
    with across_organisations():
        there: set[str] = set()
        for model, letter in ((FoundText, "o"), (NetworkText, "n")):
            pairs = model.objects.values_list("pk", "digest")
            differs = [pk for pk, digest in pairs if held.get(f"{letter}{pk.hex}") != digest]
            there |= {f"{letter}{pk.hex}" for pk, _digest in pairs}
            for start in range(0, len(differs), AT_ONCE):
                index().put(text_of(row) for row in model.objects.filter(pk__in=differs[start : start + AT_ONCE]))
            changed += len(differs)
    gone = held.keys() - there
    if gone:
        index().remove(gone)
    return changed + len(gone)
