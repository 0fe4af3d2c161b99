from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from flok.apps.members.rules import Viewer


class TcoConfig(AppConfig):
    """Studies of what alternatives and bids cost over their life."""

    name = "flok.apps.tco"
    verbose_name = _("Life-cycle cost")

    def ready(self) -> None:
        from flok.apps.knowledge import search, uses
        from flok.apps.members import personal_data as registry
        from flok.apps.tco import found, personal_data, queries

        registry.register("tco", export=personal_data.export, erase=personal_data.erase)
        search.register(found.KIND, name=_("Life-cycle cost study"), rows=found.rows)
        uses.register("study", uses.Keeper(queries.offered_studies, _copied, _take_home))


def _copied(viewer: Viewer, key: str) -> Mapping[str, Any] | None:
    """One of the viewer's own studies as a case keeps it."""
    from django.utils import timezone

    from flok.apps.tco import queries

    return queries.copy_of(viewer, key, timezone.localdate())


def _take_home(viewer: Viewer, copy: Mapping[str, Any], now: datetime) -> str:
    """The address of the study that a case's copy has become."""
    from django.urls import reverse

    from flok.apps.tco import actions

    home = viewer.organisation
    assert home is not None  # the page asks for a member
    study = actions.take_home_copy(copy, uuid.uuid4(), organisation=home, by=viewer.person, now=now)
    return reverse("tco:study", args=[study.pk])
