"""Files of a meeting: added, made public or not, removed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from flok.apps.knowledge.texts import HIDDEN
from flok.apps.meetings import actions, queries
from flok.apps.meetings.forms import MaterialForm, SlidesForm
from flok.apps.meetings.models import Material, Meeting
from flok.apps.members.access import Request, leader_page, network_page

_either = require_http_methods(["GET", "HEAD", "POST"])


@leader_page
@_either
def add(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    sent = request.method == "POST"
    form = MaterialForm(request.POST, request.FILES, meeting=meeting) if sent else MaterialForm(meeting=meeting)
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_material(
                meeting, given["file"].chunks(), title=given["title"], kind=given["kind"], is_public=given["is_public"],
                item=given["item"], by=request.user, now=timezone.now(),
            )  # fmt: skip
        except actions.HiddenContentError as error:
            form.add_error("file", _refusal(error))
        else:
            messages.success(request, _("The file is with the meeting."))
            return redirect("meetings:detail", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/material.html", context, status=422 if sent else 200)


@network_page
@_either
def send(request: Request, key: uuid.UUID, number: int) -> HttpResponse:
    """One who presents an item sends their slides; for others the page is not there."""
    meeting = get_object_or_404(Meeting, pk=key)
    item = queries.own_item(request.viewer, meeting, number)
    if item is None:
        raise Http404
    sent = request.method == "POST"
    form = SlidesForm(request.POST, request.FILES) if sent else SlidesForm(initial={"title": item.title[:150]})
    if sent and form.is_valid():
        given = form.cleaned_data
        actions.add_material(
            meeting, given["file"].chunks(), title=given["title"], kind=given["kind"], is_public=False, item=item,
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Thank you. Your slides are with the meeting."))
        return redirect("meetings:detail", key)
    context = {"form": form, "meeting": meeting, "item": item}
    return render(request, "meetings/send_slides.html", context, status=422 if sent else 200)


@leader_page
@require_POST
def publish(request: Request, key: uuid.UUID) -> HttpResponse:
    """`public`: 1 so that everyone may fetch it, 0 for members only."""
    material = get_object_or_404(Material, pk=key)
    is_public = request.POST.get("public") == "1"
    try:
        actions.publish_material(material, is_public=is_public, by=request.user, now=timezone.now())
    except actions.HiddenContentError as error:
        messages.error(request, _refusal(error))
    else:
        messages.success(request, _("Everyone may fetch it now.") if is_public else _("Only members may fetch it now."))
    return redirect("meetings:detail", material.meeting_id)


def _refusal(error: actions.HiddenContentError) -> str:
    """Why a file cannot be for everyone, and what to do."""
    found = ", ".join(str(HIDDEN[code]) for code in error.found)
    return _("It cannot be shown to everyone: %(found)s. Save it as PDF and try again.") % {"found": found}


@leader_page
@_either
def remove(request: Request, key: uuid.UUID) -> HttpResponse:
    material = get_object_or_404(Material.objects.select_related("meeting"), pk=key)
    if request.method == "POST":
        actions.remove_material(material, by=request.user, now=timezone.now())
        messages.success(request, _("The file is deleted."))
        return redirect("meetings:detail", material.meeting_id)
    context = {
        "meeting": material.meeting,
        "question": _("Delete “%(title)s”?") % {"title": material.title},
        "explanation": _("This cannot be undone."),
        "verb": _("Delete the file"),
    }
    return render(request, "meetings/confirm.html", context)
