"""What came of a meeting: points of its minutes, cases, and how often the group decided to meet."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings.models.meetings import Meeting
from flok.apps.members.models import Person


class Point(models.Model):
    """One thing of the minutes, with an address of its own: a decision, an answer to a `question`, or an action.

    An action is someone's to do: a member's (`owner`), or an organisation's or a name's from outside (`owner_name`).
    `number` is its place in the minutes. `reminded`: how many of the reminders of this due date have been told
    (rules.action_reminders). `version` grows with each change.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        ANSWER = "answer", _("answer")
        ACTION = "action", _("action")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=5_000)
    question = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    owner_name = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reminded = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["number", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "done_at", "due"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="action") | models.Q(owner=None, owner_name="", due=None, done_at=None),
                name="only_actions_are_owned",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="answer") | models.Q(question=""), name="only_answers_are_asked"
            ),
        ]

    def __str__(self) -> str:
        return self.question or self.text

    @property
    def mark(self) -> str:
        """Where it stands on its meeting's page."""
        return f"punkt-{self.pk}"

    @property
    def owned_by(self) -> str:
        """Who does it, in words."""
        return str(self.owner) if self.owner else self.owner_name


class CaseLink(models.Model):
    """A case that came of a meeting, by its key alone: who sees the case is asked each time it is read."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="case_links")
    case = models.UUIDField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "case"], name="case_of_meeting_once")]


class Rhythm(models.Model):
    """How often the group meets; the latest holds. `decision`: the point of some minutes it was decided as, if any."""

    says = models.CharField(max_length=200)
    decision = models.ForeignKey(Point, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.says
