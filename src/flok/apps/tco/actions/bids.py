"""Bids are received sealed, opened by two together, read, assessed, and the award is decided."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from flok.apps.members import audit
from flok.apps.members.models import AuditEntry, Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell
from flok.apps.tco import bids
from flok.apps.tco.actions.tenders import TenderError, locked, note
from flok.apps.tco.models.tenders import OpenedBid, SealedBid, Tender
from flok.domain.tco import tender as engine

READ_FOR = 12.0  # seconds of one request
QUIET_FOR = timedelta(hours=1)


@in_transaction
def receive(key: UUID, tender: Tender, name: str, content: bytes, *, by: Person, now: datetime) -> SealedBid:
    """Seal a bid and keep nothing else of it; gives its receipt. `key` is made with the form: the same file in the
    same form gives the same receipt, another file is another bid.

    Raises TenderError.
    """
    kept = locked(tender)
    number = uuid5(key, f"{kept.pk} {hashlib.sha256(content).hexdigest()}")  # the key is kept nowhere: it tells nothing
    there: SealedBid | None = kept.sealed_bids.defer("content").filter(pk=number).first()
    if there is not None:
        return there
    if kept.state != "frozen":
        raise TenderError("not_open")
    if now >= kept.opens:
        raise TenderError("late")
    sealed = engine.sealed(engine.key_from_data(kept.key or {}), name, content)
    last = kept.sealed_bids.defer("content").order_by("-number").first()
    made = engine.receipt(sealed, localtime(now), None if last is None else as_receipt(last))
    bid: SealedBid = SealedBid.objects.create(
        pk=number, organisation=kept.organisation, tender=kept, number=made.number, content=sealed, digest=made.sealed,
        previous=made.previous, received_at=now, by=by,
    )  # fmt: skip
    note(kept, audit.Act.ADD, f"bid received: {made.number} {made.sealed[:16]}", by=by, now=now)
    return bid


def as_receipt(bid: SealedBid) -> engine.Receipt:
    """The engine's receipt of a row."""
    return engine.Receipt(bid.number, bid.digest, localtime(bid.received_at).isoformat(), bid.previous)


@in_transaction
def open_bids(tender: Tender, codes: Mapping[UUID, str], *, by: Person, now: datetime) -> None:
    """Open all bids, or none. codes: by opener, as typed. The private key is in memory only, and only here.

    Raises engine.TooEarlyError, MistypedError, WrongCodeError (`opener`: the id), NotSealedError for a key that was
    changed, and TenderError.
    """
    kept = locked(tender)
    if kept.state == "draft":
        raise TenderError("not_open")
    if kept.state != "frozen":
        raise TenderError("opened")
    key = engine.key_from_data(kept.key or {})
    given = {str(opener): code for opener, code in codes.items()}
    private = engine.unlocked(key, given, now, postponed=kept.postponed_to)
    sealed = list(kept.sealed_bids.all())
    contents = [bytes(each.content) for each in sealed]
    kept.lost = list(engine.gaps([as_receipt(each) for each in sealed], contents))
    for each, content in zip(sealed, contents, strict=True):
        OpenedBid.objects.create(**_opened(kept, each, private, key, content))
    kept.opened_at = now
    kept.save(update_fields=["opened_at", "lost"])
    kept.openers.filter(pk__in=list(codes)).update(opened_at=now)
    note(kept, audit.Act.READ, f"bids opened: {len(sealed)}", by=by, now=now)


def _opened(
    tender: Tender, sealed: SealedBid, private: bytes, key: engine.OpeningKey, content: bytes
) -> dict[str, object]:
    row = {
        "organisation": tender.organisation, "tender": tender, "number": sealed.number,
        "received_at": sealed.received_at,
    }  # fmt: skip
    try:
        name, plain = engine.unsealed(private, key, content)
    except engine.NotSealedError:
        return {**row, "name": bids.fitting_name(sealed.number, ""), "content": b"", "is_broken": True}
    digest = hashlib.sha256(plain).hexdigest()
    return {**row, "name": bids.fitting_name(sealed.number, name), "content": plain, "digest": digest}


