"""Who presents is asked for slides while none is there, and sends them; a file may be large, but not too large."""

from __future__ import annotations

import io
import tracemalloc
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.utils import timezone

from flok.apps.meetings import actions, queries
from flok.apps.meetings.actions import NamedPresenter
from flok.apps.meetings.models import Material, Meeting, ProgrammeItem
from flok.apps.meetings.rules import slide_reminders
from flok.apps.members.models import Organisation, Person, Representation
from flok.apps.notices.models import Notice
from tests.apps.meetings.cases import FIELDS, PDF
from tests.apps.worlds import new_organisation, new_person, signed_in

NOW = timezone.now()
STARTS, ENDS = NOW + timedelta(days=10), NOW + timedelta(days=10, hours=3)
OWN, OUTSIDE = "Vi har ikke fået dine slides til et møde", "Slides fra en ekstern oplægsholder er ikke kommet"


@pytest.fixture
def house(db: None) -> Organisation:
    return new_organisation("Fiktrup Kommune")


@pytest.fixture
def leader(house: Organisation) -> Person:
    return new_person("Formand F", house, is_chair=True)


@pytest.fixture
def presenter(house: Organisation) -> Person:
    return new_person("Kollega K", house)


@pytest.fixture
def item(leader: Person, presenter: Person) -> ProgrammeItem:
    fields = {**FIELDS, "starts_at": STARTS, "ends_at": ENDS}
    meeting = actions.call_meeting(uuid.uuid4(), fields, by=leader, now=NOW)
    presenters = [NamedPresenter("Fiktrup Kommune", presenter), NamedPresenter("Udehuset", name="Ida Ude")]
    return actions.put_on_programme(
        meeting, None, title="Mærker i praksis", starts_at=STARTS, presenters=presenters, by=leader, now=NOW
    )


@pytest.mark.parametrize("box", [{"expects_slides": "on"}, {}], ids=["ticked", "not ticked"])
def test_the_page_says_whether_there_will_be_slides(leader: Person, item: ProgrammeItem, box: dict[str, str]) -> None:
    client, page = signed_in(leader), f"/moeder/{item.meeting_id}/program/"
    assert 'name="expects_slides"' in client.get(f"{page}{item.pk}/").content.decode()
    sent = {"title": "Andet oplæg", "starts": f"{timezone.localtime(STARTS + timedelta(hours=1)):%H:%M}", **box}
    for _ in range(2):
        assert client.post(page, sent).status_code == 302
    assert [one.expects_slides for one in ProgrammeItem.objects.filter(title="Andet oplæg")] == [bool(box)]


def test_when_a_meeting_is_put_off_they_are_asked_anew(leader: Person, item: ProgrammeItem) -> None:
    assert asked(item, days=-2) == 2
    later = {"starts_at": STARTS + timedelta(days=60), "ends_at": ENDS + timedelta(days=60)}
    actions.change_meeting(item.meeting, later, version=1, by=leader, now=STARTS - timedelta(days=2))
    assert [asked(item, days=days) for days in (50, 58)] == [2, 4]


def asked(item: ProgrammeItem, **after: float) -> int:
    """Ask whoever is to be asked at a moment, twice; returns how many have been told in all."""
    now = STARTS + timedelta(**after)
    for _ in range(2):
        for one in queries.items_without_slides(now):
            actions.ask_for_slides(one, now=now)
    return Notice.objects.filter(kind="slides").count()


@pytest.mark.parametrize(("days", "times"), [(-3.1, 0), (-3, 1), (0, 1), (1.2, 2), (8.2, 3), (80, 3)])
def test_slides_are_asked_for_three_days_before_a_day_and_a_week_after(days: float, times: int) -> None:
    assert slide_reminders(STARTS, ENDS, STARTS + timedelta(days=days)) == times


def test_who_presents_is_asked_and_for_one_from_outside_who_arranges(
    item: ProgrammeItem, presenter: Person, leader: Person
) -> None:
    another = new_person("Koordinator K", is_coordinator=True)
    counts = [asked(item, days=days) for days in (-4, -3, -1, 1.2, 8.2, 20)]
    told = set(Notice.objects.filter(kind="slides").values_list("person__name", "text", "link"))
    send, add = f"/moeder/{item.meeting_id}/program/{item.pk}/oplaeg/", f"/moeder/{item.meeting_id}/fil/"
    assert (counts, told) == ([0, 2, 2, 4, 6, 6], {("Kollega K", OWN, send), ("Formand F", OUTSIDE, add)})
    assert not Notice.objects.filter(person=another).exists()


def test_where_who_arranges_leads_no_more_all_who_lead_are_asked(item: ProgrammeItem, leader: Person) -> None:
    new_person("Koordinator K", is_coordinator=True)
    Person.objects.filter(pk=leader.pk).update(is_chair=False)
    asked(item, days=-2)
    assert set(Notice.objects.filter(text=OUTSIDE).values_list("person__name", flat=True)) == {"Koordinator K"}


