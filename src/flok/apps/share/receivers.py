"""What the share does when something happens in the rooms below."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from flok.apps.members.models import Organisation
from flok.apps.share.actions import ask_for_publication


def when_store_changed(organisation: Organisation, **_: Any) -> None:
    ask_for_publication(organisation=organisation, now=timezone.now())
