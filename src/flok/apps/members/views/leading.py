"""What only a coordinator does with people, and the whole log."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, coordinator_page
from flok.apps.members.forms import LeaderForm, ReasonForm
from flok.apps.members.models import AuditEntry, Person


@coordinator_page
@require_safe
def log(request: Request) -> HttpResponse:
    """Who did what: about people and organisations, never the content."""
    act = request.GET.get("hvad", "")
    found = queries.log()
    if act in AuditEntry.Act.values:
        found = found.filter(act=act)
    page = Paginator(found, 50).get_page(request.GET.get("side"))
    return render(request, "members/log.html", {"page": page, "acts": AuditEntry.Act.choices, "act": act})


@coordinator_page
@require_POST
def roles(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Who is chair and who is coordinator."""
    by = request.viewer.person
    person = get_object_or_404(Person, pk=pk, erased_at=None)
    form = LeaderForm(request.POST)
    form.full_clean()
    try:
        actions.make_leader(person, **form.cleaned_data, by=by, now=timezone.now())
    except actions.LastCoordinatorError:
        messages.error(request, _("You are the only coordinator. Make someone else coordinator first."))
    else:
        if person == by:
            update_session_auth_hash(request, person)
        messages.success(request, _("Saved."))
    return redirect("members:person", pk=pk)


@coordinator_page
@require_POST
def access(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Close or open a person's sign-in, with a reason."""
    by = request.viewer.person
    person = get_object_or_404(Person, pk=pk, erased_at=None)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a reason. Nothing was changed."))
        return redirect("members:person", pk=pk)
    is_active = request.POST.get("active") == "1"
    try:
        actions.set_active(person, is_active=is_active, **form.cleaned_data, by=by, now=timezone.now())
    except actions.LastCoordinatorError:
        messages.error(request, _("You are the only coordinator. Make someone else coordinator first."))
    else:
        messages.success(request, _("Saved."))
    return redirect("members:person", pk=pk)


@coordinator_page
@require_POST
def erase(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Erase a person who cannot do it themselves, with a reason. What they wrote stays, under "former member"."""
    by = request.viewer.person
    person = get_object_or_404(Person, pk=pk, erased_at=None)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a reason. Nothing was changed."))
        return redirect("members:person", pk=pk)
    if person == by:
        return redirect("members:erase")
    actions.erase_person(person, by=by, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("The person is erased."))
    return redirect("members:secretariat")
