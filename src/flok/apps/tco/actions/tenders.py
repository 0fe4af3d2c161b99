"""A tender is drafted, gets its openers, is frozen, and may be postponed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell
from flok.apps.tco import bids
from flok.apps.tco.models.studies import KeptStudy
from flok.apps.tco.models.tenders import Opener, Tender
from flok.apps.tco.queries.tenders import possible_openers
from flok.domain import tco
from flok.domain.tco import tender as engine


class TenderError(Exception):
    """It cannot be done now; nothing was changed. `code` says why.

    frozen: the terms are fixed. changed: someone else changed it meanwhile. past: the opening time is not ahead.
    openers: fewer than two, or more than eight. left: an opener no longer represents the organisation. unconfirmed: an
    opener has no confirmed code. assessed: someone else has assessed the bid meanwhile. obstacles: the study
    cannot be put to tender. not_open: it is not open for bids. late: bids are no longer received. earlier: a
    postponement only goes later. opened: bids are opened already. decided: the award is decided. unread: bids are not
    read yet. unsettled: a bid waits for a decision or points. winner: not among the first.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@in_transaction
def begin_tender(key: UUID, study: KeptStudy, document: str, *, by: Person, now: datetime) -> Tender:
    """A draft on the newest version of a study. `key` is made with the form: the same form twice gives one tender,
    and never another organisation's.

    document: bids.drafted. Raises TenderError.
    """
    read = bids.document(document)
    if read.terms.opens <= now:
        raise TenderError("past")
    tender, is_new = Tender.objects.get_or_create(
        pk=uuid5(study.organisation_id, str(key)), organisation=study.organisation,
        defaults={
            "study": study, "number": study.latest, "reference": read.terms.reference, "document": document,
            "opens_at": read.terms.opens, "chair": by, "made_at": now,
        },
    )  # fmt: skip
    if is_new:
        note(tender, audit.Act.ADD, "", by=by, now=now)
    found: Tender = tender
    return found


@in_transaction
def change_terms(tender: Tender, document: str, *, version: int, by: Person, now: datetime) -> Tender:
    """Other terms of a draft. Raises TenderError."""
    kept = _draft(tender)
    if kept.version != version:
        raise TenderError("changed")
    read = bids.document(document)
    if read.terms.opens <= now:
        raise TenderError("past")
    kept.document, kept.reference, kept.opens_at = document, read.terms.reference, read.terms.opens
    kept.version += 1
    kept.save(update_fields=["document", "reference", "opens_at", "version"])
    note(kept, audit.Act.CHANGE, "terms", by=by, now=now)
    return kept


@in_transaction
def choose_openers(tender: Tender, people: Collection[Person], *, by: Person, now: datetime) -> None:
    """Who keep the codes of a draft; those who stay keep theirs. Who comes and who goes is told, and so is the chair;
    a form for fixing the tender that was opened before is then out of date. Raises TenderError.
    """
    kept = _draft(tender)
    if not 2 <= len(people) <= MOST_OPENERS:
        raise TenderError("openers")
    before = list(kept.openers.select_related("person"))
    gone = [each for each in before if each.person not in people]
    new = [each for each in people if each not in {opener.person for opener in before}]
    for opener in gone:
        _tell_opener(kept, opener.person, _OUT, reverse("tco:tender", args=[kept.pk]), by, now)
        note(kept, audit.Act.CHANGE, "opener removed", about=opener.person, by=by, now=now)
        opener.delete()
    for person in new:
        opener = Opener.objects.create(organisation=kept.organisation, tender=kept, person=person)
        _tell_opener(kept, person, _ASKED, reverse("tco:code", args=[opener.pk]), by, now)
        note(kept, audit.Act.CHANGE, "opener added", about=person, by=by, now=now)
    if gone or new:
        _tell_opener(kept, kept.chair, _OTHERS, reverse("tco:tender", args=[kept.pk]), by, now)
        kept.version += 1
        kept.save(update_fields=["version"])


MOST_OPENERS = 8
_ASKED = _("You are asked to keep a code that opens bids. Fetch it, and write it down.")
_OUT = _("You are no longer asked to open bids. A code you have fetched opens nothing.")
_AGAIN = _(
    "A new code for opening bids was fetched in your name; the one before opens nothing. Was it not you? Say so."
)
_OTHERS = _("Other colleagues were chosen to open the bids of a tender you lead. See who they are.")


