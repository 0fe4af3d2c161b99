"""Calling, changing and deleting meetings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from flok.apps.knowledge.models import Theme
from flok.apps.meetings import files, found
from flok.apps.meetings.actions.coming import fill_places
from flok.apps.meetings.models import Meeting
from flok.apps.meetings.rules import moved, slide_reminders
from flok.apps.meetings.signals import meeting_changed, meeting_deleted
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction

FIELDS = (
    "theme", "title", "purpose", "starts_at", "ends_at", "form", "town", "venue", "online_address", "places",
    "sign_up_closes_at", "practical",
)  # fmt: skip


class ChangedMeanwhileError(Exception):
    """Someone else changed the meeting after this form was opened; nothing was written."""


@in_transaction
def call_meeting(key: uuid.UUID, fields: Mapping[str, Any], *, by: Person, now: datetime) -> Meeting:
    """A new meeting of FIELDS, arranged by who calls it. `key` is made with the form: the same form sent twice gives
    one meeting. `theme` is a Theme or its key.
    """
    given = {**_columns(fields), "changed_by": by, "arranged_by": by}
    meeting, is_new = Meeting.objects.get_or_create(pk=key, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "meeting", by=by, now=now, detail=str(key))
        found.put_meeting(meeting)
    return meeting


@in_transaction
def change_meeting(meeting: Meeting, fields: Mapping[str, Any], *, version: int, by: Person, now: datetime) -> Meeting:
    """Write what is in `fields` (of FIELDS). When the hour is moved, so is the programme; more places move people up.

    What already stands there is not written again. Raises ChangedMeanwhileError where `version` is not the latest.
    """
    latest = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    before, given = latest.starts_at, _columns(fields)
    changed = frozenset(name for name, value in given.items() if getattr(latest, name) != value)
    if latest.version != version:
        if changed:
            raise ChangedMeanwhileError
        return latest
    for name in changed:
        setattr(latest, name, given[name])
    latest.version, latest.changed_by = version + 1, by
    latest.save()
    if latest.starts_at != before:
        asked = slide_reminders(latest.starts_at, latest.ends_at, now)  # later than it was: they are asked anew
        for item in latest.programme.all():
            item.starts_at = moved(item.starts_at, before, latest.starts_at)
            item.slides_asked = min(item.slides_asked, asked)
            item.save(update_fields=["starts_at", "slides_asked"])
    audit.note(audit.Act.CHANGE, "meeting", by=by, now=now, detail=str(meeting.pk))
    fill_places(latest, now=now)
    found.put_meeting(latest)
    meeting_changed.send(sender=Meeting, meeting=latest, changed=changed, by=by, now=now)
    return latest


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: fields[name] for name in FIELDS if name in fields}
    theme = given.pop("theme", None)
    return given if theme is None else {**given, "theme_id": theme.pk if isinstance(theme, Theme) else theme}


@in_transaction
def delete_meeting(meeting: Meeting, *, by: Person, now: datetime) -> None:
    """With its programme, its files, and what was written of it. Twice is once."""
    latest = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if latest is None:
        return
    keys = list(latest.materials.values_list("pk", flat=True))
    audit.note(audit.Act.DELETE, "meeting", by=by, now=now, detail=str(latest.pk))
    meeting_deleted.send(sender=Meeting, meeting=latest, by=by, now=now)
    found.take_out_meeting(latest)
    latest.delete()
    for key in keys:
        transaction.on_commit(partial(files.discard, key))
