"""A study: its numbers to the left, what comes of them to the right, also before they are saved."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page, network_page
from flok.apps.tco import actions, documents, queries
from flok.apps.tco.forms import CorrelationForm, EffectForm, LineForm, ResidualForm, StudyForm, changed_by
from flok.apps.tco.models import KeptStudy
from flok.apps.tco.views._page import study_page, told_of
from flok.apps.tco.views._parts import document_of, found, own, version_of
from flok.domain import tco

ADDED: dict[str, type[LineForm | ResidualForm | EffectForm | CorrelationForm]] = {
    "add_line": LineForm, "add_residual": ResidualForm, "add_effect": EffectForm, "add_correlation": CorrelationForm,
}  # fmt: skip


@network_page
@require_safe
def study(request: Request, key: uuid.UUID) -> HttpResponse:
    """The newest version; `?version=` an earlier one, to look at and to save again."""
    kept = found(request, key)
    version = version_of(request, kept)
    form = StudyForm(document=document_of(version))
    return study_page(request, kept, form, seen=version)


@network_page
@require_POST
def tried(request: Request, key: uuid.UUID) -> HttpResponse:
    """What the form says, unsaved: the results alone for a form that sends itself, else the page again.

    `do` names a small change of what there is: an alternative, a cost, an effect or a pair more or less; or which cost
    or effect is opened to be changed (`open:line:water`), `open:` none.
    """
    kept = found(request, key)
    base = _sent_document(request)
    if base is None:
        return redirect("tco:study", key)
    form = StudyForm(request.POST, document=base)
    if request.htmx and "do" not in request.POST:  # type: ignore[attr-defined]  # django-htmx
        return _results(request, kept, form)
    what = request.POST.get("do", "")
    if not form.is_valid():
        return study_page(request, kept, form, code=422)
    if what in ADDED:
        return _with_part(request, kept, form, what)
    if what.startswith("open:"):
        return study_page(request, kept, _fresh(form, form.after, what.removeprefix("open:")))
    changed = changed_by(what, form.after.study) if what else None
    return _again(request, kept, form, form.after.study if changed is None else changed)


def _sent_document(request: Request) -> documents.Document | None:
    """What the form's fields belong to: it is sent along, since it need not be saved."""
    try:
        return documents.read(request.POST.get("document", ""))
    except tco.StudyError:
        return None


def _results(request: Request, kept: KeptStudy, form: StudyForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "tco/_problems.html", {"said": form.said}, status=422)
    told, fault = told_of(form.after.study, deep=request.GET.get("dybt") == "1")
    if told is None:
        return render(request, "tco/_problems.html", {"said": [("", fault)]}, status=422)
    if request.GET.get("dybt") == "1":
        return render(request, "tco/_deep.html", {"told": told})
    context = {"told": told, "kept": kept, "is_unsaved": _is_unsaved(kept, form), "study": form.after.study}
    return render(request, "tco/_results.html", context)


def _is_unsaved(kept: KeptStudy, form: StudyForm) -> bool:
    version = queries.version_of(kept)
    return version is None or documents.is_changed(document_of(version).study, form.after.study)


def _with_part(request: Request, kept: KeptStudy, form: StudyForm, what: str) -> HttpResponse:
    part = ADDED[what](request.POST, study=form.after.study, prefix=what)
    if part.is_valid():
        return _again(request, kept, form, part.changed)
    return study_page(request, kept, _fresh(form, form.after), parts={what: part}, code=422)


def _again(request: Request, kept: KeptStudy, form: StudyForm, changed: tco.Study) -> HttpResponse:
    """The page with the changed study in its form, still unsaved."""
    try:
        after = form.after.with_study(changed)
    except tco.StudyError as error:
        form.tell(error.problems)
        return study_page(request, kept, form, code=422)
    return study_page(request, kept, _fresh(form, after))


def _fresh(form: StudyForm, after: documents.Document, opened: str | None = None) -> StudyForm:
    """A form of the document as it was filled in, with the note that was written.

    `opened`: the cost or effect that can be changed in it; None: the one that could before.
    """
    was = form.part.word if form.part else ""
    fresh = StudyForm(document=after, opened=was if opened is None else opened)
    fresh.initial["note"] = form.cleaned_data.get("note", "")
    return fresh


@member_page
@require_POST
def save(request: Request, key: uuid.UUID) -> HttpResponse:
    """A new version; 409 with both where someone else saved one meanwhile."""
    kept = own(request, key)
    base = _sent_document(request)
    if base is None:
        return redirect("tco:study", key)
    form = StudyForm(request.POST, document=base)
    if not form.is_valid():
        return study_page(request, kept, form, code=422)
    based_on = number_in(request.POST.get("based_on", ""))
    return save_document(request, kept, form.after, based_on=based_on, note=form.cleaned_data["note"])


def save_document(
    request: Request, kept: KeptStudy, document: documents.Document, *, based_on: int, note: str
) -> HttpResponse:
    """Saved with the number and the day of its version, where it says something new."""
    newest = queries.version_of(kept)
    assert newest is not None  # a study has one
    if based_on == newest.number and not documents.is_changed(document_of(newest).study, document.study):
        messages.info(request, _("Nothing is changed; there is no new version."))
        return redirect("tco:study", kept.pk)
    number = max(document.study.version, newest.number) + 1
    dated = replace(document, study=replace(document.study, version=number, date=timezone.localdate()))
    return save_text(request, kept, dated.toml, based_on=based_on, note=note)


def save_text(request: Request, kept: KeptStudy, toml: str, *, based_on: int, note: str) -> HttpResponse:
    now = timezone.now()
    try:
        version = actions.save_version(kept, toml, based_on=based_on, note=note, by=request.user, now=now)
    except actions.ChangedMeanwhileError as error:
        return _conflict(request, kept, toml, error)
    messages.success(request, _("Saved as version %(number)s.") % {"number": version.number})
    return redirect("tco:study", kept.pk)


def _conflict(request: Request, kept: KeptStudy, toml: str, error: actions.ChangedMeanwhileError) -> HttpResponse:
    """What both have changed; one's own is kept in a form, to be saved over the other's by choice."""
    from flok.apps.tco.views.versions import compared

    context: dict[str, Any] = {
        "kept": kept, "newest": error.latest, "toml": toml, "theirs": error.latest.toml,
        "compared": compared(document_of(error.latest).study, documents.read(toml).study),
    }  # fmt: skip
    return render(request, "tco/conflict.html", context, status=409)


def number_in(text: str) -> int:
    """The number of a version as a form sends it; 0, which none has, where it is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
