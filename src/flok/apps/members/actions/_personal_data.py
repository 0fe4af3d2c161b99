"""All that is stored of a person, taken out or erased. Each app answers for its own (personal_data.py)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.utils import timezone

from flok.apps.members import audit
from flok.apps.members.models import Application, AuditEntry, Invitation, Person, Representation
from flok.apps.members.personal_data import keepers
from flok.apps.members.scoping import across_organisations
from flok.apps.members.transactions import in_transaction


@in_transaction
def export_person(person: Person, *, by: Person, now: datetime) -> dict[str, Any]:
    """What is stored of a person, by app, as plain data."""
    with across_organisations():
        found = {keeper.name: keeper.export(person) for keeper in keepers()}
    audit.note(audit.Act.EXPORT, "person", by=by, about=person, now=now)
    return found


@in_transaction
def erase_person(person: Person, *, by: Person, reason: str, now: datetime) -> None:
    """Remove what is stored of a person; what they wrote stays, under "former member". Once is enough."""
    if person.erased_at is not None:
        return
    with across_organisations():
        for keeper in keepers():
            keeper.erase(person)
    Person.objects.filter(pk=person.pk).update(erased_at=now)
    audit.note(audit.Act.DELETE, "person", by=by, about=person, now=now, detail=reason)


def export(person: Person) -> dict[str, Any]:
    """The members app's own part: who the person is, whom they represent, how they sign in, what was logged."""
    return {
        "person": {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "is_chair": person.is_chair,
            "is_coordinator": person.is_coordinator,
            "last_sign_in": person.last_login,
        },
        "represents": list(
            person.representations.values("organisation__name", "role", "title", "since", "until").order_by("since")
        ),
        "sign_in": {
            "second_steps": list(
                Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
            ),
            "organisations_own": list(
                SocialAccount.objects.filter(user=person).values("provider", "uid", "date_joined")
            ),
        },
        "applications": list(
            Application.objects.filter(email=person.email).values(
                "organisation_name", "title", "message", "at", "decision"
            )
        ),
        "invitations": list(
            Invitation.objects.filter(email=person.email).values("organisation__name", "title", "role", "at", "used_at")
        ),
        "log": list(
            AuditEntry.objects.filter(Q(about=person) | Q(by=person)).values("at", "act", "subject", "detail")[:5_000]
        ),
    }


def erase(person: Person) -> None:
    """Name, address and ways to sign in go; the row stays, so that what points to it is a former member's."""
    Application.objects.filter(email=person.email).update(name="", email="", title="", message="")
    Invitation.objects.filter(email=person.email, used_at=None).delete()
    Invitation.objects.filter(email=person.email).update(name="", email="", title="")
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user=person).delete()
    Representation.objects.filter(person=person).update(title="")
    Representation.objects.filter(person=person, until=None).update(until=timezone.localdate())
    person.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(
        name="Tidligere medlem",
        email=f"{person.pk.hex}@slettet.invalid",
        password=person.password,
        is_chair=False,
        is_coordinator=False,
        is_active=False,
        last_login=None,
        sign_in_stamp=person.sign_in_stamp + 1,
    )
