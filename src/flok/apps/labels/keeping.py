"""An assessment that a case has used: copied into it by the author's own act, and taken home from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from flok.apps.labels import actions, queries
from flok.apps.members.rules import Viewer
from flok.domain import labels


def copied(viewer: Viewer, key: str) -> Mapping[str, Any] | None:
    """One of the organisation's own as plain data, with the organisation as its authority; None where it is not."""
    try:
        number = UUID(key)
    except ValueError:
        return None
    kept = queries.assessments_for(viewer).filter(pk=number).first()
    if kept is None or viewer.organisation is None:
        return None
    assessment = labels.assessment_from(kept.plain)
    named = replace(assessment, purchase=replace(assessment.purchase, authority=viewer.organisation.name))
    return {"assessment": labels.as_plain(named)}


def take_home(viewer: Viewer, copy: Mapping[str, Any], now: datetime) -> str:
    """The address of a copy of that copy, where what depends on the purchase is asked."""
    if viewer.organisation is None:
        raise ValueError("no organisation to take it home to")
    kept = actions.take_home_copy(copy, uuid4(), organisation=viewer.organisation, by=viewer.person, now=now)
    return f"{reverse('labels:fill', args=[kept.pk])}?del=koeb"
