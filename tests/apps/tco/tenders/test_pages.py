"""Forms of a tender: clocks that are set back and forward, weights, openers, codes, and two who write at once."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flok.apps.members.models import AuditEntry
from flok.apps.notices.models import Notice
from flok.apps.tco.actions.tenders import confirm_code, fetch_code
from flok.apps.tco.models import Opener, Tender
from flok.apps.tco.queries.tenders import possible_openers
from flok.domain.tco import tender as engine
from tests.apps.tco.tender_cases import FAR, NOW, frozen, new_study, new_tender, with_codes
from tests.apps.worlds import World, new_organisation, new_person, signed_in

LINEAR = {
    "price_weight": "75", "spread": "50", "floor": "zero", "name_1": "Støj", "highest_1": "10", "weight_1": "25",
}  # fmt: skip


def terms(**changed: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4(), "version": 0, "reference": "2099-1", "authority": "Eksempel Kommune", "day": "2099-03-02",
        "at": "12:00", "tie": "lowest_cost", **changed,
    }  # fmt: skip


def begun(house: World, rule: str = "lowest_cost", **changed: Any) -> Any:
    study = new_study(house)
    client = signed_in(house.people["administrator"])
    return client.post(reverse("tco:tender_begin", args=[study.pk, rule]), terms(**changed))


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("2027-03-28", "02:30", "Uret stilles om"),  # D01: it does not exist
        ("2027-10-31", "02:30", "Uret stilles om"),  # D02: it is there twice
        ("2026-01-05", "12:00", "Åbningstiden skal ligge i fremtiden"),
        ("9999-12-31", "23:59", "nærmere"),
        ("2027-02-30", "12:00", "form-error"),
        ("2027-03-01", "24:00", "form-error"),  # D03
    ],
)
def test_d01_d02_d03_a_time_that_is_none_is_asked_for_again(house: World, day: str, at: str, said: str) -> None:
    answer = begun(house, day=day, at=at)
    assert (answer.status_code, said in answer.content.decode(), Tender.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("day", "moment", "written"),
    [
        ("2099-03-02", datetime(2099, 3, 2, 11, 0, tzinfo=UTC), "opens = 2099-03-02T12:00:00+01:00"),
        ("2099-07-02", datetime(2099, 7, 2, 10, 0, tzinfo=UTC), "opens = 2099-07-02T12:00:00+02:00"),
    ],
)
def test_the_time_is_the_clocks_in_denmark(house: World, day: str, moment: datetime, written: str) -> None:
    begun(house, day=day)
    tender = Tender.objects.get()
    assert (tender.opens_at, written in tender.document) == (moment, True)


@pytest.mark.parametrize(
    ("rule", "changed", "said"),
    [
        ("linear", {**LINEAR, "weight_1": "20"}, "Vægtene er tilsammen 95 %"),
        ("linear", {**LINEAR, "spread": "0"}, "Skriv et tal fra"),
        ("linear", {**LINEAR, "minimum_1": "11"}, "flere point, end der kan gives"),
        ("linear", {**LINEAR, "weight_2": "5"}, "Giv kriteriet et navn"),
        ("linear", {**LINEAR, "weight_1": "1e400"}, "Skriv et tal"),
        ("fixed_interval", {**LINEAR, "low": "200.000", "high": "100.000"}, "skal ligge over den nedre"),
        ("monetised", {"name_1": "Støj", "highest_1": "10"}, "hvad et point er værd"),
        ("lowest_cost", {"reference": "a\u202eb"}, "form-error"),  # U02
        ("lowest_cost", {"reference": "x" * 101}, "form-error"),
        ("lowest_cost", {"reference": "a\x00b"}, "form-error"),
        ("lowest_cost", {"key": "x"}, ""),
    ],
)
def test_terms_that_cannot_be_used_are_said_and_not_kept(
    house: World, rule: str, changed: dict[str, Any], said: str
) -> None:
    answer = begun(house, rule, **changed)
    assert (answer.status_code, said in answer.content.decode(), Tender.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("rule", list(engine.ABOUT))
def test_every_model_can_be_chosen_and_its_terms_shown_again(house: World, rule: str) -> None:
    told: dict[str, Any] = {} if rule == "lowest_cost" else {**LINEAR, "value_1": "5.000", "low": "0", "high": "9.000"}
    if rule == "per_point":
        told["weight_1"] = "100"
    assert begun(house, rule, **told).status_code == 302
    tender = Tender.objects.get()
    client = signed_in(house.people["administrator"])
    page = client.get(reverse("tco:tender_terms", args=[tender.pk, rule]))
    assert page.status_code == 200
    sent = {name: value for name, value in page.context["form"].initial.items() if value not in (None, "")}
    sent |= {"at": f"{sent['at']:%H:%M}", "day": sent["day"].isoformat()}
    assert client.post(reverse("tco:tender_terms", args=[tender.pk, rule]), sent).status_code == 302
    again = Tender.objects.get()
    assert (again.document, again.version) == (tender.document, 1)


def test_c04_two_who_change_the_terms_at_once(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    client, address = (
        signed_in(house.people["administrator"]),
        reverse("tco:tender_terms", args=[tender.pk, "lowest_cost"]),
    )
    assert client.post(address, terms(reference="min")).status_code == 302
    second = client.post(address, terms(reference="din"))
    assert (second.status_code, 'value="din"' in second.content.decode()) == (409, True)
    assert Tender.objects.get().reference == "min"


def test_c02_a_draft_sent_twice_is_one(house: World) -> None:
    study, key = new_study(house), uuid.uuid4()
    client = signed_in(house.people["administrator"])
    for _ in range(2):
        client.post(reverse("tco:tender_begin", args=[study.pk, "lowest_cost"]), terms(key=key))
    assert Tender.objects.count() == 1


def test_an_unknown_model_is_not_there(house: World) -> None:
    study = new_study(house)
    for rule in ("best", "__class__", "LINEAR"):
        answer = signed_in(house.people["administrator"]).get(reverse("tco:tender_begin", args=[study.pk, rule]))
        assert answer.status_code == 404


def test_openers_are_colleagues_two_to_eight(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    stranger = new_person("Carla Fremmed", new_organisation("Organisation B (opdigtet)"))
    client, address = signed_in(house.people["administrator"]), reverse("tco:openers", args=[tender.pk])
    ane, bo = (house.people[role].pk for role in ("administrator", "member"))
    for chosen in ([ane], [ane, stranger.pk], [], [ane, "x"]):
        assert client.post(address, {"people": chosen}).status_code == 422
    assert client.post(address, {"people": [ane, bo]}).status_code == 302
    assert stranger not in possible_openers(tender)
    assert Opener.objects.count() == 2


def test_openers_are_not_replaced_quietly(house: World) -> None:
    """Who leads it may choose anew: then the one who is out and the chair are told, and the log says who."""
    carla = new_person("Carla Opdigtet", house.organisation)
    dan = new_person("Dan Opdigtet", house.organisation, "administrator")
    ane, bo = house.people["administrator"], house.people["member"]
    tender = new_tender(house, opens=FAR)
    with_codes(house, tender)
    page = signed_in(ane).get(reverse("tco:freeze", args=[tender.pk]))
    assert [name in page.content.decode() for name in ("Bo Opdigtet", "Carla")] == [True, False]
    chosen = {"people": [ane.pk, carla.pk]}
    for _ in range(2):  # the second time nothing changes
        assert signed_in(dan).post(reverse("tco:openers", args=[tender.pk]), chosen).status_code == 302
    told = {each.person: str(each.text) for each in Notice.objects.filter(at__gt=NOW)}
    assert set(told) == {ane, bo, carla}
    noted = AuditEntry.objects.filter(subject="tender", by=dan).order_by("about__name")
    assert [(each.about, each.detail.split()[1:]) for each in noted] == [
        (bo, ["opener", "removed"]), (carla, ["opener", "added"]),
    ]  # fmt: skip
    opener = Opener.objects.get(person=carla)
    code = fetch_code(opener, by=carla, now=NOW)
    assert confirm_code(opener, code, by=carla, now=NOW)
    signed_in(ane).post(reverse("tco:freeze", args=[tender.pk]), {"version": page.context["tender"].version})
    assert Tender.objects.get().state == "draft"  # it was another's list of openers that was seen


def test_fixed_meanwhile_the_openers_stay(house: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tender, _codes = frozen(house, opens=FAR)
    monkeypatch.setattr("flok.apps.tco.views.tender_openers.in_state", lambda found, *states: found)
    carla = new_person("Carla Opdigtet", house.organisation)
    ane = house.people["administrator"]
    chosen = {"people": [ane.pk, carla.pk]}
    answer = signed_in(ane).post(reverse("tco:openers", args=[tender.pk]), chosen, follow=True)
    assert (answer.status_code, "Udbuddet er låst" in answer.content.decode()) == (200, True)
    assert not Opener.objects.filter(person=carla).exists()


def test_an_opener_who_has_left_is_replaced_first(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    with_codes(house, tender)
    house.people["member"].representations.update(until=NOW.date())
    ane = signed_in(house.people["administrator"])
    answer = ane.post(reverse("tco:freeze", args=[tender.pk]), {"version": 1}, follow=True)
    assert ("er her ikke længere" in answer.content.decode(), Tender.objects.get().state) == (True, "draft")


def test_a_code_is_ones_own_and_a_new_one_ends_the_old(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    ane, bo = signed_in(house.people["administrator"]), signed_in(house.people["member"])
    ane.post(reverse("tco:openers", args=[tender.pk]), {"people": [one.pk for one in house.people.values()]})
    opener = Opener.objects.get(person=house.people["member"])
    fetch, confirm = (reverse(f"tco:{name}", args=[opener.pk]) for name in ("fetch_code", "confirm_code"))
    assert "eneste, der kan hente koden" in ane.get(reverse("tco:code", args=[opener.pk])).content.decode()
    assert (ane.post(fetch).status_code, ane.post(confirm, {"code": "x"}).status_code) == (403, 403)
    first, second = (bo.post(fetch).context["code"] for _ in range(2))
    told = Notice.objects.filter(person=house.people["member"]).order_by("at").last()
    assert told is not None
    assert "er hentet en ny kode" in told.text  # someone else may have sat at the screen
    assert bo.post(confirm, {"code": first}).status_code == 422
    assert "tastefejl" in bo.post(confirm, {"code": second[:-1]}).content.decode()
    assert bo.post(confirm, {"code": second.lower().replace("-", " ")}).status_code == 302
    assert Opener.objects.get(pk=opener.pk).confirmed_at is not None


def test_a_code_is_kept_out_of_caches(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    ane = signed_in(house.people["administrator"])
    ane.post(reverse("tco:openers", args=[tender.pk]), {"people": [one.pk for one in house.people.values()]})
    opener = Opener.objects.get(person=house.people["administrator"])
    assert ane.post(reverse("tco:fetch_code", args=[opener.pk]))["Cache-Control"] == "private, no-store"


def test_a_tender_is_fixed_only_when_every_code_is_written_down(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    ane = signed_in(house.people["administrator"])
    ane.post(reverse("tco:openers", args=[tender.pk]), {"people": [one.pk for one in house.people.values()]})
    ane.post(reverse("tco:freeze", args=[tender.pk]), {"version": "1"})
    assert "Lås udbuddet</a>" not in ane.get(reverse("tco:tender", args=[tender.pk])).content.decode()
    assert Tender.objects.get().state == "draft"


def test_a_study_that_cannot_be_put_to_tender_says_why(house: World) -> None:
    from flok.apps.tco.actions import begin_study
    from flok.domain.tco import template_text

    text = template_text("appliances").replace('fixed_by = "bidder"', 'fixed_by = "authority"')
    study = begin_study(uuid.uuid4(), text, organisation=house.organisation, by=house.people["member"], now=NOW)
    page = signed_in(house.people["member"]).get(reverse("tco:tender_models", args=[study.pk])).content.decode()
    assert "Ingen felter er tilbudsgivers" in page


def test_a_bid_without_the_forms_token_is_refused(house: World) -> None:
    tender, _codes = frozen(house, opens=FAR)
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.people["member"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("tco:receive", args=[tender.pk]), {"key": uuid.uuid4()}).status_code == 403


def test_the_opening_goes_later_only(house: World) -> None:
    tender, _codes = frozen(house, opens=FAR)
    client, address = signed_in(house.people["administrator"]), reverse("tco:postpone", args=[tender.pk])
    assert client.post(address, {"day": "2099-03-01", "at": "12:00"}).status_code == 422
    assert client.post(address, {"day": "2099-03-09", "at": "12:00"}).status_code == 302
    assert Tender.objects.get().opens == FAR + timedelta(days=7)
