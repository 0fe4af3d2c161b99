from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import member_page


@member_page
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "share/overview.html")
