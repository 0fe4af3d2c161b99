"""A case: what a member did, what came of it, and where it would work. What hangs on it stands beside it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models.themes import Theme
from flok.apps.members.models import Kind as BodyType
from flok.apps.members.models import Organisation, Person
from flok.apps.members.scoping import Owned, Ring, Ringed


class Kind(models.TextChoices):
    CASE = "case", _("case")
    MEASURE = "measure", _("measure")


class Phase(models.TextChoices):
    STRATEGY = "strategy", _("Strategy")
    NEEDS = "needs", _("Needs")
    MARKET_DIALOGUE = "market_dialogue", _("Market dialogue")
    TENDER = "tender", _("Tender")
    CONTRACT = "contract", _("Contract period")
    BEHAVIOUR = "behaviour", _("Behaviour")


class Result(models.TextChoices):
    BETTER = "better", _("It got better")
    MIXED = "mixed", _("Both better and worse")
    NOTHING = "nothing", _("Nothing happened")
    WORSE = "worse", _("It got worse")


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SHOWN = "shown", _("shown")


class Case(Ringed):
    """A draft's ring is always the organisation; it is seen by its author and those asked to read it.

    `figures`: [{"text", "source"}, …]; `uses`: [{"kind", "name", "copy"}, …] (uses.py); `works_types`: body types with
    a space between. Money is in øre. `version` grows with each change of the text, and `written_in` names the open form
    that wrote last, so that no one overwrites another's words and nobody meets their own as a stranger's.
    `asked_months`: after how many months (0, 6, 12) the author was last asked what happened.
    """

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CASE)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    phase = models.CharField(max_length=20, choices=Phase, blank=True)
    situation = models.TextField(max_length=10_000, blank=True)
    done = models.TextField(max_length=20_000, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    cost_ore = models.BigIntegerField(null=True, blank=True)
    permission = models.CharField(max_length=500, blank=True)
    happened = models.TextField(max_length=20_000, blank=True)
    result = models.CharField(max_length=10, choices=Result, blank=True)
    figures = models.JSONField(default=list, blank=True)
    not_again = models.TextField(max_length=10_000, blank=True)
    works_types = models.CharField(max_length=200, blank=True)
    works_size = models.CharField(max_length=200, blank=True)
    works_community = models.CharField(max_length=300, blank=True)
    works_politics = models.CharField(max_length=500, blank=True)
    uses = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_in = models.UUIDField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    asked_months = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-published_at", "-begun_at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "ring", "-published_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state=State.DRAFT) | models.Q(ring=Ring.ORGANISATION), name="draft_is_own"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(_("Without a headline"))

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def works_types_said(self) -> list[str]:
        """The body types it works for, in words."""
        return [str(BodyType(one).label) for one in self.works_types.split()]


class Reader(models.Model):
    """Someone the author has asked to read a draft, from any organisation: by that act it is shown to them.

    Not owned: the one who was asked finds the case by it, and reads it inside the organisation it belongs to.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="readers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "person"], name="reader_once")]


class Attachment(Owned):
    """A file of a case. On the disk it lies under its digest, once, however many cases share it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "digest"], name="attachment_once")]

    def __str__(self) -> str:
        return self.title


class Remark(Owned):
    """What a colleague says of a case. Its ring is the case's when it was written: it is never seen further.

    `of`: the organisation the writer represented. A note on a draft is for the author and those who read it.
    """

    class Kind(models.TextChoices):
        NOTE = "note", _("note on a draft")
        COMMENT = "comment", _("comment")
        ALSO = "also", _("we did it too")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=Kind)
    ring = models.CharField(max_length=12, choices=Ring)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    of = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=5_000)
    result = models.CharField(max_length=10, choices=Result, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Outcome(Owned):
    """What happened afterwards. `months`: after how many it was asked for; 0 where it was told unasked."""

    class State(models.TextChoices):
        HOLDS = "holds", _("It still holds")
        CHANGED = "changed", _("It has changed")
        NOTHING = "nothing", _("Nothing happened")
        STOPPED = "stopped", _("It has stopped")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outcomes")
    months = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State)
    text = models.TextField(max_length=5_000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "id"]
