"""Files of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flok.apps.knowledge import files, found
from flok.apps.knowledge.models import Attachment, Case
from flok.apps.knowledge.queries import room_used
from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction


class NoRoomError(Exception):
    """The organisation has used the room it has here."""


def attach(
    case: Case, chunks: Iterable[bytes], *, title: str, kind: str, size: int, by: Person | None, now: datetime
) -> Attachment:
    """Keep a file of a kind kernel.files.kind_of has told. The same file again gives the one that is there.

    Raises NoRoomError. A file without a row, where something fails in between, is swept away within hours.
    """
    if room_used()[1] + size > files.quota():
        raise NoRoomError
    size, digest = files.keep(case.organisation, chunks)
    return _note(case, digest, {"title": title, "kind": kind, "size": size, "by": by, "at": now}, by=by, now=now)


@in_transaction
def _note(case: Case, digest: str, given: dict[str, object], *, by: Person | None, now: datetime) -> Attachment:
    made, is_new = Attachment.objects.get_or_create(
        case=case, digest=digest, defaults={"organisation": case.organisation, **given}
    )
    if is_new:
        audit.note(audit.Act.ADD, "case file", by=by, now=now, organisation=case.organisation, detail=str(case.pk))
        found.put_attachment(case, made)
    attachment: Attachment = made
    return attachment


@in_transaction
def detach(attachment: Attachment, *, by: Person, now: datetime) -> None:
    """Take a file off a case. On the disk it goes when no case of the organisation has it any more (files.sweep)."""
    organisation = attachment.organisation
    audit.note(audit.Act.DELETE, "case file", by=by, now=now, organisation=organisation, detail=str(attachment.case_id))
    found.take_out_attachment(attachment)
    attachment.delete()
