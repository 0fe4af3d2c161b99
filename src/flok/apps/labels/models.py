"""Assessments as an organisation keeps them, the documentation judged by them, and plans of coming tenders."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from flok.apps.knowledge.models import Theme
from flok.apps.members.models import Person
from flok.apps.members.scoping import Owned, Ringed


class KeptAssessment(Ringed):
    """One label for one purchase, whole or half-way.

    `plain`: the assessment as flok.domain.labels stores it (docs/formats/label-assessment.md), without names of
    persons; `wording`: what was added for the texts to paste. `label`, `title`, `code` and `valid_until` say again what
    follows from `plain`, for lists. `score`: the market's step, 1 to 5. `version` grows with each change, and
    `written_in` names the open form that wrote last. `told_of`: the end of validity its maker was last told of.
    """

    label = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    plain = models.JSONField()
    wording = models.JSONField(default=dict, blank=True)
    every_months = models.PositiveSmallIntegerField(default=12)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=2)
    valid_until = models.DateField()
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    written_in = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    told_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "id"]
        indexes: ClassVar = [models.Index(fields=["ring", "-changed_at"]), models.Index(fields=["label"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__range=(1, 5)), name="label_score_is_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_decided(self) -> bool:
        """Whether the answers given so far are enough; until then it is half-way."""
        return self.code != "R5"


class KeptProof(Owned):
    """What a supplier handed in, and how it was judged. Seen by its own organisation alone, whatever the ring.

    `plain`: {"asked": …, "proof": …} (proofs.py). `status`, `licence_number` and `valid_until` follow from it.
    """

    assessment = models.ForeignKey(KeptAssessment, on_delete=models.CASCADE, related_name="proofs")
    supplier = models.CharField(max_length=200)
    plain = models.JSONField()
    status = models.CharField(max_length=10)
    licence_number = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    contract_end = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    told_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [models.Index(fields=["valid_until"])]

    def __str__(self) -> str:
        return self.supplier

    @property
    def ends_inside(self) -> bool:
        """Whether it expires before the contract does."""
        return bool(self.valid_until and self.contract_end and self.valid_until < self.contract_end)

    def is_over(self, today: date) -> bool:
        return self.valid_until is not None and self.valid_until < today


class KeptPlan(Owned):
    """A list of coming tenders as it was read: confidential, so never shown beyond the organisation.

    `tenders`: rows of flok.domain.labels.PlannedTender as plain data; `problems`: [{"row", "da", "en"}].
    """

    name = models.CharField(max_length=200)
    tenders = models.JSONField()
    problems = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return self.name
