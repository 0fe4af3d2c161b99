"""What an organisation's administrators keep up to date, and what its people may see of their membership."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import actions, queries
from flok.apps.members.access import Request, administrator_page, member_page
from flok.apps.members.forms import CommunityForm, ProfileForm, RepresentationForm
from flok.apps.members.models import Community, CommunityRole, Organisation

_PAGE = 50


@administrator_page
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """Change the profile. Where someone else saved meanwhile: 409, with both texts, and nothing is lost."""
    viewer = request.viewer
    organisation = Organisation.objects.get(pk=viewer.organisation.pk)
    if request.method != "POST":
        facts = {name: getattr(organisation, name) for name in (*actions.PROFILE, "version")}
        return _profile(request, organisation, ProfileForm(initial=facts))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile(request, organisation, form, status=400)
    said = form.cleaned_data
    try:
        actions.change_profile(organisation, version=said["version"], facts=said, by=viewer.person, now=timezone.now())
    except actions.OvertakenError as error:
        return _overtaken(request, error.organisation, form)
    messages.success(request, _("Saved."))
    return redirect("members:organisation", pk=organisation.pk)


def _overtaken(request: Request, kept: Organisation, form: ProfileForm) -> HttpResponse:
    differences = [
        (form.fields[name].label, _in_words(kept, name), form.data.get(name, ""))
        for name in actions.PROFILE
        if getattr(kept, name) != form.cleaned_data[name]
    ]
    again = ProfileForm({**request.POST.dict(), "version": kept.version})
    return _profile(request, kept, again, status=409, differences=differences)


def _in_words(organisation: Organisation, name: str) -> object:
    value = getattr(organisation, name)
    return _("We do not know") if value in (None, "") else value


def _profile(
    request: Request,
    organisation: Organisation,
    form: ProfileForm,
    *,
    status: int = 200,
    differences: Sequence[tuple[object, object, object]] | None = None,
) -> HttpResponse:
    return render(
        request,
        "members/profile.html",
        {
            "organisation": organisation,
            "form": form,
            "differences": differences,
            "communities": CommunityRole.objects.filter(organisation=organisation).select_related("community"),
            "community_form": CommunityForm(),
            "known_communities": Community.objects.order_by("name"),
        },
        status=status,
    )


@administrator_page
@require_POST
def join(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = CommunityForm(request.POST)
    if form.is_valid():
        actions.join_community(
            viewer.organisation, name=form.cleaned_data["community"], role=form.cleaned_data["role"],
            by=viewer.person, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Write the community's name, and choose your role in it."))
    return redirect("members:profile")


@administrator_page
@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    viewer = request.viewer
    role = get_object_or_404(CommunityRole, organisation=viewer.organisation, pk=pk)
    actions.leave_community(role, by=viewer.person, now=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("members:profile")


@member_page
@require_safe
def membership(request: Request) -> HttpResponse:
    """What became of the organisation's membership."""
    organisation = request.viewer.organisation
    history = queries.history_of(organisation)
    return render(request, "members/membership.html", {"organisation": organisation, "history": history})


@administrator_page
@require_http_methods(["GET", "HEAD", "POST"])
def representation(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Role and title of one of the organisation's people."""
    viewer = request.viewer
    found = get_object_or_404(queries.representations_in(viewer.organisation), pk=pk)
    form = RepresentationForm(request.POST or None, initial={"title": found.title, "role": found.role})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_representation(found, **form.cleaned_data, by=viewer.person, now=timezone.now())
        except actions.LastAdministratorError:
            form.add_error("role", _("Make someone else administrator first; otherwise nobody is left to invite."))
        else:
            messages.success(request, _("Saved."))
            return redirect("members:organisation", pk=viewer.organisation.pk)
    status = 400 if form.errors else 200
    return render(request, "members/representation.html", {"representation": found, "form": form}, status=status)


@administrator_page
@require_POST
def end(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Someone of the organisation no longer represents it."""
    viewer = request.viewer
    found = get_object_or_404(queries.representations_in(viewer.organisation), pk=pk)
    if found.person == viewer.person:
        return redirect("members:leave", pk=pk)
    try:
        actions.end_representation(found, by=viewer.person, now=timezone.now())
    except actions.LastAdministratorError:
        messages.error(request, _("Make someone else administrator first; otherwise nobody is left to invite."))
    else:
        words = {"name": found.person.name, "organisation": viewer.organisation.name}
        messages.success(request, _("%(name)s no longer represents %(organisation)s.") % words)
    return redirect("members:organisation", pk=viewer.organisation.pk)


@administrator_page
@require_safe
def log(request: Request) -> HttpResponse:
    """Who did what with the organisation's data and its people's."""
    organisation = request.viewer.organisation
    page = Paginator(queries.log(organisation=organisation), _PAGE).get_page(request.GET.get("side"))
    return render(request, "members/log.html", {"page": page, "organisation": organisation})
