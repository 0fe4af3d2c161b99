"""What can be found is written here: in the transaction of the change it tells of."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from flok.apps.knowledge.models import FoundText, NetworkText, Reading
from flok.apps.knowledge.search import _indexing
from flok.apps.knowledge.search._sources import Entry
from flok.apps.members.scoping import inside

if TYPE_CHECKING:
    from flok.apps.members.models import Organisation

_SPACE = uuid.UUID("b3a1c7de-5f0e-5d0c-9a53-6f2c3f5d7a10")  # of the ids made from kind and key
MOST_TEXT = 400_000  # signs of a text that can be searched; some 150 pages
_WAITS = ("", Reading.WAITING)


def id_of(kind: str, key: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, f"{kind}:{key}")


def put(entry: Entry) -> None:
    """A thing that is new or has changed. It is found, in every process, as soon as the transaction commits."""
    save(entry.without_file())


def take_out(kind: str, key: str, *, organisation: Organisation | None) -> None:
    """A thing that is no longer to be found. One that is not there is passed over."""
    with within(organisation):
        row = _row(kind, key, organisation)
        if row is not None:
            named = _indexing.key_of(row)
            row.delete()
            transaction.on_commit(partial(_indexing.forget, [named]), robust=True)


def keep(row: FoundText | NetworkText) -> None:
    """Save a row with its digest, and tell the index when it is committed."""
    told = "\x1f".join((row.title, row.about, row.file_name, row.text, row.inside, row.kind, _indexing.reach_of(row)))
    row.digest = hashlib.blake2b(f"{told}\x1f{row.theme}".encode(), digest_size=16).hexdigest()
    row.save()
    transaction.on_commit(partial(_indexing.tell, row), robust=True)


def within(organisation: Organisation | None) -> AbstractContextManager[None]:
    return nullcontext() if organisation is None else inside(organisation)


def clean(text: str, most: int) -> str:
    """A text as both databases take it: composed (NFC), without NUL and half signs, and not longer than `most`."""
    whole = text[:most].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole)[:most]


def _row(kind: str, key: str, organisation: Organisation | None) -> FoundText | NetworkText | None:
    pk = id_of(kind, key)
    if organisation is None:
        return NetworkText.objects.filter(pk=pk).first()
    found: FoundText | None = FoundText.objects.filter(pk=pk, organisation=organisation).first()
    return found


def save(entry: Entry) -> str:
    """Write an entry's row, with its file if it has one; how the file stands."""
    with within(entry.organisation):
        row = _row(entry.kind, entry.key, entry.organisation)
        if row is None:
            pk = id_of(entry.kind, entry.key)
            row = (
                NetworkText(pk=pk) if entry.organisation is None else FoundText(pk=pk, organisation=entry.organisation)
            )
        if isinstance(row, FoundText):
            row.ring = entry.ring
        row.kind, row.key, row.theme, row.at = entry.kind, entry.key, entry.theme, entry.at
        row.title, row.about = clean(entry.title, 300), clean(entry.about, 200)
        row.text, row.link = clean(entry.text, MOST_TEXT), entry.link[:500]
        _note_file(row, entry)
        keep(row)
        return row.reading


def _note_file(row: FoundText | NetworkText, entry: Entry) -> None:
    if entry.file is None:
        row.file = row.file_name = row.file_digest = row.inside = row.reading = ""
        return
    place = str(entry.file.path.relative_to(Path(settings.DATA)))
    known = row.file == place and row.file_digest == entry.file.digest
    if not known or row.reading in _WAITS:
        row.inside, row.reading = "", Reading.WAITING
    row.file, row.file_name, row.file_digest = place, clean(entry.file.name, 200), entry.file.digest


def readings_of(kind: str, keys: Collection[str]) -> dict[str, Reading]:
    """How the files of some things stand, by key. Asked where the reader may see the things. One query."""
    ids = [id_of(kind, key) for key in keys]
    owned, networks = (
        model.objects.filter(pk__in=ids).order_by().values_list("key", "reading") for model in (FoundText, NetworkText)
    )
    return {key: Reading(reading) for key, reading in owned.union(networks, all=True) if reading}


def reading_of(kind: str, key: str) -> Reading | None:
    """How the file of one thing stands; None: it has none that was put."""
    return readings_of(kind, [key]).get(key)
