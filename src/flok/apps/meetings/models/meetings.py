"""Meetings of the network: seen by its members, and a little of them by everyone. Not owned by an organisation."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.models import Person


class Theme(models.TextChoices):
    STRATEGY = "strategy", _("Green procurement strategy")
    LIFE_CYCLE_COST = "life_cycle_cost", _("Life-cycle cost")
    WHAT_IS_GREEN = "what_is_green", _("What a green purchase is")
    CONTRACT_PERIOD = "contract_period", _("The contract period")
    REQUISITIONERS = "requisitioners", _("Requisitioners' behaviour")
    LABELS = "labels", _("Labels")
    OTHER = "other", _("Another theme")


class Place(models.TextChoices):
    PLACE = "place", _("We meet in one place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Both: in one place, and online")


class Meeting(models.Model):
    """`places`: None where there is no limit. `decisions`: one a line.

    `version` grows with each change, so that no one overwrites another's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.CharField(max_length=20, choices=Theme)
    title = models.CharField(max_length=150, blank=True)
    purpose = models.TextField(max_length=2_000, blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=Place, default=Place.PLACE)
    town = models.CharField(max_length=80, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    online_address = models.URLField(max_length=500, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    decisions = models.TextField(max_length=5_000, blank=True)
    minutes = models.TextField(max_length=40_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_later")
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_theme_display())

    @property
    def decided(self) -> list[str]:
        return [line.strip() for line in self.decisions.splitlines() if line.strip()]
