"""The studies there are, and a new one."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page, network_page
from flok.apps.tco import actions, queries
from flok.apps.tco.forms import BeginForm
from flok.apps.tco.models import KeptStudy
from flok.apps.tco.views._parts import either, status
from flok.domain import tco

_ON_A_SIDE = 20
_SHOWN = 50


@network_page
@require_safe
def studies(request: Request) -> HttpResponse:
    """One's own, what colleagues show, and templates."""
    viewer = request.viewer
    own = queries.studies_for(viewer) if viewer.organisation else KeptStudy.objects.none()
    context = {
        "page": Paginator(own, _ON_A_SIDE).get_page(request.GET.get("side", "1")),
        "shown": queries.shown_studies(viewer)[:_SHOWN],
        "templates": list(zip(tco.TEMPLATES, tco.templates(), strict=True)),
    }
    return render(request, "tco/studies.html", context)


@member_page
@require_safe
def away(request: Request) -> HttpResponse:
    """One's own that are put away."""
    page = Paginator(queries.put_away_studies(), _ON_A_SIDE).get_page(request.GET.get("side", "1"))
    return render(request, "tco/away.html", {"page": page})


@member_page
@either
def begin(request: Request) -> HttpResponse:
    """From a template (`?fra=` names it), as little as possible, or a document."""
    initial = {"key": uuid.uuid4(), "start": request.GET.get("fra", tco.TEMPLATES[0])[:40]}
    form = BeginForm(request.POST or None, request.FILES or None, initial=initial, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        study = actions.begin_study(
            form.cleaned_data["key"], form.toml, organisation=request.viewer.organisation, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        return redirect("tco:study", study.pk)
    return render(request, "tco/begin.html", {"form": form}, status=status(form))
