"""A membership begins, pauses, goes on and ends; each time with a reason that stays."""

from __future__ import annotations

from datetime import datetime

from flok.apps.members import audit, signals
from flok.apps.members.models import Invitation, MembershipChange, Organisation, Person, Status
from flok.apps.members.rules import NEXT_STATUS
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction


class NotPossibleError(Exception):
    """The membership is no longer what it was when the page was opened, or the change has no meaning."""


@in_transaction
def change_membership(
    organisation: Organisation, *, seen: str, status: str, reason: str, by: Person, now: datetime
) -> MembershipChange:
    """Pause, resume or end. `seen`: the status on the page it was asked from. Raises NotPossibleError."""
    if status not in NEXT_STATUS.get(seen, ()):
        raise NotPossibleError
    return set_status(organisation, seen=seen, status=status, reason=reason, by=by, now=now)


def set_status(
    organisation: Organisation, *, seen: str, status: str, reason: str, by: Person | None, now: datetime
) -> MembershipChange:
    """Inside a transaction: the status, its row in the history, the log. Raises NotPossibleError."""
    if not Organisation.objects.filter(pk=organisation.pk, status=seen).update(status=status):
        raise NotPossibleError
    organisation.status = status
    with inside(organisation):
        change = MembershipChange.objects.create(organisation=organisation, at=now, status=status, reason=reason, by=by)
        if status == Status.ENDED:
            Invitation.objects.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    audit.note(audit.Act.CHANGE, "membership", by=by, now=now, organisation=organisation, detail=status)
    signals.membership_changed.send(sender=Organisation, organisation=organisation, change=change)
    return change
