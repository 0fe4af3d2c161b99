"""Who is in the network: organisations, and the people who represent them."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, network_page
from flok.apps.members.forms import LeaderForm, ReasonForm
from flok.apps.members.models import CommunityRole, Kind, Representation


@network_page
@require_safe
def members(request: Request) -> HttpResponse:
    """The member organisations, all or of one kind."""
    kind = request.GET.get("slags", "")
    kind = kind if kind in Kind.values else ""
    found = queries.directory(kind)
    return render(request, "members/members.html", {"organisations": found, "kinds": Kind.choices, "kind": kind})


@network_page
@require_safe
def organisation(request: Request, pk: uuid.UUID) -> HttpResponse:
    """What the network may see of an organisation; its own people also find the way to what they can change."""
    viewer = request.viewer
    found = get_object_or_404(queries.organisations_for(viewer), pk=pk)
    return render(
        request,
        "members/organisation.html",
        {
            "organisation": found,
            "people": queries.people_of(found),
            "communities": CommunityRole.objects.filter(organisation=found).select_related("community"),
            "is_own": found == viewer.organisation,
            "may_change": found == viewer.organisation and viewer.is_administrator and viewer.may_write,
        },
    )


@network_page
@require_safe
def person(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Name, title and address of someone in the network. That it was read stands in the log they can see."""
    viewer = request.viewer
    found = get_object_or_404(queries.people_for(viewer), pk=pk)
    if found != viewer.person:
        actions.note_read(found, by=viewer.person, organisation=viewer.organisation, now=timezone.now())
    represents = (
        Representation.objects.select_related("organisation").filter(person=found, until=None).order_by("since")
    )
    return render(
        request,
        "members/person.html",
        {
            "person": found,
            "represents": represents,
            "leader_form": LeaderForm(initial={"is_chair": found.is_chair, "is_coordinator": found.is_coordinator}),
            "reason_form": ReasonForm(),
        },
    )
