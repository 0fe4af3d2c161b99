"""The meetings as they are read. Members see all of a meeting, others its title, day, town and public material."""

from __future__ import annotations

import logging
import re
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.meetings import actions, files, queries
from flok.apps.meetings.forms import SignUpForm
from flok.apps.meetings.models import Meeting
from flok.apps.meetings.rules import HERE, arranges_meetings, sees_meetings
from flok.apps.members.access import Request, public_page
from flok.apps.members.rules import Viewer

logger = logging.getLogger("flok.meetings")
_ON_A_SIDE, _LATEST = 20, 5


@public_page
@require_safe
def meetings(request: Request) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    coming = queries.coming_meetings(now)
    sees_all = sees_meetings(viewer)
    context = {
        "coming": queries.with_places(viewer, coming) if sees_all else coming,
        "past": queries.past_meetings(viewer, now)[:_LATEST],
        "arranges": arranges_meetings(viewer),
        "sees_all": sees_all,
        "rhythm": queries.rhythm() if sees_all else None,
    }
    return render(request, "meetings/meetings.html", context)


@public_page
@require_safe
def archive(request: Request) -> HttpResponse:
    """`aar` and `tema` in the address choose a year and a theme; what there is none of shows nothing."""
    viewer, now = request.viewer, timezone.now()
    there = queries.archive(now)
    theme, said = request.GET.get("tema", ""), request.GET.get("aar", "")
    year = int(said) if re.fullmatch(r"[0-9]{4}", said) else None
    known = {one.key: one for one, _number in there.themes}
    held = queries.past_meetings(viewer, now, theme=theme if theme in known else "", year=year)
    context = {
        "archive": there,
        "page": Paginator(held, _ON_A_SIDE).get_page(request.GET.get("side", "1")),
        "theme": known.get(theme),
        "year": year,
        "first": min((one for one, _number in there.years), default=None),
    }
    return render(request, "meetings/archive.html", context)


@public_page
@require_safe
def meeting(request: Request, key: uuid.UUID) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    found = queries.whole_meeting(viewer, key)
    if found is None:
        raise Http404
    sees_all, is_over = sees_meetings(viewer), found.ends_at <= now
    context = {"meeting": found, "is_over": is_over, "sees_all": sees_all, "arranges": arranges_meetings(viewer)}
    if sees_all:
        context |= _inside(viewer, found, is_over)
    return render(request, "meetings/meeting.html", context)


def _inside(viewer: Viewer, found: Meeting, is_over: bool) -> dict[str, Any]:
    """What the network's own see: the programme, what came of it, and who comes."""
    now = timezone.now()
    coming = queries.coming_to(viewer, found, now)
    programme = queries.programme_of(found)
    return {
        "programme": programme,
        "own_items": [one.pk for one in programme if queries.presents(viewer, one)],
        "outcome": queries.outcome_of(found),
        "coming": coming,
        "has_begun": found.starts_at <= now,
        "shows_how": queries.shows_how(found),
        "form": SignUpForm(meeting=found, made=coming.own) if coming.own else None,
        "cases": queries.cases_of(viewer, found) if is_over else [],
        "today": now.astimezone(HERE).date(),
        "may_write": may_write(viewer),
    }


def may_write(viewer: Viewer) -> bool:
    """Those who represent a member that is not paused, and those who lead the network."""
    return viewer.may_write or viewer.is_chair or viewer.is_coordinator


@public_page
@require_safe
def material(request: Request, key: uuid.UUID) -> FileResponse:
    """The file, to be saved: never shown by the browser as a page of this site.

    Who is not of the network gets the copy without what was hidden in it.
    """
    found = get_object_or_404(queries.materials_for(request.viewer), pk=key)
    is_own = sees_meetings(request.viewer)
    try:
        file = (files.path_of(found.pk) if is_own else actions.public_copy(found)).open("rb")
    except (FileNotFoundError, actions.HiddenContentError):
        logger.error("the file of material %s is not on disk", found.pk)
        raise Http404 from None
    name = re.sub(r"[^\w]+", "-", found.title).strip("-") or "fil"
    response = FileResponse(
        file, as_attachment=True, filename=f"{name}.{found.kind}", content_type=files.KINDS[found.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
