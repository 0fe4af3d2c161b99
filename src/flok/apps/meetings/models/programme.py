"""The programme of a meeting, who presents, and the files that hang on it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from flok.apps.meetings.models.meetings import Meeting
from flok.apps.members.models import Person


class ProgrammeItem(models.Model):
    """`starts_at` orders the programme; items that begin together stand as they were made.

    `slides_asked`: how many of the reminders to send slides its presenters have been told (rules.slide_reminders).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField()
    title = models.CharField(max_length=200)
    expects_slides = models.BooleanField(default=True)
    slides_asked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title


class Presenter(models.Model):
    """A member, or only a name on a programme. `organisation_name` is what it was called when it was written."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.CASCADE, related_name="presenters")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        name = str(self.person) if self.person else self.name
        return f"{name}, {self.organisation_name}" if self.organisation_name else name


class Material(models.Model):
    """A file of a meeting; on disk it is called by its id, for readers by its title."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    item = models.ForeignKey(ProgrammeItem, null=True, on_delete=models.SET_NULL, related_name="materials")
    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    is_public = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "digest"], name="material_once")]

    def __str__(self) -> str:
        return self.title
