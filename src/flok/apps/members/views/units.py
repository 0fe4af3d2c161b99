"""The units of one's own organisation, by their GLN."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members import actions
from flok.apps.members.access import Request, administrator_page, member_page
from flok.apps.members.forms import UnitForm
from flok.apps.members.models import Unit


@member_page
@require_safe
def units(request: Request) -> HttpResponse:
    return render(request, "members/units.html", {"units": Unit.objects.all()})


@administrator_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.add_unit(viewer.organisation, **form.cleaned_data, by=viewer.person, now=timezone.now()):
            messages.success(request, _("The unit is added."))
            return redirect("members:units")
        form.add_error("gln", _("One of your units has this number already."))
    return render(request, "members/unit.html", {"form": form}, status=400 if form.errors else 200)


@administrator_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: uuid.UUID) -> HttpResponse:
    viewer = request.viewer
    unit: Unit = get_object_or_404(Unit.objects.all(), pk=pk)
    kept = {"gln": unit.gln, "name": unit.name, "department": unit.department}
    form = UnitForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        if actions.change_unit(unit, **form.cleaned_data, by=viewer.person, now=timezone.now()):
            messages.success(request, _("Saved."))
            return redirect("members:units")
        form.add_error("gln", _("One of your units has this number already."))
    return render(request, "members/unit.html", {"form": form, "unit": unit}, status=400 if form.errors else 200)


@administrator_page
@require_POST
def remove(request: Request, pk: uuid.UUID) -> HttpResponse:
    viewer = request.viewer
    unit: Unit = get_object_or_404(Unit.objects.all(), pk=pk)
    actions.remove_unit(unit, by=viewer.person, now=timezone.now())
    messages.success(request, _("The unit is removed."))
    return redirect("members:units")
