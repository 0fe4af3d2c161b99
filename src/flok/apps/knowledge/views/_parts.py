"""What several of these pages need: the case of an address or 404, and files that are only ever saved."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from flok.apps.knowledge import files, queries, search
from flok.apps.knowledge.found import FILE
from flok.apps.knowledge.models import Attachment, Case
from flok.apps.knowledge.rules import may_change
from flok.apps.members.access import Request
from flok.kernel.files import DOCUMENTS

logger = logging.getLogger("flok.knowledge")
either = require_http_methods(["GET", "HEAD", "POST"])


def found(request: Request, key: uuid.UUID) -> Case:
    """A case the viewer may read, or 404."""
    case = queries.case_for(request.viewer, key)
    if case is None:
        raise Http404
    return case


def own(request: Request, key: uuid.UUID) -> Case:
    """A case the viewer may change: 403 for a colleague of the house who may only read it, else 404."""
    case, viewer = found(request, key), request.viewer
    if may_change(case, viewer):
        return case
    if viewer.organisation is not None and viewer.organisation.pk == case.organisation_id:
        raise PermissionDenied
    raise Http404


def status(form: object) -> int:
    return 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200


def with_readings(attachments: Iterable[Attachment]) -> list[tuple[Attachment, str]]:
    """Each file with what is to be told where search could not read the whole of it, else empty. One query at most."""
    listed = list(attachments)
    keys = [str(one.pk) for one in listed if one.kind in DOCUMENTS]
    readings = search.readings_of(FILE, keys) if keys else {}
    told = {key: str(reading.label) for key, reading in readings.items()}
    return [(one, told.get(str(one.pk), "")) for one in listed]


def text_back(request: Request, code: int) -> HttpResponse:
    """What cannot be kept any more, since the writer or the case has changed: the text comes back, to be copied."""
    hidden = ("csrfmiddlewaretoken", "version", "form", "then", "kind", "result", "considered")
    texts = [value[:20_000] for name, value in request.POST.items() if name not in hidden and len(str(value)) > 2]
    return render(request, "knowledge/text_back.html", {"texts": texts, "is_signed_out": code == 403}, status=code)


def to_save(path: Path, title: str, kind: str) -> FileResponse:
    """The file, to be saved: never shown by the browser as a page of this site."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        logger.error("the file %s is not on disk", path.name)
        raise Http404 from None
    name = re.sub(r"[^\w]+", "-", title).strip("-") or "fil"
    return saved(file, f"{name}.{kind}", files.MEDIA_TYPES[kind])


def saved(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
