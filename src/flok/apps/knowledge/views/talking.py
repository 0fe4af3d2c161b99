"""What colleagues say of a case, what happened afterwards, and what is taken home."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flok.apps.knowledge import actions, queries, uses
from flok.apps.knowledge.forms import OutcomeForm, RemarkForm
from flok.apps.knowledge.models import Outcome
from flok.apps.knowledge.rules import ASKED_AFTER
from flok.apps.knowledge.views._parts import either, found, own, status, text_back
from flok.apps.knowledge.views.reading import case_context
from flok.apps.members import audit
from flok.apps.members.access import Request, member_page


@member_page
@require_POST
def remark(request: Request, key: uuid.UUID) -> HttpResponse:
    """A comment, or that one's own organisation did it too."""
    whole = queries.whole_case(request.viewer, key)
    if whole is None or whole.case.is_draft:
        return text_back(request, 404)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        context = {**case_context(whole, request), "form": form}
        return render(request, "knowledge/case.html", context, status=422)
    given = form.cleaned_data
    actions.remark(
        whole.case, kind=given["kind"], text=given["text"], result=given["result"], of=request.viewer.organisation,
        by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Thank you. Those who see the case see it too."))
    return redirect(reverse("knowledge:case", args=[key]) + "#svar")


@member_page
@require_POST
def delete_remark(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    case = found(request, key)
    said = queries.remark_of(request.viewer, case, number)
    if said is None:
        raise Http404
    actions.delete_remark(said, case=case, by=request.user, now=timezone.now())
    messages.success(request, _("Your words are deleted."))
    return redirect("knowledge:case", key)


@member_page
@either
def outcome(request: Request, key: uuid.UUID) -> HttpResponse:
    """What happened afterwards. `?efter=6` or 12: what the author was asked."""
    case = own(request, key)
    if case.is_draft:
        raise Http404
    asked = request.GET.get("efter", "")
    months = int(asked) if asked in [str(one) for one in ASKED_AFTER] else 0
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.tell_outcome(
            case, state=given["state"], text=given["text"], months=months, by=request.user, now=timezone.now()
        )
        messages.success(request, _("Thank you. It stands with the case."))
        return redirect(reverse("knowledge:case", args=[key]) + "#siden")
    return render(
        request, "knowledge/outcome.html", {"case": case, "form": form, "months": months}, status=status(form)
    )


@member_page
@require_POST
def delete_outcome(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    told: Outcome = get_object_or_404(Outcome.objects.select_related("organisation"), pk=number, case=case.pk)
    actions.delete_outcome(told, by=request.user, now=timezone.now())
    messages.success(request, _("It is deleted."))
    return redirect("knowledge:case", key)


@member_page
@require_POST
def take_home(request: Request, key: uuid.UUID, number: int) -> HttpResponse:
    """A copy of what the case used becomes the viewer's organisation's own."""
    case = found(request, key)
    use = case.uses[number - 1] if 0 < number <= len(case.uses) else {}
    keeper = uses.keeper_of(use.get("kind", ""))
    if keeper is None or not use.get("copy"):
        raise Http404
    now = timezone.now()
    address = keeper.take_home(request.viewer, use["copy"], now)
    home = request.viewer.organisation
    audit.note(audit.Act.ADD, "taken home", by=request.user, now=now, organisation=home, detail=f"{key} {number}")
    messages.success(request, _("You have taken a copy home. It is your organisation's own now."))
    return redirect(address)
