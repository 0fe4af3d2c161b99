"""Changes to meetings. Who may: those who lead the network (rules.arranges_meetings); the pages ask first."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from flok.apps.meetings import files
from flok.apps.meetings.models import Material, Meeting, Presenter, ProgrammeItem
from flok.apps.meetings.rules import moved
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell

PROGRAMME_READY = "programme"  # the kind of notice
FIELDS = ("theme", "title", "purpose", "starts_at", "ends_at", "form", "town", "venue", "online_address", "places")


class ChangedMeanwhileError(Exception):
    """Someone else changed the meeting after this form was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class NamedPresenter:
    """Either a member (`person`), or the name of someone from outside."""

    organisation_name: str
    person: Person | None = None
    name: str = ""


@in_transaction
def call_meeting(key: uuid.UUID, fields: Mapping[str, Any], *, by: Person, now: datetime) -> Meeting:
    """A new meeting of FIELDS. `key` is made with the form: the same form sent twice gives one meeting."""
    given = {name: fields[name] for name in FIELDS}
    meeting, is_new = Meeting.objects.get_or_create(pk=key, defaults={**given, "changed_by": by})
    if is_new:
        audit.note(audit.Act.ADD, "meeting", by=by, now=now, detail=str(key))
    return meeting


@in_transaction
def change_meeting(meeting: Meeting, fields: Mapping[str, Any], *, version: int, by: Person, now: datetime) -> Meeting:
    """Write what is in `fields` (of FIELDS, decisions and minutes). When the hour is moved, so is the programme.

    Raises ChangedMeanwhileError where `version` is not the latest.
    """
    latest = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if latest.version != version:
        raise ChangedMeanwhileError
    before = latest.starts_at
    for name in (*FIELDS, "decisions", "minutes"):
        if name in fields:
            setattr(latest, name, fields[name])
    latest.version, latest.changed_by = version + 1, by
    latest.save()
    if latest.starts_at != before:
        for item in latest.programme.all():
            item.starts_at = moved(item.starts_at, before, latest.starts_at)
            item.save(update_fields=["starts_at"])
    audit.note(audit.Act.CHANGE, "meeting", by=by, now=now, detail=str(meeting.pk))
    return latest


@in_transaction
def delete_meeting(meeting: Meeting, *, by: Person, now: datetime) -> None:
    """With its programme and its files."""
    keys = list(meeting.materials.values_list("pk", flat=True))
    audit.note(audit.Act.DELETE, "meeting", by=by, now=now, detail=str(meeting.pk))
    meeting.delete()
    for key in keys:
        transaction.on_commit(partial(files.discard, key))


@in_transaction
def put_on_programme(
    meeting: Meeting,
    item: ProgrammeItem | None,
    *,
    title: str,
    starts_at: datetime,
    presenters: Sequence[NamedPresenter],
    by: Person,
    now: datetime,
) -> ProgrammeItem:
    """A new item, or `item` as it is to be."""
    item = item or ProgrammeItem(meeting=meeting)
    item.title, item.starts_at = title, starts_at
    item.save()
    item.presenters.all().delete()
    for one in presenters:
        Presenter.objects.create(item=item, person=one.person, name=one.name, organisation_name=one.organisation_name)
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(meeting.pk))
    return item


@in_transaction
def take_off_programme(item: ProgrammeItem, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.CHANGE, "programme", by=by, now=now, detail=str(item.meeting_id))
    item.delete()


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
    return material


@in_transaction
def remove_material(material: Material, *, by: Person, now: datetime) -> None:
    key = material.pk
    audit.note(audit.Act.DELETE, "meeting material", by=by, now=now, detail=str(key))
    material.delete()
    transaction.on_commit(lambda: files.discard(key))


@in_transaction
def publish_material(material: Material, *, is_public: bool, by: Person, now: datetime) -> None:
    material.is_public = is_public
    material.save(update_fields=["is_public"])
    detail = f"{material.pk} {'public' if is_public else 'members'}"
    audit.note(audit.Act.CHANGE, "meeting material", by=by, now=now, detail=detail)


@in_transaction
def tell_programme(meeting: Meeting, people: Iterable[Person], *, by: Person, now: datetime) -> None:
    """Tell people that the programme of the meeting is ready."""
    text, link = (
        gettext_lazy("The programme of the next meeting is ready"),
        reverse("meetings:detail", args=[meeting.pk]),
    )
    tell(people, PROGRAMME_READY, text, link=link, by=by, now=now, about=str(meeting))


@in_transaction
def forget_presenter(person: Person) -> None:
    """The programme keeps its item under "former member"; the name written beside it goes."""
    Presenter.objects.filter(person=person).update(name="", organisation_name="")
