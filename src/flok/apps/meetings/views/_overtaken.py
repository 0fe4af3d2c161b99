"""A form someone else has been ahead of: both texts are shown, put together, to be saved again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from flok.apps.meetings.forms import Overtaken
from flok.apps.meetings.models import Meeting
from flok.apps.members.access import Request


def show_both(
    request: Request, form: Overtaken, latest: Mapping[str, Any], meeting: Meeting, heading: str
) -> HttpResponse:
    """409, with the form filled with both texts. `latest`: the form's initial values as they are now."""
    form.overtaken_by(latest)
    context = {"form": form, "meeting": meeting, "heading": heading, "differences": form.differences}
    return render(request, "meetings/change.html", context, status=409)
