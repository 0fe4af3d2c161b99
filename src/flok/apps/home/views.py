"""The front page, the overview, and the pages every site must have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from flok.apps.home.queries import first_steps, waiting_for
from flok.apps.meetings.queries import next_meeting, next_meeting_for, past_meetings
from flok.apps.meetings.rules import sees_meetings
from flok.apps.members.access import Request, person_page, public_page
from flok.apps.share.queries import share_summary

ASSESSED = date(2026, 11, 24)  # when the accessibility of the pages was last gone through
_PAST_MEETINGS = 6


@public_page
@require_safe
def front(request: Request) -> HttpResponse:
    """What anyone may read of the network; who is signed in goes on to the overview."""
    viewer, now = request.viewer, timezone.now()
    if viewer is not None:
        return redirect("home:overview")
    context = {
        "meeting": next_meeting(now),
        "past": past_meetings(None, now)[:_PAST_MEETINGS],
    }
    return render(request, "home/front.html", context)


@person_page
@require_safe
def overview(request: Request) -> HttpResponse:
    viewer = request.viewer
    now = timezone.now()
    meeting = next_meeting_for(viewer, now) if sees_meetings(viewer) else None
    context = {
        "meeting": meeting,
        "waiting": waiting_for(viewer, now) if viewer.sees_network else [],
        "first_steps": first_steps(viewer, has_meeting=meeting is not None),
        "share_summary": share_summary(viewer),
    }
    return render(request, "home/overview.html", context)


@public_page
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return _prose(request, "accessibility", assessed=ASSESSED)


@public_page
@require_safe
def privacy(request: Request) -> HttpResponse:
    return _prose(request, "privacy")


@public_page
@require_safe
def help_page(request: Request) -> HttpResponse:
    return _prose(request, "help")


def _prose(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of running text, written in each language by itself: templates/home/prose/<language>/<name>.html."""
    language = "en" if get_language() == "en" else "da"
    return render(request, f"home/prose/{language}/{name}.html", context)


@public_page
@require_POST
def language(request: Request) -> HttpResponse:
    """Keep the language chosen in a cookie, and go back to a page of this site."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "/")
    is_own = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(back if is_own else "/")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """What could not be read (project/urls.py, handler400): as Django's own, but a page of this site."""
    return render(request, "400.html", status=400)
