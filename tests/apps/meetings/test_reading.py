"""What members and others see of meetings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flok.apps.meetings import actions, files, queries
from flok.apps.meetings.models import Material, Meeting
from flok.apps.members.models import Status
from tests.apps.meetings.cases import ENDS, NOW, PDF, STARTS, new_meeting
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db
SECRETS = ("Hvad siger et mærke?", "Sal 9", "Mærker i praksis", "Ea Ude", "Administrator A", "Hemmeligt referat")


@pytest.fixture(autouse=True)
def a_private_file(world: World, meeting: Meeting) -> None:
    by = world.people["administrator"]
    actions.add_material(meeting, [PDF, b"2"], title="Kun os", kind="pdf", is_public=False, by=by, now=NOW)
    decided = [world.things["decision"].text]
    actions.write_minutes(meeting, decisions=decided, minutes="Hemmeligt referat", version=1, by=by, now=NOW)


def test_a_member_sees_all_of_a_meeting(member: Client, meeting: Meeting) -> None:
    body = member.get(f"/moeder/{meeting.pk}/").content.decode()
    assert [one for one in (*SECRETS, "Oplæg om mærker", "Kun os", "Fiktrup") if one not in body] == []


@pytest.mark.parametrize("address", ["/", "/moeder/", "/moeder/{key}/"])
def test_others_see_title_day_town_and_what_is_public(client: Client, meeting: Meeting, address: str) -> None:
    body = client.get(address.format(key=meeting.pk)).content.decode()
    assert [one for one in (*SECRETS, "Kun os") if one in body] == []
    assert [one for one in ("Mærker", "4. juni 2026", "Fiktrup", "Oplæg om mærker") if one not in body] == []


def test_one_whose_organisation_has_left_sees_what_others_see(world: World, member: Client, meeting: Meeting) -> None:
    world.organisation.status = Status.ENDED
    world.organisation.save()
    body = member.get(f"/moeder/{meeting.pk}/").content.decode()
    assert [one for one in (*SECRETS, "Kun os") if one in body] == []


def test_a_public_file_is_fetched_without_signing_in_and_never_shown(client: Client, world: World) -> None:
    response = client.get(f"/moeder/fil/{world.things['material'].pk}/")
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    wanted = {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename*=utf-8''Opl%C3%A6g-om-m%C3%A6rker.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    assert {name: response[name] for name in wanted} == wanted


def test_a_file_for_members_is_not_there_for_others(client: Client, member: Client) -> None:
    key = Material.objects.get(title="Kun os").pk
    assert client.get(f"/moeder/fil/{key}/").status_code == 404
    response = member.get(f"/moeder/fil/{key}/")
    assert b"".join(response.streaming_content) == PDF + b"2"  # type: ignore[attr-defined]


def test_a_file_lost_from_the_disk_is_not_an_error_page(client: Client, world: World) -> None:
    files.discard(world.things["material"].pk)
    assert client.get(f"/moeder/fil/{world.things['material'].pk}/").status_code == 404


def test_the_address_of_a_meeting_is_the_same_before_and_after(world: World, member: Client) -> None:
    coming = new_meeting(
        world, starts_at=datetime(2031, 5, 6, 8, tzinfo=UTC), ends_at=datetime(2031, 5, 6, 9, tzinfo=UTC)
    )
    assert "Kommende" in member.get(f"/moeder/{coming.pk}/").content.decode()
    past = {"starts_at": STARTS - timedelta(days=900), "ends_at": ENDS - timedelta(days=900)}
    actions.change_meeting(coming, past, version=1, by=world.people["member"], now=NOW)
    assert "Afholdt" in member.get(f"/moeder/{coming.pk}/").content.decode()


@pytest.mark.parametrize("hours", [-11, 0, 2, 13])
def test_the_next_meeting_is_the_same_wherever_the_clock_stands(world: World, hours: int) -> None:
    Meeting.objects.all().delete()
    there = timezone(timedelta(hours=hours))
    first, second = new_meeting(world), new_meeting(world, starts_at=ENDS, ends_at=ENDS + timedelta(hours=1))
    found = [
        queries.next_meeting(moment.astimezone(there))
        for moment in (STARTS - timedelta(days=9), ENDS - timedelta(seconds=1), ENDS, ENDS + timedelta(hours=1))
    ]
    assert found == [first, first, second, None]


@pytest.mark.parametrize(("address", "most"), [("/", 8), ("/moeder/", 8), ("/moeder/{key}/", 10), ("/overblik/", 10)])
@pytest.mark.parametrize("who", ["member", "nobody"])
def test_queries_are_few_however_many_meetings(
    world: World, member: Client, client: Client, meeting: Meeting, address: str, most: int, who: str
) -> None:
    for number in range(12):
        another = new_meeting(world, title=f"Møde {number}")
        by = world.people["administrator"]
        actions.add_material(another, [PDF, bytes([number])], title="x", kind="pdf", is_public=False, by=by, now=NOW)
        presenters = [actions.NamedPresenter("Et sted", by)]
        actions.put_on_programme(meeting, None, title="x", starts_at=STARTS, presenters=presenters, by=by, now=NOW)
    with CaptureQueriesContext(connection) as made:
        (member if who == "member" else client).get(address.format(key=meeting.pk))
    own = [
        one["sql"] for one in made if not one["sql"].startswith(("BEGIN", "COMMIT", "SELECT coalesce(current_setting"))
    ]
    assert len(own) <= most, own
