"""Signing up and off, and for those who arrange: the list of those who come, and who came."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from flok.apps.meetings import actions, queries
from flok.apps.meetings.forms import SignUpForm, SomeoneForm
from flok.apps.meetings.models import How, Meeting, SignUp
from flok.apps.meetings.rules import arranges_meetings
from flok.apps.members.access import Request, leader_page, network_page

_either = require_http_methods(["GET", "HEAD", "POST"])


@network_page
@require_POST
def sign_up(request: Request, key: uuid.UUID) -> HttpResponse:
    """`how`: place or online, where there is a choice."""
    viewer, meeting = request.viewer, get_object_or_404(Meeting, pk=key)
    if not (viewer.may_write or arranges_meetings(viewer)):
        raise PermissionDenied
    how = How.ONLINE if request.POST.get("how") == How.ONLINE and queries.shows_how(meeting) else How.PLACE
    organisation = viewer.organisation if viewer.may_write else None  # who leads the network comes for it
    try:
        made = actions.sign_up(
            meeting, request.user, organisation=organisation, how=how, by=request.user, now=timezone.now()
        )
    except actions.SignUpClosedError:
        messages.error(request, _("Sign-up is closed. Write to the secretariat if you want to come all the same."))
    else:
        if made.has_place:
            messages.success(request, _("You are signed up."))
        else:
            messages.success(
                request, _("The meeting is full. You are on the waiting list, and are told when there is a place.")
            )
    return redirect(_panel(key))


@network_page
@require_POST
def change_own(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    made = queries.own_sign_up(request.viewer, meeting)
    form = SignUpForm(request.POST, meeting=meeting, made=made)
    if made is not None and not form.is_valid():
        return render(request, "meetings/own_sign_up.html", {"form": form, "meeting": meeting}, status=422)
    if made is None or not actions.change_sign_up(made, **form.fields_of(), by=request.user, now=timezone.now()):
        messages.info(request, _("You are not signed up."))
    else:
        messages.success(request, _("Saved."))
    return redirect(_panel(key))


@network_page
@require_POST
def leave(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    made = queries.own_sign_up(request.viewer, meeting)
    if meeting.starts_at <= timezone.now():
        messages.error(request, _("The meeting has begun. Tell those who arrange it if you did not come."))
    elif made is not None:
        actions.cancel(made, by=request.user, now=timezone.now())
        messages.success(request, _("You are no longer signed up."))
    return redirect(_panel(key))


@leader_page
@_either
def people(request: Request, key: uuid.UUID) -> HttpResponse:
    """All who come and wait. A POST notes who came: the ids in `came`."""
    meeting = get_object_or_404(Meeting, pk=key)
    if request.method == "POST":
        actions.note_came(meeting, _keys(request.POST.getlist("came")), by=request.user, now=timezone.now())
        messages.success(request, _("It is noted who came."))
        return redirect("meetings:people", key)
    actions.note_list_read(meeting, by=request.user, now=timezone.now())
    all_of_them = list(queries.sign_ups_of(meeting))
    context = {
        "meeting": meeting,
        "seated": [one for one in all_of_them if one.has_place],
        "waiting": [one for one in all_of_them if not one.has_place],
        "shows_how": queries.shows_how(meeting),
        "has_begun": meeting.starts_at <= timezone.now(),
        "is_noted": any(one.came is not None for one in all_of_them),
    }
    return render(request, "meetings/people.html", context)


def _keys(words: list[str]) -> set[uuid.UUID]:
    """Those of the words that are ids; what is none chooses nobody."""
    found = set()
    for word in words:
        try:
            found.add(uuid.UUID(word))
        except ValueError:
            continue
    return found


@leader_page
@_either
def someone(request: Request, key: uuid.UUID) -> HttpResponse:
    """Sign up a member, or a guest from outside."""
    meeting = get_object_or_404(Meeting, pk=key)
    form = SomeoneForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        chosen = given["representation"]
        try:
            if chosen:
                made = actions.sign_up(
                    meeting, chosen.person, organisation=chosen.organisation, how=given["how"], late=True,
                    by=request.user, now=now,
                )  # fmt: skip
            else:
                made = actions.sign_up_guest(
                    given["key"], meeting, name=given["name"], organisation_name=given["organisation_name"],
                    how=given["how"], by=request.user, now=now,
                )  # fmt: skip
        except actions.SignUpClosedError:
            form.add_error(None, _("The meeting is over."))
        else:
            place = _("%(name)s has a place.") if made.has_place else _("%(name)s is on the waiting list.")
            messages.success(request, place % {"name": made})
            return redirect("meetings:people", key)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "meetings/someone.html", {"form": form, "meeting": meeting}, status=status)


@leader_page
@_either
def remove(request: Request, key: uuid.UUID, sign_up: uuid.UUID) -> HttpResponse:
    """Take someone off the list."""
    found = get_object_or_404(SignUp.objects.select_related("meeting__theme", "person"), pk=sign_up, meeting=key)
    if request.method == "POST":
        actions.cancel(found, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is off the list.") % {"name": found})
        return redirect("meetings:people", key)
    context = {
        "meeting": found.meeting,
        "question": _("Take %(name)s off the list?") % {"name": found},
        "explanation": _("Whoever waits first gets the place, and both are told."),
        "verb": _("Take off the list"),
        "back": reverse("meetings:people", args=[key]),
    }
    return render(request, "meetings/confirm.html", context)


def _panel(key: uuid.UUID) -> str:
    return reverse("meetings:detail", args=[key]) + "#tilmelding"