@in_transaction
def refuse_opening(tender: Tender, why: str, *, by: Person, now: datetime) -> None:
    """Someone tried to open bids and could not: it stands in the log, and too early the chair is told, by mail too;
    of many attempts once in QUIET_FOR.
    """
    before = AuditEntry.objects.filter(act=audit.Act.REFUSED, detail=f"{tender.pk} opening: {why}")
    is_told = before.filter(at__gt=now - QUIET_FOR).exists()
    note(tender, audit.Act.REFUSED, f"opening: {why}", by=by, now=now)
    if why == "too early" and tender.chair is not None and not is_told:
        tell(
            [tender.chair], "tender", _("Someone tried to open bids before the opening time. They are still sealed."),
            link=reverse("tco:tender", args=[tender.pk]), about=tender.reference, organisation=tender.organisation,
            by=None, now=now, is_security=True,
        )  # fmt: skip


def read_bids(tender: Tender) -> int:
    """Read opened bids for as long as one request should take; how many are left. What is read stays read."""
    waiting = list(tender.bids.filter(read__isnull=True, is_broken=False).values_list("pk", flat=True))
    until = time.monotonic() + READ_FOR
    for done, pk in enumerate(waiting):
        if time.monotonic() > until:
            return len(waiting) - done
        bid = OpenedBid.objects.get(pk=pk)
        found = engine.read_bid(bids.of(tender), bid.name, bytes(bid.content))
        OpenedBid.objects.filter(pk=pk).update(read=bids.as_kept(found))
    return 0


@in_transaction
def give_points(
    bid: OpenedBid, points: Mapping[str, Mapping[str, str]], *, seen: str = "", by: Person, now: datetime
) -> None:
    """Points of one bid by criterion, each {"points": a decimal as written, "reason"}.

    seen: `as_assessed` of the bid when the form was opened. Raises TenderError.
    """
    kept = _unassessed(bid, seen)
    OpenedBid.objects.filter(pk=bid.pk).update(points=dict(points), assessed_by=by, assessed_at=now)
    note(kept, audit.Act.CHANGE, f"points given: {bid.number}", by=by, now=now)


@in_transaction
def decide_bid(bid: OpenedBid, admit: bool | None, reason: str, *, seen: str = "", by: Person, now: datetime) -> None:
    """Whether a bid takes part, and why; None: not decided after all. `seen` as of give_points. Raises TenderError."""
    kept = _unassessed(bid, seen)
    OpenedBid.objects.filter(pk=bid.pk).update(
        admitted=admit, reason="" if admit is None else reason, assessed_by=by, assessed_at=now
    )
    what = {True: "bid admitted", False: "bid rejected", None: "bid not decided"}[admit]
    note(kept, audit.Act.CHANGE, f"{what}: {bid.number}", by=by, now=now)


@in_transaction
def decide(tender: Tender, winner: str, reason: str, *, by: Person, now: datetime) -> None:
    """The award as it stands is made. winner: the SHA-256 of the bid's file, one of the first. Raises TenderError."""
    kept = _undecided(tender)
    opened = list(kept.bids.defer("content"))
    if any(each.read is None and not each.is_broken for each in opened):
        raise TenderError("unread")
    found = bids.award_of(kept, opened)
    if not found.settled:
        raise TenderError("unsettled")
    if winner not in found.first:
        raise TenderError("winner")
    kept.award = bids.award_text(kept, found)
    kept.winner, kept.reason, kept.decided_at, kept.decided_by = winner, reason, now, by
    kept.save(update_fields=["award", "winner", "reason", "decided_at", "decided_by"])
    note(kept, audit.Act.CHANGE, f"award: {winner[:16]}", by=by, now=now)


def as_assessed(bid: OpenedBid) -> str:
    """When points or a decision were last given, as a form carries it; empty where none were."""
    return "" if bid.assessed_at is None else bid.assessed_at.isoformat()


def _unassessed(bid: OpenedBid, seen: str) -> Tender:
    kept = _undecided(bid.tender)
    if as_assessed(OpenedBid.objects.only("assessed_at").get(pk=bid.pk)) != seen:
        raise TenderError("assessed")
    return kept


def _undecided(tender: Tender) -> Tender:
    kept = locked(tender)
    if kept.state == "decided":
        raise TenderError("decided")
    if kept.state != "opened":
        raise TenderError("not_open")
    return kept
