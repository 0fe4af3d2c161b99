from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext_lazy

from flok.apps.notices import outbox
from flok.apps.notices.actions import choose_frequency, post, tell
from flok.apps.notices.mail_backend import OutboxBackend
from flok.apps.notices.models import Letter, Notice
from tests.apps.notices.mail_server import Received, mail_server
from tests.apps.worlds import new_person

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def server(settings: Any) -> Iterator[Received]:
    with mail_server() as received:
        settings.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", received.port
        settings.DEFAULT_FROM_EMAIL = "flok@flok.example"
        settings.ADDRESS = "https://flok.example"
        yield received


def waiting(to: str = "modtager@flok.example", subject: str = "Emne æøå") -> Letter:
    return post(to, subject, "Tekst <b>æøå</b>\n", language="da", now=timezone.now())


def test_a_mail_has_one_receiver_and_says_that_it_is_automatic(server: Received) -> None:
    first, second = waiting(), waiting("anden@flok.example")
    assert outbox.send_waiting() == 2
    assert [receivers for receivers, _mail in server.mails] == [["modtager@flok.example"], ["anden@flok.example"]]
    got = server.mails[0][1]
    assert {name: got[name] for name in ("From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": "flok@flok.example",
        "To": "modtager@flok.example",
        "Reply-To": "flok@flok.example",
        "Subject": "Emne æøå",
        "Message-ID": f"<{first.pk}@flok.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert (got.get_content_type(), got.get_content()) == ("text/plain", "Tekst <b>æøå</b>\n")
    second.refresh_from_db()
    assert (second.state, second.body, second.attempts) == (State.SENT, "", 1)
    assert outbox.send_waiting() == 0


def test_refused_for_a_while_is_tried_again_and_refused_for_good_is_not(server: Received) -> None:
    letter = waiting()
    server.answer = "451 later"
    assert outbox.send_waiting() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.body != "") == (State.WAITING, "SMTPRecipientsRefused [451]", True)
    assert timedelta(seconds=50) < letter.next_at - timezone.now() <= timedelta(minutes=1)
    Letter.objects.update(next_at=timezone.now())
    server.answer = "550 nobody here"
    outbox.send_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.body, letter.attempts) == (
        State.FAILED, "SMTPRecipientsRefused [550]", "", 2,
    )  # fmt: skip


def test_a_server_that_is_away_costs_attempts_until_the_mail_is_given_up(server: Received, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    letter = waiting()
    for _attempt in range(8):
        Letter.objects.update(next_at=timezone.now())
        outbox.send_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (State.FAILED, 8, "ConnectionRefusedError")


def test_a_letter_being_sent_is_left_alone_until_its_lease_ends_then_sent_with_the_same_id(server: Received) -> None:
    letter = waiting()
    assert outbox._taken(letter.pk, timezone.now()) is not None  # and here the worker is killed
    assert outbox._taken(letter.pk, timezone.now()) is None
    assert outbox.send_waiting() == 0
    Letter.objects.update(next_at=timezone.now())
    assert outbox.send_waiting() == 1
    assert server.mails[0][1]["Message-ID"] == f"<{letter.pk}@flok.example>"


def test_a_bad_letter_does_not_stop_the_next(server: Received) -> None:
    bad = waiting()
    Letter.objects.filter(pk=bad.pk).update(subject="x\nBcc: nogen@flok.example")
    waiting("anden@flok.example")
    assert outbox.send_waiting() == 1
    bad.refresh_from_db()
    assert (bad.state, bad.error) == (State.WAITING, "BadHeaderError")


def test_a_digest_is_one_mail_with_what_is_unread_and_only_once(server: Received) -> None:
    person, text = new_person("Daglig Læser"), gettext_lazy("An organisation asks to become a member")
    now = timezone.now()
    choose_frequency("daily", by=person, now=now)
    made = [tell([person], "x", text, link=f"/n/{i}/", by=None, now=now, about="Hemmeligt")[0] for i in range(3)]
    outbox.post_digests()
    assert not Letter.objects.exists()
    Notice.objects.update(mail_at=timezone.now())
    Notice.objects.filter(pk=made[1].pk).update(read_at=now)
    outbox.post_digests()
    outbox.post_digests()
    letter = Letter.objects.get()
    assert letter.subject == "2 nye beskeder i Flok"
    assert letter.body == (
        "Hej Daglig Læser\n\nEn organisation vil være medlem\nhttps://flok.example/n/0/\n\n"
        "En organisation vil være medlem\nhttps://flok.example/n/2/\n\nVenlig hilsen\nFlok\n\n"
        "Du vælger selv, hvor tit du får mails: https://flok.example/beskeder/mails/\n"
    )
    assert Notice.objects.exclude(mail_at=None).count() == 0


def test_other_mails_go_through_the_outbox_one_for_each_receiver(db: None) -> None:
    many = mail.EmailMessage("Emne", "Tekst", to=["a@flok.example"], cc=["b@flok.example"], bcc=["c@flok.example"])
    assert OutboxBackend().send_messages([many]) == 1
    assert sorted(Letter.objects.values_list("to", "subject", "body")) == [
        (f"{name}@flok.example", "Emne", "Tekst") for name in "abc"
    ]
    with pytest.raises(mail.BadHeaderError):
        OutboxBackend().send_messages([mail.EmailMessage("Emne\nBcc: d@flok.example", "", to=["a@flok.example"])])


def test_old_letters_and_read_notices_are_cleared(db: None) -> None:
    old, person = timezone.now() - timedelta(days=91), new_person("Gammel Læser")
    for ended in (old, timezone.now(), None):
        Letter.objects.create(to="a@flok.example", subject="", body="", at=old, next_at=old, ended_at=ended)
        Notice.objects.create(person=person, kind="x", text="x", link="/", at=old, read_at=ended)
    outbox.clear_old()
    assert (Letter.objects.count(), Notice.objects.count()) == (2, 2)


CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Møde om æ\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def test_a_calendar_goes_with_the_mail_of_each_and_is_emptied_with_it(server: Received) -> None:
    anna, bo = new_person("Anna Opdigtet"), new_person("Bo Opdigtet", language="en")
    tell(
        [anna, bo], "meeting", gettext_lazy("Meetings"), link="/moeder/", by=None, now=timezone.now(),
        calendar=lambda person: CALENDAR if person == anna else "",
    )  # fmt: skip
    assert outbox.send_waiting() == 2
    by_receiver = {receivers[0]: got for receivers, got in server.mails}
    text, calendar = by_receiver[anna.email].iter_parts()
    assert text.get_content_type() == "text/plain"
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "kalender.ics")
    assert {name: calendar.get_param(name) for name in ("method", "charset", "component")} == {
        "method": "REQUEST", "charset": "utf-8", "component": "VEVENT",
    }  # fmt: skip
    assert calendar.get_content().splitlines() == CALENDAR.splitlines()
    assert not by_receiver[bo.email].is_multipart()
    assert list(Letter.objects.values_list("calendar", "body")) == [("", "")] * 2
