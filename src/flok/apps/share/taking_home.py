"""An organisation's own definitions, as a colleague's case can bring them along (flok.apps.knowledge.uses)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from flok.apps.members.rules import Viewer
from flok.apps.share import actions, queries


def offered(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's own definitions in use, by key and name. One query."""
    versions = queries.own_versions()
    return [(one.definition.key, queries.parsed(one.toml, one.definition.key).name_da) for one in versions]


def copied(viewer: Viewer, key: str) -> Mapping[str, Any] | None:
    """The version in force as a document, and what it was copied from."""
    newest = queries.newest_version(key)
    return None if newest is None else {"toml": newest.toml, "base": newest.definition.copied_from}


def take_home(viewer: Viewer, copy: Mapping[str, Any], now: datetime) -> str:
    """Have it tried on the viewer's own purchases; whether it becomes theirs is decided on the trial's page."""
    home = viewer.organisation
    assert home is not None  # the page asks for a member
    trial = actions.try_definition(
        organisation=home, base=copy["base"], changes=None, toml=copy["toml"], by=viewer.person, now=now
    )
    return reverse("share:trial", args=[trial.pk])
