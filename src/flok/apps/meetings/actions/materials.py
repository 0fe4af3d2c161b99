"""Files of a meeting: kept once, public or not, removed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from flok.apps.meetings import files, found
from flok.apps.meetings.models import Material, Meeting, ProgrammeItem
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction


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
    """Keep a file that files.kind_of has let through. The same file again gives the one that is there."""
    key = uuid.uuid4()
    size, digest = files.keep(key, chunks)
    material = None
    try:
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


@in_transaction
def publish_material(material: Material, *, is_public: bool, by: Person, now: datetime) -> None:
    material.is_public = is_public
    material.save(update_fields=["is_public"])
    detail = f"{material.pk} {'public' if is_public else 'members'}"
    audit.note(audit.Act.CHANGE, "meeting material", by=by, now=now, detail=detail)
