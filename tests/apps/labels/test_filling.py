"""Begun from the front page, saved as it is filled in, and never lost or overwritten."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flok.apps.labels.models import KeptAssessment
from flok.apps.members.scoping import inside
from tests.apps.labels.cases import new_assessment
from tests.apps.worlds import World, signed_in

pytestmark = pytest.mark.django_db


def begun(client: Client, world: World, **fields: Any) -> KeptAssessment:
    given = {"key": uuid.uuid4(), "label": "Svanemærket", "title": "Rengøring", **fields}
    response = client.post(reverse("labels:begin"), given)
    assert response.status_code == 302, response.content.decode()
    with inside(world.organisation):
        return KeptAssessment.objects.select_related("organisation").get(pk=response["Location"].split("/")[2])


def save(client: Client, kept: KeptAssessment, *, htmx: bool = False, **fields: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("labels:save", args=[kept.pk]), {"version": kept.version, **fields}, headers=headers)


def again(world: World, kept: KeptAssessment) -> KeptAssessment:
    with inside(world.organisation):
        return KeptAssessment.objects.select_related("organisation", "made_by").get(pk=kept.pk)


def test_may_i_require_the_swan_for_cleaning_and_what_do_i_write(client: Client, world: World) -> None:
    """The newcomer's way: the front page, what is bought, two questions, the answer with its text."""
    page = client.get(reverse("labels:begin"), {"maerke": "svanemærket", "koeb": "rengøringsydelser"}).content.decode()
    assert "Svanemærket står i registret" in page
    assert '<option value="cleaning_services" selected>' in page
    kept = begun(client, world, title="rengøringsydelser", product_group="cleaning_services")
    form = client.get(reverse("labels:fill", args=[kept.pk])).content.decode()
    assert 'name="asked" value="B1 B2"' in form
    save(client, kept, asked="B1 B2", B1="yes", B2="yes", score="1", **{
        "B1-evidence": "kriteriedokumentet, side 3", "B1-on": "2026-11-20",
        "B2-evidence": "krav for krav", "B2-on": "2026-11-20",
    })  # fmt: skip
    answer = client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
    assert "Må I kræve Svanemærket til “rengøringsydelser”?" in answer
    assert "Ja, som mindstekrav." in answer
    assert "Rengøringsydelser skal være mærket med Svanemærket eller tilsvarende." in answer
    assert "udbudsloven § 46, stk. 3" in answer


@pytest.mark.parametrize(
    "written",
    ["SVANEN", "  svanen ", "Svanemærket", unicodedata.normalize("NFD", "Svanemærket"), "SvanemÃ¦rket", "nordic_swan"],
)
def test_u01_codes_blanks_case_and_broken_encodings_are_the_same_label(
    client: Client, world: World, written: str
) -> None:
    assert begun(client, world, label=written).label == "nordic_swan"


def test_an_unknown_label_is_asked_about_and_can_be_assessed_as_it_is(client: Client, world: World) -> None:
    given = {"key": uuid.uuid4(), "label": "Svanmærket", "title": "Rengøring"}
    response = client.post(reverse("labels:begin"), given)
    assert response.status_code == 422
    assert "Svanemærket</a>" in response.content.decode()
    kept = begun(client, world, label="Opdigtet mærke", anyway="1")
    assert (kept.label, kept.code) == ("Opdigtet mærke", "R5")
    page = client.get(reverse("labels:answer", args=[kept.pk]))
    assert page.status_code == 200
    assert b"/maerker/register/Opdigtet" not in page.content
    assert client.get(reverse("labels:download", args=[kept.pk, "vurdering-pdf"])).status_code == 200


def test_sent_twice_is_one_and_never_another_organisations(client: Client, world: World, other: World) -> None:
    key = uuid.uuid4()
    first, second = (begun(client, world, key=key) for _ in range(2))
    assert first == second
    theirs = begun(signed_in(other.people["member"]), other, key=key)
    assert theirs.pk != first.pk


