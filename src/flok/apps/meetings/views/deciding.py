"""Opening and ending polls, for those who lead the network."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.forms.polls import CallOffForm, CloseForm, DatePollForm, ExtendForm, ThemePollForm
from flok.apps.meetings.models import Poll
from flok.apps.meetings.queries import polls as queries
from flok.apps.members.access import Request, leader_page

_either = require_http_methods(["GET", "HEAD", "POST"])


@leader_page
@_either
def open_theme_poll(request: Request) -> HttpResponse:
    now = timezone.now()
    form = ThemePollForm(_sent(request), now=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        poll = actions.open_theme_poll(
            given["key"], title=given["title"], proposals=given["chosen"], deadline=given["deadline"],
            shows_names=given["shows_names"], by=request.user, now=now,
        )  # fmt: skip
        messages.success(request, _("The poll is open, and the members are told."))
        return redirect("meetings:poll", poll.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/polls/open_theme.html", {"form": form}, status=status)


@leader_page
@_either
def open_date_poll(request: Request) -> HttpResponse:
    """`tema`: the poll that chose what the meeting is about, if one did."""
    now = timezone.now()
    follows = _chosen_theme(request.POST.get("follows") or request.GET.get("tema") or "")
    form = DatePollForm(_sent(request), follows=follows, now=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        poll = actions.open_date_poll(
            given["key"], meeting=given, times=given["times"], deadline=given["deadline"],
            shows_names=given["shows_names"], follows=follows, by=request.user, now=now,
        )  # fmt: skip
        messages.success(request, _("The poll is open, the members are told, and the times stand in their calendars."))
        return redirect("meetings:poll", poll.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/polls/open_date.html", {"form": form, "follows": follows}, status=status)


def _chosen_theme(word: str) -> Poll | None:
    try:
        found = queries.poll_of(uuid.UUID(word))
    except ValueError:
        return None
    return found if found and found.chosen and found.chosen.proposal else None


@leader_page
@_either
def close(request: Request, key: uuid.UUID) -> HttpResponse:
    now, poll = timezone.now(), get_object_or_404(Poll, pk=key)
    seen = queries.seen(poll, request.viewer, now)
    form = CloseForm(_sent(request), seen=seen, now=now)
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            closed = actions.close_poll(poll, given["choice"], reason=given["reason"], by=request.user, now=now)
        except actions.PollEndedError:
            messages.error(request, _("The poll had already ended. This is how it ended."))
            return redirect("meetings:poll", poll.pk)
        except actions.NotYetError:
            form.add_error(None, _("The answers are not shown yet: wait until all have answered, or the deadline."))
            status = 409
        except actions.ReasonNeededError:
            form.add_error("reason", _("An answer came while you had the page open, and it is even now: say why."))
            status = 409
        else:
            messages.success(request, _("It is decided, and the members are told."))
            return redirect("meetings:detail" if closed.is_about_dates else "meetings:poll", _made(closed))
    return render(request, "meetings/polls/close.html", {"form": form, "poll": poll, "seen": seen}, status=status)


def _made(closed: Poll) -> uuid.UUID:
    return closed.chosen_id if closed.is_about_dates and closed.chosen_id else closed.pk


@leader_page
@_either
def extend(request: Request, key: uuid.UUID) -> HttpResponse:
    now, poll = timezone.now(), get_object_or_404(Poll, pk=key)
    form = ExtendForm(_sent(request), poll=poll, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend(poll, form.cleaned_data["deadline"], by=request.user, now=now)
            messages.success(request, _("The deadline is moved."))
        except actions.PollEndedError:
            messages.error(request, _("The poll had already ended. This is how it ended."))
        return redirect("meetings:poll", poll.pk)
    return _asked(request, form, poll, _("Move the deadline"), "")


@leader_page
@_either
def call_off(request: Request, key: uuid.UUID) -> HttpResponse:
    now, poll = timezone.now(), get_object_or_404(Poll, pk=key)
    form = CallOffForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.call_off(poll, reason=form.cleaned_data["reason"], by=request.user, now=now)
            messages.success(request, _("The poll is called off, and the members are told."))
        except actions.PollEndedError:
            messages.error(request, _("The poll had already ended. This is how it ended."))
        return redirect("meetings:poll", poll.pk)
    said = _("The answers are kept, but nothing comes of them. Times in people's calendars go away.")
    return _asked(request, form, poll, _("Call the poll off"), said)


def _sent(request: Request) -> QueryDict | None:
    """What was sent, also where it was nothing; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def _asked(request: Request, form: ExtendForm | CallOffForm, poll: Poll, verb: str, said: str) -> HttpResponse:
    context = {"form": form, "poll": poll, "verb": verb, "said": said}
    return render(request, "meetings/polls/ask.html", context, status=422 if form.is_bound else 200)
