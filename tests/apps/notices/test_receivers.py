"""What members' signals make of mails and notices."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flok.apps.members import signals
from flok.apps.members.models import Application, Invitation, MembershipChange, Organisation, Person
from flok.apps.members.scoping import inside
from flok.apps.notices.models import Letter, Notice
from flok.apps.notices.outbox import send_waiting
from tests.apps.worlds import new_organisation, new_person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def application(**fields: object) -> Application:
    organisation = new_organisation("Fiktiv Ansøger")
    return Application.objects.create(
        organisation=organisation, organisation_name=organisation.name, kind="municipality", at=NOW,
        is_contracting_authority=True, is_paid_up=True, name="Ansøger", email="ansoeger@flok.example", **fields,
    )  # fmt: skip


def test_coordinators_hear_of_an_application(db: None) -> None:
    coordinator, _other = new_person("Koordinator", is_coordinator=True), new_person("Andet Medlem")
    signals.application_received.send(Application, application=application())
    assert list(Notice.objects.values_list("person", "about")) == [(coordinator.pk, "Fiktiv Ansøger")]
    assert "Fiktiv Ansøger" not in Letter.objects.get().body


@pytest.mark.parametrize(
    ("decision", "language", "subject", "said"),
    [
        ("approved", "da", "I er nu medlem", "Jeres ansøgning er godkendt."),
        ("rejected", "da", "Jeres ansøgning om medlemskab", "Begrundelsen: Ikke ordregiver"),
        ("rejected", "en", "Your application for membership", "The reason: Ikke ordregiver"),
    ],
)
def test_the_applicant_is_told_with_the_reason(decision: str, language: str, subject: str, said: str) -> None:
    decided = application(decision=decision, language=language, reason="Ikke ordregiver\u202e")
    signals.application_decided.send(Application, application=decided)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("ansoeger@flok.example", subject)
    assert said in letter.body
    assert "\u202e" not in letter.body


def test_the_invited_gets_the_link_and_it_is_gone_when_sent(db: None) -> None:
    organisation = new_organisation("Fiktiv Kommune")
    with inside(organisation):
        invitation = Invitation.objects.create(
            organisation=organisation, email="ny@flok.example", name="Ny Person", token_hash="x", at=NOW, expires_at=NOW
        )
    signals.invited.send(Invitation, invitation=invitation, token="hemmelig-nøgle")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("ny@flok.example", "Du er inviteret med i netværket")
    assert "http://127.0.0.1:8000/medlemmer/invitation/hemmelig-n%C3%B8gle/" in letter.body
    assert send_waiting() == 1
    letter.refresh_from_db()
    assert letter.body == ""


def test_an_invitation_is_in_the_language_of_who_gets_it(db: None) -> None:
    organisation = application(language="en").organisation
    Person.objects.create_user("known@flok.example", "Known Person", language="en")
    for email in ("ansoeger@flok.example", "known@flok.example", "ukendt@flok.example"):
        invitation = Invitation(organisation=organisation, email=email, name="Navn")
        signals.invited.send(Invitation, invitation=invitation, token="x")
    assert dict(Letter.objects.values_list("to", "language")) == {
        "ansoeger@flok.example": "en", "known@flok.example": "en", "ukendt@flok.example": "da",
    }  # fmt: skip


def test_administrators_hear_of_a_changed_membership(db: None) -> None:
    organisation, coordinator = new_organisation("Fiktiv Region"), new_person("Koordinator", is_coordinator=True)
    administrator = new_person("Administrator", organisation, "administrator")
    new_person("Almindeligt Medlem", organisation)
    new_person("Anden Administrator", new_organisation("Andet Sted"), "administrator")
    change = MembershipChange(organisation=organisation, at=NOW, status="paused", by=coordinator, reason="Hemmelig")
    signals.membership_changed.send(Organisation, organisation=organisation, change=change)
    assert list(Notice.objects.values_list("person", "about")) == [(administrator.pk, "Fiktiv Region")]
    assert "Hemmelig" not in Letter.objects.get().body


def test_a_change_of_role_is_told_at_once(db: None) -> None:
    person = new_person("Faar Ny Rolle")
    signals.role_changed.send(type(person), person=person, organisation=new_organisation("Fiktiv Region"))
    assert Letter.objects.get().subject == "Din adgang til netværket er ændret"
