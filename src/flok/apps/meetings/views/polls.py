"""Next theme and next date: proposals, and polls as members meet them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.forms.polls import BallotForm, ProposalForm
from flok.apps.meetings.models import Poll
from flok.apps.meetings.queries import polls as queries
from flok.apps.meetings.rules import arranges_meetings
from flok.apps.members.access import Request, member_page, network_page

_either = require_http_methods(["GET", "HEAD", "POST"])
_ON_A_SIDE = 20


@network_page
@require_safe
def polls(request: Request) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    context = {
        "open": [(one, one.takes_answers(now)) for one in queries.open_polls(viewer.organisation)],
        "proposals": list(queries.proposals()),
        "page": Paginator(queries.ended_polls(), _ON_A_SIDE).get_page(request.GET.get("side")),
        "arranges": arranges_meetings(viewer),
    }
    return render(request, "meetings/polls/polls.html", context)


@member_page
@_either
def propose(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.propose(
            given["key"], theme=given["theme"], title=given["title"], why=given["why"],
            organisation=viewer.organisation, by=viewer.person, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Your proposal is on the list. It can be chosen in the next poll."))
        return redirect("meetings:polls")
    status = 422 if form.is_bound else 200
    return render(request, "meetings/polls/propose.html", {"form": form}, status=status)


@member_page
@_either
def take_back(request: Request, key: uuid.UUID) -> HttpResponse:
    """One's own organisation's; another's is not there to take back."""
    proposal = get_object_or_404(queries.proposals(), pk=key, organisation=request.viewer.organisation)
    if request.method == "POST":
        actions.take_back(proposal, by=request.viewer.person, now=timezone.now())
        messages.success(request, _("Your proposal is taken back."))
        return redirect("meetings:polls")
    return render(request, "meetings/polls/take_back.html", {"proposal": proposal})


@network_page
@require_safe
def poll(request: Request, key: uuid.UUID) -> HttpResponse:
    return _shown(request, _found(key))


@member_page
@require_POST
def answer(request: Request, key: uuid.UUID) -> HttpResponse:
    viewer, now, found = request.viewer, timezone.now(), _found(key)
    seen = queries.seen(found, viewer, now)
    form = BallotForm(request.POST, options=seen.options, ballot=seen.own)
    if not form.is_valid():
        return _shown(request, found, form, seen, status=422)
    given = form.cleaned_data
    try:
        actions.answer(
            found,
            given["answers"],
            version=given["version"],
            organisation=viewer.organisation,
            by=viewer.person,
            now=now,
        )
    except actions.PollEndedError:
        messages.error(request, _("The poll had ended before your answer came. Your answer is not counted."))
        return _shown(request, _found(key), status=409)
    except actions.AnsweredMeanwhileError as meanwhile:
        form.add_error(
            None,
            _("A colleague answered for your organisation while you had the page open. What you have marked is still "
              "here: compare it with the table below, and send it again if it is to count."),
        )  # fmt: skip
        form.data = {**form.data, "version": str(meanwhile.ballot.version if meanwhile.ballot.pk else 0)}
        return _shown(request, found, form, status=409)
    messages.success(request, _("Your organisation's answer is counted. You can change it until the deadline."))
    return redirect("meetings:poll", found.pk)


def _found(key: uuid.UUID) -> Poll:
    found = queries.poll_of(key)
    if found is None:
        raise Http404
    return found


def _shown(
    request: Request,
    found: Poll,
    form: BallotForm | None = None,
    seen: queries.PollSeen | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    seen = seen or queries.seen(found, viewer, now)
    takes_answers = found.takes_answers(now)
    if takes_answers and viewer.may_write:
        form = form or BallotForm(options=seen.options, ballot=seen.own)
    context: dict[str, Any] = {
        "poll": found, "seen": seen, "form": form if takes_answers else None, "takes_answers": takes_answers,
        "arranges": arranges_meetings(viewer),
        "meeting_is_there": queries.has_its_meeting(found),
    }  # fmt: skip
    return render(request, "meetings/polls/poll.html", context, status=status)
