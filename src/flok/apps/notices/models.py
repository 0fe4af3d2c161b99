"""What a person is told on the page, and the outbox that mails leave from."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.models import Organisation, Person
from flok.apps.notices.rules import Frequency


class Preference(models.Model):
    """How often a person wants mails; without a row, at once."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.AT_ONCE)


class Notice(models.Model):
    """Something to know, told to one person and seen by nobody else.

    `text` is a fixed sentence without content, the only part that a mail repeats; `about` is shown on the page alone.
    `mail_at`: when the digest that names it leaves; None once it has, or where no digest shall.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    about = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "read_at"]), models.Index(fields=["mail_at"])]


class Letter(models.Model):
    """A mail to one address. Its text is emptied when it has been sent or given up: it may hold a link that opens.

    `calendar`: an iCalendar object that goes with it, or empty; emptied with the text.

    waiting → sending → sent | waiting (again at `next_at`) | failed. A letter that was being sent when the worker was
    killed is taken up at `next_at`: it may then reach the receiver twice, with the same Message-ID, but is never lost.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next_at"])]


class Beat(models.Model):
    """When something that is done again and again is due next; see schedule.py."""

    name = models.CharField(primary_key=True, max_length=60)
    next_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
