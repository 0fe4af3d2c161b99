"""A study's tenders: the list, a new one by model and terms, the tender itself, frozen and postponed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco import bids
from flok.apps.tco import queries as study_queries
from flok.apps.tco.actions import tenders as actions
from flok.apps.tco.forms import in_language
from flok.apps.tco.forms.tender_terms import ClockForm, TermsForm
from flok.apps.tco.models import KeptStudy
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._parts import either, own, status
from flok.apps.tco.views._tenders import found, in_state, led, sent, way, why_not
from flok.domain import tco
from flok.domain.tco import tender as engine


@member_page
@require_safe
def tenders(request: Request, key: uuid.UUID) -> HttpResponse:
    """The tenders on one of one's own studies."""
    study = own(request, key)
    context = {"study": study, "tenders": queries.tenders_of(study), "way": [_step(study)]}
    return render(request, "tco/tenders/list.html", context)


@member_page
@require_safe
def models(request: Request, key: uuid.UUID) -> HttpResponse:
    """Which price-quality model? With what is known to be wrong with each, and what is in the way in the study."""
    study = own(request, key)
    context = {
        "study": study,
        "models": list(engine.ABOUT.values()),
        "obstacles": _obstacles(study),
        "parsed": _newest(study),
        "way": [_step(study), (_("Tenders"), reverse("tco:tenders", args=[key]))],
        "law": engine.LAW,
    }
    return render(request, "tco/tenders/models.html", context)


@member_page
@either
def begin(request: Request, key: uuid.UUID, rule: str) -> HttpResponse:
    """The terms of a new tender under the chosen model."""
    study, about = own(request, key), _about(rule)
    initial = {"key": uuid.uuid4(), "version": 0, "authority": study.organisation.name}
    form = TermsForm(sent(request), rule=about, initial=initial)
    if request.method == "POST" and form.is_valid():
        document = _drafted(_newest(study), form)
        if document:
            try:
                tender = actions.begin_tender(
                    form.cleaned_data["key"], study, document, by=request.user, now=timezone.now()
                )
            except actions.TenderError as refused:
                form.add_error("day", why_not(refused.code))
            else:
                return redirect("tco:tender", tender.pk)
    steps = [_step(study), (_("Tenders"), reverse("tco:tenders", args=[key]))]
    change = reverse("tco:tender_models", args=[key])
    return _terms_page(request, form, about, {"way": steps, "change": change, "is_new": True})


@member_page
@either
def terms(request: Request, key: uuid.UUID, rule: str) -> HttpResponse:
    """The terms of a draft, under its model or another."""
    tender, about = in_state(led(request, key), "draft"), _about(rule)
    read = bids.of(tender)
    initial = {"key": tender.pk, "version": tender.version}
    form = TermsForm(sent(request), rule=about, terms=read.terms, initial=initial)
    if request.method == "POST" and form.is_valid():
        document = _drafted(read.study, form)
        if document:
            version, now = form.cleaned_data["version"], timezone.now()
            try:
                actions.change_terms(tender, document, version=version, by=request.user, now=now)
            except actions.TenderError as refused:
                if refused.code == "past":
                    form.add_error("day", why_not("past"))
                else:
                    form.add_error(None, why_not(refused.code))
                    return _terms_page(request, form, about, {"way": way(tender), "tender": tender}, 409)
            else:
                messages.success(request, _("Saved."))
                return redirect("tco:tender", key)
    context = {"way": way(tender), "tender": tender, "models": list(engine.ABOUT.values())}
    return _terms_page(request, form, about, context)


@member_page
@require_safe
def tender(request: Request, key: uuid.UUID) -> HttpResponse:
    """The tender: what it is, where it stands, and what comes next."""
    tender = found(request, key)
    read = bids.of(tender)
    openers = queries.openers_of(tender)
    context = {
        "tender": tender,
        "read": read,
        "about": engine.ABOUT[read.terms.model.rule],
        "way": way(tender, to_tender=False),
        "leads": queries.may_lead(request.viewer, tender),
        "openers": openers,
        "unconfirmed": [each for each in openers if each.confirmed_at is None],
        "mine": next((each for each in openers if each.person_id == request.user.pk), None),
        "is_past": timezone.now() >= tender.opens,
        "shown": engine.shown(tender.fingerprint),
        "key_id": engine.key_from_data(tender.key).id if tender.key else "",
    }
    if tender.state == "draft":
        context["obstacles"] = actions.obstacles(read)
        context["in_one_wording"] = engine.in_one_wording(read) if read.terms.language == "en" else ()
    else:
        context["receipts"] = queries.receipts_of(tender)
    if tender.state in ("opened", "decided"):
        opened = queries.bids_of(tender)
        context["bids"] = [(each, bids.as_read(each.read) if each.read else None) for each in opened]
        context["unread"] = any(each.read is None and not each.is_broken for each in opened)
    return render(request, "tco/tenders/tender.html", context)


@member_page
@either
def freeze(request: Request, key: uuid.UUID) -> HttpResponse:
    """Said plainly before it is done: what can never change afterwards, and what lost codes mean."""
    tender = led(request, key)
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            actions.freeze(
                tender, version=int(version) if version.isdecimal() and len(version) < 10 else -1,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
        except actions.TenderError as refused:
            messages.error(request, why_not(refused.code))
        else:
            messages.success(request, _("The tender is fixed. Take the documents, and receive bids."))
        return redirect("tco:tender", key)
    in_state(tender, "draft")
    context = {"tender": tender, "way": way(tender), "openers": queries.openers_of(tender), "read": bids.of(tender)}
    return render(request, "tco/tenders/freeze.html", context)


@member_page
@either
def postpone(request: Request, key: uuid.UUID) -> HttpResponse:
    """Another, later opening time."""
    tender = in_state(led(request, key), "frozen")
    opens = timezone.localtime(tender.opens)
    form = ClockForm(sent(request), initial={"day": opens.date(), "at": opens.time()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.postpone(tender, form.cleaned_data["moment"], by=request.user, now=timezone.now())
        except actions.TenderError as refused:
            form.add_error(None, why_not(refused.code))
        else:
            messages.success(request, _("The opening is postponed. Tell the bidders."))
            return redirect("tco:tender", key)
    code = status(form)
    return render(
        request, "tco/tenders/postpone.html", {"tender": tender, "form": form, "way": way(tender)}, status=code
    )


def _about(rule: str) -> engine.About:
    found: Any = engine.ABOUT.get(rule)  # type: ignore[call-overload]  # an address may say anything
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _step(study: KeptStudy) -> tuple[str, str]:
    return study.name, reverse("tco:study", args=[study.pk])


def _newest(study: KeptStudy) -> tco.Study:
    version = study_queries.version_of(study)
    if version is None:
        raise Http404
    return tco.read_study(version.toml)


def _obstacles(study: KeptStudy) -> tuple[tco.Problem, ...]:
    terms = engine.Terms("-", "-", timezone.localtime())
    return actions.obstacles(engine.Tender(_newest(study), terms))


def _drafted(study: tco.Study, form: TermsForm) -> str:
    """The document, or empty with what is wrong said in the form."""
    try:
        return bids.drafted(study, form.terms)
    except tco.StudyError as error:
        for problem in error.problems:
            form.add_error(None, f"{problem.place}: {in_language(tco.Name(problem.da, problem.en))}")
        return ""


def _terms_page(
    request: Request, form: TermsForm, about: engine.About, context: dict[str, Any], code: int | None = None
) -> HttpResponse:
    told = {**context, "form": form, "about": about}
    return render(request, "tco/tenders/terms.html", told, status=code or status(form))
