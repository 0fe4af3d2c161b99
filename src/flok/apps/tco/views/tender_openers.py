"""Who can open the bids: colleagues are chosen, and each fetches a code once, alone, and proves it is written down."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco.actions import tenders as actions
from flok.apps.tco.forms.tenders import CodeForm, OpenersForm
from flok.apps.tco.models.tenders import Opener
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._parts import either, status
from flok.apps.tco.views._tenders import in_state, led, sent, way, why_not
from flok.domain.tco import tender as engine


@member_page
@either
def openers(request: Request, key: uuid.UUID) -> HttpResponse:
    """Two to eight colleagues who keep a code each; what it means is said before."""
    tender = in_state(led(request, key), "draft")
    people = queries.possible_openers(tender)
    initial = {"people": [each.person_id for each in queries.openers_of(tender)]}
    form = OpenersForm(sent(request), people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_openers(tender, form.cleaned_data["people"], by=request.user, now=timezone.now())
        except actions.TenderError as refused:
            messages.error(request, why_not(refused.code))
        else:
            messages.success(request, _("They are told. Each fetches a code on their own page."))
        return redirect("tco:tender", key)
    context = {"tender": tender, "form": form, "way": way(tender), "colleagues": len(people)}
    return render(request, "tco/tenders/openers.html", context, status=status(form))


@member_page
@require_safe
def code(request: Request, key: uuid.UUID) -> HttpResponse:
    """An opener's own page. A colleague sees whose it is, and no more."""
    return _page(request, _opener(key), CodeForm())


@member_page
@require_POST
def fetch_code(request: Request, key: uuid.UUID) -> HttpResponse:
    """A code, shown in this answer and nowhere else."""
    opener = _mine(request, key)
    try:
        told = actions.fetch_code(opener, by=request.user, now=timezone.now())
    except actions.TenderError as refused:
        messages.error(request, why_not(refused.code))
        return redirect("tco:code", key)
    return _page(request, _opener(key), CodeForm(), told)


@member_page
@sensitive_post_parameters()
@require_POST
def confirm_code(request: Request, key: uuid.UUID) -> HttpResponse:
    """The code typed as it was written down."""
    opener = _mine(request, key)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            if actions.confirm_code(opener, form.cleaned_data["code"], by=request.user, now=timezone.now()):
                messages.success(request, _("It is the right code. Keep it where only you can find it."))
                return redirect("tco:code", key)
            form.add_error("code", _("It is not your code. If it is gone, fetch a new one while you can."))
        except engine.MistypedError:
            form.add_error("code", _("There is a slip in the code. It has 28 letters and digits in seven groups."))
        except actions.TenderError as refused:
            form.add_error(None, why_not(refused.code))
    return _page(request, opener, form, code=422)


def _opener(key: uuid.UUID) -> Opener:
    opener = queries.opener_for(key)
    if opener is None:
        raise Http404
    return opener


def _mine(request: Request, key: uuid.UUID) -> Opener:
    opener = _opener(key)
    if opener.person_id != request.user.pk:
        raise PermissionDenied
    return opener


def _page(request: Request, opener: Opener, form: CodeForm, told: str = "", code: int = 200) -> HttpResponse:
    context = {
        "opener": opener, "tender": opener.tender, "is_mine": opener.person_id == request.user.pk, "form": form,
        "code": told, "way": way(opener.tender),
    }  # fmt: skip
    return render(request, "tco/tenders/code.html", context, status=code)
