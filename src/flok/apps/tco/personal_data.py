"""The personal data of this app: which studies and versions a person made, and what they did in tenders."""

from __future__ import annotations

from typing import Any

from flok.apps.members.models import Person
from flok.apps.tco.models import Actual, KeptStudy, OpenedBid, Opener, SealedBid, StudyVersion, Tender


def export(person: Person) -> Any:
    """As plain data; asked across organisations, since a person may have acted for several."""
    return {
        "studies": list(
            KeptStudy.objects.filter(made_by=person)
            .order_by("made_at")
            .values("organisation__name", "name", "ring", "made_at")
        ),
        "versions": list(
            StudyVersion.objects.filter(by=person)
            .order_by("at")
            .values("organisation__name", "study__name", "number", "note", "at")
        ),
        "actuals": list(
            Actual.objects.filter(by=person).order_by("at").values("organisation__name", "line", "year", "at")
        ),
        "tenders_led": list(
            Tender.objects.filter(chair=person).order_by("made_at").values("organisation__name", "reference", "made_at")
        ),
        "codes_for_opening": list(
            Opener.objects.filter(person=person)
            .order_by("tender__made_at")
            .values("organisation__name", "tender__reference", "fetched_at", "confirmed_at", "opened_at")
        ),
        "bids_received": list(
            SealedBid.objects.filter(by=person)
            .order_by("received_at")
            .values("organisation__name", "tender__reference", "number", "received_at")
        ),
        "bids_assessed": list(
            OpenedBid.objects.filter(assessed_by=person)
            .order_by("assessed_at")
            .values("organisation__name", "tender__reference", "number", "assessed_at")
        ),
        "awards_decided": list(
            Tender.objects.filter(decided_by=person)
            .order_by("decided_at")
            .values("organisation__name", "reference", "decided_at")
        ),
    }


def erase(person: Person) -> None:
    """What was counted is the organisation's and stays; the person is told of as a former member."""
