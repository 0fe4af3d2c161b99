"""Files of a meeting: kept once, public or not, removed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from flok.apps.knowledge.cleaning import clean
from flok.apps.meetings import files, found
from flok.apps.meetings.models import Material, Meeting, ProgrammeItem
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction


class HiddenContentError(Exception):
    """A file that cannot be shown to everyone as it is; `found`: what is hidden in it (knowledge.texts.HIDDEN)."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__()
        self.found = found


def add_material(
    meeting: Meeting,
    chunks: Iterable[bytes],
    *,
    title: str,
    kind: str,
    is_public: bool,
    item: ProgrammeItem | None = None,
    by: Person | None,
    now: datetime,
) -> Material:
    """Keep a file that files.kind_of has let through. The same file again gives the one that is there.

    Raises HiddenContentError for one that is to be public and cannot be cleaned; nothing is kept then.
    """
    key = uuid.uuid4()
    size, digest = files.keep(key, chunks)
    material = None
    try:
        if is_public:
            _clean_copy(key, kind)
        fields = {"pk": key, "item": item, "title": title, "kind": kind, "size": size, "is_public": is_public}
        material = _note_material(meeting, digest, fields, by=by, now=now)
    finally:
        if material is None or material.pk != key:
            files.discard(key)
    return material


@in_transaction
def _note_material(
    meeting: Meeting, digest: str, fields: Mapping[str, Any], *, by: Person | None, now: datetime
) -> Material:
    material, is_new = Material.objects.get_or_create(
        meeting=meeting, digest=digest, defaults={**fields, "added_by": by, "at": now}
    )
    if is_new:
        audit.note(audit.Act.ADD, "meeting material", by=by, now=now, detail=str(material.pk))
        found.put_material(material)
    return material


@in_transaction
def remove_material(material: Material, *, by: Person, now: datetime) -> None:
    key = material.pk
    audit.note(audit.Act.DELETE, "meeting material", by=by, now=now, detail=str(key))
    found.take_out_material(material)
    material.delete()
    transaction.on_commit(lambda: files.discard(key))


def publish_material(material: Material, *, is_public: bool, by: Person, now: datetime) -> None:
    """Let everyone fetch it, as a copy without what is hidden in it, or the network's own alone.

    Raises HiddenContentError where it cannot be cleaned; nothing is changed then.
    """
    if is_public:
        _clean_copy(material.pk, material.kind)
    _publish(material, is_public, by=by, now=now)
    if not is_public:
        files.public_path_of(material.pk).unlink(missing_ok=True)


def public_copy(material: Material) -> Path:
    """The copy everyone gets; made where it is missing, as after an upgrade. Raises HiddenContentError."""
    path = files.public_path_of(material.pk)
    if not path.exists():
        _clean_copy(material.pk, material.kind)
    return path


def _clean_copy(key: uuid.UUID, kind: str) -> None:
    cleaned = clean(kind, files.path_of(key), files.public_path_of(key))
    if not cleaned.done:
        raise HiddenContentError(cleaned.found)


@in_transaction
def _publish(material: Material, is_public: bool, *, by: Person, now: datetime) -> None:
    material.is_public = is_public
    material.save(update_fields=["is_public"])
    detail = f"{material.pk} {'public' if is_public else 'members'}"
    audit.note(audit.Act.CHANGE, "meeting material", by=by, now=now, detail=detail)
