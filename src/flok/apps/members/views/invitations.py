"""Inviting people, and the page an invitation's link opens."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, administrator_page, public_page
from flok.apps.members.forms import AcceptForm, InvitationForm
from flok.apps.members.models import Invitation, Person
from flok.apps.members.rules import refusal_of


@administrator_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: Request) -> HttpResponse:
    """The organisation's invitations, and a new one."""
    viewer = request.viewer
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.invite(viewer.organisation, **form.cleaned_data, by=viewer.person, now=timezone.now())
        words = {"email": form.cleaned_data["email"]}
        messages.success(request, _("An invitation is on its way to %(email)s. It opens for 14 days.") % words)
        return redirect("members:invitations")
    found = queries.invitations_of(viewer.organisation)
    now = timezone.now()
    rows = [(one, refusal_of(one, now)) for one in found]
    status = 400 if form.errors else 200
    return render(request, "members/invitations.html", {"form": form, "rows": rows}, status=status)


@administrator_page
@require_POST
def withdraw(request: Request, pk: uuid.UUID) -> HttpResponse:
    viewer = request.viewer
    found: Invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    actions.withdraw_invitation(found, by=viewer.person, now=timezone.now())
    messages.success(request, _("The invitation is withdrawn. Its link no longer opens."))
    return redirect("members:invitations")


@public_page
@require_safe
def open_link(request: Request, token: str) -> HttpResponse:
    """Keep the token in the session, and go on at an address that does not tell it."""
    request.session["invitation"] = token[:200]
    return redirect("members:invitation")


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request) -> HttpResponse:
    """Accept: with a new password, or as someone who is signed in already. Refusals are plain, and logged."""
    token = request.session.get("invitation", "")
    found = queries.invitation_of(token)
    viewer = request.viewer
    person = viewer.person if viewer else None
    why = refusal_of(found, timezone.now())
    if found is None or why:
        return _refused(request, found, why)
    if person is not None and person.email != found.email:
        return _refused(request, found, "other")
    if person is None and queries.person_by_address(found.email) is not None:
        return render(request, "members/invitation.html", {"invitation": found, "must_sign_in": True})
    form = AcceptForm(request.POST or None, email=found.email, initial={"name": found.name}) if not person else None
    if request.method == "POST" and (form is None or form.is_valid()):
        given = form.cleaned_data if form is not None else {}
        return _accept(request, found, person, given)
    status = 400 if form is not None and form.errors else 200
    return render(request, "members/invitation.html", {"invitation": found, "form": form}, status=status)


def _accept(request: Request, found: Invitation, person: Person | None, given: dict[str, str]) -> HttpResponse:
    try:
        accepted = actions.accept_invitation(
            found, by=person, **given, language=get_language() or "da", now=timezone.now()
        )
    except actions.InvitationRefusedError as error:
        return _refused(request, found, str(error))
    request.session.pop("invitation", None)
    if person is None:
        login(request, accepted, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("Welcome. You now represent %(name)s.") % {"name": found.organisation.name})
    return redirect("members:organisation", pk=found.organisation.pk)


def _refused(request: Request, found: Invitation | None, why: str) -> HttpResponse:
    viewer = request.viewer
    by = viewer.person if viewer else None
    if request.session.get("invitation"):
        actions.refuse_invitation(found, why, by=by, now=timezone.now())
    return render(request, "members/invitation_refused.html", {"why": why}, status=410 if found else 404)
