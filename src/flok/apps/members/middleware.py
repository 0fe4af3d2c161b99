"""Each request gets its viewer, and only the rows of the organisation the viewer acts for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from flok.apps.members.access import may_open
from flok.apps.members.queries import viewer_of
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import in_the_network, inside

_READS = ("GET", "HEAD", "OPTIONS")
_OTHERS_OWN = ("allauth.", "django.views.static")  # these views guard themselves; which are served: project/urls.py


class ViewerMiddleware:
    """Adds `request.viewer` (None: not signed in), asks each view who may open it, and keeps pages out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        viewer = viewer_of(request.user, request.session.get("represents"))
        request.viewer = viewer  # type: ignore[attr-defined]  # as access.Request declares
        with _seeing(viewer):
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        level = getattr(view, "access", None)
        if level is None:
            if view.__module__.startswith(_OTHERS_OWN):
                return None
            raise Http404
        viewer = request.viewer  # type: ignore[attr-defined]  # as access.Request declares
        if may_open(level, viewer, writes=request.method not in _READS):
            return None
        if viewer is None:
            return redirect_to_login(request.get_full_path() if request.method in _READS else "/")
        raise PermissionDenied


def _seeing(viewer: Viewer | None) -> AbstractContextManager[None]:
    if viewer is None or not viewer.sees_network:
        return nullcontext()
    return inside(viewer.organisation) if viewer.organisation else in_the_network()
