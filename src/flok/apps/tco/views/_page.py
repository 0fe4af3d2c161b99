"""The page of a study: the form beside what comes of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from flok.apps.members.access import Request
from flok.apps.tco import documents, queries
from flok.apps.tco.forms import (
    CorrelationForm,
    EffectForm,
    LineForm,
    ResidualForm,
    StudyForm,
    correlations,
    in_language,
    language,
)
from flok.apps.tco.forms.inputs import InputFields
from flok.apps.tco.models import KeptStudy, StudyVersion
from flok.apps.tco.views._parts import document_of, is_own
from flok.domain import tco
from flok.report import studies

WEIGHTY = 6  # common inputs that stand at the top
WAY = (
    "name", "summary", "comparison", "prices", "inflation", "source", "headline", "baseline", "unit_name", "unit_of",
    "in_tender",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An input as it is filled in: `values` are (alternative's name or "", field); `more`: who fixes it, and how;
    `holds`: what is in its price already.
    """

    given: tco.Input
    name: str
    unit: str
    values: list[tuple[str, BoundField]]
    low: BoundField
    high: BoundField
    source: BoundField
    parameter: BoundField | None
    known: tco.ParameterSet | None
    has_ends: bool
    more: list[BoundField]
    holds: BoundField | None

    @property
    def is_open(self) -> bool:
        """Whether something is wrong in what is folded away."""
        folded = (self.low, self.high, self.source, self.parameter, *self.more)
        return any(each is not None and each.errors for each in folded)


def study_page(
    request: Request,
    kept: KeptStudy,
    form: StudyForm,
    *,
    seen: StudyVersion | None = None,
    parts: dict[str, Any] | None = None,
    code: int = 200,
) -> HttpResponse:
    """`seen`: the version that is looked at as it is; None: the form is unsaved. `parts`: forms of what is added."""
    newest = seen if seen is not None and seen.number == kept.latest else queries.version_of(kept)
    assert newest is not None  # a study has one
    shown = form.after if form.is_bound and not form.errors else form.document
    study = shown.study
    told, fault = told_of(study, deep=True)
    rows = [_row(form, each) for each in form.inputs]
    weighty = _weighty(study)
    common = [each for each in rows if each.given.value is not None]
    new = parts or {}
    context = {
        "kept": kept,
        "newest": newest,
        "seen": seen or newest,
        "form": form,
        "study": form.study,
        "document": form.document.toml,
        "told": told,
        "faults": [("", fault)] if fault else [],
        "deep": True,
        "copy_key": uuid.uuid4(),
        "is_own": is_own(request, kept),
        "may_change": queries.may_change(request.viewer, kept),
        "is_unsaved": seen is None and documents.is_changed(document_of(newest).study, study),
        "is_old": seen is not None and seen.number != kept.latest,
        "names": [(each.id, form[f"name@{each.id}"]) for each in form.study.alternatives],
        "own_rows": [each for each in rows if each.given.value is None],
        "first_rows": [each for each in common if each.given.id in weighty],
        "more_rows": [each for each in common if each.given.id not in weighty],
        "is_large": len(form.fields) > documents.FIELDS,
        "way": [form[name] for name in WAY],
        "is_way_open": any(form[name].errors for name in WAY),
        "part": [form[name] for name in form.part.fields()] if form.part else [],
        "pairs": [form[f"rank.{number}"] for number in range(len(form.study.correlations))],
        "uncertain": correlations.uncertain_in(form.study),
        "correlation_form": new.get("add_correlation") or CorrelationForm(study=form.study, prefix="add_correlation"),
        "residual_form": new.get("add_residual") or ResidualForm(study=form.study, prefix="add_residual"),
        "line_form": new.get("add_line") or LineForm(study=form.study, prefix="add_line"),
        "effect_form": new.get("add_effect") or EffectForm(study=form.study, prefix="add_effect"),
        "discount": _discount(form.study),
    }
    return render(request, "tco/study.html", context, status=code)


def told_of(study: tco.Study, *, deep: bool) -> tuple[studies.Told | None, str]:
    """What is shown of a study; where it cannot be computed None, and why."""
    try:
        return studies.told(study, lang=language(), deep=deep), ""
    except tco.SimulationError as error:
        return None, in_language(tco.Name(error.da, error.en))
    except tco.NotComputableError as error:
        place = studies.place_in_words(study, error.place, language())
        return None, _("It cannot be computed: %(place)s. Look at the numbers there.") % {"place": place}


def _row(form: StudyForm, each: InputFields) -> Row:
    given = each.given
    names = {one.id: in_language(one.name) for one in form.study.alternatives}
    values = [(names.get(name.partition("@")[2], ""), form[name]) for name in each.value_names]
    parameter, holds = f"parameter.{given.id}", f"holds.{given.id}"
    return Row(
        given=given,
        name=in_language(given.name),
        unit=studies.unit_in_words(given.unit, language()),
        values=values,
        low=form[f"low.{given.id}"],
        high=form[f"high.{given.id}"],
        source=form[f"source.{given.id}"],
        parameter=form[parameter] if parameter in form.fields else None,
        known=tco.parameter(given.parameter)[0] if given.parameter else None,
        has_ends=each.has_ends,
        more=[form[f"{name}.{given.id}"] for name in ("fixed", "shown", *each.bounds)],
        holds=form[holds] if holds in form.fields else None,
    )


def _weighty(study: tco.Study) -> set[str]:
    """The common inputs that move the answer most."""
    try:
        swings = tco.tornado(study)
    except tco.NotComputableError:
        swings = ()
    common = [each.id for each in study.inputs if each.value is not None]
    moved = [each.key for each in swings if each.width and each.key in common]
    return set([*moved, *(each for each in common if each not in moved)][:WEIGHTY])


def _discount(study: tco.Study) -> tco.ParameterSet | None:
    """The set the discount rate is from."""
    return next((each for each in tco.parameter_sets() if each.reference == study.discounting.parameter), None)
