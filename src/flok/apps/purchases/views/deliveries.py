"""The list of files, one of them, its columns, and what can be done with it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import audit
from flok.apps.members.access import Request, member_page
from flok.apps.purchases import actions, files, forms, queries, tasks
from flok.apps.purchases.models import PURCHASES, UNFINISHED, Delivery, Kind, State

PER_PAGE = 30


@member_page
@require_safe
def deliveries(request: Request) -> HttpResponse:
    """What was handed in, newest first; looks again by itself while something is under way."""
    page = Paginator(queries.deliveries(), PER_PAGE).get_page(request.GET.get("side"))
    rows = list(page)
    context = {
        "page": page,
        "rows": rows,
        "is_moving": any(one.is_moving for one in rows),
        "is_working": any(one.state in UNFINISHED for one in rows),
    }
    return render(request, "purchases/deliveries.html", context)


def _way() -> list[tuple[str, str]]:
    return [(_("Files"), reverse("purchases:list"))]


def _found(delivery_id: uuid.UUID) -> Delivery:
    return get_object_or_404(Delivery.objects.select_related("by"), pk=delivery_id)


@member_page
@require_safe
def delivery(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """One file: where it is, what its documents became, and why."""
    one = _found(delivery_id)
    left_out = Paginator(queries.uncounted(one), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "one": one,
        "way": _way(),
        "page": left_out,
        "left_out": list(left_out),
        "kind_form": forms.KindForm(initial={"kind": one.kind}),
        "can_map": one.kind == Kind.EXPORT and forms.is_table(one) and bool(one.preview.get("names")),
        "can_read_again": one.state in (State.READ, State.REFUSED, State.NEEDS_MAPPING),
    }
    return render(request, "purchases/delivery.html", context)


@member_page
@require_safe
def download(request: Request, delivery_id: uuid.UUID) -> HttpResponseBase:
    """The file as it was handed in, only ever to be saved."""
    one = _found(delivery_id)
    path = files.received_file(request.viewer.organisation, one.file)
    if one.state == State.RECEIVING or not path.exists():
        raise Http404
    audit.note(
        audit.Act.EXPORT, "file", by=request.viewer.person, now=timezone.now(), organisation=one.organisation,
        detail=str(one.pk),
    )  # fmt: skip
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=one.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Which column of an export is what."""
    one = _found(delivery_id)
    if not one.preview.get("names") or not forms.is_table(one):
        raise Http404
    if request.method == "POST":
        form = forms.MappingForm(request.POST, delivery=one)
        if form.is_valid():
            given = {"delivery": one, "by": request.viewer.person, "now": timezone.now()}
            return _done(request, one, lambda: actions.map_columns(mapping=form.cleaned_data["mapping"], **given))
        status = 422
    else:
        earlier = "" if one.mapping else queries.earlier_mapping(one)
        known = one.mapping or earlier or one.preview.get("mapping", "")
        form, status = forms.MappingForm(initial=forms.initial_of(known), delivery=one), 200
    look = {"sheet": one.preview.get("sheet"), "header_row": one.preview.get("header_row")}
    context = {
        "one": one,
        "form": form,
        "look_form": forms.LookAgainForm(initial=look),
        "is_earlier": request.method == "GET" and bool(earlier),
        "way": [*_way(), (one.name, reverse("purchases:delivery", args=[one.pk]))],
    }
    return render(request, "purchases/columns.html", context, status=status)


@member_page
@require_POST
def look_again(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Show the columns of another sheet, or below another row."""
    one = _found(delivery_id)
    form = forms.LookAgainForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the number of a row, from 1 to 1,000."))
        return redirect("purchases:columns", one.pk)
    return _done(
        request, one,
        lambda: actions.look_again(delivery=one, by=request.viewer.person, now=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@member_page
@require_POST
def read_again(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Read a file once more, perhaps as something else."""
    one = _found(delivery_id)
    form = forms.KindForm(request.POST)
    kind = form.cleaned_data["kind"] if form.is_valid() else one.kind
    given = {"delivery": one, "kind": kind, "by": request.viewer.person, "now": timezone.now()}
    return _done(request, one, lambda: actions.ask_to_read(**given))


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Take a file out again, after a question."""
    one = _found(delivery_id)
    if request.method == "POST":
        given = {"delivery": one, "by": request.viewer.person, "now": timezone.now()}
        return _done(request, one, lambda: actions.ask_to_remove(**given), to="purchases:list")
    way = [*_way(), (one.name, reverse("purchases:delivery", args=[one.pk]))]
    return render(request, "purchases/remove.html", {"one": one, "way": way, "is_purchase": one.kind in PURCHASES})


def _done(request: Request, one: Delivery, act: Any, to: str = "") -> HttpResponse:
    """Do it and let the worker know; say so where something else is under way."""
    try:
        act()
    except actions.NotNow:
        messages.info(request, _("Something is being done with the file just now. Try again in a moment."))
    else:
        tasks.work_through.enqueue(str(one.organisation_id))
    return redirect(to) if to else redirect("purchases:delivery", one.pk)
