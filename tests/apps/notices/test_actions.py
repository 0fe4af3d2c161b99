from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.mail import BadHeaderError
from django.utils.translation import gettext_lazy

from flok.apps.members.rules import Viewer
from flok.apps.notices.actions import choose_frequency, mark_read, post, tell
from flok.apps.notices.models import Letter, Notice
from flok.apps.notices.queries import notices_for, unread_for
from tests.apps.worlds import World, make_world, new_person

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = gettext_lazy("An organisation asks to become a member")
pytestmark = pytest.mark.django_db


def test_each_is_told_once_in_their_language_as_often_as_they_chose(db: None) -> None:
    at_once, daily = new_person("Straks Person"), new_person("Daglig Person", language="en")
    weekly, none = new_person("Ugentlig Person"), new_person("Ingen Person")
    gone, by = new_person("Borte Person", is_active=False), new_person("Den Der Gjorde Det")
    for person, frequency in ((daily, "daily"), (weekly, "weekly"), (none, "none")):
        choose_frequency(frequency, by=person, now=NOW)
    told = tell(
        [at_once, daily, weekly, none, gone, by, at_once], "application", TEXT, link="/overblik/", by=by, now=NOW,
        about="  Fiktivt\nhemmeligt \u202e navn ",
    )  # fmt: skip
    tell([new_person("Får Ingen Mail")], "x", TEXT, link="/", by=None, now=NOW)  # no address a mail can be sent to
    danish, english = "En organisation vil være medlem", "An organisation asks to become a member"
    assert [(one.person, one.text, one.mail_at) for one in told] == [
        (at_once, danish, None),
        (daily, english, datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (weekly, danish, datetime(2026, 11, 30, 6, tzinfo=UTC)),
        (none, danish, None),
    ]
    assert {one.about for one in told} == {"Fiktivt hemmeligt navn"}
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.state) == (at_once.email, danish, "waiting")
    assert "http://127.0.0.1:8000/overblik/" in letter.body
    assert "hemmeligt" not in letter.subject + letter.body


def test_what_concerns_safety_is_mailed_at_once_to_everyone(db: None) -> None:
    person = new_person("Ingen Mails")
    choose_frequency("none", by=person, now=NOW)
    tell([person], "role", TEXT, link="/overblik/", by=person, now=NOW, is_security=True)
    assert [one.to for one in Letter.objects.all()] == [person.email]


def test_content_and_other_sites_are_refused_as_text_and_link(db: None) -> None:
    person = new_person("En Person")
    with pytest.raises(TypeError):
        tell([person], "x", "Budget 2027: 3 mio.", link="/", by=None, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="path of this site"):
        tell([person], "x", TEXT, link="//evil.example", by=None, now=NOW)
    assert not Notice.objects.exists()


def test_f11_nothing_is_sent_where_a_header_has_two_lines(db: None) -> None:
    for to, subject in (("a@flok.example", "x\nBcc: b@flok.example"), ("a@flok.example\nBcc: b@flok.example", "x")):
        with pytest.raises(BadHeaderError):
            post(to, subject, "", language="da", now=NOW)
    assert not Letter.objects.exists()


def test_a_new_frequency_holds_for_what_waits(db: None) -> None:
    person = new_person("Skifter Mening")
    choose_frequency("weekly", by=person, now=NOW)
    tell([person], "x", TEXT, link="/", by=None, now=NOW)
    found = []
    for frequency in ("daily", "at_once", "none"):
        choose_frequency(frequency, by=person, now=NOW)
        found.append(Notice.objects.get().mail_at)
    assert found == [datetime(2026, 11, 25, 6, tzinfo=UTC), NOW, None]
    with pytest.raises(ValueError, match="hourly"):
        choose_frequency("hourly", by=person, now=NOW)


def test_notices_are_seen_by_their_person_alone_and_while_they_represent(world: World) -> None:
    member, other = world.people["member"], world.people["administrator"]
    representation = member.representations.select_related("organisation").get()
    viewer, outside = Viewer(member, representation), Viewer(member)
    Notice.objects.create(person=member, kind="x", text="For alle", link="/", at=NOW)
    assert (unread_for(viewer), unread_for(outside)) == (2, 1)
    assert set(notices_for(viewer)) == set(Notice.objects.filter(person=member))
    others = Notice.objects.get(person=other)
    assert mark_read([others.pk], by=viewer, now=NOW) == []
    assert mark_read([world.things["notice"].pk], by=viewer, now=NOW) == [world.things["notice"]]
    assert [one.read_at is None for one in notices_for(viewer)] == [True, False]
    mark_read(None, by=viewer, now=NOW)
    others.refresh_from_db()
    assert (unread_for(viewer), others.read_at) == (0, None)


def test_another_world_sees_nothing(world: World) -> None:
    foreign = make_world("B").people["member"]
    assert mark_read([world.things["notice"].pk], by=Viewer(foreign), now=NOW) == []
