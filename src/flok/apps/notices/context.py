"""What every page says of notices: how many are unread."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from flok.apps.notices.queries import unread_for


def notices(request: HttpRequest) -> dict[str, Any]:
    """`unread_notices`: one query where a page of someone signed in shows it, none otherwise."""
    viewer = getattr(request, "viewer", None)
    return {"unread_notices": SimpleLazyObject(lambda: unread_for(viewer)) if viewer else 0}
