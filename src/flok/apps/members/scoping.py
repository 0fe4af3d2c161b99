"""Whose rows are seen. A model that belongs to an organisation inherits Owned; a query outside a scope raises.

Two walls: django-scopes puts the organisation into every query, and on PostgreSQL row-level security (walls.py) asks
the same of the database. Both are raised by `inside`, and only here are they taken down.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import models
from django_scopes import ScopedManager, scope, scopes_disabled

from flok.apps.members import walls

if TYPE_CHECKING:
    from flok.apps.members.models import Organisation


class Owned(models.Model):
    """Belongs to one organisation and is seen by nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("members.Organisation", on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(organisation="organisation")

    class Meta:
        abstract = True


@contextmanager
def inside(organisation: Organisation) -> Iterator[None]:
    """Only this organisation's rows are seen, and only its rows can be written."""
    with scope(organisation=organisation), walls.let_through(str(organisation.pk)):
        yield


@contextmanager
def across_organisations() -> Iterator[None]:
    """All organisations' rows: for what the installation does for itself (the worker, backup), never for a page.

    Each use stands in the list of tests/apps/members/test_scoping.py, with its reason.
    """
    with scopes_disabled(), walls.let_through(walls.EVERYONE):
        yield
