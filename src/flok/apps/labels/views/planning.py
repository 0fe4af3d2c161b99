"""Plans of coming tenders: handed in, placed in one table, taken out as a workbook, deleted."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flok.apps.labels import actions, queries
from flok.apps.labels.forms import PlanForm
from flok.apps.labels.models import KeptPlan
from flok.apps.labels.placing import placed
from flok.apps.labels.views._parts import either, language, saved, status
from flok.apps.members.access import Request, member_page
from flok.domain import labels
from flok.report import sheets

_ON_A_SIDE = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@member_page
@either
def plans(request: Request) -> HttpResponse:
    form = PlanForm(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        plan = actions.keep_plan(
            form.cleaned_data["key"], form.cleaned_data["name"], form.plan, organisation=request.viewer.organisation,
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        return redirect("labels:plan", plan.pk)
    context = {
        "form": form,
        "plans": queries.plans().defer("tenders", "problems"),
        "direction": labels.DIRECTION,
        "scores": labels.SCORES,
    }
    return render(request, "labels/plans.html", context, status=status(form))


@member_page
@require_safe
def plan(request: Request, key: uuid.UUID) -> HttpResponse:
    found = _found(request, key)
    tenders = placed(found, queries.verdicts_by_tender(request.viewer.organisation))
    page = Paginator(tenders, _ON_A_SIDE).get_page(request.GET.get("side", "1"))
    lang = language()
    context = {
        "plan": found,
        "page": page,
        "rows": [_row(each, lang) for each in page],
        "problems": [(one["row"], one[lang]) for one in found.problems],
        "direction": labels.DIRECTION,
        "unassessed": sum(not each.assessed for each in tenders),
    }
    return render(request, "labels/plan.html", context)


def _found(request: Request, key: uuid.UUID) -> KeptPlan:
    return get_object_or_404(queries.plans().select_related("organisation"), pk=key)


def _row(each: labels.PlacedTender, lang: str) -> dict[str, Any]:
    return {
        "tender": each.planned,
        "placement": each.placement,
        "use": labels.USE_WORDS[each.placement.use].of(lang),
        "assessed": each.assessed,
    }


@member_page
@require_safe
def plan_book(request: Request, key: uuid.UUID) -> FileResponse:
    """The table as a workbook."""
    found, lang = _found(request, key), language()
    titles = (_("Tender"), _("Product group"), _("Label"), _("Number"), _("Belongs as"), _("Because"), _("The law"))
    kinds = ("text", "text", "text", "count", "text", "long", "text")
    columns = [sheets.Column(title, kind) for title, kind in zip(titles, kinds, strict=True)]
    groups, register = labels.product_groups(), labels.Register.load().labels
    rows = []
    for each in placed(found, queries.verdicts_by_tender(request.viewer.organisation)):
        planned, group = each.planned, groups.get(each.planned.product_group)
        label = register[planned.label]
        law = labels.verdict_name(planned.code).of(lang) if each.assessed and planned.code else _("not assessed")
        rows.append((
            planned.tender, group.name.of(lang) if group else planned.product_group,
            labels.Words(label.name_da, label.name_en).of(lang), planned.score,
            labels.USE_WORDS[each.placement.use].of(lang),
            " ".join(reason.told.of(lang) for reason in each.placement.reasons), law,
        ))  # fmt: skip
    notes = [
        found.name,
        labels.DIRECTION.of(lang),
        _("Where the law was not assessed, the place holds only if the label may be required."),
    ]
    out = io.BytesIO()
    with sheets.Book(out, found.name, found.at, lang) as book:
        book.sheet(_("The plan"), notes, columns, rows)
    return saved(out.getvalue(), f"maerker-i-udbudsplan-{found.at:%Y-%m-%d}.xlsx", _XLSX)


@member_page
@either
def delete_plan(request: Request, key: uuid.UUID) -> HttpResponse:
    found = _found(request, key)
    if request.method == "POST":
        actions.delete_plan(found, by=request.user, now=timezone.now())
        messages.success(request, _("The plan is deleted."))
        return redirect("labels:plans")
    context = {
        "question": _("Delete the plan “%(name)s”?") % {"name": found.name},
        "explanation": _("Your assessments stay. This cannot be undone."),
        "verb": _("Delete the plan"),
        "back": reverse("labels:plan", args=[key]),
    }
    return render(request, "labels/confirm.html", context)
