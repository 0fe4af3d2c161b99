"""The whole study as a document: read, changed, replaced by a file, taken along."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page, network_page
from flok.apps.tco.forms import DocumentForm
from flok.apps.tco.views._parts import either, found, own, status, to_save, version_of
from flok.apps.tco.views.studying import number_in, save_text


@member_page
@either
def document(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    version = version_of(request, kept)
    initial = {"toml": version.toml, "based_on": kept.latest}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        based_on = number_in(form.cleaned_data["based_on"])
        return save_text(request, kept, form.text, based_on=based_on, note=form.cleaned_data["note"])
    context = {"kept": kept, "form": form, "seen": version}
    return render(request, "tco/document.html", context, status=status(form))


@network_page
@require_safe
def download(request: Request, key: uuid.UUID) -> HttpResponse:
    """The document as it is kept; `?version=` an earlier one."""
    kept = found(request, key)
    version = version_of(request, kept)
    name = f"{kept.name}-v{version.number}"
    return to_save(version.toml.encode(), name, "toml", "application/toml; charset=utf-8")
