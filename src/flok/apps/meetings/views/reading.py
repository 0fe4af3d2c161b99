"""The meetings as they are read. Members see all of a meeting, others its title, day, town and public material."""

from __future__ import annotations

import logging
import re
import uuid

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.meetings import files, queries
from flok.apps.meetings.rules import arranges_meetings, sees_meetings
from flok.apps.members.access import Request, public_page

logger = logging.getLogger("flok.meetings")
_ON_A_SIDE = 20


@public_page
@require_safe
def meetings(request: Request) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    past = Paginator(queries.past_meetings(viewer, now), _ON_A_SIDE)
    context = {
        "coming": queries.coming_meetings(now),
        "page": past.get_page(request.GET.get("side", "1")),
        "arranges": arranges_meetings(viewer),
    }
    return render(request, "meetings/meetings.html", context)


@public_page
@require_safe
def meeting(request: Request, key: uuid.UUID) -> HttpResponse:
    viewer = request.viewer
    found = queries.whole_meeting(viewer, key)
    if found is None:
        raise Http404
    context = {
        "meeting": found,
        "is_over": found.ends_at <= timezone.now(),
        "sees_all": sees_meetings(viewer),
        "arranges": arranges_meetings(viewer),
    }
    return render(request, "meetings/meeting.html", context)


@public_page
@require_safe
def material(request: Request, key: uuid.UUID) -> FileResponse:
    """The file, to be saved: never shown by the browser as a page of this site."""
    found = get_object_or_404(queries.materials_for(request.viewer), pk=key)
    try:
        file = files.path_of(found.pk).open("rb")
    except FileNotFoundError:
        logger.error("the file of material %s is not on disk", found.pk)
        raise Http404 from None
    name = re.sub(r"[^\w]+", "-", found.title).strip("-") or "fil"
    response = FileResponse(
        file, as_attachment=True, filename=f"{name}.{found.kind}", content_type=files.KINDS[found.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
