"""Writing a case: begun, saved as it is written, looked at, and never lost."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.knowledge import actions, queries
from flok.apps.knowledge.forms import BeginForm, UsesForm, WriteForm
from flok.apps.knowledge.models import Case
from flok.apps.knowledge.views._parts import either, own, status, text_back, with_readings
from flok.apps.members.access import Request, member_page, public_page


@member_page
@either
def begin(request: Request) -> HttpResponse:
    form = BeginForm(request.POST or None, initial={"key": uuid.uuid4(), "theme": request.GET.get("tema", "")[:40]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case = actions.begin_case(
                given["key"], kind=given["kind"], theme=given["theme"], organisation=request.viewer.organisation,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except IntegrityError:  # a key that another organisation's case has
            raise Http404 from None
        return redirect("knowledge:write", case.pk)
    return render(request, "knowledge/begin.html", {"form": form}, status=status(form))


@member_page
@require_safe
def write(request: Request, key: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    form = WriteForm(case=case)
    form.initial["form"] = uuid.uuid4()
    return _page(request, case, form)


@public_page
@require_POST
def save(request: Request, key: uuid.UUID) -> HttpResponse:
    """What was written, by the button or (a draft) by the form itself. Who cannot save gets their text back to copy."""
    viewer = request.viewer
    if viewer is None or not viewer.may_write:
        return text_back(request, 403)
    case = queries.own_case(viewer, key)
    if case is None:
        return text_back(request, 404)
    form = WriteForm(request.POST, case=case)
    is_right, is_automatic = form.is_valid(), bool(request.htmx)  # type: ignore[attr-defined]  # django-htmx
    if is_automatic and not case.is_draft:
        return HttpResponse(status=204)
    if not is_right and not is_automatic:
        return _page(request, case, form, 422)
    given = form.cleaned_data
    try:
        saved = actions.write_case(
            case, form.given, version=given.get("version") or 0, form=given.get("form"), is_automatic=is_automatic,
            by=request.user, now=timezone.now(),
        )  # fmt: skip
    except actions.ChangedMeanwhileError as error:
        return HttpResponse(status=409) if is_automatic else _conflict(request, error.latest, form)
    if is_automatic:
        return render(request, "knowledge/_saved.html", {"case": saved, "form": form})
    return _onwards(request, saved)


def _onwards(request: Request, case: Case) -> HttpResponse:
    messages.success(request, _("Saved."))
    then = request.POST.get("then")
    if then == "look":
        return redirect("knowledge:case", case.pk)
    return redirect("knowledge:show" if then == "show" else "knowledge:write", case.pk)


def _conflict(request: Request, latest: Case, form: WriteForm) -> HttpResponse:
    """Both texts: what stands now above, one's own still in the form. Saving again is then a choice."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["version"] = str(latest.version)
    form.data = data
    now, mine = WriteForm(case=latest), form
    different = [
        (str(now.fields[name].label), _in_words(now, name))
        for name in now.fields
        if name not in ("version", "form") and _lines(now.initial.get(name, "")) != _sent(mine, name)
    ]
    return _page(request, latest, form, 409, {"different": different})


def _sent(form: WriteForm, name: str) -> Any:
    value = form.cleaned_data.get(name, "")
    if name == "theme":
        return getattr(value, "pk", "")
    return form["cost_ore"].value() if name == "cost_ore" else _lines(value)


def _lines(value: Any) -> Any:
    """A text with its line breaks as they are kept, whichever the browser sends."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _in_words(form: WriteForm, name: str) -> str:
    """How a field stands now, as it is read."""
    value = form.initial.get(name)
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if name == "theme":
        return str(form.case.theme)
    return "" if value is None else str(choices.get(value, value))


def _page(
    request: Request, case: Case, form: WriteForm, code: int = 200, more: dict[str, Any] | None = None
) -> HttpResponse:
    notes = queries.notes_on(case) if case.is_draft else []
    listed = with_readings(case.attachments.all())
    context = {"case": case, "form": form, "notes": notes, "files": listed, **(more or {})}
    return render(request, "knowledge/write.html", context, status=code)


@member_page
@either
def used(request: Request, key: uuid.UUID) -> HttpResponse:
    """What of the organisation's own the case has used and lets others take home."""
    case = own(request, key)
    form = UsesForm(request.POST or None, case=case, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_case(
                case, {"uses": form.uses}, version=form.cleaned_data["version"], form=None, is_automatic=False,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except actions.ChangedMeanwhileError:
            form.add_error(
                None, _("Someone else changed the case meanwhile. Open this page again and choose once more.")
            )
            return render(request, "knowledge/used.html", {"case": case, "form": form}, status=409)
        messages.success(request, _("Saved."))
        return redirect("knowledge:write", key)
    return render(request, "knowledge/used.html", {"case": case, "form": form}, status=status(form))


@member_page
@require_POST
def preview(request: Request) -> HttpResponse:
    """One part as it will be read. `part`: which of the form's texts."""
    part = request.POST.get("part", "")
    text = request.POST.get(part, "")[:20_000] if part in ("situation", "done", "happened", "not_again", "body") else ""
    return render(request, "knowledge/_preview.html", {"text": text.replace("\0", "")})
