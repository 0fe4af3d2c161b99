"""Whose rows are seen. A model that belongs to an organisation inherits Owned; a query outside a scope raises.

Two walls: django-scopes puts the organisation into every query, and on PostgreSQL row-level security (walls.py) asks
the same of the database. Both are raised by `inside`, and only here are they taken down.

What an organisation shows to others inherits Ringed: read by those its ring reaches, written by its own alone. Things
that hang on it (comments, files) are Owned by the same organisation, and read `inside` it once it has been found.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled
from django_scopes.manager import DisabledQuerySet

from flok.apps.members import walls

if TYPE_CHECKING:
    from flok.apps.members.models import Organisation


Row = TypeVar("Row", bound=models.Model)
NOBODY = uuid.UUID(int=0)  # no organisation has it


class Owned(models.Model):
    """Belongs to one organisation and is seen by nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("members.Organisation", on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(organisation="organisation")

    class Meta:
        abstract = True


class Ring(models.TextChoices):
    """How far something is seen. Outside the network nothing is: what is published there is a copy of its own."""

    ORGANISATION = "organisation", _("my organisation")
    THEME = "theme", _("my theme group")
    NETWORK = "network", _("the network")


class _RingedManager(models.Manager[Row]):
    """The organisation's own, and what others have shown to a wider ring than themselves."""

    def get_queryset(self) -> models.QuerySet[Row]:
        now = get_scope()
        if not now.get("_enabled", True):
            return super().get_queryset()
        if "organisation" not in now:
            closed: models.QuerySet[Row] = DisabledQuerySet(self.model, using=self._db, missing_scopes={"organisation"})
            return closed
        own = models.Q(organisation=now["organisation"])
        return super().get_queryset().filter(own | ~models.Q(ring=Ring.ORGANISATION))

    def all(self) -> models.QuerySet[Row]:
        found: models.QuerySet[Row] = super().all()
        return found.all() if isinstance(found, DisabledQuerySet) else found


class Ringed(Owned):
    """Belongs to one organisation, and is seen by those its ring reaches. Rings widen only by someone's own act.

    The walls let a theme group's and the network's rows through to every member; who is in the theme group is asked by
    the app's queries.
    """

    ring = models.CharField(max_length=12, choices=Ring, default=Ring.ORGANISATION)

    objects = _RingedManager()  # type: ignore[assignment,misc]  # of its own kind

    class Meta:
        abstract = True


@contextmanager
def inside(organisation: Organisation) -> Iterator[None]:
    """Only this organisation's rows are seen, and only its rows can be written."""
    with scope(organisation=organisation), walls.let_through(str(organisation.pk)):
        yield


@contextmanager
def in_the_network() -> Iterator[None]:
    """For one who leads the network and represents no member: what is shown to the network, and no one's own rows."""
    with scope(organisation=NOBODY), walls.let_through(str(NOBODY)):
        yield


@contextmanager
def across_organisations() -> Iterator[None]:
    """All organisations' rows: for what the installation does for itself (the worker, backup), never for a page.

    Each use stands in the list of tests/apps/members/test_scoping.py, with its reason.
    """
    with scopes_disabled(), walls.let_through(walls.EVERYONE):
        yield
