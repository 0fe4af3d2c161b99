"""The cases a meeting led to: linked by any member who sees them, or who arranges."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flok.apps.knowledge.queries import cases_for
from flok.apps.meetings import actions, queries
from flok.apps.meetings.models import Meeting
from flok.apps.meetings.views.reading import may_write
from flok.apps.members.access import Request, network_page

_OFFERED = 200


@network_page
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, key: uuid.UUID) -> HttpResponse:
    """Choose a case one can see; `take` and the id of one that is linked takes it away again."""
    viewer, meeting = request.viewer, get_object_or_404(Meeting, pk=key)
    if not may_write(viewer):
        raise PermissionDenied
    if request.method == "POST":
        case = get_object_or_404(cases_for(viewer), pk=_key(request.POST.get("case", "")))
        if request.POST.get("take"):
            actions.unlink_case(meeting, case.pk, by=request.user, now=timezone.now())
            messages.success(request, _("The case is no longer linked to the meeting."))
        else:
            actions.link_case(meeting, case.pk, by=request.user, now=timezone.now())
            messages.success(request, _("The case stands with the meeting, for those who can see it."))
        return redirect("meetings:link_case", key)
    linked = list(queries.cases_of(viewer, meeting))
    there = {one.pk for one in linked}
    context = {
        "meeting": meeting,
        "linked": linked,
        "offered": [one for one in cases_for(viewer)[:_OFFERED] if one.pk not in there],
    }
    return render(request, "meetings/link_case.html", context)


def _key(word: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(word)
    except ValueError:
        return None
