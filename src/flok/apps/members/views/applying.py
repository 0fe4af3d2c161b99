"""Asking to become a member: open to everyone."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from flok.apps.members import actions
from flok.apps.members.access import public_page
from flok.apps.members.forms import ApplicationForm


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether the organisation is known or not, and when a program filled in the form."""
    if request.method != "POST":
        return render(request, "members/apply.html", {"form": ApplicationForm()})
    if not consume(request, action="apply"):
        return render(request, "429.html", status=429)
    form = ApplicationForm(request.POST)
    if not form.is_valid():
        return render(request, "members/apply.html", {"form": form}, status=400)
    if not form.cleaned_data["website"]:
        actions.apply(_asked(form), once=form.cleaned_data["once"], now=timezone.now())
    return redirect("members:applied")


def _asked(form: ApplicationForm) -> actions.Asked:
    said = form.cleaned_data
    return actions.Asked(
        organisation_name=said["organisation_name"],
        cvr=said["cvr"],
        kind=said["kind"],
        is_contracting_authority=said["is_contracting_authority"] == "yes",
        is_paid_up=said["is_paid_up"] == "yes",
        name=said["name"],
        email=said["email"],
        title=said["title"],
        message=said["message"],
        language=get_language() or "da",
    )


@public_page
@require_safe
def applied(request: HttpRequest) -> HttpResponse:
    return render(request, "members/applied.html")
