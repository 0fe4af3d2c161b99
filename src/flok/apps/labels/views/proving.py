"""A bid's or a delivery's documentation: judged, kept, and asked more of."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flok.apps.labels import actions, proofs
from flok.apps.labels.forms import ProofForm
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.labels.views._parts import either, language, own, status
from flok.apps.members.access import Request, member_page
from flok.domain import labels


@member_page
@either
def new_proof(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    buys = labels.assessment_from(kept.plain).purchase
    known = labels.find_label(kept.label)
    initial = {
        "key": uuid.uuid4(), "version": 0, "kind": "label", "contract_end": buys.contract_end,
        "needed_on": buys.contract_start or timezone.localdate(), "name": known.name_da if known else kept.label,
    }  # fmt: skip
    form = ProofForm(request.POST or None, assessment=kept, initial=initial)
    return _form(request, kept, form)


@member_page
@either
def change_proof(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    proof = get_object_or_404(KeptProof, pk=number, assessment=kept)
    return _form(request, kept, ProofForm(request.POST or None, assessment=kept, kept=proof), proof)


def _form(request: Request, kept: KeptAssessment, form: ProofForm, proof: KeptProof | None = None) -> HttpResponse:
    context = {"kept": kept, "form": form, "proof": proof}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = proof.pk if proof else given["key"]
        version = (given["version"] or 1) if proof else 0
        try:
            made = actions.keep_proof(
                kept, number, given["supplier"], form.asked, form.proof, version=version, by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except actions.ProofChangedError as error:
            data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["version"] = str(error.latest.version)
            form.data = data
            return render(request, "labels/write_proof.html", {**context, "latest": error.latest}, status=409)
        return redirect("labels:proof", kept.pk, made.pk)
    return render(request, "labels/write_proof.html", context, status=status(form))


@member_page
@require_safe
def proof(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    found: KeptProof = get_object_or_404(KeptProof.objects.select_related("made_by"), pk=number, assessment=kept)
    asked, handed_in = proofs.from_plain(found.plain)
    result = labels.assess_proof(asked, handed_in)
    letter = ""
    if result.missing:
        letter = labels.proof_letter(
            asked, result, to=found.supplier, sender=request.viewer.organisation.name, lang=language()
        )
    context = {
        "kept": kept,
        "proof": found,
        "asked": asked,
        "handed_in": handed_in,
        "result": result,
        "status": labels.STATUS_WORDS[result.status],
        "kind": labels.PROOF_WORDS[handed_in.kind],
        "letter": letter,
        "today": timezone.localdate(),
    }
    return render(request, "labels/proof.html", context)


@member_page
@either
def delete_proof(request: Request, key: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    found: KeptProof = get_object_or_404(KeptProof.objects.select_related("organisation"), pk=number, assessment=kept)
    if request.method == "POST":
        actions.delete_proof(found, by=request.user, now=timezone.now())
        messages.success(request, _("The documentation is deleted."))
        return redirect("labels:answer", key)
    context = {
        "question": _("Delete the documentation of %(supplier)s?") % {"supplier": found.supplier},
        "explanation": _("The licence number and its end are forgotten with it. This cannot be undone."),
        "verb": _("Delete the documentation"),
        "back": reverse("labels:proof", args=[key, number]),
    }
    return render(request, "labels/confirm.html", context)
