from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import person_page


@person_page
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/meetings.html")
