"""Telling people something: on the page, and by mail as often as each has chosen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.utils import translation
from django.utils.functional import Promise

from flok.apps.members.models import Organisation, Person
from flok.apps.members.rules import Viewer
from flok.apps.members.transactions import in_transaction
from flok.apps.notices import texts
from flok.apps.notices.models import Letter, Notice, Preference
from flok.apps.notices.queries import frequencies, notices_for
from flok.apps.notices.rules import Frequency, is_own_path, next_digest, one_address, one_line, plain

logger = logging.getLogger("flok")


@in_transaction
def tell(
    people: Iterable[Person], kind: str, text: Promise, *, link: str, by: Person | None, now: datetime,
    about: str = "", organisation: Organisation | None = None, is_security: bool = False,
    calendar: Callable[[Person], str] = lambda person: "",
) -> list[Notice]:  # fmt: skip
    """Tell each of `people` (but not `by`, nor twice, nor those who have left) that something has happened.

    `text`: a fixed sentence through gettext_lazy, without names or content, since mails repeat it; told in each
    person's language. `about`: what it is about, shown on the page only, and cut at 200 characters. `link`: a path of
    this site. `organisation`: the notice is seen only while the person represents it. `is_security`: by mail at once,
    whatever is chosen, and to `by` too. `calendar`: the iCalendar object (RFC 5545, with a METHOD) that goes with a
    person's mail where one is sent at once; it says no more than a mail may. Raises TypeError for a text that is not
    fixed, ValueError for another link.
    """
    if not isinstance(text, Promise):
        raise TypeError("the text of a notice is a fixed sentence: gettext_lazy(…), content goes in `about`")
    if not is_own_path(link):
        raise ValueError("the link of a notice is a path of this site")
    told = {one.pk: one for one in people if one.is_active and one.erased_at is None and (is_security or one != by)}
    chosen = frequencies(list(told))
    made = []
    for person in told.values():
        frequency = Frequency.AT_ONCE if is_security else chosen[person.pk]
        with translation.override(person.language):
            notice = Notice(
                person=person, organisation=organisation, kind=kind, text=one_line(str(text))[:200],
                about=" ".join(plain(about).split())[:200], link=link, at=now, mail_at=next_digest(frequency, now),
            )  # fmt: skip
            made.append(notice)
            if frequency == Frequency.AT_ONCE:
                subject, body = texts.one_notice(notice, person.name, is_security)
                try:
                    _post(person.email, person.language, subject, body, now, person, calendar(person))
                except (ValidationError, BadHeaderError):  # the others are told all the same, and this one on the page
                    logger.warning("person %s has an address no mail can be sent to", person.pk)
    return Notice.objects.bulk_create(made)


@in_transaction
def post(to: str, subject: str, body: str, *, language: str, now: datetime, person: Person | None = None) -> Letter:
    """Put a mail to one address in the outbox: to someone who has no account, or a mail that is not a notice.

    Raises BadHeaderError where the subject or the address holds a line break, ValidationError for a bad address.
    """
    return _post(to, language, subject, body, now, person)


def _post(
    to: str, language: str, subject: str, body: str, now: datetime, person: Person | None, calendar: str = ""
) -> Letter:
    return Letter.objects.create(
        to=one_address(to), language=language, subject=one_line(subject)[:200], body=body, at=now, next_at=now,
        person=person, calendar=calendar,
    )  # fmt: skip


@in_transaction
def choose_frequency(frequency: str, *, by: Person, now: datetime) -> None:
    """From now on, and for what waits for a digest. Raises ValueError for a frequency there is not."""
    Preference.objects.update_or_create(person=by, defaults={"frequency": Frequency(frequency)})
    waiting = Notice.objects.filter(person=by).exclude(mail_at=None)
    waiting.update(mail_at=now if frequency == Frequency.AT_ONCE else next_digest(frequency, now))


@in_transaction
def mark_read(notices: Iterable[UUID] | None, *, by: Viewer, now: datetime) -> list[Notice]:
    """Mark the viewer's own notices as read (None: all of them); gives those that are the viewer's, read before too."""
    own = notices_for(by) if notices is None else notices_for(by).filter(pk__in=list(notices))
    found = list(own)
    Notice.objects.filter(pk__in=[one.pk for one in found], read_at=None).update(read_at=now, mail_at=None)
    return found
