"""The answer, what is taken out of it, the market's step, the texts, and two side by side."""

from __future__ import annotations

import io
import json
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.apps.labels.cases import new_assessment
from tests.apps.worlds import World, signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, route: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"labels:{route}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("answers", "score", "headline"),
    [
        ({}, 1, "Ja, som mindstekrav."),
        ({}, 3, "Ja, som tildelingskriterium."),
        ({}, 4, "Ja, som kontraktvilkår."),
        ({}, 5, "Ja, men markedet har ingen: skriv jeres eget krav."),
        ({}, None, "Ja."),
        ({"B1": "partly"}, 1, "Ja, som mindstekrav, for den del mærket dækker."),
        ({"B2": "partly"}, 1, "Nej, men I må kræve de relevante krav bag det."),
        ({"C3": "no", "D1": "yes", "D5": "yes"}, 1, "Nej, men det kan være ét bevis for jeres eget krav."),
        ({"C2a": "no"}, 1, "Nej. Byg ikke på det."),
        ({"B1": "no"}, 1, "Nej, det har ingen forbindelse til det, I køber."),
        ({"B2": "not_known"}, 1, "Ikke afgjort endnu."),
    ],
)
def test_the_answer_comes_first(
    client: Client, here: World, answers: dict[str, str], score: int | None, headline: str
) -> None:
    kept = new_assessment(here, score=score, **answers)
    assert f'<p class="labels-headline">{headline}</p>' in page(client, "answer", kept.pk)


def test_law_and_credibility_are_answered_apart(client: Client, here: World) -> None:
    told = page(client, "answer", new_assessment(here, D1="no").pk)
    assert "Ja, som mindstekrav." in told
    assert "Kontrollen holder ikke." in told
    assert "Af 10 spørgsmål om kontrol er 0 opfyldt, 0 delvist, 1 ikke, og 9 ved vi ikke nok om." in told


def test_the_market_s_step_moves_the_place_and_is_one_of_five(client: Client, here: World) -> None:
    kept = new_assessment(here)
    for score, told in (("3", "Ja, som tildelingskriterium."), ("", "Ja."), ("6", "Vælg et af de fem trin.")):
        client.post(reverse("labels:score", args=[kept.pk]), {"score": score})
        assert told in page(client, "answer", kept.pk)


def test_the_texts_are_filled_in_and_taken_out(client: Client, here: World) -> None:
    kept = new_assessment(here)
    wording = {"what": "Rengøringen", "document": "kriterierne, version 3", "who": "Driften", "every_months": "6"}
    assert client.post(reverse("labels:wording", args=[kept.pk]), wording)["Location"].endswith("#tekster")
    sentence = "Rengøringen skal være mærket med Svanemærket eller tilsvarende."
    assert sentence in page(client, "answer", kept.pk)
    files = {
        form: b"".join(client.get(reverse("labels:download", args=[kept.pk, form])))
        for form in ("vurdering-pdf", "tekster-docx", "tekster-pdf", "tekster-txt", "opfoelgning-json")
    }
    assert sentence in files["tekster-txt"].decode()
    assert sentence in [
        cell.text for table in Document(io.BytesIO(files["tekster-docx"])).tables for cell in table._cells
    ]
    assert "Rengøringen" in pypdf.PdfReader(io.BytesIO(files["tekster-pdf"])).pages[0].extract_text()
    assert len(pypdf.PdfReader(io.BytesIO(files["vurdering-pdf"])).pages) <= 2
    owed = json.loads(files["opfoelgning-json"])
    assert (owed["checked_by"], owed["checks"][:2]) == ("Driften", ["2027-01-01", "2027-07-01"])
    english = b"".join(client.get(reverse("labels:download", args=[kept.pk, "tekster-txt"]), {"sprog": "en"}))
    assert b"Texts on" in english


def test_two_who_word_the_texts_at_once_see_each_other(client: Client, here: World) -> None:
    kept = new_assessment(here)
    address, theirs = reverse("labels:wording", args=[kept.pk]), signed_in(here.people["member"])
    seen = client.get(address).context["form"]["seen"].value()
    assert theirs.post(address, {"what": "Den første", "every_months": "6", "seen": seen}).status_code == 302
    response = client.post(address, {"what": "Den anden", "every_months": "12", "seen": seen})
    text = response.content.decode()
    assert (response.status_code, "Nu står der: Den første" in text, "Nu står der: 6" in text) == (409, True, True)
    assert 'value="Den anden"' in text
    seen = response.context["form"]["seen"].value()
    assert client.post(address, {"what": "Den anden", "every_months": "12", "seen": seen}).status_code == 302
    assert "Den anden skal være mærket" in page(client, "answer", kept.pk)


@pytest.mark.parametrize(
    "bad", [{"every_months": "0"}, {"every_months": "x"}, {"what": "a\u202eb"}, {"requirements": "\0"}]
)
def test_f01_f03_u02_u03_bad_wording_is_told(client: Client, here: World, bad: dict[str, str]) -> None:
    kept = new_assessment(here)
    given = {"every_months": "12", **bad}
    assert client.post(reverse("labels:wording", args=[kept.pk]), given).status_code == 422


def test_what_is_not_decided_has_no_text_and_no_follow_up(client: Client, here: World) -> None:
    kept = new_assessment(here, B2="not_known")
    assert "Tekst til at sætte ind" not in page(client, "answer", kept.pk)
    assert client.get(reverse("labels:download", args=[kept.pk, "opfoelgning-json"])).status_code == 404
    assert client.get(reverse("labels:download", args=[kept.pk, "andet"])).status_code == 404


def test_two_side_by_side_say_what_parts_them(client: Client, here: World) -> None:
    one, two = new_assessment(here), new_assessment(here, title="Hotel", B2="partly")
    told = page(client, "beside", one.pk, med=str(two.pk))
    assert "De skilles ved: <strong>B2 Handler alle krav" in told
    for asked in ("x", str(one.pk)):
        assert client.get(reverse("labels:beside", args=[one.pk]), {"med": asked}).status_code == 404


def test_an_old_assessment_says_so(client: Client, here: World) -> None:
    kept = new_assessment(here, A9="2026-01-01")
    told = page(client, "answer", kept.pk)
    assert "Gjaldt til 1. januar 2026: slå det efter igen." in told
    assert kept.title in page(client, "front")


def test_lists_choose_by_label_and_answer(client: Client, here: World) -> None:
    new_assessment(here, title="Fisk til kantinen", label="msc")
    new_assessment(here, title="Hotelophold", B1="no")
    assert "Fisk til kantinen" not in page(client, "assessments", maerke="SVANEN")
    told = page(client, "assessments", maerke="SVANEN", svar="R0")
    assert "Hotelophold" in told
    assert "Fisk til kantinen" not in page(client, "assessments", maerke="findes ikke")
    for odd in ({"svar": "R9"}, {"side": "99"}, {"maerke": "\0"}, {"maerke": "\u202e"}, {"af": "x"}):
        page(client, "assessments", **odd)


def test_a_deleted_assessment_is_gone(client: Client, here: World) -> None:
    kept = new_assessment(here)
    assert client.get(reverse("labels:delete", args=[kept.pk])).status_code == 200
    client.post(reverse("labels:delete", args=[kept.pk]))
    assert client.get(reverse("labels:answer", args=[kept.pk])).status_code == 404
