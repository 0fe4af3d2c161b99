"""Calendars: fetched by calendar programs from a secret address, and the page where such an address is made.

The secret stands in the query (`n`), not in the path: what is logged of a request is its path.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from flok.apps.meetings import ical
from flok.apps.meetings.actions import calendars as actions
from flok.apps.meetings.models import CalendarAddress, Meeting
from flok.apps.meetings.queries import calendars as queries
from flok.apps.members.access import Request, network_page, public_page

Kind = CalendarAddress.Kind
_ROUTES = {Kind.OWN: "meetings:own_feed", Kind.GROUP: "meetings:group_feed"}


@network_page
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: Request) -> HttpResponse:
    """The page of one's addresses. A new one is shown in the answer to the request that makes it, and never again."""
    person, now, shown = request.viewer.person, timezone.now(), {}
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in Kind.values:
            return redirect("meetings:calendars")
        if request.POST.get("do") == "close":
            actions.close_address(kind, by=person, now=now)
            return redirect("meetings:calendars")
        shown[kind] = (
            f"{settings.ADDRESS}{reverse(_ROUTES[Kind(kind)])}?n={actions.make_address(kind, by=person, now=now)}"
        )
    made = queries.addresses_for(person)
    rows = [(kind, kind.label, made.get(kind), shown.get(kind, "")) for kind in Kind]
    return render(request, "meetings/calendars/addresses.html", {"rows": rows})


@public_page
@require_safe
def own_feed(request: Request) -> HttpResponse:
    return _feed(request, Kind.OWN)


@public_page
@require_safe
def group_feed(request: Request) -> HttpResponse:
    return _feed(request, Kind.GROUP)


@network_page
@require_safe
def one_meeting(request: Request, key: uuid.UUID) -> HttpResponse:
    """A meeting to put into one's calendar by hand."""
    meeting = get_object_or_404(Meeting, pk=key)
    said = queries.event(meeting, is_busy=True, place=queries.whole_place(meeting))
    response = _calendar(ical.calendar([said], now=timezone.now()))
    response["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return response


def _feed(request: Request, kind: str) -> HttpResponse:
    address = queries.address_of(request.GET.get("n", ""))
    if address is None or address.kind != kind:
        raise Http404
    person, now = address.person, timezone.now()
    with translation.override(person.language):
        events = queries.own_calendar(person, now) if kind == Kind.OWN else queries.group_calendar(now)
        name = settings.NETWORK.name
        if kind == Kind.OWN:
            name = _("%(network)s: my meetings") % {"network": name}
        return _calendar(ical.calendar(events, now=now, name=name))


def _calendar(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
