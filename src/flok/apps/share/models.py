"""An organisation's own definitions and targets, its published shares, and what the network has compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.members.models import Person
from flok.apps.members.scoping import Owned


class OwnDefinition(Owned):
    """A definition of the organisation's own, copied from another; what it says stands in its versions."""

    key = models.CharField(max_length=60)  # the definition's id in answers: "own-" and a word of its name
    copied_from = models.CharField(max_length=60)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "key"], name="definition_key_once")]


class DefinitionVersion(Owned):
    """One version of an own definition, as a document; never changed afterwards."""

    definition = models.ForeignKey(OwnDefinition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    toml = models.TextField(max_length=256_000)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["definition", "number"], name="version_number_once")]


class Target(Owned):
    """A target is data: a share (in thousandths) by the end of a year under one definition, and who decided it."""

    definition = models.CharField(max_length=60)
    share_permille = models.PositiveIntegerField()
    year = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(share_permille__gte=1, share_permille__lte=1000), name="target_is_a_share"
            )
        ]


class MainDefinition(Owned):
    """The definition the organisation is told by first."""

    definition = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation"], name="one_main_definition")]


class Work(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being computed")
    DONE = "done", _("done")
    FAILED = "failed", _("could not be computed")


class Publication(Owned):
    """One computation of the share. `figures`: for each definition its id, version, low, high and øre, once done."""

    state = models.CharField(max_length=10, choices=Work, default=Work.WAITING)
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(null=True)
    message = models.CharField(max_length=500, blank=True)
    figures = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], condition=models.Q(state="waiting"), name="waits_once")
        ]


class Trial(Owned):
    """A definition that is tried on the organisation's own purchases before it is saved."""

    base = models.CharField(max_length=60)  # the id of the definition it changes or was copied from
    definition = models.ForeignKey(OwnDefinition, null=True, on_delete=models.CASCADE, related_name="trials")
    based_on = models.PositiveIntegerField(default=0)  # the number of the version it is to follow; 0: a new definition
    toml = models.TextField(max_length=256_000)
    state = models.CharField(max_length=10, choices=Work, default=Work.WAITING)
    message = models.CharField(max_length=500, blank=True)
    effect = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    saved = models.ForeignKey(DefinitionVersion, null=True, on_delete=models.CASCADE, related_name="+")


class Consent(Owned):
    """Whether the organisation's figures may be counted in the network's comparison; the newest row holds."""

    says_yes = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at"]


class Release(models.Model):
    """What has been released to the network. `public` is all a page may show; `ledger` is read by the next release."""

    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    definition = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    public = models.JSONField()
    ledger = models.JSONField()

    class Meta:
        ordering: ClassVar = ["id"]