@pytest.mark.parametrize(
    "bad",
    [
        {"label": ""}, {"title": ""}, {"label": "a\0b"}, {"title": "skjult\u202etekst"}, {"label": "x" * 201},
        {"title": "å" * 100_000}, {"product_group": "findes_ikke"}, {"contract_start": "31-02-2027"},
        {"contract_start": "2027-01-02", "contract_end": "2027-01-01"}, {"contract_end": "0001-01-01"}, {"key": "x"},
    ],
)  # fmt: skip
def test_f01_u02_u03_what_is_no_purchase_is_told_at_its_field(client: Client, bad: dict[str, str]) -> None:
    given = {"key": uuid.uuid4(), "label": "Svanemærket", "title": "Rengøring", **bad}
    assert client.post(reverse("labels:begin"), given).status_code == 422


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("B1", "maybe"), ("B1-address", "javascript:alert(1)"), ("B1-address", "//example.org"), ("B1-on", "i går"),
        ("B1-evidence", "skjult\u200btekst"), ("B1-evidence", "x" * 4_001), ("B1-evidence", "a\0b"),
        ("B1-evidence", "privat \ue000"), ("score", "6"),
    ],
)  # fmt: skip
def test_f02_f03_f04_a_wrong_answer_is_told_and_nothing_is_written(
    client: Client, world: World, name: str, value: str
) -> None:
    kept = begun(client, world)
    response = save(client, kept, **{"asked": "B1", "score": "", "B1": "yes", name: value})
    assert response.status_code == 422
    assert again(world, kept).plain == kept.plain


def test_the_rest_is_saved_by_itself_and_what_is_wrong_is_told(client: Client, world: World) -> None:
    kept = begun(client, world)
    response = save(client, kept, htmx=True, asked="B1 B2", B1="yes", B2="no", **{"B2-address": "ftp://x"})
    assert response.status_code == 200
    assert "form-error-message" in response.content.decode()
    assert 'value="2" id="id_version" hx-swap-oob="true"' in response.content.decode()
    answers = again(world, kept).plain["answers"]
    assert answers["B1"]["answer"] == "yes"
    assert "B2" not in answers


def test_markup_in_an_answer_is_text(client: Client, world: World) -> None:
    kept = begun(client, world, title="<script>alert(1)</script>")
    save(client, kept, asked="B1 B3", B1="yes", B3="<b>x</b>", **{"B1-evidence": "{{ 7*7 }}<img src=x>"})
    for name in ("answer", "fill", "beside", "show", "wording"):
        page = client.get(reverse(f"labels:{name}", args=[kept.pk])).content
        assert b"<script>alert" not in page
        assert b"<img src=x>" not in page


def test_what_the_register_answered_stays_the_registers_until_it_is_changed(client: Client, world: World) -> None:
    kept = begun(client, world)
    before = kept.plain["answers"]["C3"]
    assert before["by_register"]
    sent = {"C3": "yes", "C3-evidence": before["evidence"], "C3-address": before["address"], "C3-on": before["on"]}
    save(client, kept, asked="C3", **sent)
    assert again(world, kept).plain["answers"]["C3"] == before
    save(client, again(world, kept), asked="C3", **sent | {"C3": "no"})
    changed = again(world, kept)
    assert changed.plain["answers"]["C3"] == {**before, "answer": "no", "by_register": False}
    answer = client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
    assert "Svar, der ikke alle kan være rigtige" in answer


def test_contradictory_answers_and_evidence_without_date_are_named(client: Client, world: World) -> None:
    kept = begun(client, world)
    save(client, kept, asked="A6 B1 D1", A6="II", D1="yes", B1="yes", **{"B1-evidence": "side 3", "B1-on": ""})
    answer = client.get(reverse("labels:answer", args=[kept.pk])).content.decode()
    assert "En egen påstand (type II) er ikke certificeret af en tredjepart." in answer
    assert "Beviset har ingen dato" in answer


