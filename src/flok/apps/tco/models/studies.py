"""A study as an organisation keeps it: what it says stands in its versions, each a whole document."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flok.apps.knowledge.models import Theme
from flok.apps.members.models import Person
from flok.apps.members.scoping import Owned, Ringed


class KeptStudy(Ringed):
    """`name` is the document's, in Danish. `latest`: the number of the newest version.

    `origin`: where it was taken home from, as {"organisation", "name", "version", "on"}; None for one's own. A study
    that is put away is left out of lists; its address still opens.
    """

    name = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    latest = models.PositiveIntegerField(default=1)
    origin = models.JSONField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "id"]

    def __str__(self) -> str:
        return self.name


class StudyVersion(Owned):
    """One version, as the document it is (docs/formats/tco-study.md); never changed afterwards. `note`: what is new."""

    study = models.ForeignKey(KeptStudy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    toml = models.TextField(max_length=256_000)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["study", "number"], name="study_version_once")]
