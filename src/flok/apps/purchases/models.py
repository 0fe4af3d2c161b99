"""Files that were handed in, what became of them, and the account of what they hold together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.scoping import Owned
from flok.apps.purchases.rules import in_letters


class Kind(models.TextChoices):
    """What a file is. The order is that of the forms."""

    INVOICES = "invoices", _("E-invoices (XML or zip)")
    EXPORT = "export", _("Purchase export (CSV or Excel)")
    CATALOGUE = "catalogue", _("Supplier catalogue (XML or zip)")
    LABELS = "labels", _("Assortment or list of labels (CSV or Excel)")
    CONTRACTS = "contracts", _("List of contracts (CSV or Excel)")
    UNITS = "units", _("List of units with EAN numbers (CSV or Excel)")
    RATES = "rates", _("Exchange rates (CSV or Excel)")


PURCHASES = (Kind.INVOICES, Kind.EXPORT)
LISTS = (Kind.CATALOGUE, Kind.LABELS, Kind.CONTRACTS, Kind.UNITS, Kind.RATES)
REPLACING = (Kind.CONTRACTS, Kind.UNITS)  # the newest list takes the place of the one before; the others add up


class State(models.TextChoices):
    RECEIVING = "receiving", _("Being received")
    RECEIVED = "received", _("Waits to be looked at")
    NEEDS_MAPPING = "needs_mapping", _("Waits for you: which column is what?")
    QUEUED = "queued", _("Waits to be read")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    REFUSED = "refused", _("Could not be read")
    REMOVING = "removing", _("Being removed")


UNFINISHED = (State.RECEIVED, State.QUEUED, State.READING, State.REMOVING)
MOVING = (State.RECEIVING, *UNFINISHED)


class Delivery(Owned):
    """A file that was handed in. Its bytes lie under their hash; `name` is only ever shown.

    `tally`: its documents by what became of them, [{status, code, currency, documents, lines, source_ore,
    counted_ore}]. `again`: its documents that had been read before from another file. `problems`: rows of a list
    that were left out, [[row, code, detail]]. `preview`: what was seen of a table, for the mapping step.
    """

    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    name = models.CharField(max_length=255)
    ending = models.CharField(max_length=5)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=100, blank=True)  # tells a browser's file again when it is picked once more
    by = models.ForeignKey("members.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=15, choices=State, default=State.RECEIVING)
    code = models.CharField(max_length=30, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    documents = models.BigIntegerField(default=0)
    lines = models.BigIntegerField(default=0)
    again = models.BigIntegerField(default=0)
    counted_ore = models.BigIntegerField(default=0)
    tally = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    problem_count = models.BigIntegerField(default=0)
    preview = models.JSONField(default=dict)
    header = models.CharField(max_length=64, blank=True)
    mapping = models.TextField(blank=True)
    asked_by = models.ForeignKey("members.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    attempts = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    order = models.BigIntegerField(default=0)  # the place in the order of reading, which decides between duplicates
    in_store = models.BooleanField(default=False)  # its documents are in the store
    is_stale = models.BooleanField(default=False)  # and are to be taken out of it again

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "at"]),
            models.Index(fields=["organisation", "state"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "sha256", "ending"], condition=~models.Q(sha256=""), name="same_file_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name", "size", "mark"],
                condition=models.Q(state="receiving"),
                name="received_once_at_a_time",
            ),
        ]

    @property
    def is_purchase(self) -> bool:
        return self.kind in PURCHASES

    @property
    def is_moving(self) -> bool:
        """Whether its page is worth looking at again in a moment."""
        return self.state in MOVING

    @property
    def file(self) -> str:
        """Its name on the disk, and what the source of its documents begins with."""
        return f"{in_letters(self.sha256)}.{self.ending}"


class UncountedDocument(Owned):
    """A document, or a file in an archive, that does not count, and why. Amounts are øre of `currency`."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="uncounted")
    place = models.PositiveIntegerField()
    within = models.CharField(max_length=500, blank=True)
    number = models.CharField(max_length=200, blank=True)
    supplier_name = models.CharField(max_length=300, blank=True)
    issue_date = models.DateField(null=True)
    status = models.CharField(max_length=10)
    code = models.CharField(max_length=30)
    detail = models.CharField(max_length=500, blank=True)
    source_ore = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar = ["delivery__order", "place"]
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "code"])]


class Account(Owned):
    """The account of the store as it was last published: `figures` as flok.domain.spend.accounted gives them."""

    made_at = models.DateTimeField()
    generation = models.BigIntegerField(default=1)
    number = models.BigIntegerField()
    deliveries = models.BigIntegerField()
    figures = models.JSONField()
    by_reason = models.JSONField()  # [{status, code, currency, documents, source_ore}] of what does not count

    class Meta:
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation"], name="one_account")]
