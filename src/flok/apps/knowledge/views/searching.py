"""The one box: its results, and how a question may go on while it is written."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.knowledge import search
from flok.apps.members.access import Request, network_page

_ON_A_SIDE = 10
_MOST_SIDES = search.MOST // _ON_A_SIDE


@network_page
@require_safe
def results(request: Request) -> HttpResponse:
    """What answers `q`, of one `slags` where it is chosen, page by page (`side`)."""
    text, kind = " ".join(request.GET.get("q", "").replace("\0", " ").split()), request.GET.get("slags", "")
    side = _number(request.GET.get("side", "1"))
    found = search.find(request.viewer, text, kind=kind, offset=(side - 1) * _ON_A_SIDE, limit=_ON_A_SIDE)
    page = Paginator(range(found.count), _ON_A_SIDE).get_page(side)
    if found.count and page.number != side:
        found = search.find(request.viewer, text, kind=kind, offset=page.start_index() - 1, limit=_ON_A_SIDE)
    context = {"query": text, "found": found, "page": page, "chosen": kind}
    return render(request, "knowledge/search.html", context)


@network_page
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Options for the box: how what is written in `q` may go on."""
    text = request.GET.get("q", "").replace("\0", " ").lstrip()
    context = {"suggestions": search.suggest(request.viewer, text)}
    return render(request, "knowledge/parts/suggestions.html", context)


def _number(text: str) -> int:
    return min(max(int(text), 1), _MOST_SIDES) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
