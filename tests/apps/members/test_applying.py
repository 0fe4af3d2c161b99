"""Asking to become a member, and the answer: once, with a reason, and the same whatever is known."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from flok.apps.members import actions, signals
from flok.apps.members.models import Application, Invitation, MembershipChange, Organisation, Person, Status
from flok.apps.members.scoping import inside
from tests.apps.members.cases import APPLICATION
from tests.apps.worlds import World, new_organisation, new_person, signed_in

ADDRESS = "/medlemmer/ansoeg/"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted(_django_db_helper: None) -> None:
    """Applications are counted in the cache; each test begins with none."""
    cache.clear()


@pytest.fixture
def told() -> Iterator[list[tuple[str, Any]]]:
    """What others hear of."""
    heard: list[tuple[str, Any]] = []

    def received(sender: object, application: Application, **_: Any) -> None:
        heard.append(("received", application.organisation_name))

    def decided(sender: object, application: Application, **_: Any) -> None:
        heard.append(("decided", application.decision))

    def invited(sender: object, invitation: Invitation, token: str, **_: Any) -> None:
        heard.append(("invited", (invitation.email, invitation.role)))

    signals.application_received.connect(received)
    signals.application_decided.connect(decided)
    signals.invited.connect(invited)
    yield heard
    signals.application_received.disconnect(received)
    signals.application_decided.disconnect(decided)
    signals.invited.disconnect(invited)


def send(**changed: Any) -> Any:
    return Client().post(ADDRESS, {**APPLICATION, "once": str(uuid.uuid4()), **changed})


def applied() -> Application:
    send()
    return Application.objects.get(email=APPLICATION["email"], organisation__cvr=APPLICATION["cvr"])


def history(organisation: Organisation) -> list[tuple[str, str]]:
    with inside(organisation):
        return list(MembershipChange.objects.values_list("status", "reason"))


def test_an_application_is_kept_with_its_organisation(told: list[Any]) -> None:
    assert send()["Location"] == "/medlemmer/ansoeg/tak/"
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.status) == (APPLICATION["organisation_name"], "applied")
    assert history(organisation) == [("applied", "")]
    assert told == [("received", APPLICATION["organisation_name"])]


def test_c02_a_form_sent_twice_counts_once(told: list[Any]) -> None:
    once = str(uuid.uuid4())
    answers = [send(once=once) for _ in range(2)]
    assert [one["Location"] for one in answers] == ["/medlemmer/ansoeg/tak/"] * 2
    assert Application.objects.count() == 1
    assert len(told) == 1


def test_f12_a_number_that_is_known_gets_the_same_answer_and_is_left_as_it_is() -> None:
    known = new_organisation("Kendt Kommune (opdigtet)")
    new, old = send(), send(cvr=known.cvr, organisation_name="Noget andet", kind="state")
    assert (new.status_code, new.content, new["Location"]) == (old.status_code, old.content, old["Location"])
    known.refresh_from_db()
    assert (known.name, known.kind, known.status) == ("Kendt Kommune (opdigtet)", "municipality", "member")


def test_f07_what_the_form_does_not_have_is_not_taken() -> None:
    send(
        status="member", decision="approved", decided_by="1", is_coordinator="1", organisation="1", role="administrator"
    )
    found = Application.objects.get()
    assert (found.decision, found.organisation.status, Person.objects.count()) == ("open", "applied", 0)


@pytest.mark.parametrize("field", ["organisation_name", "name", "title", "email"])
def test_f11_a_line_break_is_refused(field: str) -> None:
    assert send(**{field: "x@flok.example\r\nBcc: alle@flok.example"}).status_code == 400
    assert Application.objects.count() == 0


@pytest.mark.parametrize("text", ["Skovs\u200bø", "\u202eabc", "a\x00b"])
def test_u02_invisible_signs_are_refused(text: str) -> None:
    assert send(organisation_name=text).status_code == 400


def test_u01_what_is_written_apart_is_kept_together() -> None:
    send(name="A\u030age")
    assert Application.objects.get().name == "Åge"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "supplier"}, "Leverandører er velkomne som oplægsholdere"),
        ({"is_contracting_authority": "no"}, "Netværket er kun for ordregivere"),
        ({"is_paid_up": "no"}, "Medlemskab af foreningen kommer først"),
        ({"cvr": "99900106"}, "Det er ikke et CVR-nummer"),
    ],
)
def test_who_cannot_become_a_member_is_told_why(changed: dict[str, str], says: str) -> None:
    response = send(**changed)
    assert (response.status_code, says in response.content.decode()) == (400, True)
    assert Organisation.objects.count() == 0


def test_a_program_that_fills_in_everything_is_answered_and_not_heard() -> None:
    assert send(website="https://evil.example")["Location"] == "/medlemmer/ansoeg/tak/"
    assert Application.objects.count() == 0


def test_applications_are_bounded() -> None:
    assert {send().status_code for _ in range(30)} == {302}
    assert send().status_code == 429


def test_approved_is_a_member_and_its_applicant_is_invited_as_administrator(told: list[Any]) -> None:
    coordinator, found = new_person("Koordinator", is_coordinator=True), applied()
    client = signed_in(coordinator)
    page = client.get(f"/medlemmer/sekretariat/ansoegninger/{found.pk}/").content.decode()
    assert "kontrolcifferet passer" in page
    address = f"/medlemmer/sekretariat/ansoegninger/{found.pk}/"
    sent = {"decision": "approved", "reason": "Begge betingelser er opfyldt."}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]  # C02
    found.refresh_from_db()
    assert (found.decision, found.decided_by, found.organisation.status) == ("approved", coordinator, "member")
    assert history(found.organisation) == [("applied", ""), ("member", "Begge betingelser er opfyldt.")]
    assert told[1:] == [("invited", (APPLICATION["email"], "administrator")), ("decided", "approved")]


def test_rejected_is_told_and_has_ended(told: list[Any]) -> None:
    coordinator, found = new_person("Koordinator", is_coordinator=True), applied()
    actions.decide(found, decision="rejected", reason="Ikke medlem af foreningen.", by=coordinator, now=timezone.now())
    assert Organisation.objects.get().status == Status.ENDED
    assert history(found.organisation)[-1] == ("ended", "Ikke medlem af foreningen.")
    assert told[-1] == ("decided", "rejected")


def test_the_second_to_decide_sees_what_was_decided() -> None:
    first, second = new_person("Første", is_coordinator=True), new_person("Anden", is_coordinator=True)
    found = applied()
    actions.decide(found, decision="approved", reason="Ja.", by=first, now=timezone.now())
    response = signed_in(second).post(
        f"/medlemmer/sekretariat/ansoegninger/{found.pk}/", {"decision": "rejected", "reason": "Nej."}
    )
    assert (response.status_code, "En anden nåede at afgøre den" in response.content.decode()) == (409, True)
    found.refresh_from_db()
    assert (found.decision, found.reason) == ("approved", "Ja.")


def test_no_decision_without_a_reason() -> None:
    client, found = signed_in(new_person("Koordinator", is_coordinator=True)), applied()
    address = f"/medlemmer/sekretariat/ansoegninger/{found.pk}/"
    assert client.post(address, {"decision": "approved", "reason": " "}).status_code == 400
    found.refresh_from_db()
    assert found.decision == "open"


@pytest.mark.django_db(transaction=True)
def test_c02_two_coordinators_at_once_make_one_decision() -> None:
    people = [new_person("Første", is_coordinator=True), new_person("Anden", is_coordinator=True)]
    found, start, outcomes = applied(), threading.Barrier(2), []

    def decide(person: Person, decision: str) -> None:
        start.wait()
        try:
            outcomes.append(
                actions.decide(found, decision=decision, reason="x", by=person, now=timezone.now()).decision
            )
        except actions.AlreadyDecidedError as error:
            outcomes.append(f"was {error.application.decision}")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=pair) for pair in zip(people, ("approved", "rejected"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decided = Application.objects.get(pk=found.pk).decision
    assert sorted(outcomes) == [decided, f"was {decided}"]
    assert len(history(found.organisation)) == 2


def test_a_membership_is_paused_resumed_and_ended_with_reasons(world: World) -> None:
    client = signed_in(new_person("Koordinator", is_coordinator=True))
    address = f"/medlemmer/sekretariat/medlemskab/{world.organisation.pk}/"
    for seen, status in (("member", "paused"), ("paused", "member"), ("member", "ended")):
        sent = {"seen": seen, "status": status, "reason": f"til {status}"}
        assert client.post(address, sent).status_code == 302
    assert history(world.organisation)[-3:] == [(one, f"til {one}") for one in ("paused", "member", "ended")]
    overtaken = client.post(address, {"seen": "member", "status": "paused", "reason": "for sent"})
    assert overtaken.status_code == 409
    assert len(history(world.organisation)) == 5
