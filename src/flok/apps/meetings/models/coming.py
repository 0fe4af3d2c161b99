"""Who comes to a meeting, who waits for a place, and who was there."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings.models.meetings import Meeting
from flok.apps.members.models import Organisation, Person


class Shown(models.TextChoices):
    ORGANISATION = "organisation", _("my organisation only")
    NAME = "name", _("my name and my organisation")


class How(models.TextChoices):
    PLACE = "place", _("I come in person")
    ONLINE = "online", _("I take part online")


class SignUp(models.Model):
    """One who comes, or waits (`has_place` is false). `person` is None for a guest, who is only a name.

    `number` is the order in which they came; the waiting list stands in it. `shown`: what other members see of the
    person; those who arrange see all. `how` counts only where the meeting is both in one place and online. `note` is
    for those who arrange, and is emptied a month after the meeting. `came`: None until someone has noted it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation_name = models.CharField(max_length=200, blank=True)
    shown = models.CharField(max_length=12, choices=Shown, default=Shown.ORGANISATION)
    how = models.CharField(max_length=6, choices=How, default=How.PLACE)
    note = models.CharField(max_length=300, blank=True)
    number = models.PositiveIntegerField()
    has_place = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_up_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="signed_up_once"),
            models.UniqueConstraint(fields=["meeting", "number"], name="one_number_each"),
        ]

    def __str__(self) -> str:
        name = str(self.person) if self.person else self.name
        return f"{name}, {self.organisation_name}" if self.organisation_name else name
