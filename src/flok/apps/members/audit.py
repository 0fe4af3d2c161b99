"""Who read, changed, took out or deleted what. Never the content itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flok.apps.members.models import AuditEntry, Organisation, Person

Act = AuditEntry.Act


def note(
    act: str,
    subject: str,
    *,
    by: Person | None,
    now: datetime,
    organisation: Organisation | None = None,
    about: Person | None = None,
    detail: str = "",
) -> None:
    """One line in the log. `about`: the person whose data it was; reads of one's own are not logged."""
    if act == Act.READ and by is not None and about == by:
        return
    AuditEntry.objects.create(
        at=now, act=act, by=by, organisation=organisation, about=about, subject=subject, detail=detail[:500]
    )


def note_reads(subject: str, about: Iterable[Person], *, by: Person, now: datetime, detail: str = "") -> None:
    """One line for each whose data was read in a list, but not one's own. One query."""
    lines = [
        AuditEntry(at=now, act=Act.READ, by=by, about=one, subject=subject, detail=detail[:500])
        for one in about
        if one != by
    ]
    AuditEntry.objects.bulk_create(lines)
