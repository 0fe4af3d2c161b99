"""Meetings of the network: seen by its members, and a little of them by everyone. Not owned by an organisation."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.rules import HERE
from flok.apps.members.models import Person


class Place(models.TextChoices):
    PLACE = "place", _("We meet in one place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Both: in one place, and online")


class _Meetings(models.Manager["Meeting"]):
    """With the theme, which is the name of a meeting that has no title of its own."""

    def get_queryset(self) -> models.QuerySet[Meeting]:
        return super().get_queryset().select_related("theme")


class Meeting(models.Model):
    """`places`: None where there is no limit; where it is both in one place and online, the seats in the room.

    `practical`: for those who come. `sign_up_closes_at`: None where one can sign up until it begins. `arranged_by`: who
    is asked for what is missing; None: the coordinators. `version` grows with each change, so that no one overwrites
    another's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150, blank=True)
    purpose = models.TextField(max_length=2_000, blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=Place, default=Place.PLACE)
    town = models.CharField(max_length=80, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    online_address = models.URLField(max_length=500, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    sign_up_closes_at = models.DateTimeField(null=True, blank=True)
    practical = models.TextField(max_length=2_000, blank=True)
    arranged_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.TextField(max_length=40_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = _Meetings()

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_later")
        ]

    def __str__(self) -> str:
        return self.title or str(self.theme)

    @property
    def last_day_to_sign_up(self) -> date | None:
        """None where one can sign up until it begins."""
        closes = self.sign_up_closes_at
        return None if closes is None else (closes - timedelta(seconds=1)).astimezone(HERE).date()
