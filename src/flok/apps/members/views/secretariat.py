"""The secretariat: what waits, who is a member, and who is silent. The chair reads, the coordinator acts."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, coordinator_page, leader_page
from flok.apps.members.forms import DecisionForm, InvitationForm, StatusForm
from flok.apps.members.models import Application, Organisation, Status
from flok.apps.members.rules import NEXT_STATUS, is_cvr


@leader_page
@require_safe
def secretariat(request: Request) -> HttpResponse:
    return render(
        request,
        "members/secretariat.html",
        {
            "waiting": queries.open_applications().select_related("organisation"),
            "by_status": queries.by_status(),
            "silent": queries.silent(timezone.now()),
            "leaders": queries.leaders(),
        },
    )


@coordinator_page
@require_safe
def applications(request: Request) -> HttpResponse:
    return render(request, "members/applications.html", {"applications": queries.applications()})


@coordinator_page
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: Request, pk: uuid.UUID) -> HttpResponse:
    """One application with what was checked, and the decision. It is decided once, whoever was first."""
    found = get_object_or_404(queries.applications(), pk=pk)
    by = request.viewer.person
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(found, **form.cleaned_data, by=by, now=timezone.now())
        except actions.AlreadyDecidedError as error:
            return _application(request, error.application, form, overtaken=True, status=409)
        messages.success(request, _("Decided. The applicant is told."))
        return redirect("members:application", pk=pk)
    return _application(request, found, form, status=400 if form.errors else 200)


def _application(
    request: Request, found: Application, form: DecisionForm, *, status: int, overtaken: bool = False
) -> HttpResponse:
    earlier = Application.objects.filter(organisation=found.organisation, at__lt=found.at)
    context = {
        "application": found,
        "form": form,
        "overtaken": overtaken,
        "cvr_holds": is_cvr(found.organisation.cvr),
        "earlier": earlier.exclude(pk=found.pk).order_by("at"),
        "is_member": found.organisation.status in (Status.MEMBER, Status.PAUSED),
    }
    return render(request, "members/application.html", context, status=status)


@coordinator_page
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Pause, resume or end a membership, with a reason its people can read."""
    organisation = get_object_or_404(Organisation, pk=pk)
    by = request.viewer.person
    form = StatusForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                actions.change_membership(organisation, **form.cleaned_data, by=by, now=timezone.now())
            except actions.NotPossibleError:
                status = 409
                organisation.refresh_from_db()
            else:
                messages.success(request, _("Saved."))
                return redirect("members:change_membership", pk=pk)
    context = {
        "organisation": organisation,
        "history": queries.history_of(organisation),
        "invitations": queries.invitations_of(organisation),
        "form": form,
        "overtaken": status == 409,
        "next": [(one, Status(one)) for one in NEXT_STATUS[organisation.status]],
        "invitation_form": InvitationForm(),
    }
    return render(request, "members/change_membership.html", context, status=status)


@coordinator_page
@require_POST
def invite(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Invite someone to represent an organisation, e.g. where it has no administrator left."""
    organisation = get_object_or_404(Organisation, pk=pk, status__in=queries.SEEN)
    form = InvitationForm(request.POST)
    if form.is_valid():
        by = request.viewer.person
        actions.invite(organisation, **form.cleaned_data, by=by, now=timezone.now())
        messages.success(request, _("The invitation is on its way."))
    else:
        messages.error(request, _("Write a name and an e-mail address. Nothing was sent."))
    return redirect("members:change_membership", pk=pk)
