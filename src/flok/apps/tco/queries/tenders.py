"""Tenders of the viewer's organisation: their openers, what has been received, and what was opened."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from flok.apps.members.models import Person
from flok.apps.members.queries import people_of
from flok.apps.members.rules import Viewer
from flok.apps.tco.models.studies import KeptStudy
from flok.apps.tco.models.tenders import OpenedBid, Opener, SealedBid, Tender

_ALL = ("study", "chair", "organisation", "decided_by")


def tenders_of(study: KeptStudy) -> QuerySet[Tender]:
    """The tenders on one of the organisation's own studies, the newest first, with `received`: how many bids."""
    found: QuerySet[Tender] = Tender.objects.filter(study=study).defer("document", "award", "key")
    return found.annotate(received=Count("sealed_bids")).select_related("chair")


def tender_for(key: UUID) -> Tender | None:
    """One tender of the organisation the viewer acts for, or None."""
    found: Tender | None = Tender.objects.select_related(*_ALL).filter(pk=key).first()
    return found


def may_lead(viewer: Viewer, tender: Tender) -> bool:
    """Whether the viewer decides in it: its chair, and the organisation's administrators."""
    return viewer.may_write and (viewer.person == tender.chair or viewer.is_administrator)


def openers_of(tender: Tender) -> list[Opener]:
    """Who keep the codes, by name."""
    return list(tender.openers.select_related("person"))


def opener_for(key: UUID) -> Opener | None:
    """One opener in a tender of the organisation the viewer acts for, or None."""
    found: Opener | None = (
        Opener.objects.select_related("person", "tender", "tender__study", "tender__chair", "organisation")
        .filter(pk=key)
        .first()
    )
    return found


def possible_openers(tender: Tender) -> QuerySet[Person]:
    """Who represent the organisation now."""
    people = people_of(tender.organisation).values("person")
    return Person.objects.filter(pk__in=people, is_active=True).order_by("name", "id")


def receipts_of(tender: Tender) -> list[SealedBid]:
    """The receipts in their order, without what is sealed."""
    return list(tender.sealed_bids.defer("content").select_related("by"))


def receipt_for(key: UUID) -> SealedBid | None:
    """One receipt in the organisation the viewer acts for, or None."""
    found: SealedBid | None = (
        SealedBid.objects.defer("content").select_related("tender", "tender__study", "by", "organisation")
        .filter(pk=key).first()
    )  # fmt: skip
    return found


def bids_of(tender: Tender) -> list[OpenedBid]:
    """The opened bids, without their files."""
    return list(tender.bids.defer("content").select_related("assessed_by"))


def bid_for(key: UUID) -> OpenedBid | None:
    """One opened bid in the organisation the viewer acts for, without its file, or None."""
    found: OpenedBid | None = (
        OpenedBid.objects.defer("content").select_related("tender", "tender__study", "tender__chair", "assessed_by")
        .filter(pk=key).first()
    )  # fmt: skip
    return found


def opener_waits(viewer: Viewer) -> QuerySet[Opener]:
    """Where the viewer has been asked to keep a code and has not confirmed one yet."""
    waiting = Q(person=viewer.person, confirmed_at=None, tender__frozen_at=None)
    found: QuerySet[Opener] = Opener.objects.filter(waiting).select_related("tender")
    return found
