"""The guided assessment: begun, filled in part by part, saved as it is filled in, and never lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.labels import actions, queries, rules
from flok.apps.labels.forms import AnswersForm, BeginForm, ChangePurchaseForm
from flok.apps.labels.models import KeptAssessment
from flok.apps.labels.views._parts import either, language, own, status
from flok.apps.members.access import Request, member_page, public_page
from flok.apps.members.models import Kind
from flok.domain import labels


@member_page
@either
def begin(request: Request) -> HttpResponse:
    """Which label, for which purchase. `maerke` and `koeb` in the address are what was asked on the front page."""
    organisation = request.viewer.organisation
    asked_label, bought = (request.GET.get(name, "")[:200].replace("\0", "").strip() for name in ("maerke", "koeb"))
    known, group = labels.find_label(asked_label), labels.find_group(bought)
    initial = {
        "key": uuid.uuid4(), "label": known.name_da if known else asked_label, "title": bought,
        "product_group": group.id if group else "", "state": organisation.kind == Kind.STATE,
    }  # fmt: skip
    form = BeginForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data["label"]
        assessment = labels.Assessment(
            label=written, purchase=form.purchase(organisation.name), made_on=timezone.localdate()
        )
        if labels.find_label(written) or request.POST.get("anyway"):
            kept = actions.begin_assessment(
                form.cleaned_data["key"], assessment, organisation=organisation, by=request.user, now=timezone.now()
            )
            return redirect("labels:fill", kept.pk)
        form.add_error("label", _("The register does not know it. Choose one below, or go on with it as it is."))
        asked_label, known = written, None
    context = {
        "form": form,
        "known": known,
        "unknown": asked_label if asked_label and not known else "",
        "near": labels.near(asked_label) if not known else (),
        "names": sorted(each.name_da for each in labels.Register.load().labels.values()),
    }
    return render(request, "labels/begin.html", context, status=status(form))


@member_page
@require_safe
def fill(request: Request, key: uuid.UUID) -> HttpResponse:
    """`del`: which part (rules.PARTS); first what still decides."""
    kept = own(request, key)
    part = request.GET.get("del", "")
    part = part if part in rules.PARTS else rules.SHORT
    if part == rules.PURCHASE:
        return _page(request, kept, part, _purchase_form(kept))
    assessment = queries.assessment_in(kept)
    asked = rules.asked_in(part, assessment, labels.assess(assessment))
    form = _answers_form(kept, asked, part)
    form.initial = {**form.initial, "version": kept.version, "form": uuid.uuid4()}
    return _page(request, kept, part, form)


def _answers_form(kept: KeptAssessment, asked: tuple[str, ...], part: str, data: Any = None) -> AnswersForm:
    with_score = part in (rules.SHORT, "E") if data is None else "score" in data
    return AnswersForm(
        data, asked=asked, assessment=labels.assessment_from(kept.plain), with_score=with_score, score=kept.score,
        today=timezone.localdate(),
    )  # fmt: skip


def _purchase_form(kept: KeptAssessment, data: Any = None) -> ChangePurchaseForm:
    buys = labels.assessment_from(kept.plain).purchase
    return ChangePurchaseForm(data, initial={**asdict(buys), "version": kept.version}, other_group=buys.product_group)


@public_page
@require_POST
def save(request: Request, key: uuid.UUID) -> HttpResponse:
    """What was answered, by the button or by the form itself. Who cannot save gets their text back to copy."""
    viewer = request.viewer
    if viewer is None or not viewer.may_write:
        return _text_back(request, 403)
    kept = queries.assessment_for(viewer, key)
    if kept is None or not rules.may_change(viewer, kept):
        return _text_back(request, 404)
    part = request.POST.get("del", "")
    if part == rules.PURCHASE:
        return _save_purchase(request, kept)
    part = part if part in rules.PARTS else rules.SHORT
    form = _answers_form(kept, rules.known_questions(request.POST.get("asked", "")[:400]), part, request.POST)
    is_right, is_automatic = form.is_valid(), bool(request.htmx)  # type: ignore[attr-defined]  # django-htmx
    if not is_right and not is_automatic:
        return _page(request, kept, part, form, 422)
    given = form.cleaned_data
    try:
        written = actions.write_assessment(
            kept, form.written(), score=given.get("score", kept.score),
            version=given.get("version") or 0, form=given.get("form"), is_automatic=is_automatic, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
    except actions.ChangedMeanwhileError as error:
        if is_automatic:
            return HttpResponse(status=409)
        return _conflict(request, error.latest, part, form, _other_answers(error.latest, form))
    if is_automatic:
        return render(request, "labels/_saved.html", {**_progress(written, part), "form": form})
    return _onwards(request, written, part)


def _save_purchase(request: Request, kept: KeptAssessment) -> HttpResponse:
    """The purchase alone: the answers stay as the newest version has them."""
    form = _purchase_form(kept, request.POST)
    if not form.is_valid():
        return _page(request, kept, rules.PURCHASE, form, 422)
    assessment = labels.assessment_from(kept.plain)
    bought = replace(assessment, purchase=form.purchase(assessment.purchase.authority))
    version, now = form.cleaned_data["version"], timezone.now()
    try:
        actions.write_assessment(kept, bought, score=kept.score, version=version, by=request.user, now=now)
    except actions.ChangedMeanwhileError as error:
        return _conflict(request, error.latest, rules.PURCHASE, form, _other_purchase(error.latest, bought.purchase))
    return _onwards(request, kept, rules.PURCHASE)


def _onwards(request: Request, kept: KeptAssessment, part: str) -> HttpResponseRedirect:
    """To the answer where that was asked for; from the purchase to what is open; else on through the blocks."""
    then = request.POST.get("then", "")
    if then in rules.PARTS:
        return redirect(f"{reverse('labels:fill', args=[kept.pk])}?del={then}")
    messages.success(request, _("Saved."))
    return redirect("labels:answer", kept.pk)


def _progress(kept: KeptAssessment, part: str) -> dict[str, Any]:
    """How far one has come, in each part, and what the answers so far lead to."""
    assessment = labels.assessment_from(kept.plain)
    missing = [each.question for each in labels.assess(assessment).missing] if not kept.is_decided else []
    open_ones = labels.open_questions(assessment)
    left = {rules.SHORT: len(missing), rules.OPEN: len(open_ones), rules.PURCHASE: None}
    left |= {block: sum(labels.questions()[key].block == block for key in open_ones) for block in labels.blocks()}
    return {
        "kept": kept,
        "part": part,
        "parts": [(key, _name_of(key), left[key]) for key in rules.PARTS],
        "answered": rules.answered_count(kept.plain),
        "of": len(labels.questions()),
        "missing": missing,
    }


def _conflict(
    request: Request, latest: KeptAssessment, part: str, form: forms.Form, different: list[tuple[str, str]]
) -> HttpResponse:
    """Both: what stands now above, one's own still in the form. Saving again is then a choice."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["version"] = str(latest.version)
    form.data = data
    return _page(request, latest, part, form, 409, {"different": different})