def _tell_opener(
    tender: Tender, person: Person | None, text: Promise, link: str, by: Person, now: datetime, *,
    is_security: bool = False,
) -> None:  # fmt: skip
    if person is not None:
        tell(
            [person], "tender", text, link=link, about=tender.reference, organisation=tender.organisation, by=by,
            now=now, is_security=is_security,
        )  # fmt: skip


@in_transaction
def fetch_code(opener: Opener, *, by: Person, now: datetime) -> str:
    """A new code for an opener, to be shown once; one fetched before opens nothing any more, and that is told, by mail
    too: somebody else may sit at the opener's screen. Raises TenderError.
    """
    tender = _draft(opener.tender)
    code, half = engine.new_opener()
    if Opener.objects.filter(pk=opener.pk).exclude(fetched_at=None).exists():
        _tell_opener(tender, by, _AGAIN, reverse("tco:code", args=[opener.pk]), by, now, is_security=True)
    Opener.objects.filter(pk=opener.pk).update(half=half, fetched_at=now, confirmed_at=None)
    note(tender, audit.Act.CHANGE, "code fetched", by=by, now=now)
    return code


@in_transaction
def confirm_code(opener: Opener, code: str, *, by: Person, now: datetime) -> bool:
    """Whether it is the opener's code, as it was written down. Raises TenderError, engine.MistypedError."""
    tender = _draft(opener.tender)
    kept = Opener.objects.get(pk=opener.pk)
    if not kept.half or engine.public_half(code) != kept.half:
        return False
    Opener.objects.filter(pk=opener.pk).update(confirmed_at=now)
    note(tender, audit.Act.CHANGE, "code confirmed", by=by, now=now)
    return True


@in_transaction
def freeze(tender: Tender, *, version: int, by: Person, now: datetime) -> Tender:
    """From now on nothing of it can change, and bids can be received. Raises TenderError."""
    kept = _draft(tender)
    if kept.version != version:
        raise TenderError("changed")
    read = bids.of(kept)
    if kept.opens_at <= now:
        raise TenderError("past")
    if obstacles(read):
        raise TenderError("obstacles")
    openers = list(kept.openers.all())
    if len(openers) < 2:
        raise TenderError("openers")
    if not {each.person_id for each in openers} <= set(possible_openers(kept).values_list("pk", flat=True)):
        raise TenderError("left")
    if any(each.confirmed_at is None for each in openers):
        raise TenderError("unconfirmed")
    halves = {str(each.pk): each.half for each in openers}
    kept.fingerprint = engine.fingerprint(read)
    kept.key = engine.key_to_data(engine.opening_key(kept.fingerprint, localtime(kept.opens_at), halves))
    kept.frozen_at = now
    kept.save(update_fields=["fingerprint", "key", "frozen_at"])
    note(kept, audit.Act.CHANGE, f"frozen: {engine.shown(kept.fingerprint)}", by=by, now=now)
    return kept


@in_transaction
def postpone(tender: Tender, until: datetime, *, by: Person, now: datetime) -> None:
    """Bids are received longer, and opened later. Raises TenderError."""
    kept = locked(tender)
    if kept.state != "frozen" or kept.opens <= now:
        raise TenderError("not_open")
    if until <= kept.opens:
        raise TenderError("earlier")
    kept.postponed_to = until
    kept.save(update_fields=["postponed_to"])
    note(kept, audit.Act.CHANGE, f"postponed: {localtime(until).isoformat()}", by=by, now=now)


def obstacles(read: engine.Tender) -> tuple[tco.Problem, ...]:
    """What keeps a study from being put to tender; also more lifetimes than a workbook can hold."""
    found = engine.obstacles(read)
    if found:
        return found
    try:
        engine.workbook_bytes(read)
    except engine.TooManyError as too_many:
        return (too_many.problem,)
    return ()


def locked(tender: Tender) -> Tender:
    """The tender as it is now, held until the transaction ends."""
    kept: Tender = Tender.objects.select_for_update().get(pk=tender.pk)
    return kept


def note(tender: Tender, act: str, what: str, *, about: Person | None = None, by: Person | None, now: datetime) -> None:
    """A line in the log: never what stands in a bid."""
    detail = f"{tender.pk} {what}".strip()
    audit.note(act, "tender", by=by, now=now, organisation=tender.organisation, about=about, detail=detail)


def _draft(tender: Tender) -> Tender:
    kept = locked(tender)
    if kept.state != "draft":
        raise TenderError("frozen")
    return kept
