"""The award: the order by the tender's own model, what to ask about, the decision; uncertainty on a page of its own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco import bids, protocol
from flok.apps.tco.actions import bids as actions
from flok.apps.tco.actions.tenders import TenderError
from flok.apps.tco.forms.tenders import AwardForm
from flok.apps.tco.models.tenders import OpenedBid, Tender
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._tenders import found, in_state, led, way, why_not
from flok.domain import tco
from flok.domain.tco import tender as engine


@member_page
@require_safe
def award(request: Request, key: uuid.UUID) -> HttpResponse:
    """The order as it stands, or as it was decided."""
    tender = in_state(found(request, key), "opened", "decided")
    return _page(request, tender, queries.bids_of(tender))


@member_page
@require_POST
def decide(request: Request, key: uuid.UUID) -> HttpResponse:
    """The award as it stands is made."""
    tender = in_state(led(request, key), "opened", "decided")
    opened = queries.bids_of(tender)
    form = AwardForm(request.POST, first=_first(bids.award_of(tender, opened), opened))
    if not form.is_valid():
        return _page(request, tender, opened, form)
    given = form.cleaned_data
    try:
        actions.decide(tender, given["winner"], given["reason"], by=request.user, now=timezone.now())
    except TenderError as refused:
        form.add_error(None, why_not(refused.code))
        return _page(request, tender, opened, form)
    messages.success(request, _("The award is decided. Take the protocol and the files for counting it again."))
    return redirect("tco:award", key)


@member_page
@require_safe
def uncertainty(request: Request, key: uuid.UUID) -> HttpResponse:
    """What the authority's own uncertain inputs would do to the bids' costs. It has no part in the award."""
    tender = in_state(found(request, key), "opened", "decided")
    opened = queries.bids_of(tender)
    ranked = bids.award_of(tender, opened)
    names = protocol.names_of(opened)
    values = {each.sha256: dict(each.values) for each in ranked.bids}
    taking_part = {each.id: values[each.id] for each in ranked.standings}
    context: dict[str, Any] = {"tender": tender, "way": way(tender), "names": names}
    if taking_part:
        study = bids.uncertain_study(tender, taking_part)
        context["uncertain"] = [each for each in study.inputs if each.uncertainty is not None]
        try:
            drawn = tco.simulate(study) if context["uncertain"] else None
        except (tco.SimulationError, tco.NotComputableError):
            context["cannot"] = True
        else:
            context["drawn"] = drawn
            context["rows"] = [(names[each.alternative], each) for each in drawn.spreads] if drawn else []
    return render(request, "tco/tenders/uncertainty.html", context)


def _page(request: Request, tender: Tender, opened: Sequence[OpenedBid], form: AwardForm | None = None) -> HttpResponse:
    read = bids.of(tender)
    standing = bids.award_of(tender, opened)
    first = _first(standing, opened)
    leads = queries.may_lead(request.viewer, tender)
    unread = any(each.read is None and not each.is_broken for each in opened)
    can_decide = leads and not unread and tender.state == "opened" and standing.settled and bool(first)
    context = {
        "tender": tender, "read": read, "award": standing, "way": way(tender), "leads": leads,
        "about": engine.ABOUT[read.terms.model.rule], "rows": protocol.rows(tender, standing, opened),
        "out": protocol.left_out(standing, opened), "seen": protocol.seen(tender, standing, opened),
        "turned": protocol.turned(standing, opened), "unread": unread,
        "names": protocol.names_of(opened), "watch": read.terms.watch, "is_tie": len(first) > 1,
        "form": form or (AwardForm(first=first) if can_decide else None),
        "winner": protocol.names_of(opened).get(tender.winner, ""),
    }  # fmt: skip
    return render(request, "tco/tenders/award.html", context, status=422 if form is not None else 200)


def _first(standing: engine.Award, opened: Sequence[OpenedBid]) -> list[tuple[str, str]]:
    names = protocol.names_of(opened)
    return [(each, names[each]) for each in standing.first]
