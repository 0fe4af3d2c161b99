"""Secret addresses that calendars are fetched from, and meetings that calendars must be told are off."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.models import Person


class CalendarAddress(models.Model):
    """Lets whoever has the address fetch a calendar. Only the hash of its secret is kept; a new one replaces it."""

    class Kind(models.TextChoices):
        OWN = "own", _("my meetings")
        GROUP = "group", _("all meetings")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="one_address_of_a_kind")]


class CalledOff(models.Model):
    """A meeting that is no more, remembered under its old id until calendars have heard of it. `people`: who had it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    people = models.ManyToManyField(Person, related_name="+")
