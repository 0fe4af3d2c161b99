"""Documentation judged with reasons and a letter; licences kept, and told of before they end."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flok.apps.labels import actions, proofs, tasks
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.members.models import Representation
from flok.apps.members.scoping import inside
from flok.apps.notices.models import Notice
from flok.domain import labels
from tests.apps.labels.cases import NOW, judged, new_assessment
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db
SENT = {"supplier": "Opdigtet Rengøring A/S", "kind": "label", "needed_on": "2027-01-01", "version": "0"}


def hand_in(client: Client, kept: KeptAssessment, **fields: str) -> Any:
    given = {**SENT, "key": str(uuid.uuid4()), **fields}
    return client.post(reverse("labels:new_proof", args=[kept.pk]), given, follow=True)


def told(person: Any) -> list[str]:
    return [one.text for one in Notice.objects.filter(person=person, kind=actions.EXPIRES).order_by("at")]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"covers": "yes", "licence_number": "5026 0001", "valid_until": "2028-01-01"}, "Derfor er det godtaget"),
        ({"covers": "yes"}, "Oplys licensnummeret."),
        ({"covers": "no"}, "Beviset gælder ikke det, der er tilbudt."),
        ({"covers": "yes", "licence_number": "5", "valid_until": "2026-12-31"}, "gjaldt kun til 31. december 2026"),
        ({"kind": "test_report", "covers": "yes", "requirement_1": "Uden parfume"}, "er opfyldt: Uden parfume"),
        ({"kind": "technical_dossier", "covers": "yes", "out_of_reach": "no"}, "kravene lette at kontrollere"),
        ({"kind": "other", "covers": "yes", "requirement_1": "Klar 2027-13-45", "meets_1": "no"}, "Klar 2027-13-45"),
    ],
)  # fmt: skip
def test_the_result_has_its_reasons(client: Client, here: World, fields: dict[str, str], says: str) -> None:
    page = hand_in(client, new_assessment(here), **fields).content.decode()
    assert says in page
    assert ("Kære Opdigtet Rengøring A/S" in page) == ("Bed om mere" in page or "Det skal I bede om" in page)


def test_what_was_handed_in_is_read_back_to_the_same(here: World) -> None:
    asked = labels.Asked(label="X", requirements=("a", "b"), needed_on=date(2027, 1, 1), contract_end=None)
    proof = labels.Proof(kind="other", valid_until=date(2028, 2, 29), meets={"a": "yes", "b": "partly"}, covers="yes")
    assert proofs.from_plain(proofs.as_plain(asked, proof)) == (asked, proof)


@pytest.mark.parametrize(
    "bad",
    [{"supplier": ""}, {"kind": "x"}, {"needed_on": ""}, {"needed_on": "2027-02-30"}, {"valid_until": "9999-01-01"},
     {"licence_number": "5\0"}, {"holder": "\u202eA/S"}, {"covers": "maybe"}, {"key": "x"}, {"version": "-1"},
     {"requirement_1": "x" * 1_001},
     {"requirement_1": "Uden parfume", "meets_1": "no", "requirement_2": "Uden parfume", "meets_2": "yes"}],
)  # fmt: skip
def test_f01_f03_u02_u03_bad_documentation_is_told(client: Client, here: World, bad: dict[str, str]) -> None:
    response = hand_in(client, new_assessment(here), **bad)
    assert response.status_code == 422
    assert not KeptProof.objects.exists()


def test_it_is_judged_again_when_more_comes_and_nobody_is_overwritten(client: Client, here: World) -> None:
    kept = new_assessment(here)
    hand_in(client, kept, covers="yes")
    proof = KeptProof.objects.get()
    address = reverse("labels:change_proof", args=[kept.pk, proof.pk])
    again = {**SENT, "key": str(proof.pk), "covers": "yes", "licence_number": "5", "valid_until": "2031-01-01"}
    assert client.post(address, {**again, "version": "1"}).status_code == 302
    proof.refresh_from_db()
    assert (proof.status, proof.version) == ("accepted", 2)
    assert client.post(address, {**again, "version": "1", "licence_number": "6"}).status_code == 409
    owed = client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
    assert "gælder til 1. januar 2031" in owed


def test_a_licence_that_ends_inside_the_contract_is_told_of_at_once(client: Client, here: World) -> None:
    kept = new_assessment(here, by=here.people["member"])
    page = hand_in(
        client, kept, covers="yes", licence_number="5", valid_until="2028-06-30", contract_end="2030-12-31"
    ).content.decode()
    assert "Beviset udløber 30. juni 2028, før kontrakten slutter 31. december 2030." in page
    assert told(here.people["member"]) == ["En licens udløber, før kontrakten slutter: bed om den nye i god tid"]
    assert told(here.people["administrator"]) == []


def test_what_ends_is_told_once_to_its_maker_or_who_administers(here: World) -> None:
    member, administrator = here.people["member"], here.people["administrator"]
    kept = new_assessment(here, by=member)
    judged(kept, member, licence_number="5", valid_until=date(2031, 6, 30))
    for moment, number in (
        (NOW, 0),
        (datetime(2027, 10, 1, tzinfo=UTC), 1),  # the assessment, which holds a year
        (datetime(2027, 10, 2, tzinfo=UTC), 1),
        (datetime(2031, 5, 2, tzinfo=UTC), 2),  # the licence
        (datetime(2031, 5, 3, tzinfo=UTC), 2),
    ):
        tasks.tell_of_what_expires(moment)
        assert len(told(member)) == number, moment
    Representation.objects.filter(person=member).update(until="2027-01-01")
    KeptProof.objects.update(told_of=None)
    assert tasks.tell_of_what_expires(datetime(2031, 5, 4, tzinfo=UTC)) == 1
    assert told(administrator) == ["En mærkelicens udløber snart: slå den op, og bed om den nye"]


def test_the_front_page_tells_what_ends_soon(client: Client, here: World) -> None:
    kept = new_assessment(here)
    soon = datetime.now(tz=UTC).date() + timedelta(days=20)
    judged(kept, here.people["member"], supplier="Snart Udløbet A/S", licence_number="5", valid_until=soon)
    for _ in range(11):  # what ended long ago does not hide it
        old = soon - timedelta(days=200)
        judged(kept, here.people["member"], supplier="Glemt A/S", licence_number="6", valid_until=old)
    page = client.get(reverse("labels:front")).content.decode()
    assert ("Snart Udløbet A/S" in page, "Glemt A/S" in page) == (True, False)


def test_another_organisation_s_documentation_is_not_there(client: Client, other: World) -> None:
    with inside(other.organisation):
        kept = new_assessment(other, ring="network")
        proof = judged(kept, other.people["member"])
    for route in ("proof", "change_proof", "delete_proof"):
        assert client.get(reverse(f"labels:{route}", args=[kept.pk, proof.pk])).status_code == 404
