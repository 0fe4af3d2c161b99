"""The worker's side of the outbox: what is due leaves, and what did not get through is tried again later."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from flok.apps.members.models import Person
from flok.apps.notices import texts
from flok.apps.notices.models import Letter, Notice
from flok.apps.notices.rules import LEASE, calendar_method, one_address, one_line, wait_after

logger = logging.getLogger("flok")
State = Letter.State
_KEPT_FOR = timedelta(days=90)


def send_waiting(limit: int = 100) -> int:
    """Send the letters that are due, oldest first, each by itself; returns how many were sent."""
    due = list(_due(timezone.now()).order_by("next_at").values_list("pk", flat=True)[:limit])
    if not due:
        return 0
    sent = 0
    carrier = get_connection(settings.MAIL_CARRIER, timeout=30) if _is_smtp() else get_connection(settings.MAIL_CARRIER)
    try:
        for pk in due:
            letter = _taken(pk, timezone.now())
            if letter is not None:
                sent += _carried(letter, carrier)
    finally:
        try:
            carrier.close()
        except OSError:
            logger.warning("the mail server closed the connection")
    return sent


def message(letter: Letter) -> EmailMessage:
    """The mail of a letter: one receiver, plain text, the same Message-ID each time it is tried.

    A calendar goes with it as an attachment that calendar programs know by its method (iMIP, RFC 6047).
    """
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    mail = EmailMessage(
        subject=one_line(letter.subject), body=letter.body, from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one_address(letter.to)], reply_to=[settings.DEFAULT_FROM_EMAIL],
        headers={
            "Message-ID": f"<{letter.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
        },
    )  # fmt: skip
    if letter.calendar:
        method = calendar_method(letter.calendar)
        mail.attach("kalender.ics", letter.calendar, f"text/calendar; method={method}; component=VEVENT")
    return mail


def _is_smtp() -> bool:
    return str(settings.MAIL_CARRIER).endswith("smtp.EmailBackend")


def _due(now: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(state__in=(State.WAITING, State.SENDING), next_at__lte=now)


def _taken(pk: UUID, now: datetime) -> Letter | None:
    """The letter, marked as being sent by us; None where another worker was first.

    `next_at` is the end of our lease: were we killed now, the letter is due again then.
    """
    letter = _due(now).filter(pk=pk).first()
    if letter is None:
        return None
    mine = {"state": State.SENDING, "attempts": letter.attempts + 1, "next_at": now + LEASE}
    if not _due(now).filter(pk=pk, attempts=letter.attempts).update(**mine):
        return None
    for name, value in mine.items():
        setattr(letter, name, value)
    return letter


def _carried(letter: Letter, carrier: BaseEmailBackend) -> bool:
    try:
        carrier.send_messages([message(letter)])
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        _end(letter, f"SMTPRecipientsRefused {codes}", for_good=all(500 <= code < 600 for code in codes))
    except Exception as error:
        code = getattr(error, "smtp_code", "")
        _end(letter, f"{type(error).__name__} {code}".strip())
    else:
        _end(letter)
        return True
    return False


def _end(letter: Letter, error: str = "", *, for_good: bool = False) -> None:
    """How an attempt went. Never the text or the address of a mail: the log is read by others than the receiver."""
    now = timezone.now()
    letter.error = error[:200]
    wait = None if for_good else wait_after(letter.attempts)
    if not error:
        letter.state = State.SENT
    elif wait is None:
        letter.state = State.FAILED
        logger.error("mail %s given up: %s", letter.pk, error)
    else:
        letter.state, letter.next_at = State.WAITING, now + wait
        logger.warning("mail %s did not get through, tried again later: %s", letter.pk, error)
    if letter.state != State.WAITING:
        letter.body, letter.calendar, letter.ended_at = "", "", now
    letter.save(update_fields=["state", "error", "next_at", "body", "calendar", "ended_at"])


def post_digests() -> None:
    """A letter to each person whose digest is due; the notices and the letter in one transaction."""
    now = timezone.now()
    due = Notice.objects.filter(mail_at__lte=now).order_by().values_list("person", flat=True).distinct()
    for person in Person.objects.filter(pk__in=list(due)):
        with transaction.atomic(), translation.override(person.language):
            mine = Notice.objects.select_for_update(of=("self",)).filter(person=person, mail_at__lte=now)
            notices = list(mine.order_by("at"))
            unread = [one for one in notices if one.read_at is None]
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mail_at=None)
            if unread and person.is_active and person.erased_at is None:
                subject, body = texts.digest(unread, person.name)
                Letter.objects.create(
                    to=person.email, language=person.language, subject=subject, body=body, at=now, next_at=now,
                    person=person,
                )  # fmt: skip


def clear_old() -> None:
    """Letters that ended 90 days ago, and notices read so long ago, are of no use any more."""
    before = timezone.now() - _KEPT_FOR
    Letter.objects.filter(Q(ended_at__lt=before)).delete()
    Notice.objects.filter(read_at__lt=before).delete()
