"""A study put to tender: its terms, who opens the bids, and the bids, sealed as they come in and then opened."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from django.db import models

from flok.apps.members.models import Person
from flok.apps.members.scoping import Owned
from flok.apps.tco.models.studies import KeptStudy

State = Literal["draft", "frozen", "opened", "decided"]


class Tender(Owned):
    """`document`: study and terms (docs/formats/tco-tender.md), from version `number` of the study; never changed once
    it is frozen. `chair`: who leads it. `version` grows with each change of the draft.

    `key`: what seals bids (engine's OpeningKey as data); it opens nothing without codes. `lost`: numbers of receipts
    whose bid was not there, or did not follow the one before, when bids were opened. `award`: as it was decided, the
    JSON text (docs/formats/tco-tender.md) that anyone can count again.
    """

    study = models.ForeignKey(KeptStudy, on_delete=models.CASCADE, related_name="tenders")
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=100)
    document = models.TextField(max_length=300_000)
    opens_at = models.DateTimeField()
    postponed_to = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    chair = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, blank=True)
    key = models.JSONField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    lost = models.JSONField(default=list)
    award = models.TextField(blank=True)
    winner = models.CharField(max_length=64, blank=True)
    reason = models.TextField(max_length=5_000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.reference

    @property
    def opens(self) -> datetime:
        """When bids may be opened, and no more are received."""
        return self.postponed_to or self.opens_at

    @property
    def state(self) -> State:
        if self.decided_at is not None:
            return "decided"
        if self.opened_at is not None:
            return "opened"
        return "draft" if self.frozen_at is None else "frozen"


class Opener(Owned):
    """One who keeps a code. `half`: the public half of the code; the code itself is kept nowhere.

    confirmed_at: when the code was typed as it was written down. opened_at: when it took part in opening.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="openers")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    half = models.CharField(max_length=64, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["person__name", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "person"], name="opener_once")]


class SealedBid(Owned):
    """A bid as it was received: sealed at once, never stored in any other way. The rest is its receipt.

    digest: SHA-256 of what is sealed. previous: the mark of the receipt before it.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="sealed_bids")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "number"], name="sealed_bid_once")]


class OpenedBid(Owned):
    """A bid after the opening. `read`: what the engine found in it (bids.py); None until it is read.

    is_broken: the seal did not open, so there is no content. points: by criterion, {"points", "reason"}. admitted: what
    was decided of a bid there is something to ask about, with `reason`; None: nothing yet.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="bids")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    is_broken = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    read = models.JSONField(null=True, blank=True)
    points = models.JSONField(default=dict)
    admitted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)
    assessed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    assessed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tender", "number"], name="opened_bid_once")]
