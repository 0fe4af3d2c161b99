"""The organisation's own: what it has shown, what waits, what was said of it; and all of it to take along."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.knowledge import exporting, queries
from flok.apps.knowledge.views._parts import saved
from flok.apps.members import audit
from flok.apps.members.access import Request, administrator_page, member_page


@member_page
@require_safe
def own(request: Request) -> HttpResponse:
    found = list(queries.own_cases(request.viewer))
    count, size = queries.room_used()
    context = {
        "drafts": [one for one in found if one.is_draft],
        "shown": [one for one in found if not one.is_draft],
        "proposals": queries.proposals(),
        "files": count,
        "bytes": size,
    }
    return render(request, "knowledge/own.html", context)


@member_page
@require_safe
def news(request: Request) -> HttpResponse:
    """What has been said of the organisation's cases, what happened since, and what the viewer is asked to read."""
    said, told = queries.news()
    context = {"said": said, "told": told, "asked": queries.asked_to_read(request.viewer)}
    return render(request, "knowledge/news.html", context)


@administrator_page
@require_safe
def export(request: Request) -> FileResponse:
    """A zip of all the organisation has shown."""
    organisation, now = request.viewer.organisation, timezone.now()
    audit.note(audit.Act.EXPORT, "cases", by=request.user, now=now, organisation=organisation)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    exporting.write_export(organisation, queries.all_whole(organisation), out)
    out.seek(0)
    return saved(out, f"viden-{organisation.cvr}.zip", "application/zip")
