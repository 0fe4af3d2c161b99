"""What every page needs: the network, the viewer, the way round the house."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from flok.apps.home.navigation import rooms


def page(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    return {
        "network": settings.NETWORK,
        "is_demonstration": settings.DEMONSTRATION,
        "viewer": viewer,
        "rooms": rooms(viewer, request.path),
    }
