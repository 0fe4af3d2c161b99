"""The front of the room, and the lists of assessments."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.labels import queries
from flok.apps.labels.rules import TOLD_BEFORE
from flok.apps.members.access import Request, network_page
from flok.domain import labels

_NEWEST, _ON_A_SIDE = 5, 20
_VERDICTS = ("R0", "R1", "R2", "R3", "R4", "R5")


@network_page
@require_safe
def front(request: Request) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    own = list(queries.assessments_for(viewer).defer("wording"))
    context = {
        "own": own[:_NEWEST],
        "more": len(own) > _NEWEST,
        "ending": [one for one in own if one.is_decided and one.valid_until <= today + TOLD_BEFORE][:_NEWEST],
        "licences": queries.licences_that_end(today),
        "shown": queries.shown_assessments(viewer)[:_NEWEST],
        "today": today,
        "names": sorted(each.name_da for each in labels.Register.load().labels.values()),
    }
    return render(request, "labels/front.html", context)


@network_page
@require_safe
def assessments(request: Request) -> HttpResponse:
    """`af`: os (one's own) or kolleger (what others show); `maerke` and `svar` choose among them."""
    viewer, words = request.viewer, request.GET
    theirs = words.get("af") == "kolleger" or viewer.organisation is None
    found = queries.shown_assessments(viewer) if theirs else queries.assessments_for(viewer)
    label = labels.find_label(words.get("maerke", "")[:200])
    if words.get("maerke", "").strip():
        found = found.filter(label=label.id) if label else found.none()
    code = words.get("svar", "")
    if code in _VERDICTS:
        found = found.filter(code=code)
    context = {
        "page": Paginator(found, _ON_A_SIDE).get_page(words.get("side", "1")),
        "theirs": theirs,
        "asked_label": words.get("maerke", "")[:200].replace("\0", ""),
        "code": code,
        "codes": _VERDICTS,
        "is_filtered": bool(words.get("maerke", "").strip() or code in _VERDICTS),
    }
    return render(request, "labels/assessments.html", context)
