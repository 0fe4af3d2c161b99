"""After the award: what was used and paid, year by year, held against what the chosen alternative promised."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from flok.apps.members.access import Request, member_page
from flok.apps.tco import actions, queries
from flok.apps.tco.forms import in_language, language
from flok.apps.tco.forms.following import ActualsForm, ChooseForm
from flok.apps.tco.models import Actual, FollowUp, KeptStudy
from flok.apps.tco.views._parts import document_of, either, own, status
from flok.domain import tco
from flok.report import studies


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the year: what was promised, and its fields."""

    name: str
    promised: int
    quantity: str
    quantity_field: BoundField | None
    paid_field: BoundField


@member_page
@either
def follow(request: Request, key: uuid.UUID) -> HttpResponse:
    """`?aar=` the year; without a chosen alternative (or with `?vaelg=1`) which one to follow."""
    kept = own(request, key)
    followed = queries.follow_up_of(kept)
    if followed is None or request.GET.get("vaelg") == "1":
        return _choose(request, kept, followed)
    return _year(request, kept, followed)


def _choose(request: Request, kept: KeptStudy, followed: FollowUp | None) -> HttpResponse:
    version = queries.version_of(kept)
    assert version is not None  # a study has one
    study = document_of(version).study
    form = ChooseForm(request.POST or None, study=study)
    if request.method == "POST" and form.is_valid():
        alternative = form.cleaned_data["alternative"]
        actions.follow(kept, version, alternative, by=request.user, now=timezone.now())
        return redirect("tco:follow", kept.pk)
    context = {"kept": kept, "form": form, "version": version, "followed": followed}
    return render(request, "tco/choose.html", context, status=status(form))


def _year(request: Request, kept: KeptStudy, followed: FollowUp) -> HttpResponse:
    version = queries.version_of(kept, followed.version)
    assert version is not None  # versions are never deleted
    study = document_of(version).study
    years = _years(study, followed.alternative)
    asked = request.GET.get("aar", "1")
    year = int(asked) if asked in [str(each) for each, _label in years] else years[-1][0]
    known = _as_told(queries.actuals_of(followed))
    lines = _promised(study, followed.alternative, year, known)
    form = ActualsForm(request.POST or None, lines=lines, known=[each for each in known if each.year == year])
    if request.method == "POST" and form.is_valid():
        actions.tell_actuals(followed, year, form.told, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(reverse("tco:follow", args=[kept.pk]) + f"?aar={year}")
    names = {each.id: in_language(each.name) for each in study.lines}
    all_of = _all_years(study, followed.alternative, years, known) if known else ()
    told_of = [each for each in all_of if (each.line, each.year) in {(one.line, one.year) for one in known}]
    context = {
        "kept": kept,
        "followed": followed,
        "alternative": in_language(study.alternative(followed.alternative).name),
        "years": years,
        "year": year,
        "form": form,
        "rows": [
            Row(
                names[each.line], each.promised_ore, _quantity(each.promised_quantity),
                form[f"quantity.{each.line}"] if f"quantity.{each.line}" in form.fields else None,
                form[f"paid.{each.line}"],
            )
            for each in lines
        ],
        "in_all": queries.followed_in_all(),
        "told": studies.follow_up(study, all_of, language()) if known else None,
        "lines": studies.followed(study, told_of, language()) if known else None,
    }  # fmt: skip
    return render(request, "tco/follow.html", context, status=status(form))


def _as_told(kept: Sequence[Actual]) -> list[tco.Actual]:
    return [tco.Actual(each.line, each.year, each.quantity, each.paid_ore) for each in kept]


def _years(study: tco.Study, alternative: str) -> list[tuple[int, str]]:
    """The years that are followed, with their names."""
    alone = replace(study, alternatives=(study.alternative(alternative),), baseline="")
    last = tco.results(alone).alternatives[0].years
    named = [(each, studies.year_in_words(study, each, language())) for each in range(1, last + 1)]
    return [(0, _("At the start")), *named]


def _all_years(
    study: tco.Study, alternative: str, years: Sequence[tuple[int, str]], known: Sequence[tco.Actual]
) -> Sequence[tco.Followed]:
    """Every line in every year: what is told of it, else what was promised alone."""
    told = {(each.line, each.year) for each in known}
    lines = _lines(study, alternative)
    open_ = [tco.Actual(line, year, None, None) for line in lines for year, _label in years]
    return tco.follow_up(study, alternative, [*known, *(each for each in open_ if (each.line, each.year) not in told)])


def _lines(study: tco.Study, alternative: str) -> list[str]:
    """The cost lines that are followed."""
    return [
        each.id
        for each in study.lines
        if each.residual is None and (not each.alternatives or alternative in each.alternatives)
    ]


def _promised(study: tco.Study, alternative: str, year: int, known: Sequence[tco.Actual]) -> list[tco.Followed]:
    """What was promised in a year, of lines that cost something then or of which something is known."""
    told = {each.line for each in known if each.year == year}
    asked = [tco.Actual(each, year, None, None) for each in _lines(study, alternative)]
    found = tco.follow_up(study, alternative, asked)
    return [each for each in found if each.promised_ore or each.line in told]


def _quantity(value: float | None) -> str:
    return "–" if value is None else studies.decimal(value, 2, language())
