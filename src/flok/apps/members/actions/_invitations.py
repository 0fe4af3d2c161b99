"""Links that let one address represent one organisation, once."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from flok.apps.members import audit, signals
from flok.apps.members.models import Invitation, Organisation, Person, Representation
from flok.apps.members.rules import INVITATION_LASTS, mail_key, refusal_of, token_hash
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction

logger = logging.getLogger("flok")


class InvitationRefusedError(Exception):
    """Why: unknown, used, withdrawn, expired, ended, other (somebody else's address), account (sign in first)."""


@in_transaction
def invite(
    organisation: Organisation, *, email: str, name: str, title: str, role: str, by: Person, now: datetime
) -> Invitation:
    """Invite an address. An open invitation of the same address is withdrawn: only the newest link opens.

    The token begins with the organisation's id (32 hex digits), so that it can be looked up inside the organisation.
    """
    token = organisation.pk.hex + secrets.token_urlsafe(32)
    email = mail_key(email)
    with inside(organisation):
        Invitation.objects.filter(email=email, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email,
            name=name,
            title=title,
            role=role,
            token_hash=token_hash(token),
            by=by,
            at=now,
            expires_at=now + INVITATION_LASTS,
        )
    audit.note(audit.Act.ADD, "invitation", by=by, now=now, organisation=organisation, detail=role)
    signals.invited.send(sender=Invitation, invitation=invitation, token=token)
    return invitation


@in_transaction
def withdraw_invitation(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """The link opens nothing from now on. One that is used stays used."""
    with inside(invitation.organisation):
        changed = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    if changed:
        audit.note(audit.Act.DELETE, "invitation", by=by, now=now, organisation=invitation.organisation)


@in_transaction
def accept_invitation(
    invitation: Invitation, *, by: Person | None, name: str = "", password: str = "", language: str, now: datetime
) -> Person:
    """Use an invitation: `by` is signed in with its address, or nobody has it yet and it gets a name and a password.

    Raises InvitationRefusedError.
    """
    organisation = invitation.organisation
    with inside(organisation):
        if why := refusal_of(invitation, now):
            raise InvitationRefusedError(why)
        if by is not None and by.email != invitation.email:
            raise InvitationRefusedError("other")
        if by is None and Person.objects.filter(email=invitation.email).exists():
            raise InvitationRefusedError("account")
        used = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(used_at=now)
        if not used:
            raise InvitationRefusedError("used")
        person = by or _new_person(invitation.email, name, password, language)
        current = Representation.objects.filter(person=person, organisation=organisation, until=None)
        if not current.exists():
            Representation.objects.create(
                person=person,
                organisation=organisation,
                role=invitation.role,
                title=invitation.title,
                since=timezone.localdate(now),
            )
    audit.note(audit.Act.ADD, "representation", by=person, about=person, now=now, organisation=organisation)
    signals.role_changed.send(sender=Representation, person=person, organisation=organisation)
    return person


def _new_person(email: str, name: str, password: str, language: str) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, name, password, language=language)
    except IntegrityError:
        raise InvitationRefusedError("account") from None


def refuse_invitation(invitation: Invitation | None, why: str, *, by: Person | None, now: datetime) -> None:
    """A refused link stands in the log: an attempt, or a member who needs a new one."""
    organisation = invitation.organisation if invitation is not None else None
    logger.warning("invitation refused: %s", why)
    audit.note(audit.Act.REFUSED, "invitation", by=by, now=now, organisation=organisation, detail=why)
