"""A tender in English: chosen with the terms, and then in all that goes out and comes back."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse

from flok.apps.tco.models import Tender
from tests.apps.tco.tender_cases import FAR, frozen, new_tender, opened, received, workbook
from tests.apps.tco.tenders.test_pages import begun, terms
from tests.apps.worlds import World, signed_in
from tests.domain.tco.tender.tenders import cell_changed


@pytest.mark.parametrize(("sent", "kept"), [({}, "da"), ({"language": "da"}, "da"), ({"language": "en"}, "en")])
def test_the_language_is_chosen_with_the_terms(house: World, sent: dict[str, str], kept: str) -> None:
    assert begun(house, **sent).status_code == 302
    tender = Tender.objects.get()
    assert f'language = "{kept}"' in tender.document
    client = signed_in(house.people["administrator"])
    page = client.get(reverse("tco:tender_terms", args=[tender.pk, "lowest_cost"]))
    assert page.context["form"].initial["language"] == kept
    shown = client.get(reverse("tco:tender", args=[tender.pk])).content.decode()
    assert ("<dd>" + ('<span lang="en">English</span>' if kept == "en" else '<span lang="da">Dansk</span>')) in shown
    assert ("Energimærke og måling efter EN 60436, eco-program" in shown) is (kept == "en")  # to be looked at


def test_another_language_is_none(house: World) -> None:
    assert (begun(house, language="sv").status_code, Tender.objects.count()) == (422, 0)


def test_a_draft_can_change_its_language(house: World) -> None:
    tender = new_tender(house, opens=FAR)
    client = signed_in(house.people["administrator"])
    address = reverse("tco:tender_terms", args=[tender.pk, "lowest_cost"])
    assert client.post(address, terms(language="en")).status_code == 302
    assert 'language = "en"' in Tender.objects.get().document


def test_what_goes_out_is_in_the_tenders_language_whoever_fetches_it(house: World) -> None:
    import docx
    import openpyxl

    tender, _codes = frozen(house, opens=FAR, language="en")
    client = signed_in(house.people["member"])  # who reads Danish
    method = client.get(reverse("tco:method", args=[tender.pk, "docx"]))
    assert docx.Document(io.BytesIO(method.content)).paragraphs[0].text == "Method for life-cycle costs"
    assert 'filename="2026-17-method.docx"' in method["Content-Disposition"]
    handed_out = client.get(reverse("tco:tender_workbook", args=[tender.pk]))
    assert 'filename="2026-17-bid.xlsx"' in handed_out["Content-Disposition"]
    names = openpyxl.load_workbook(io.BytesIO(handed_out.content)).sheetnames
    assert names == ["Bid", "Assumptions", "Calculation", "Factors"]


def test_files_of_a_danish_tender_have_danish_names(house: World) -> None:
    tender, _codes = frozen(house, opens=FAR)
    client = signed_in(house.people["member"])
    address = reverse("tco:tender_workbook", args=[tender.pk])
    assert 'filename="2026-17-tilbud.xlsx"' in client.get(address)["Content-Disposition"]


def test_remarks_are_in_the_tenders_language(house: World) -> None:
    tender, codes = frozen(house, language="en")
    received(house, tender, cell_changed(workbook(tender), "Assumptions!C6", "><v>39</v>"))
    (bid,) = opened(house, tender, codes)
    page = signed_in(house.people["administrator"]).get(reverse("tco:bid", args=[bid.pk])).content.decode()
    assert 'Assumptions!C6</th><td lang="en">A locked cell was altered</td>' in page
    assert "Bemærkningerne er på udbuddets sprog" in page
