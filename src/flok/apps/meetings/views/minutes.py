"""Minutes and their points: written by those who arrange, followed up by those who own an action."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.meetings import actions, queries
from flok.apps.meetings.forms import ActionForm, AnswerForm, MinutesForm, PointForm, minutes_initial, point_initial
from flok.apps.meetings.models import Meeting, Point
from flok.apps.meetings.rules import HERE, arranges_meetings
from flok.apps.meetings.views._overtaken import show_both
from flok.apps.members.access import Request, leader_page, network_page

_either = require_http_methods(["GET", "HEAD", "POST"])
_FORMS: dict[str, type[PointForm]] = {Point.Kind.ANSWER: AnswerForm, Point.Kind.ACTION: ActionForm}


@leader_page
@_either
def minutes(request: Request, key: uuid.UUID) -> HttpResponse:
    meeting, heading = get_object_or_404(Meeting, pk=key), _("Decisions and minutes")
    form = MinutesForm(request.POST or None, initial=minutes_initial(meeting))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_minutes(
                meeting, decisions=given["lines"], minutes=given["minutes"], version=given["version"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except actions.ChangedMeanwhileError:
            return show_both(request, form, minutes_initial(Meeting.objects.get(pk=key)), meeting, heading)
        messages.success(request, _("Saved."))
        return redirect("meetings:detail", key)
    context = {"form": form, "meeting": meeting, "heading": heading}
    return render(request, "meetings/change.html", context, status=_status(form))


@leader_page
@_either
def new_answer(request: Request, key: uuid.UUID) -> HttpResponse:
    return _point(request, get_object_or_404(Meeting, pk=key), Point.Kind.ANSWER, None)


@leader_page
@_either
def new_action(request: Request, key: uuid.UUID) -> HttpResponse:
    return _point(request, get_object_or_404(Meeting, pk=key), Point.Kind.ACTION, None)


@leader_page
@_either
def point(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    """An answer or an action; decisions are written together with the minutes."""
    found = _found(key, number)
    if found.kind == Point.Kind.DECISION:
        return redirect("meetings:minutes", key)
    return _point(request, found.meeting, found.kind, found)


def _point(request: Request, meeting: Meeting, kind: str, found: Point | None) -> HttpResponse:
    heading = _("A question and its answer") if kind == Point.Kind.ANSWER else _("Something to be done")
    form = _FORMS[kind](request.POST or None, initial=point_initial(found))
    if request.method == "POST" and form.is_valid():
        fields, now = form.fields_of(), timezone.now()
        try:
            if found is None:
                given = {"kind": kind, **fields}
                found = actions.add_point(meeting, form.cleaned_data["key"], given, by=request.user, now=now)
            else:
                version = form.cleaned_data["version"]
                found = actions.change_point(found, fields, version=version, by=request.user, now=now)
        except actions.ChangedMeanwhileError:
            return show_both(request, form, _latest(meeting, found), meeting, heading)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('meetings:detail', args=[meeting.pk])}#{found.mark}")
    context = {"form": form, "meeting": meeting, "heading": heading}
    return render(request, "meetings/change.html", context, status=_status(form))


def _latest(meeting: Meeting, found: Point | None) -> dict[str, object]:
    latest = point_initial(_found(meeting.pk, found.pk) if found else None)
    owner = latest.get("owner")
    return latest if not owner else {**latest, "owner": str(getattr(owner, "pk", owner))}


@leader_page
@_either
def delete_point(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    found = _found(key, number)
    if request.method == "POST":
        actions.remove_point(found, by=request.user, now=timezone.now())
        messages.success(request, _("It is deleted."))
        return redirect("meetings:detail", key)
    context = {
        "meeting": found.meeting,
        "question": _("Delete “%(title)s”?") % {"title": str(found)[:100]},
        "explanation": _("This cannot be undone."),
        "verb": _("Delete"),
    }
    return render(request, "meetings/confirm.html", context)


@network_page
@require_POST
def finish(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    """By who owns the action, or arranges. `done`: 1, or 0 for not done after all."""
    found = _found(key, number)
    if found.kind != Point.Kind.ACTION:
        raise Http404
    if found.owner_id != request.user.pk and not arranges_meetings(request.viewer):
        raise PermissionDenied
    is_done = request.POST.get("done") == "1"
    actions.finish_action(found, is_done=is_done, by=request.user, now=timezone.now())
    messages.success(request, _("Well done.") if is_done else _("It is to be done again."))
    if request.POST.get("back") == "actions":
        return redirect("meetings:actions")
    return redirect(f"{reverse('meetings:detail', args=[key])}#{found.mark}")


@network_page
@require_safe
def open_actions(request: Request) -> HttpResponse:
    """What is to be done, across meetings; the viewer's own first."""
    found = list(queries.open_actions())
    context = {
        "own": [one for one in found if one.owner_id == request.user.pk],
        "others": [one for one in found if one.owner_id != request.user.pk],
        "today": timezone.now().astimezone(HERE).date(),
        "arranges": arranges_meetings(request.viewer),
    }
    return render(request, "meetings/actions.html", context)


def _found(key: uuid.UUID, number: uuid.UUID) -> Point:
    return get_object_or_404(Point.objects.select_related("meeting__theme", "owner"), pk=number, meeting=key)


def _status(form: MinutesForm | PointForm) -> int:
    return 422 if form.is_bound and form.errors else 200