@pytest.mark.parametrize("why", ["slides are there", "none are expected", "nobody presents", "long ago"])
def test_nobody_is_asked_where_there_is_nothing_to_ask_for(item: ProgrammeItem, leader: Person, why: str) -> None:
    if why == "slides are there":
        more: dict[str, Any] = {"title": "x", "kind": "pdf", "is_public": False, "item": item, "by": leader, "now": NOW}
        actions.add_material(item.meeting, [PDF], **more)
    elif why == "none are expected":
        ProgrammeItem.objects.update(expects_slides=False)
    elif why == "nobody presents":
        item.presenters.all().delete()
    assert asked(item, days=400 if why == "long ago" else 2) == 0


def test_who_presents_sends_slides_and_nobody_else_has_the_page(
    item: ProgrammeItem, presenter: Person, house: Organisation
) -> None:
    address = f"/moeder/{item.meeting_id}/program/{item.pk}/oplaeg/"
    sent = {"title": "Mine slides", "is_public": "1", "file": SimpleUploadedFile("x.pdf", PDF)}
    assert signed_in(new_person("Anden A", house)).post(address, sent).status_code == 404
    client = signed_in(presenter)
    assert "50 MB" in client.get(address).content.decode()
    sent["file"] = SimpleUploadedFile("x.pdf", PDF)
    assert client.post(address, sent)["Location"] == f"/moeder/{item.meeting_id}/"
    made = Material.objects.get()
    assert (made.title, made.item, made.is_public, made.added_by) == ("Mine slides", item, False, presenter)
    assert "Mine slides" in client.get(f"/moeder/{item.meeting_id}/").content.decode()


class _Lazily(io.RawIOBase):
    """A form with a file of `size` bytes, made as it is read."""

    def __init__(self, size: int) -> None:
        head = '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nStor\r\n'
        head += '--x\r\nContent-Disposition: form-data; name="file"; filename="stor.pptx"\r\n\r\n'
        self._head, self._size, self._tail = head.encode(), size, b"\r\n--x--\r\n"
        self.length = len(self._head) + size + len(self._tail)

    def read(self, size: int = -1) -> bytes:
        size = 65_536 if size < 0 else size
        if self._head:
            given, self._head = self._head[:size], self._head[size:]
        elif self._size:
            given = b"P" * min(size, self._size)
            self._size -= len(given)
        else:
            given, self._tail = self._tail[:size], self._tail[size:]
        return given


def test_a_presentation_of_300_mb_is_refused_in_words_and_never_held_in_memory(
    item: ProgrammeItem, leader: Person
) -> None:
    body = _Lazily(300_000_000)
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", PATH_INFO=f"/moeder/{item.meeting_id}/fil/", CONTENT_LENGTH=str(body.length),
        CONTENT_TYPE="multipart/form-data; boundary=x",
    ) | {"wsgi.input": body}  # fmt: skip
    cookies = signed_in(leader).cookies.items()
    environ["HTTP_COOKIE"] = "; ".join(f"{name}={one.value}" for name, one in cookies)
    tracemalloc.start()
    response = ClientHandler(enforce_csrf_checks=False)(environ)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (response.status_code, "Filen er større end 50 MB" in response.content.decode()) == (422, True)
    assert most < 30_000_000
    assert Material.objects.count() == 0


def test_meetings_know_who_arranges_them(item: ProgrammeItem, leader: Person) -> None:
    assert Meeting.objects.get().arranged_by == leader


def test_a_presenter_sees_where_to_send_slides_on_the_programme(
    item: ProgrammeItem, presenter: Person, house: Organisation
) -> None:
    address, link = f"/moeder/{item.meeting_id}/", f"/program/{item.pk}/oplaeg/"
    others: Client = signed_in(new_person("Anden A", house))
    seen = [link in client.get(address).content.decode() for client in (signed_in(presenter), others)]
    assert seen == [True, False]


def test_for_who_has_left_the_network_those_who_arrange_are_asked(
    item: ProgrammeItem, presenter: Person, leader: Person
) -> None:
    owned = {"kind": "action", "text": "Skriv brevet", "owner": presenter, "due": STARTS.date()}
    point = actions.add_point(item.meeting, uuid.uuid4(), owned, by=leader, now=NOW)
    Representation.objects.filter(person=presenter).update(until=NOW.date())
    asked(item, days=-2)
    for _ in range(2):
        actions.remind_owners([point], now=STARTS - timedelta(days=2))
    told = Notice.objects.filter(person=leader).order_by("kind").values_list("text", "about")
    assert list(told) == [
        ("Den, der skulle gøre noget, er ikke længere i netværket. Giv opgaven til en anden", "Skriv brevet"),
        (OUTSIDE, f"Kollega K, Fiktrup Kommune; Ida Ude, Udehuset ({item.meeting}: {item})"),
    ]
    assert not Notice.objects.filter(person=presenter, kind="slides").exists()
