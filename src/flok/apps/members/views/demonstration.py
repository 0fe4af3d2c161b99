"""The demonstration network lets a visitor be one of its fictional people. Elsewhere the address is not there."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from flok.apps.members.access import public_page
from flok.apps.members.demonstration import visitors
from flok.apps.members.queries import person_by_address


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the person whose address is sent; only those offered, and only by a form."""
    offered = {one.email for one in visitors()} if request.method == "POST" else set()
    email = request.POST.get("person", "")
    person = person_by_address(email) if email in offered else None
    if person is None or not person.is_active:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, method="demonstration")
    return redirect("home:overview")
