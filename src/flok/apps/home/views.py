"""The front page, the overview, and the pages every site must have."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import person_page, public_page


@public_page
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html")


@person_page
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "home/overview.html")


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@public_page
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html")


@public_page
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie, and go back to a page of this site."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "/")
    is_own = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(back if is_own else "/")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response
