"""One opened bid: what was read, every remark by its cell, and what the authority says of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco import bids
from flok.apps.tco.actions import bids as actions
from flok.apps.tco.actions.tenders import TenderError
from flok.apps.tco.forms import language
from flok.apps.tco.forms.tenders import BidDecisionForm, PointsForm
from flok.apps.tco.models.tenders import OpenedBid
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._tenders import in_state, way, why_not
from flok.domain.tco import tender as engine


@member_page
@require_safe
def bid(request: Request, key: uuid.UUID) -> HttpResponse:
    """One bid: what was read, every remark by its cell, and what the authority says of it."""
    opened = _bid(key)
    return _page(request, opened)


@member_page
@require_POST
def decide_bid(request: Request, key: uuid.UUID) -> HttpResponse:
    """Whether a bid there is something to ask about takes part."""
    opened = _assessed(request, key)
    form = BidDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, decision=form)
    given = form.cleaned_data
    try:
        actions.decide_bid(
            opened, form.admitted, given["reason"], seen=given["seen"], by=request.user, now=timezone.now()
        )
    except TenderError as refused:
        return _refused(request, key, form, refused)
    messages.success(request, _("Saved."))
    return redirect("tco:award", opened.tender_id)


@member_page
@require_POST
def give_points(request: Request, key: uuid.UUID) -> HttpResponse:
    """The quality points of a bid, each with its reason."""
    opened = _assessed(request, key)
    form = PointsForm(request.POST, criteria=bids.of(opened.tender).terms.model.criteria, given=opened.points)
    if not form.is_valid():
        return _page(request, opened, points=form)
    try:
        actions.give_points(opened, form.points, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
    except TenderError as refused:
        return _refused(request, key, form, refused)
    messages.success(request, _("Saved."))
    return redirect("tco:award", opened.tender_id)


def _refused(
    request: Request, key: uuid.UUID, form: BidDecisionForm | PointsForm, refused: TenderError
) -> HttpResponse:
    """What stands now above, one's own still in the form; saving again is then a choice."""
    opened = _bid(key)
    if refused.code != "assessed":
        messages.error(request, why_not(refused.code))
        return redirect("tco:award", opened.tender_id)
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["seen"] = actions.as_assessed(opened)
    form.data = data
    if isinstance(form, PointsForm):
        return _page(request, opened, points=form, is_conflict=True)
    return _page(request, opened, decision=form, is_conflict=True)


def _bid(key: uuid.UUID) -> OpenedBid:
    opened = queries.bid_for(key)
    if opened is None:
        raise Http404
    return opened


def _assessed(request: Request, key: uuid.UUID) -> OpenedBid:
    opened = _bid(key)
    if not queries.may_lead(request.viewer, opened.tender):
        raise PermissionDenied
    in_state(opened.tender, "opened")
    return opened


def _page(
    request: Request, opened: OpenedBid, *, decision: BidDecisionForm | None = None, points: PointsForm | None = None,
    is_conflict: bool = False,
) -> HttpResponse:  # fmt: skip
    tender = opened.tender
    asked = bids.of(tender)
    found_bid = bids.as_read(opened.read) if opened.read else None
    may_assess = tender.state == "opened" and queries.may_lead(request.viewer, tender)
    is_counted = found_bid is not None and found_bid.status in ("ask", "fine")
    criteria = asked.terms.model.criteria
    admitted = {True: "yes", False: "no", None: "wait"}[opened.admitted]
    values = dict(found_bid.values) if found_bid else {}
    entries = [(each, values.get(each.id)) for each in engine.entries(asked.method)]
    seen = actions.as_assessed(opened)
    context = {
        "is_conflict": is_conflict, "opened": opened, "tender": tender, "bid": found_bid, "way": way(tender),
        "criteria": criteria,
        "remarks": _remarks(found_bid, asked.terms.language), "entries": entries, "language": asked.terms.language,
        "is_other_language": asked.terms.language != language(),
        "decision": (decision or BidDecisionForm(initial={"admit": admitted, "reason": opened.reason, "seen": seen}))
        if may_assess and is_counted else None,
        "points": (points or PointsForm(criteria=criteria, given=opened.points, initial={"seen": seen}))
        if may_assess and is_counted and criteria else None,
    }  # fmt: skip
    code = 409 if is_conflict else 422 if decision or points else 200
    return render(request, "tco/tenders/bid.html", context, status=code)


def _remarks(found_bid: engine.Bid | None, lang: str) -> list[tuple[engine.Remark, str]]:
    """Each remark with its words in the tender's language, the gravest first."""
    if found_bid is None:
        return []
    place = 2 if lang == "en" else 1
    grades = ("refused", "missing", "ask", "note")
    ordered = sorted(found_bid.remarks, key=lambda each: grades.index(each.grade))
    return [(each, str(engine.CODES[each.code][place])) for each in ordered]
