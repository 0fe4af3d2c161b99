from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import person_page


@person_page
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    return render(request, "members/members.html")


@person_page
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "members/members.html")


@person_page
@require_safe
def secretariat(request: HttpRequest) -> HttpResponse:
    return render(request, "members/members.html")
