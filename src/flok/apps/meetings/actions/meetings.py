"""Calling, changing and deleting meetings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from flok.apps.meetings import files
from flok.apps.meetings.models import Meeting
from flok.apps.meetings.rules import moved
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction

FIELDS = ("theme", "title", "purpose", "starts_at", "ends_at", "form", "town", "venue", "online_address", "places")


class ChangedMeanwhileError(Exception):
    """Someone else changed the meeting after this form was opened; nothing was written."""


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
