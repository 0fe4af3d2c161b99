"""After the award: which alternative was chosen, on which version, and what was used and paid year by year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flok.apps.members.models import Person
from flok.apps.members.scoping import Owned
from flok.apps.tco.models.studies import KeptStudy


class FollowUp(Owned):
    """What happened is held against `alternative` (its id) of version `version`, which stays as it was."""

    study = models.OneToOneField(KeptStudy, on_delete=models.CASCADE, related_name="follow_up")
    version = models.PositiveIntegerField()
    alternative = models.CharField(max_length=64)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()


class Actual(Owned):
    """What happened on a line (its id) in a year: 0 is the first day, 1 the first year. None: not known yet.

    quantity: in the line's own unit, without its price. paid_ore: in the study's currency, a hundredth of it.
    """

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="actuals")
    line = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    quantity = models.FloatField(null=True, blank=True)
    paid_ore = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["year", "line"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["follow_up", "line", "year"], name="actual_once")]
