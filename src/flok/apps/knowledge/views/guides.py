"""Guides, and links to those of others: read by the network, written by those who lead it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.knowledge import actions, queries
from flok.apps.knowledge.forms import GuideForm, LinkForm
from flok.apps.knowledge.models import Guide, GuideLink
from flok.apps.knowledge.rules import LINK_GROWS_OLD
from flok.apps.knowledge.views._parts import either, status
from flok.apps.members.access import Request, leader_page, network_page

_TEXTS = ("title", "theme", "summary", "body")


@network_page
@require_safe
def guides(request: Request) -> HttpResponse:
    context = {
        "guides": queries.guides(),
        "links": queries.links(),
        "old_before": timezone.localdate() - LINK_GROWS_OLD,
        "leads": request.viewer.is_chair or request.viewer.is_coordinator,
    }
    return render(request, "knowledge/guides.html", context)


@network_page
@require_safe
def guide(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(queries.guides().select_related("theme", "changed_by"), key=key)
    leads = request.viewer.is_chair or request.viewer.is_coordinator
    return render(request, "knowledge/guide.html", {"guide": found, "leads": leads})


@leader_page
@either
def new_guide(request: Request) -> HttpResponse:
    return _guide(request, None)


@leader_page
@either
def change_guide(request: Request, key: str) -> HttpResponse:
    return _guide(request, get_object_or_404(Guide, key=key))


def _guide(request: Request, found: Guide | None) -> HttpResponse:
    initial: dict[str, Any] = {name: getattr(found, name) for name in (*_TEXTS, "version")} if found else {}
    form = GuideForm(request.POST or None, initial=initial)
    context = {"form": form, "guide": found}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.write_guide(found, given, version=given["version"], by=request.user, now=timezone.now())
        except actions.GuideChangedError as error:
            data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["version"] = str(error.latest.version)
            form.data = data
            return render(request, "knowledge/write_guide.html", {**context, "latest": error.latest}, status=409)
        messages.success(request, _("Saved."))
        return redirect("knowledge:guide", made.key)
    return render(request, "knowledge/write_guide.html", context, status=status(form))


@leader_page
@either
def delete_guide(request: Request, key: str) -> HttpResponse:
    found = get_object_or_404(Guide, key=key)
    if request.method == "POST":
        actions.delete_guide(found, by=request.user, now=timezone.now())
        messages.success(request, _("The guide is deleted."))
        return redirect("knowledge:guides")
    context = {
        "question": _("Delete “%(title)s”?") % {"title": found.title},
        "explanation": _("This cannot be undone."),
        "verb": _("Delete the guide"),
    }
    return render(request, "knowledge/confirm.html", context)


@leader_page
@either
def new_link(request: Request) -> HttpResponse:
    return _link(request, None)


@leader_page
@either
def change_link(request: Request, number: int) -> HttpResponse:
    return _link(request, get_object_or_404(GuideLink, pk=number))


def _link(request: Request, found: GuideLink | None) -> HttpResponse:
    names = ("title", "publisher", "address", "theme", "note", "checked")
    form = LinkForm(request.POST or None, initial={name: getattr(found, name) for name in names} if found else {})
    if request.method == "POST" and form.is_valid():
        actions.write_link(found, form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("knowledge:guides")
    return render(request, "knowledge/write_link.html", {"form": form, "link": found}, status=status(form))


@leader_page
@require_POST
def tend_link(request: Request, number: int) -> HttpResponse:
    """`do`: checked (it was opened today and still says so) or delete."""
    found, now = get_object_or_404(GuideLink, pk=number), timezone.now()
    if request.POST.get("do") == "delete":
        actions.delete_link(found, by=request.user, now=now)
        messages.success(request, _("The link is deleted."))
    else:
        actions.check_link(found, today=timezone.localdate(now), by=request.user, now=now)
        messages.success(request, _("Checked today."))
    return redirect("knowledge:guides")
