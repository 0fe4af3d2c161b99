"""Outside the network: a copy of a case, cleaned, asked for by one person and confirmed by another."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from flok.apps.knowledge.models.cases import Case
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Owned


class Proposal(Owned):
    """A copy that waits for a second person. `content`: what would be seen (rules.PUBLIC_FIELDS), and nothing more."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposals")
    content = models.JSONField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case"], name="one_proposal_at_a_time")]


class PublicCase(models.Model):
    """A copy that everyone may read. It knows the case it was made of by its key alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_key = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=40)
    content = models.JSONField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "id"]

    def __str__(self) -> str:
        return self.title
