"""Who sees an assessment, taking a colleague's home, and deleting one's own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flok.apps.knowledge.rules import doubts_in
from flok.apps.labels import actions
from flok.apps.labels.forms import ShowForm, TakeHomeForm
from flok.apps.labels.models import KeptAssessment
from flok.apps.labels.views._parts import either, found, own
from flok.apps.members.access import Request, member_page


@member_page
@either
def show(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    initial = {"ring": kept.ring, "theme": kept.theme_id or "labels"}
    form = ShowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.show_assessment(kept, ring=given["ring"], theme=given["theme"], by=request.user, now=timezone.now())
        messages.success(request, _("Those you chose can see it now."))
        return redirect("labels:answer", key)
    context = {"kept": kept, "form": form, "doubts": doubts_in(_texts(kept))}
    return render(request, "labels/show.html", context, status=422 if request.method == "POST" else 200)


def _texts(kept: KeptAssessment) -> list[str]:
    written = [text for each in kept.plain["answers"].values() for text in (each["answer"], each["evidence"])]
    return [kept.title, *written]


@member_page
@require_POST
def take_home(request: Request, key: uuid.UUID) -> HttpResponse:
    """A colleague's, or one's own for another purchase: what depends on the purchase is asked again."""
    kept = found(request, key)
    form = TakeHomeForm(request.POST)
    number = form.cleaned_data["key"] if form.is_valid() else uuid.uuid4()
    made = actions.take_home(
        kept, number, organisation=request.viewer.organisation, by=request.user, now=timezone.now()
    )
    messages.success(request, _("You have a copy of your own. Say what you buy; then only what is open is asked."))
    return redirect(f"{reverse('labels:fill', args=[made.pk])}?del=koeb")


@member_page
@either
def delete(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    if request.method == "POST":
        actions.delete_assessment(kept, by=request.user, now=timezone.now())
        messages.success(request, _("The assessment is deleted."))
        return redirect("labels:front")
    context = {
        "question": _("Delete the assessment?"),
        "explanation": _(
            "The documentation judged by it goes with it. What colleagues have taken home stays theirs. This cannot be"
            " undone."
        ),
        "verb": _("Delete the assessment"),
        "back": reverse("labels:answer", args=[key]),
    }
    return render(request, "labels/confirm.html", context)
