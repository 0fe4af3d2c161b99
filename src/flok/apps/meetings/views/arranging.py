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
from flok.apps.meetings.forms import ItemForm, MeetingForm, MinutesForm
from flok.apps.meetings.models import Meeting, ProgrammeItem
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
    form = MeetingForm(request.POST or None, meeting=meeting)
    return _changed(request, meeting, form, _("Change the meeting"))


@leader_page
@_either
def minutes(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting = get_object_or_404(Meeting, pk=key)
    initial = {"version": meeting.version, "decisions": meeting.decisions, "minutes": meeting.minutes}
    return _changed(request, meeting, MinutesForm(request.POST or None, initial=initial), _("Decisions and minutes"))


def _changed(request: Request, meeting: Meeting, form: MeetingForm | MinutesForm, heading: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_meeting(meeting, given, version=given["version"], by=request.user, now=timezone.now())
        except actions.ChangedMeanwhileError:
            form.add_error(
                None,
                _("Someone else changed the meeting after you opened this form. Your text is still here: "
                  "open the meeting in another tab, put the two together, and save again."),
            )  # fmt: skip
            form.data = {**form.data, "version": str(meeting.version)}
            context = {"form": form, "meeting": meeting, "heading": heading}
            return render(request, "meetings/change.html", context, status=409)
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
        "explanation": _("Its programme, minutes and files go with it. This cannot be undone."),
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
            by=request.user, now=timezone.now(),
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


def _status(form: MeetingForm | MinutesForm | ItemForm) -> int:
    return 422 if form.is_bound and form.errors else 200
