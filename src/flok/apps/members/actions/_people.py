"""People and what they are: names and addresses, roles, and when one no longer represents an organisation."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from flok.apps.members import audit, signals
from flok.apps.members.models import Invitation, Organisation, Person, Representation
from flok.apps.members.rules import mail_key
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction

Role = Representation.Role


class LastAdministratorError(Exception):
    """The organisation would have nobody to invite and to correct."""


class LastCoordinatorError(Exception):
    """The network would have nobody to decide."""


def end_sign_ins(person: Person) -> None:
    """Every open sign-in of a person ends; the person must sign in again."""
    Person.objects.filter(pk=person.pk).update(sign_in_stamp=F("sign_in_stamp") + 1)
    person.refresh_from_db(fields=["sign_in_stamp"])


@in_transaction
def change_person(person: Person, *, name: str, language: str, by: Person, now: datetime) -> None:
    """A person's own name and language."""
    Person.objects.filter(pk=person.pk).update(name=name, language=language)
    person.name, person.language = name, language
    audit.note(audit.Act.CHANGE, "person", by=by, about=person, now=now)


@in_transaction
def change_address(person: Person, *, email: str, by: Person, now: datetime) -> bool:
    """The address a person signs in with, once they have shown that it is theirs. False where somebody has it."""
    email = mail_key(email)
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        return False
    Person.objects.filter(pk=person.pk).update(email=email)
    person.email = email
    end_sign_ins(person)
    audit.note(audit.Act.CHANGE, "address", by=by, about=person, now=now)
    return True


@in_transaction
def change_representation(representation: Representation, *, role: str, title: str, by: Person, now: datetime) -> None:
    """Role and title in an organisation. A new role ends open sign-ins. Raises LastAdministratorError."""
    kept = Representation.objects.select_for_update().get(pk=representation.pk)
    if kept.role != role:
        if role != Role.ADMINISTRATOR:
            _refuse_last(kept)
        end_sign_ins(kept.person)
        signals.role_changed.send(sender=Representation, person=kept.person, organisation=kept.organisation)
    Representation.objects.filter(pk=kept.pk).update(role=role, title=title)
    audit.note(
        audit.Act.CHANGE,
        "representation",
        by=by,
        about=kept.person,
        now=now,
        organisation=kept.organisation,
        detail=role,
    )


@in_transaction
def end_representation(representation: Representation, *, by: Person, now: datetime) -> None:
    """Someone no longer represents an organisation; their name stays on what they wrote.

    Their open invitations are withdrawn. The last administrator may leave, but is not sent away
    (LastAdministratorError).
    """
    kept = Representation.objects.select_for_update().get(pk=representation.pk)
    if kept.until is not None:
        return
    if kept.person_id != by.pk:
        _refuse_last(kept)
    Representation.objects.filter(pk=kept.pk).update(until=timezone.localdate(now))
    with inside(kept.organisation):
        Invitation.objects.filter(by=kept.person, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    end_sign_ins(kept.person)
    audit.note(audit.Act.DELETE, "representation", by=by, about=kept.person, now=now, organisation=kept.organisation)
    signals.role_changed.send(sender=Representation, person=kept.person, organisation=kept.organisation)


def _refuse_last(representation: Representation) -> None:
    others = Representation.objects.filter(
        organisation=representation.organisation_id, until=None, role=Role.ADMINISTRATOR
    ).exclude(pk=representation.pk)
    if representation.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministratorError


@in_transaction
def make_leader(person: Person, *, is_chair: bool, is_coordinator: bool, by: Person, now: datetime) -> None:
    """Who is chair and coordinator. Ends the person's open sign-ins. Raises LastCoordinatorError."""
    leaders = Person.objects.select_for_update().filter(is_coordinator=True, is_active=True)
    others = [one for one in leaders if one.pk != person.pk]
    if person.is_coordinator and not is_coordinator and not others:
        raise LastCoordinatorError
    if (person.is_chair, person.is_coordinator) == (is_chair, is_coordinator):
        return
    Person.objects.filter(pk=person.pk).update(is_chair=is_chair, is_coordinator=is_coordinator)
    person.is_chair, person.is_coordinator = is_chair, is_coordinator
    end_sign_ins(person)
    detail = ", ".join(name for name, given in (("chair", is_chair), ("coordinator", is_coordinator)) if given)
    audit.note(audit.Act.CHANGE, "leader", by=by, about=person, now=now, detail=detail or "none")
    signals.role_changed.send(sender=Person, person=person, organisation=None)


@in_transaction
def set_active(person: Person, *, is_active: bool, reason: str, by: Person, now: datetime) -> None:
    """Close or open a person's sign-in; what they have open ends at once. Raises LastCoordinatorError."""
    others = Person.objects.filter(is_coordinator=True, is_active=True).exclude(pk=person.pk)
    if person.is_coordinator and not is_active and not others.exists():
        raise LastCoordinatorError
    Person.objects.filter(pk=person.pk).update(is_active=is_active)
    person.is_active = is_active
    end_sign_ins(person)
    audit.note(audit.Act.CHANGE, "sign-in", by=by, about=person, now=now, detail=f"{is_active}: {reason}")
    if not is_active:
        signals.sign_in_closed.send(sender=Person, person=person)


@in_transaction
def note_read(person: Person, *, by: Person, organisation: Organisation | None, now: datetime) -> None:
    """Someone opened the page of another person."""
    audit.note(audit.Act.READ, "person", by=by, about=person, now=now, organisation=organisation)
