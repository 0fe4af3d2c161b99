"""Definitions and targets: those in use, own ones with their versions, and a change's effect before it is saved."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members.access import Request, administrator_page, member_page
from flok.apps.share import actions, queries
from flok.apps.share.forms import DefinitionForm, DocumentForm, TargetForm
from flok.apps.share.models import DefinitionVersion, OwnDefinition, Target, Trial, Work
from flok.domain import spend
from flok.report import charts, tables

require_form = require_http_methods(["GET", "HEAD", "POST"])


@member_page
@require_safe
def definitions(request: Request) -> HttpResponse:
    listed, own = queries.definitions_in_use(), {one.definition.key: one for one in queries.own_versions()}
    rows = [(one, own.get(one.id)) for one in listed]
    return render(request, "share/definitions.html", {"rows": rows, "main": listed[0].id})


@member_page
@require_safe
def definition(request: Request, key: str) -> HttpResponse:
    """What one definition says, rule by rule; its versions where it is an own one, and its targets through time."""
    used = _used(key)
    found = used or queries.retired_definition(key)
    if found is None:
        raise Http404
    versions = DefinitionVersion.objects.filter(definition__key=key).select_related("by").order_by("-number")
    targets = Target.objects.filter(definition=key).select_related("by").order_by("-at")
    aim = asdict(found.target) if found.target else None
    lang, points = queries.language(), queries.history(key)
    context = {
        "one": found,
        "versions": versions,
        "targets": targets,
        "own": bool(versions),
        "retired": used is None,
        "document": spend.definition_to_toml(found),
        "history": charts.history(points, aim, lang=lang),
        "history_table": tables.history(points, aim, lang),
    }
    return render(request, "share/definition.html", context)


def _used(key: str) -> spend.Definition | None:
    return next((one for one in queries.definitions_in_use() if one.id == key), None)


def _in_use(key: str) -> spend.Definition:
    found = _used(key)
    if found is None:
        raise Http404
    return found


@administrator_page
@require_form
def change(request: Request, key: str) -> HttpResponse:
    """Change an own definition, or copy one that comes with Flok; nothing is saved before its effect has been seen."""
    original = _in_use(key)
    as_document = "toml" in request.POST
    sent_form = request.POST if request.method == "POST" and not as_document else None
    form = DefinitionForm(sent_form, original=original)
    document = DocumentForm(
        request.POST if as_document else None, origin=key, initial={"toml": spend.definition_to_toml(original)}
    )
    sent: Any = document if as_document else form
    if request.method == "POST" and sent.is_valid():
        toml = document.cleaned_data["toml"] if as_document else form.document
        trial = actions.try_definition(
            organisation=request.viewer.organisation,
            base=key,
            changes=queries.newest_version(key),
            toml=toml,
            by=request.viewer.person,
            now=timezone.now(),
        )
        return redirect("share:trial", trial.pk)
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "document": document, "one": original, "own": queries.newest_version(key)}
    return render(request, "share/change.html", context, status=status)


@member_page
@require_safe
def trial(request: Request, trial_id: str) -> HttpResponse:
    """The effect of a definition on the organisation's own purchases, before it is saved."""
    found: Trial = get_object_or_404(Trial.objects.select_related("definition", "saved"), pk=trial_id)
    tried = queries.parsed(found.toml, found.base)
    waits = found.state in (Work.WAITING, Work.RUNNING)
    template = "share/_trial.html" if getattr(request, "htmx", None) else "share/trial.html"
    context = {"trial": found, "tried": tried, "waits": waits, "work": Work, "moves": queries.moves(found)}
    return render(request, template, context)


@administrator_page
@require_POST
def save(request: Request, trial_id: str) -> HttpResponse:
    found = get_object_or_404(Trial, pk=trial_id)
    try:
        version = actions.save_trial(trial=found, by=request.viewer.person, now=timezone.now())
    except actions.OutdatedError:
        newest = queries.newest_version(found.definition.key) if found.definition else None
        context = {"trial": found, "newest": newest}
        return render(request, "share/outdated.html", context, status=409)
    messages.success(request, _("Saved. The share is being computed anew."))
    return redirect("share:definition", version.definition.key)


@administrator_page
@require_form
def retire(request: Request, key: str) -> HttpResponse:
    own = get_object_or_404(OwnDefinition, key=key, retired_at=None)
    if request.method == "POST":
        actions.retire_definition(own=own, by=request.viewer.person, now=timezone.now())
        return redirect("share:definitions")
    return render(request, "share/retire.html", {"one": _in_use(key)})


@administrator_page
@require_form
def target(request: Request, key: str) -> HttpResponse:
    """A target under one definition: a share, a year and who decided it."""
    found = _in_use(key)
    known = found.target
    initial = {"share": round(known.share * 100, 1), "year": known.year, "source": known.source} if known else None
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.set_target(
            organisation=request.viewer.organisation,
            definition=key,
            aim=form.aim(),
            by=request.viewer.person,
            now=timezone.now(),
        )
        return redirect("share:definition", key)
    status = 400 if request.method == "POST" else 200
    return render(request, "share/target.html", {"form": form, "one": found}, status=status)


@administrator_page
@require_POST
def make_main(request: Request, key: str) -> HttpResponse:
    found = _in_use(key)
    actions.choose_main(
        organisation=request.viewer.organisation,
        definition=found.id,
        by=request.viewer.person,
        now=timezone.now(),
    )
    return redirect("share:definitions")