def _other_answers(latest: KeptAssessment, form: AnswersForm) -> list[tuple[str, str]]:
    """What stands now where it is another than the form's: the question, and the answer in words."""
    now, mine = labels.assessment_from(latest.plain), form.written()
    different = [
        (labels.questions()[key].asks.of(language()), _in_words(now, key))
        for key in form.keys
        if now.answers.get(key) != mine.answers.get(key)
    ]
    if latest.score != form.cleaned_data.get("score", latest.score):
        told = f"{latest.score}: {labels.SCORES[latest.score].of(language())}" if latest.score else ""
        different.append((str(form.fields["score"].label), told))
    return different


def _other_purchase(latest: KeptAssessment, mine: labels.Purchase) -> list[tuple[str, str]]:
    """The same of the purchase."""
    now, shown = labels.assessment_from(latest.plain).purchase, ChangePurchaseForm.base_fields
    return [
        (str(shown[name].label), _as_read(name, getattr(now, name)))
        for name in asdict(now)
        if name in shown and getattr(now, name) != getattr(mine, name)
    ]


def _as_read(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    group = labels.product_groups().get(value) if name == "product_group" else None
    if group:
        return group.name.of(language())
    return date_format(value, "j. F Y" if language() == "da" else "j F Y") if isinstance(value, date) else value or ""


def _in_words(assessment: labels.Assessment, key: str) -> str:
    """How an answer stands, as it is read."""
    given = assessment.answers.get(key)
    if given is None:
        return ""
    words = labels.questions()[key].choices.get(given.answer)
    answer = words.of(language()) if words else given.answer
    on = given.on.isoformat() if given.on else ""
    return " · ".join(filter(None, [answer, given.evidence, given.address, on]))


def _page(
    request: Request, kept: KeptAssessment, part: str, form: forms.Form, code: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    at = rules.PARTS.index(part)
    following = next((key for key in rules.PARTS[at + 1 :] if key in labels.blocks()), "")
    context = {"form": form, "following": following, **_progress(kept, part), **(more or {})}
    name = "labels/purchase.html" if part == rules.PURCHASE else "labels/fill.html"
    return render(request, name, context, status=code)


_NAMES: dict[str, Callable[[], str]] = {
    rules.SHORT: lambda: _("What decides"),
    rules.OPEN: lambda: _("All that is open"),
    rules.PURCHASE: lambda: _("The purchase"),
}


def _name_of(part: str) -> str:
    return _NAMES[part]() if part in _NAMES else f"{part}. {labels.blocks()[part].of(language())}"


def _text_back(request: Request, code: int) -> HttpResponse:
    """Signed out, or no longer theirs: the text comes back, so that nothing that was written is lost."""
    hidden = ("csrfmiddlewaretoken", "version", "form", "then", "asked", "del", "score")
    sent = [(name, value[:4_000]) for name, value in request.POST.items() if name not in hidden]
    texts = [value for name, value in sent if len(str(value)) > 2 and not name.endswith("-on")]
    context = {"texts": texts, "is_signed_out": code == 403}
    return render(request, "labels/text_back.html", context, status=code)
