"""What the pages of a tender need: the tender of an address or 404, who decides in it, and what a refusal says."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from flok.apps.members.access import Request
from flok.apps.tco.models.tenders import Tender
from flok.apps.tco.queries import tenders as queries

Way = list[tuple[str, str]]


def found(request: Request, key: uuid.UUID) -> Tender:
    """A tender of the viewer's organisation, or 404."""
    tender = queries.tender_for(key)
    if tender is None:
        raise Http404
    return tender


def led(request: Request, key: uuid.UUID) -> Tender:
    """The same, for one who decides in it; else 403."""
    tender = found(request, key)
    if not queries.may_lead(request.viewer, tender):
        raise PermissionDenied
    return tender


def in_state(tender: Tender, *states: str) -> Tender:
    """The tender, or 404 where there is no such page of it now."""
    if tender.state not in states:
        raise Http404
    return tender


def sent(request: Request) -> QueryDict | None:
    """What a form is bound to: also a form sent empty."""
    return request.POST if request.method == "POST" else None


def way(tender: Tender, *, to_tender: bool = True) -> Way:
    """The way back: the study, its tenders, the tender."""
    steps = [
        (tender.study.name, reverse("tco:study", args=[tender.study_id])),
        (_("Tenders"), reverse("tco:tenders", args=[tender.study_id])),
    ]
    return [*steps, (tender.reference, reverse("tco:tender", args=[tender.pk]))] if to_tender else steps


def why_not(code: str) -> str:
    """What a refused change says to the person."""
    said = {
        "frozen": _("The tender is fixed, so nothing of it can change any more."),
        "changed": _("Someone else changed the tender while you were writing. Look at it as it is now, and try again."),
        "past": _("The opening time has to be ahead."),
        "openers": _("Choose at least two openers first."),
        "left": _("An opener is here no longer. Choose another before the tender is fixed."),
        "unconfirmed": _("Not all openers have fetched their code and typed it once as they wrote it down."),
        "obstacles": _("Something in the study keeps it from being put to tender."),
        "not_open": _("It cannot be done at this point of the tender."),
        "late": _("The time is past. The bid is not received, and nothing of it is kept."),
        "earlier": _("The opening can only be moved to a later time."),
        "opened": _("The bids are opened already."),
        "decided": _("The award is decided already."),
        "unread": _("Not all bids are read yet."),
        "unsettled": _("A bid waits for a decision, or for points."),
        "winner": _("The order has changed. Look at it again."),
    }
    return said[code]
