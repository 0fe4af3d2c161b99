"""Outside the network: a copy is asked for, looked at and confirmed by two; and what everyone may read."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flok.apps.knowledge import actions, files, queries, texts
from flok.apps.knowledge.forms import OutsideForm
from flok.apps.knowledge.models import Case, Proposal, PublicCase
from flok.apps.knowledge.rules import may_change
from flok.apps.knowledge.views._parts import either, found, to_save
from flok.apps.members.access import Request, member_page, public_page

_ON_A_SIDE = 20


@member_page
@either
def outside(request: Request, key: uuid.UUID) -> HttpResponse:
    """What of the case is, or waits to be, outside. `do`: ask, confirm, drop or withdraw."""
    case = _own_houses(request, key)
    proposal = Proposal.objects.filter(case=case.pk).select_related("asked_by", "organisation", "case").first()
    copy = PublicCase.objects.filter(case_key=key).select_related("confirmed_by", "asked_by", "organisation").first()
    form = OutsideForm(attachments=case.attachments.all())
    context: dict[str, Any] = {
        "case": case,
        "proposal": proposal,
        "copy": copy,
        "form": form,
        "may_ask": may_change(case, request.viewer),
    }
    if request.method == "POST":
        done = _done(request, case, context)
        if done is not None:
            return done
    context["told"] = texts.public(proposal.content) if proposal else None
    code = 422 if request.method == "POST" else 200
    return render(request, "knowledge/outside.html", context, status=code)


def _own_houses(request: Request, key: uuid.UUID) -> Case:
    """A shown case of the viewer's own organisation, or 404."""
    case = found(request, key)
    if case.is_draft or case.organisation_id != request.viewer.organisation.pk:
        raise Http404
    return case


def _done(request: Request, case: Case, context: dict[str, Any]) -> HttpResponse | None:
    """What was asked for is done, and the page is asked for again; None where it cannot be, and the page says why."""
    do, now, proposal, copy = request.POST.get("do"), timezone.now(), context["proposal"], context["copy"]
    if do == "ask" and context["may_ask"]:
        return _asked(request, case, context)
    if do == "confirm" and proposal and request.POST.get("considered") == "on":
        try:
            actions.confirm(proposal, by=request.user, now=now)
        except actions.SamePersonError:
            context["said"] = _("It takes two: one who asks, and another who confirms.")
            return None
        except actions.GoneError:
            context["said"] = _("The copy is not whole any more, or a colleague was ahead of you. Ask for a new one.")
            return None
        messages.success(request, _("Everyone can read it now."))
    elif do == "confirm" and proposal:
        context["said"] = _("Tick that you have read the whole of it.")
        return None
    elif do == "drop" and proposal:
        actions.drop_proposal(proposal, by=request.user, now=now)
        messages.success(request, _("It is not shown outside."))
    elif do == "withdraw" and copy and context["may_ask"]:
        actions.withdraw(copy, by=request.user, now=now)
        messages.success(request, _("It is no longer to be read outside the network."))
    else:
        raise Http404
    return redirect("knowledge:outside", case.pk)


def _asked(request: Request, case: Case, context: dict[str, Any]) -> HttpResponse | None:
    form = context["form"] = OutsideForm(request.POST, attachments=case.attachments.all())
    if not form.is_valid():
        return None
    try:
        actions.propose(case, form.chosen, by=request.user, now=timezone.now())
    except actions.NotCleanError as error:
        context["refused"] = [(one, [texts.HIDDEN[code] for code in codes]) for one, codes in error.refused]
        return None
    messages.success(request, _("A colleague has been asked to read the copy and confirm it."))
    return redirect("knowledge:outside", case.pk)


@member_page
@require_safe
def waiting_file(request: Request, key: uuid.UUID, file: uuid.UUID) -> FileResponse:
    """A cleaned copy that waits to be confirmed, for those who are to confirm it."""
    case = _own_houses(request, key)
    proposal = Proposal.objects.filter(case=case.pk).first()
    one = _file(proposal.content if proposal else {}, file)
    return to_save(files.waiting_path(case.organisation, file), one["title"], one["kind"])


def _file(content: dict[str, Any], key: uuid.UUID) -> dict[str, Any]:
    for one in content.get("files", ()):
        if one["key"] == str(key):
            found_one: dict[str, Any] = one
            return found_one
    raise Http404


@public_page
@require_safe
def public_cases(request: Request) -> HttpResponse:
    page = Paginator(queries.public_cases(), _ON_A_SIDE).get_page(request.GET.get("side", "1"))
    return render(request, "knowledge/public_cases.html", {"page": page})


@public_page
@require_safe
def public_case(request: Request, key: uuid.UUID) -> HttpResponse:
    copy = _public(key)
    return render(request, "knowledge/public_case.html", {"copy": copy, "told": texts.public(copy.content)})


@public_page
@require_safe
def public_file(request: Request, key: uuid.UUID, file: uuid.UUID) -> FileResponse:
    one = _file(_public(key).content, file)
    return to_save(files.public_path(file), one["title"], one["kind"])


def _public(key: uuid.UUID) -> PublicCase:
    copy = queries.public_case(key)
    if copy is None:
        raise Http404
    return copy
