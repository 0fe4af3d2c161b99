"""A person's notices, and how often mails are wanted. Nothing is marked as read by a GET."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from flok.apps.members.access import Request, person_page
from flok.apps.notices.actions import choose_frequency, mark_read
from flok.apps.notices.forms import FrequencyForm
from flok.apps.notices.queries import frequency_of, notices_for, unread_for

_ON_A_PAGE = 30


@person_page
@require_safe
def notices(request: Request) -> HttpResponse:
    page = Paginator(notices_for(request.viewer), _ON_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "notices/notices.html", {"page": page, "unread": unread_for(request.viewer)})


@person_page
@require_POST
def open_notice(request: Request, notice: UUID) -> HttpResponse:
    """Mark it as read, and go to what it is about. Another person's notice is not there."""
    found = mark_read([notice], by=request.viewer, now=timezone.now())
    if not found:
        raise Http404
    return redirect(found[0].link)


@person_page
@require_POST
def read_all(request: Request) -> HttpResponse:
    mark_read(None, by=request.viewer, now=timezone.now())
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices:list")


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: Request) -> HttpResponse:
    person = request.viewer.person
    form = FrequencyForm(request.POST or None, initial={"frequency": frequency_of(person)})
    if request.method == "POST" and form.is_valid():
        choose_frequency(form.cleaned_data["frequency"], by=person, now=timezone.now())
        messages.success(request, _("Your choice is saved."))
        return redirect("notices:settings")
    return render(request, "notices/settings.html", {"form": form})
