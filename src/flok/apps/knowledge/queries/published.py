"""Reading of what stands outside the network."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from flok.apps.knowledge.models import PublicCase


def public_cases() -> QuerySet[PublicCase]:
    """What everyone may read, newest first. One query."""
    return PublicCase.objects.select_related("organisation")


def public_case(key: uuid.UUID) -> PublicCase | None:
    return public_cases().filter(pk=key).first()