def test_a_day_without_evidence_is_none(client: Client, world: World) -> None:
    kept = begun(client, world)
    save(client, kept, asked="B1", B1="yes", **{"B1-on": "2026-11-20"})
    assert again(world, kept).plain["answers"]["B1"]["on"] == ""


def test_two_who_write_at_once_see_each_others_answers(client: Client, world: World) -> None:
    kept = begun(client, world)
    theirs = signed_in(world.people["member"])
    save(theirs, kept, asked="B1", B1="no", form=uuid.uuid4())
    response = save(client, kept, asked="B1", B1="yes", form=uuid.uuid4())
    assert response.status_code == 409
    assert "Nu står der: nej" in response.content.decode()
    assert again(world, kept).plain["answers"]["B1"]["answer"] == "no"
    assert save(client, kept, htmx=True, asked="B1", B1="yes").status_code == 409
    assert save(client, again(world, kept), asked="B1", B1="yes").status_code == 302
    assert again(world, kept).plain["answers"]["B1"]["answer"] == "yes"


def test_one_form_that_saved_by_itself_meets_no_stranger(client: Client, world: World) -> None:
    kept, form = begun(client, world), uuid.uuid4()
    assert save(client, kept, htmx=True, asked="B1", B1="yes", form=form).status_code == 200
    assert save(client, kept, asked="B1", B1="partly", form=form).status_code == 302
    assert again(world, kept).plain["answers"]["B1"]["answer"] == "partly"


def test_signed_out_nothing_written_is_lost(world: World, here: World) -> None:
    kept = new_assessment(world)
    response = save(Client(), kept, asked="B1", B1="yes", **{"B1-evidence": "Det lange bevis"})
    assert response.status_code == 403
    assert "Det lange bevis" in response.content.decode()


def test_the_purchase_is_changed_without_the_answers(client: Client, world: World) -> None:
    kept = begun(client, world)
    save(client, kept, asked="B1", B1="yes")
    kept = again(world, kept)
    response = save(client, kept, **{"del": "koeb", "title": "Vinduespudsning", "then": "kort"})
    assert response["Location"].endswith("?del=kort")
    changed = again(world, kept)
    assert (changed.title, changed.plain["answers"]["B1"]["answer"]) == ("Vinduespudsning", "yes")


def test_two_who_change_the_purchase_at_once_see_each_other(client: Client, world: World) -> None:
    kept, theirs = begun(client, world), signed_in(world.people["member"])
    bought = {"del": "koeb", "title": "Rengøring af skoler", "contract_end": "2031-12-31", "state": "on"}
    assert save(theirs, kept, **{**bought, "product_group": "cleaning_services"}).status_code == 302
    mine = {"del": "koeb", "title": "Vinduespudsning", "contract_end": "2030-06-30"}
    response = save(client, kept, **mine)
    page = response.content.decode()
    assert (response.status_code, again(world, kept).title) == (409, "Rengøring af skoler")
    for words in (
        "Rengøring af skoler",
        "31. december 2031",
        "Rengøring, også vinduer",
        "Ja",
        'value="Vinduespudsning"',
    ):
        assert words in page
    assert save(client, again(world, kept), **mine).status_code == 302
    assert again(world, kept).title == "Vinduespudsning"


def test_the_market_s_step_is_not_overwritten_by_a_form_opened_before(client: Client, world: World) -> None:
    kept = begun(client, world)
    signed_in(world.people["member"]).post(reverse("labels:score", args=[kept.pk]), {"score": "4"})
    response = save(client, kept, asked="B1", B1="yes", score="2")
    assert (response.status_code, again(world, kept).score) == (409, 4)
    assert "4: der er kriterier" in response.content.decode()


@pytest.mark.parametrize("part", ["kort", "aabne", "koeb", "A", "B", "C", "D", "E", "x", "\0"])
def test_every_part_opens(client: Client, world: World, part: str) -> None:
    kept = begun(client, world)
    assert client.get(reverse("labels:fill", args=[kept.pk]), {"del": part}).status_code == 200
