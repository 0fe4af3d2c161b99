"""Calling, changing and deleting meetings through their pages."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from flok.apps.meetings import actions, files
from flok.apps.meetings.models import CalledOff, Material, Meeting, Presenter, ProgrammeItem
from flok.apps.members.models import AuditEntry
from tests.apps.meetings.cases import ENDS, NOW, PDF, SENT, STARTS, a_pdf
from tests.apps.meetings.test_files import BAD
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db


def sent(**words: Any) -> dict[str, Any]:
    return {**SENT, "key": str(uuid.uuid4()), "version": "0", **words}


def test_a_chair_calls_a_meeting(chair: Client) -> None:
    words = sent(title="Mærker i flok", purpose="Første linje\r\nanden", form="both", places="30", town="Fiktru\u0308p")
    response = chair.post("/moeder/nyt/", words)
    made = Meeting.objects.get(pk=words["key"])
    assert response["Location"] == f"/moeder/{made.pk}/"
    assert (str(made), made.starts_at, made.ends_at, made.town, made.places) == (
        "Mærker i flok",
        datetime(2027, 5, 4, 8, tzinfo=UTC),
        datetime(2027, 5, 4, 12, tzinfo=UTC),
        "Fiktr\u00fcp",
        30,
    )


def test_c02_the_same_form_sent_twice_makes_one_meeting(chair: Client) -> None:
    words, before = sent(), Meeting.objects.count()
    answers = [chair.post("/moeder/nyt/", words)["Location"] for _ in range(2)]
    assert (answers[0] == answers[1], Meeting.objects.count()) == (True, before + 1)
    assert AuditEntry.objects.filter(subject="meeting", detail=words["key"]).count() == 1


REFUSED = {
    "d01 an hour that does not exist": ({"day": "2026-03-29", "starts": "02:30"}, "Det tidspunkt findes ikke"),
    "ends before it begins": ({"ends": "09:00"}, "Mødet skal slutte"),
    "a day there is not": ({"day": "2027-02-30"}, "form-error"),
    "a day far away": ({"day": "9999-12-31"}, "form-error"),
    "the first day of all": ({"day": "0001-01-01"}, "form-error"),
    "24:00": ({"ends": "24:00"}, "form-error"),
    "another theme without a title": ({"title": ""}, "hvad mødet handler om"),
    "in a place without a town": ({"town": ""}, "hvilken by"),
    "a theme there is not": ({"theme": "guld"}, "form-error"),
    "too long": ({"title": "x" * 151}, "form-error"),
    "NUL": ({"title": "a\x00b"}, "form-error"),
    "u02 what cannot be seen": ({"title": "a\u200bb"}, "form-error"),
    "u02 text turned round": ({"town": "a\u202eb"}, "form-error"),
    "a link that is a script": ({"online_address": "javascript:alert(1)"}, "form-error"),
    "a link to ftp": ({"online_address": "ftp://x.example/"}, "form-error"),
    "too many places": ({"places": "99999999999999999999"}, "form-error"),
    "a key that is none": ({"key": "1 OR 1=1"}, "key"),
    "a version that is none": ({"version": "-1"}, "version"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_made(chair: Client, what: str) -> None:
    words, said = REFUSED[what]
    before = Meeting.objects.count()
    response = chair.post("/moeder/nyt/", sent(**words))
    assert (response.status_code, said in response.content.decode(), Meeting.objects.count()) == (422, True, before)


def test_d02_an_hour_that_comes_twice_is_asked_about(chair: Client) -> None:
    words = sent(day="2026-10-25", starts="02:30", ends="05:00")
    response = chair.post("/moeder/nyt/", words)
    assert (response.status_code, "Den time kommer to gange" in response.content.decode()) == (422, True)
    chair.post("/moeder/nyt/", {**words, "starts_which": "1"})
    made = Meeting.objects.get(pk=words["key"])
    assert made.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    again = chair.get(f"/moeder/{made.pk}/ret/").content.decode()
    assert 'name="starts_which" value="1" class="form-radio" id="id_starts_which_1" checked' in again


def test_f07_words_a_form_does_not_have_change_nothing(chair: Client) -> None:
    words = sent(minutes="indsat", changed_by="", is_public="1")
    chair.post("/moeder/nyt/", words)
    assert Meeting.objects.get(pk=words["key"]).minutes == ""


def test_the_programme_moves_with_the_meeting(world: World, meeting: Meeting) -> None:
    moved = {"starts_at": STARTS + timedelta(hours=2), "ends_at": ENDS + timedelta(hours=2)}
    actions.change_meeting(meeting, moved, version=1, by=world.people["member"], now=NOW)
    assert list(meeting.programme.values_list("starts_at", flat=True)) == [STARTS + timedelta(hours=2)]


def test_presenters_are_members_or_names_from_outside(chair: Client, world: World, meeting: Meeting) -> None:
    words = {"title": "Oplæg", "starts": "10.15", "person_1": str(world.people["member"].pk),
             "name_2": "Ib Udefra", "organisation_2": "Huset"}  # fmt: skip
    chair.post(f"/moeder/{meeting.pk}/program/", words)
    item = ProgrammeItem.objects.get(title="Oplæg")
    assert (item.starts_at, [str(one) for one in item.presenters.all()]) == (
        STARTS + timedelta(minutes=15),
        ["Medlem A, Organisation A (opdigtet)", "Ib Udefra, Huset"],
    )
    form = chair.get(f"/moeder/{meeting.pk}/program/{item.pk}/").content.decode()
    assert ('value="Ib Udefra"' in form, f'value="{world.people["member"].pk}" selected' in form) == (True, True)


@pytest.mark.parametrize(
    "words",
    [
        {"starts": "09:59"},
        {"starts": "14:01"},
        {"person_1": str(uuid.UUID(int=7))},
        {"organisation_1": "Uden navn"},
        {"title": ""},
    ],
    ids=str,
)
def test_a_programme_item_that_cannot_be_is_refused(chair: Client, meeting: Meeting, words: dict[str, str]) -> None:
    response = chair.post(f"/moeder/{meeting.pk}/program/", {"title": "Oplæg", "starts": "10:00", **words})
    assert (response.status_code, meeting.programme.count()) == (422, 1)


def test_an_item_of_another_meeting_is_not_there(chair: Client, world: World) -> None:
    address = f"/moeder/{uuid.UUID(int=7)}/program/{world.things['item'].pk}/"
    assert (chair.get(address).status_code, chair.post(address + "slet/").status_code) == (404, 404)


def test_deleting_asks_first_and_takes_the_files_too(
    chair: Client, world: World, meeting: Meeting, django_capture_on_commit_callbacks: Any
) -> None:
    path = files.path_of(world.things["material"].pk)
    assert ("Vil du slette mødet?" in chair.get(f"/moeder/{meeting.pk}/slet/").content.decode(), path.exists()) == (
        True,
        True,
    )
    with django_capture_on_commit_callbacks(execute=True):
        chair.post(f"/moeder/{meeting.pk}/slet/")
    there = Meeting.objects.filter(pk=meeting.pk).exists()
    assert (there, Presenter.objects.count(), path.exists()) == (False, 0, False)


def test_a_file_is_added_once_and_made_public_or_not(chair: Client, meeting: Meeting) -> None:
    for _ in range(2):
        given = SimpleUploadedFile("../../../etc/oplæg.pdf", PDF + b"3", "text/html")
        assert chair.post(f"/moeder/{meeting.pk}/fil/", {"file": given, "title": "Nyt oplæg"}).status_code == 302
    material = Material.objects.get(title="Nyt oplæg")
    assert (material.kind, material.size, material.is_public) == ("pdf", len(PDF) + 1, False)
    assert {path.name for path in files.folder().iterdir()} >= {str(material.pk)}
    chair.post(f"/moeder/fil/{material.pk}/offentlig/", {"public": "1"})
    material.refresh_from_db()
    assert material.is_public


def test_f21_everyone_gets_a_copy_without_the_names_in_it(chair: Client, client: Client, meeting: Meeting) -> None:
    given = SimpleUploadedFile("oplæg.pdf", a_pdf(author="Hemmelig Forfatter"))
    chair.post(f"/moeder/{meeting.pk}/fil/", {"file": given, "title": "Oplæg med navn", "is_public": "1"})
    material = Material.objects.get(title="Oplæg med navn")
    address, named = f"/moeder/fil/{material.pk}/", []
    for one in (chair, client):
        with pikepdf.open(io.BytesIO(b"".join(one.get(address)))) as fetched:
            named.append("/Author" in fetched.docinfo)
    assert (material.is_public, named) == (True, [True, False])
    chair.post(f"/moeder/fil/{material.pk}/offentlig/", {"public": "0"})
    assert (files.public_path_of(material.pk).exists(), client.get(f"/moeder/fil/{material.pk}/").status_code) == (
        False,
        404,
    )


def test_f21_a_copy_that_is_missing_is_made_again(client: Client, meeting: Meeting) -> None:
    material = meeting.materials.get()
    files.public_path_of(material.pk).unlink()
    assert client.get(f"/moeder/fil/{material.pk}/").status_code == 200


@pytest.mark.parametrize("at_once", [True, False])
def test_f21_what_cannot_be_cleaned_is_not_shown_to_everyone(chair: Client, meeting: Meeting, at_once: bool) -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("Synligt").runs[0], text="Kun for os")
    kept = io.BytesIO()
    document.save(kept)
    sent = {"file": SimpleUploadedFile("notat.docx", kept.getvalue()), "title": "Notat"}
    added = chair.post(f"/moeder/{meeting.pk}/fil/", {**sent, "is_public": "1"} if at_once else sent)
    if at_once:
        assert (added.status_code, "kommentarer" in added.content.decode()) == (422, True)
        assert not meeting.materials.filter(title="Notat").exists()
        return
    material = meeting.materials.get(title="Notat")
    page = chair.post(f"/moeder/fil/{material.pk}/offentlig/", {"public": "1"}, follow=True)
    material.refresh_from_db()
    assert ("kommentarer" in page.content.decode(), material.is_public) == (True, False)


@pytest.mark.parametrize(("name", "content"), BAD, ids=[name for name, _ in BAD])
def test_f05_a_bad_file_is_refused_beside_the_field(chair: Client, meeting: Meeting, name: str, content: bytes) -> None:
    before = set(files.folder().iterdir())
    response = chair.post(f"/moeder/{meeting.pk}/fil/", {"file": SimpleUploadedFile(name, content), "title": "x"})
    assert (response.status_code, "form-error" in response.content.decode()) == (422, True)
    assert (meeting.materials.count(), set(files.folder().iterdir())) == (1, before)


def test_a_member_may_not_arrange(member: Client, meeting: Meeting) -> None:
    assert [
        member.get(f"/moeder/{tail}").status_code for tail in ("nyt/", f"{meeting.pk}/ret/", f"{meeting.pk}/slet/")
    ] == [403] * 3


def test_c02_deleting_twice_is_once_and_calendars_still_hear_of_it(world: World, meeting: Meeting) -> None:
    by, now = world.people["member"], meeting.starts_at - timedelta(days=1)
    actions.sign_up(meeting, by, organisation=world.organisation, by=by, now=now)
    for one in (Meeting.objects.get(pk=meeting.pk), Meeting.objects.get(pk=meeting.pk)):
        actions.delete_meeting(one, by=by, now=now)
    assert [one.name for one in CalledOff.objects.get(pk=meeting.pk).people.all()] == [by.name]


def test_c02_the_same_form_saved_twice_is_saved_once(chair: Client, meeting: Meeting) -> None:
    form = chair.get(f"/moeder/{meeting.pk}/ret/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"venue": "Sal 2"}
    assert [chair.post(f"/moeder/{meeting.pk}/ret/", sent).status_code for _ in range(2)] == [302, 302]
    written = {"version": 2, "decisions": "Vi mødes igen.", "minutes": "Referat"}
    assert [chair.post(f"/moeder/{meeting.pk}/referat/", written).status_code for _ in range(2)] == [302, 302]
    meeting.refresh_from_db()
    assert (meeting.version, meeting.venue, meeting.minutes) == (3, "Sal 2", "Referat")


def test_c04_what_only_the_other_has_changed_is_not_changed_back(chair: Client, world: World, meeting: Meeting) -> None:
    form = chair.get(f"/moeder/{meeting.pk}/ret/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    other = {"venue": "Sal 1", "town": "Andenby", "theme": "strategy", "places": 7}
    other |= {"starts_at": meeting.starts_at + timedelta(days=1), "ends_at": meeting.ends_at + timedelta(days=1)}
    actions.change_meeting(meeting, other, version=1, by=world.people["member"], now=meeting.starts_at)
    answer = chair.post(f"/moeder/{meeting.pk}/ret/", sent | {"town": "Minby", "practical": "Kantinen er åben."})
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert (answer.status_code, chair.post(f"/moeder/{meeting.pk}/ret/", again).status_code) == (409, 302)
    meeting.refresh_from_db()
    now = {name: getattr(meeting, name) for name in ("venue", "town", "theme_id", "places", "starts_at", "practical")}
    assert now == {
        "venue": "Sal 1", "town": "Minby", "theme_id": "strategy", "places": 7, "starts_at": other["starts_at"],
        "practical": "Kantinen er åben.",
    }  # fmt: skip
