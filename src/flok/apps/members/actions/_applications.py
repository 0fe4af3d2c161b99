"""Asking to become a member, and the answer."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from flok.apps.members import audit, signals
from flok.apps.members.actions._invitations import invite
from flok.apps.members.actions._memberships import set_status
from flok.apps.members.models import Application, MembershipChange, Organisation, Person, Representation, Status
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction

Decision = Application.Decision


class AlreadyDecidedError(Exception):
    """Someone decided otherwise first; `application` as it stands."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.decision)
        self.application = application


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of application says."""

    organisation_name: str
    cvr: str
    kind: str
    is_contracting_authority: bool
    is_paid_up: bool
    name: str
    email: str
    title: str
    message: str
    language: str


@in_transaction
def apply(asked: Asked, *, once: uuid.UUID, now: datetime) -> Application:
    """Keep an application. `once`: the same for each sending of one form, which counts once.

    An organisation that is known is left as it is: a stranger changes nothing by naming its number.
    """
    if (before := Application.objects.filter(pk=once).first()) is not None:
        return before
    organisation, is_new = Organisation.objects.get_or_create(
        cvr=asked.cvr,
        defaults={
            "name": asked.organisation_name,
            "kind": asked.kind,
            "is_contracting_authority": asked.is_contracting_authority,
            "status": Status.APPLIED,
        },
    )
    if is_new:
        with inside(organisation):
            MembershipChange.objects.create(organisation=organisation, at=now, status=Status.APPLIED)
    said = {name: value for name, value in asdict(asked).items() if name != "cvr"}
    application, is_first = Application.objects.get_or_create(
        id=once, defaults={**said, "organisation": organisation, "at": now}
    )
    if not is_first:
        return application
    audit.note(audit.Act.ADD, "application", by=None, now=now, organisation=organisation)
    signals.application_received.send(sender=Application, application=application)
    return application


@in_transaction
def decide(application: Application, *, decision: str, reason: str, by: Person, now: datetime) -> Application:
    """Approve or reject, once. The same answer again changes nothing; another raises AlreadyDecidedError."""
    changed = Application.objects.filter(pk=application.pk, decision=Decision.OPEN).update(
        decision=decision, reason=reason, decided_by=by, decided_at=now
    )
    application = Application.objects.select_related("organisation").get(pk=application.pk)
    if not changed:
        if (application.decision, application.decided_by) == (decision, by):
            return application
        raise AlreadyDecidedError(application)
    organisation = application.organisation
    if decision == Decision.APPROVED:
        _take_in(application, organisation, reason=reason, by=by, now=now)
    elif organisation.status == Status.APPLIED and not _has_open(organisation):
        set_status(organisation, seen=organisation.status, status=Status.ENDED, reason=reason, by=by, now=now)
    audit.note(audit.Act.CHANGE, "application", by=by, now=now, organisation=organisation, detail=decision)
    signals.application_decided.send(sender=Application, application=application)
    return application


def _take_in(application: Application, organisation: Organisation, *, reason: str, by: Person, now: datetime) -> None:
    if organisation.status != Status.MEMBER:
        set_status(organisation, seen=organisation.status, status=Status.MEMBER, reason=reason, by=by, now=now)
    people = Representation.objects.filter(organisation=organisation, until=None)
    if people.filter(person__email=application.email).exists():
        return
    has_administrator = people.filter(role=Representation.Role.ADMINISTRATOR).exists()
    invite(
        organisation,
        email=application.email,
        name=application.name,
        title=application.title,
        role=Representation.Role.MEMBER if has_administrator else Representation.Role.ADMINISTRATOR,
        by=by,
        now=now,
    )


def _has_open(organisation: Organisation) -> bool:
    return Application.objects.filter(organisation=organisation, decision=Decision.OPEN).exists()
