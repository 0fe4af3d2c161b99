"""Who sees a case: readers who are asked, rings, taking it back, handing it over, deleting it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flok.apps.knowledge import actions, queries, rules
from flok.apps.knowledge.forms import NoteForm, PersonForm, ShowForm, WriteForm
from flok.apps.knowledge.models import Reader
from flok.apps.knowledge.views._parts import either, found, own, status, text_back
from flok.apps.knowledge.views.reading import case_context
from flok.apps.members.access import Request, administrator_page, member_page, network_page
from flok.apps.members.queries import people_of


@member_page
@either
def show(request: Request, key: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    lacking = [str(WriteForm.base_fields[name].label) for name in rules.missing(case)]
    form = ShowForm(request.POST or None, case=case, initial={"ring": case.ring})
    if request.method == "POST" and form.is_valid() and not lacking:
        actions.show_case(case, ring=form.cleaned_data["ring"], by=request.user, now=timezone.now())
        messages.success(request, _("Those you chose can see it now."))
        return redirect("knowledge:case", key)
    texts = [getattr(case, name) for name in rules.TEXTS]
    context = {"case": case, "form": form, "lacking": lacking, "doubts": rules.doubts_in(texts)}
    code = 422 if request.method == "POST" else 200
    return render(request, "knowledge/show.html", context, status=code)


@member_page
@either
def readers(request: Request, key: uuid.UUID) -> HttpResponse:
    """Colleagues who are asked to read a draft before it is shown."""
    case = own(request, key)
    if not case.is_draft:
        return redirect("knowledge:case", key)
    form = PersonForm(request.POST or None, people=queries.possible_readers(case, request.viewer))
    if request.method == "POST" and form.is_valid():
        actions.ask_to_read(case, person=form.cleaned_data["person"], by=request.user, now=timezone.now())
        messages.success(request, _("Your colleague has been asked."))
        return redirect("knowledge:readers", key)
    context = {"case": case, "form": form, "readers": case.readers.select_related("person")}
    return render(request, "knowledge/readers.html", context, status=status(form))


@member_page
@require_POST
def ask_no_more(request: Request, key: uuid.UUID, number: int) -> HttpResponse:
    case = own(request, key)
    asked = get_object_or_404(Reader.objects.select_related("person", "organisation"), pk=number, case=case.pk)
    actions.ask_no_more(asked, by=request.user, now=timezone.now())
    messages.success(request, _("Your colleague no longer sees the draft."))
    return redirect("knowledge:readers", key)


@network_page
@require_POST
def have_read(request: Request, key: uuid.UUID) -> HttpResponse:
    """The viewer, who was asked, has read the draft; with a note or without."""
    whole = queries.whole_case(request.viewer, key)
    if whole is None or not whole.case.is_draft or (whole.asked is None and not whole.may_change):
        return text_back(request, 404)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = {**case_context(whole, request), "form": form}
        return render(request, "knowledge/case.html", context, status=422)
    note, of, now = form.cleaned_data["text"], request.viewer.organisation, timezone.now()
    if whole.asked is not None:
        actions.have_read(whole.case, whole.asked, note=note, of=of, by=request.user, now=now)
    elif note:
        actions.remark(whole.case, kind="note", text=note, of=of, by=request.user, now=now)
    messages.success(request, _("Thank you. The author sees what you wrote."))
    return redirect("knowledge:case", key)


@member_page
@either
def take_back(request: Request, key: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    if request.method == "POST":
        actions.take_back_case(case, by=request.user, now=timezone.now())
        messages.success(request, _("It is a draft again."))
        return redirect("knowledge:write", key)
    context = {
        "case": case,
        "question": _("Take the case back?"),
        "explanation": _(
            "It becomes a draft that only its author sees, and its copy outside the network goes. What colleagues have"
            " said of it is kept."
        ),
        "verb": _("Take the case back"),
    }
    return render(request, "knowledge/confirm.html", context)


@member_page
@either
def delete(request: Request, key: uuid.UUID) -> HttpResponse:
    case = own(request, key)
    if request.method == "POST":
        actions.delete_case(case, by=request.user, now=timezone.now())
        messages.success(request, _("The case is deleted."))
        return redirect("knowledge:own")
    context = {
        "case": case,
        "question": _("Delete the case?"),
        "explanation": _(
            "Its files, comments and what happened afterwards go with it, and its copy outside the network. This cannot"
            " be undone."
        ),
        "verb": _("Delete the case"),
    }
    return render(request, "knowledge/confirm.html", context)


@administrator_page
@either
def hand_over(request: Request, key: uuid.UUID) -> HttpResponse:
    """A new author, when the old one has left or has other things to do."""
    case = found(request, key)
    if case.organisation_id != request.viewer.organisation.pk:
        raise Http404
    people = [(one.person, one.title or str(one.get_role_display())) for one in people_of(case.organisation)]
    form = PersonForm(request.POST or None, people=people, initial={"person": str(request.user.pk)})
    if request.method == "POST" and form.is_valid():
        actions.hand_over(case, to=form.cleaned_data["person"], by=request.user, now=timezone.now())
        messages.success(request, _("The case has a new author."))
        return redirect("knowledge:case", key)
    return render(request, "knowledge/hand_over.html", {"case": case, "form": form}, status=status(form))
