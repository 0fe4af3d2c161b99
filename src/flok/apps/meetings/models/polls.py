"""What the network chooses together: proposed themes, polls over themes and dates, and what organisations answer."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.models.meetings import Place
from flok.apps.meetings.rules import HERE
from flok.apps.members.models import Organisation, Person


class Proposal(models.Model):
    """Something a member would have the network meet about, and why in a line. Seen by the whole network.

    It is not changed, but taken back and made anew: what was voted on stays as it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    why = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return self.title


class Poll(models.Model):
    """A question to the member organisations, open until it is closed with a choice or called off.

    A poll over dates says what the meeting will be (`theme`, `purpose`, `form`, `town`); the one over themes that it
    follows, if any, is `follows`. `shows_names`: whether the network sees what each organisation answers, or the counts
    alone; settled when the poll is opened. `voters`: the ids of the organisations that could answer when it ended.
    """

    class Kind(models.TextChoices):
        THEME = "theme", _("theme")
        DATE = "date", _("date")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("decided")
        CALLED_OFF = "called_off", _("called off")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=5, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_index=True)
    title = models.CharField(max_length=150)
    purpose = models.TextField(max_length=2_000, blank=True)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Place, blank=True)
    town = models.CharField(max_length=80, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    shows_names = models.BooleanField(default=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    deadline = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    all_answered_at = models.DateTimeField(null=True)
    deadline_told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen = models.ForeignKey("PollOption", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    voters = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_about_dates(self) -> bool:
        return self.kind == self.Kind.DATE

    @property
    def last_day(self) -> date:
        """The last day to answer: the deadline is the end of it, in Copenhagen."""
        return (self.deadline - timedelta(microseconds=1)).astimezone(HERE).date()

    def takes_answers(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and now < self.deadline


class PollOption(models.Model):
    """One of the things to choose between. A proposed time's id is also its UID in calendars, and the id of the meeting
    that it becomes: the hold in people's calendars is moved, not doubled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["poll", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "number"], name="poll_option_once"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None, proposal__isnull=False)
                | models.Q(ends_at__gt=models.F("starts_at"), proposal=None),
                name="a_time_or_a_proposal",
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal) if self.proposal else f"{self.starts_at:%Y-%m-%d %H:%M}"


class PollBallot(models.Model):
    """What an organisation answers: one ballot each, whoever filled it in. `answers`: option id → yes|if_need_be|no.

    `version` grows with each change, so that two colleagues do not overwrite each other unseen.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["poll", "organisation"], name="one_voice_each")]
