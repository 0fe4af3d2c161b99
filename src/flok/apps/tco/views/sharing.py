"""Who sees a study, taking one home, putting one away and bringing it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flok.apps.members.access import Request, member_page
from flok.apps.tco import actions
from flok.apps.tco.forms import ShowForm
from flok.apps.tco.views._parts import either, found, is_own, own, status


@member_page
@either
def show(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    if kept.put_away_at is not None:
        raise Http404
    form = ShowForm(request.POST or None, initial={"ring": kept.ring, "theme": kept.theme_id})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.show_study(kept, ring=given["ring"], theme=given["theme"], by=request.user, now=timezone.now())
        messages.success(request, _("Those you chose can see it now."))
        return redirect("tco:study", key)
    return render(request, "tco/show.html", {"kept": kept, "form": form}, status=status(form))


@member_page
@require_POST
def take_home(request: Request, key: uuid.UUID) -> HttpResponse:
    """A copy of a colleague's newest version. `form` is made with the page: pressed twice it is one copy."""
    kept = found(request, key)
    if is_own(request, kept):
        raise Http404
    try:
        form = uuid.UUID(request.POST.get("form", ""))
    except ValueError:
        form = uuid.uuid4()
    home = request.viewer.organisation
    copy = actions.take_home(kept, form, organisation=home, by=request.user, now=timezone.now())
    messages.success(request, _("You have taken a copy home. It is your organisation's own now."))
    return redirect("tco:study", copy.pk)


@member_page
@either
def put_away(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    if request.method == "POST":
        actions.put_away(kept, by=request.user, now=timezone.now())
        messages.success(request, _("The study is put away. You can bring it back."))
        return redirect("tco:studies")
    return render(request, "tco/put_away.html", {"kept": kept})


@member_page
@require_POST
def bring_back(request: Request, key: uuid.UUID) -> HttpResponse:
    actions.bring_back(own(request, key), by=request.user, now=timezone.now())
    messages.success(request, _("The study is back. Only your own organisation sees it."))
    return redirect("tco:study", key)
