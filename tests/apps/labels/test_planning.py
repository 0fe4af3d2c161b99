"""A plan of coming tenders: read in a child process, placed in one table, never shown to others."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from flok.apps.labels.models import KeptAssessment, KeptPlan
from tests.apps.labels.cases import new_assessment
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db
PLAN = (
    "Udbud;Varegruppe;Mærke;Tal;Afgørelse\n"
    "Rengøring af skoler;rengøring;SVANEN;1;\n"
    "Rengøring af skoler;rengøring;Svanemærket;3;\n"
    "Kaffe;kaffe;Fairtrade;2;R1\n"
    "Papir;papir;Opdigtet mærke;1;\n"
    "=1+1;;SVANEN;4;R2\n"
)


def hand_in(client: Client, content: bytes, name: str = "plan.csv", **fields: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("labels:plans"), {"key": uuid.uuid4(), "name": "Udbud i 2027", "file": file, **fields})


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_plan_is_placed_and_the_same_requirement_is_used_once(client: Client, here: World) -> None:
    address = hand_in(client, PLAN.encode())["Location"]
    page = client.get(address).content.decode()
    assert "Opdigtet mærke findes ikke i registret" in page
    assert "Kravet er allerede brugt som mindstekrav." in page
    assert page.count("ikke vurderet<br>") == 2  # the cleaning rows; coffee and the last have a verdict of their own
    assert "I 2 rækker er loven ikke vurderet" in page


def test_an_assessment_of_exactly_that_purchase_places_its_row(client: Client, here: World) -> None:
    address = hand_in(client, PLAN.encode())["Location"]
    new_assessment(here, title="rengøring af SKOLER", B1="no")
    page = client.get(address).content.decode()
    assert "ikke vurderet<br>" not in page
    assert "Skal ikke med" in page


def test_an_assessment_that_no_longer_holds_places_nothing(client: Client, here: World) -> None:
    address = hand_in(client, PLAN.encode())["Location"]
    kept = new_assessment(here, title="Rengøring af skoler", B1="no")
    KeptAssessment.objects.filter(pk=kept.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "ikke vurderet<br>" in client.get(address).content.decode()
    KeptAssessment.objects.filter(pk=kept.pk).update(valid_until=timezone.localdate())
    assert "ikke vurderet<br>" not in client.get(address).content.decode()


def test_it_is_taken_out_as_a_workbook_in_which_nothing_is_a_formula(client: Client, here: World) -> None:
    address = hand_in(client, PLAN.encode())["Location"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(address + "hent/"))))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    heading = next(number for number, row in enumerate(rows) if row[0] == "Udbud")
    assert [row[4] for row in rows[heading + 1 :]] == ["Mindstekrav", "Skal ikke med", "Mindstekrav", "Kontraktvilkår"]
    assert [row[6] for row in rows[heading + 1 :]][:1] == ["ikke vurderet"]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr]


def test_a_workbook_is_read_too(client: Client, here: World) -> None:
    content = workbook([["Mærke", "Udbud", "Tal"], ["SVANEN", "Papir", 1], [None, None, None], ["FSC", "Møbler", 3.0]])
    assert hand_in(client, content, "plan.xlsx").status_code == 302
    assert [(one["tender"], one["label"], one["score"]) for one in KeptPlan.objects.get().tenders] == [
        ("Papir", "nordic_swan", 1), ("Møbler", "fsc", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "plan.csv"), (b"PK\x03\x04", "plan.xlsx"), (b"%PDF-1.7", "plan.pdf"), (b"<html>", "plan.csv"),
        (b"a;b;c\n1;2;3\n", "plan.csv"), (b"\xff\xfe\x00\x00", "plan.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"),
        (PLAN.splitlines()[0].encode(), "plan.csv"), (b"udbud;m\xc3\xa6rke;tal\nX;SVANEN;9\n", "../../plan.csv"),
        (b"udbud;m\xc3\xa6rke;tal\nX;SVANEN;1;\xe2\x80\xae\n" * 3 + b"x" * 5_000_001, "plan.csv"),
    ],
)  # fmt: skip
def test_c04_f01_f02_f03_f04_what_is_no_plan_is_told_and_not_kept(
    client: Client, here: World, content: bytes, name: str
) -> None:
    response = hand_in(client, content, name)
    assert response.status_code == 422
    assert "form-error-message" in response.content.decode()
    assert not KeptPlan.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_u01_a_plan_in_any_encoding_excel_writes(client: Client, here: World, encoding: str) -> None:
    assert hand_in(client, PLAN.encode(encoding)).status_code == 302


def test_sent_twice_is_one_plan_and_it_can_be_deleted(client: Client, here: World) -> None:
    key = uuid.uuid4()
    (address,) = {hand_in(client, PLAN.encode(), key=key)["Location"] for _ in range(2)}
    assert client.get(address + "slet/").status_code == 200
    client.post(address + "slet/")
    assert client.get(address).status_code == 404
