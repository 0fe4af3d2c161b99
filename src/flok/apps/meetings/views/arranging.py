"""Calling, changing and deleting meetings and their programme."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flok.apps.meetings import actions
from flok.apps.meetings.forms import ItemForm, MeetingForm, meeting_initial
from flok.apps.meetings.models import Meeting, ProgrammeItem
from flok.apps.meetings.views._overtaken import show_both
from flok.apps.members.access import Request, leader_page

_either = require_http_methods(["GET", "HEAD", "POST"])


@leader_page
@_either
def call(request: Request) -> HttpResponse:
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        meeting = actions.call_meeting(key, form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The meeting is in the calendar. Now the programme."))
        return redirect("meetings:detail", meeting.pk)
    return render(request, "meetings/call.html", {"form": form}, status=_status(form))


@leader_page
@_either
def change(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    form, heading = MeetingForm(request.POST or None, meeting=meeting), _("Change the meeting")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_meeting(meeting, given, version=given["version"], by=request.user, now=timezone.now())
        except actions.ChangedMeanwhileError:
            return show_both(request, form, meeting_initial(Meeting.objects.get(pk=key)), meeting, heading)
        messages.success(request, _("Saved."))
        return redirect("meetings:detail", meeting.pk)
    context = {"form": form, "meeting": meeting, "heading": heading}
    return render(request, "meetings/change.html", context, status=_status(form))


@leader_page
@_either
def delete(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    if request.method == "POST":
        actions.delete_meeting(meeting, by=request.user, now=timezone.now())
        messages.success(request, _("The meeting is deleted."))
        return redirect("meetings:list")
    context = {
        "meeting": meeting,
        "question": _("Delete the meeting?"),
        "explanation": _(
            "Its programme, minutes, sign-ups and files go with it. Those signed up are told. This cannot be undone."
        ),
        "verb": _("Delete the meeting"),
    }
    return render(request, "meetings/confirm.html", context)


@leader_page
@_either
def new_item(request: Request, key: uuid.UUID) -> HttpResponse:
    return _item(request, get_object_or_404(Meeting, pk=key), None)


@leader_page
@_either
def item(request: Request, key: uuid.UUID, number: int) -> HttpResponse:
    found = get_object_or_404(ProgrammeItem.objects.select_related("meeting"), pk=number, meeting=key)
    return _item(request, found.meeting, found)


def _item(request: Request, meeting: Meeting, found: ProgrammeItem | None) -> HttpResponse:
    form = ItemForm(request.POST or None, meeting=meeting, item=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.put_on_programme(
            meeting, found, title=given["title"], starts_at=given["starts_at"], presenters=given["presenters"],
            expects_slides=given["expects_slides"], by=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(reverse("meetings:detail", args=[meeting.pk]) + "#program")
    context = {"form": form, "meeting": meeting, "item": found}
    return render(request, "meetings/item.html", context, status=_status(form))


@leader_page
@_either
def delete_item(request: Request, key: uuid.UUID, number: int) -> HttpResponse:
    found = get_object_or_404(ProgrammeItem.objects.select_related("meeting"), pk=number, meeting=key)
    if request.method == "POST":
        actions.take_off_programme(found, by=request.user, now=timezone.now())
        messages.success(request, _("The item is off the programme."))
        return redirect(reverse("meetings:detail", args=[key]) + "#program")
    context = {
        "meeting": found.meeting,
        "question": _("Take “%(item)s” off the programme?") % {"item": found.title},
        "explanation": _("Files that belong to it stay with the meeting."),
        "verb": _("Take it off"),
    }
    return render(request, "meetings/confirm.html", context)


def _status(form: MeetingForm | ItemForm) -> int:
    return 422 if form.is_bound and form.errors else 200
