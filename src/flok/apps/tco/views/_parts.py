"""What several of these pages need: the study of an address or 404, and files that are only ever saved."""

from __future__ import annotations

import re
import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from flok.apps.members.access import Request
from flok.apps.tco import documents, queries
from flok.apps.tco.models import KeptStudy, StudyVersion

either = require_http_methods(["GET", "HEAD", "POST"])


def found(request: Request, key: uuid.UUID) -> KeptStudy:
    """A study the viewer may see, or 404."""
    study = queries.study_for(request.viewer, key)
    if study is None:
        raise Http404
    return study


def own(request: Request, key: uuid.UUID) -> KeptStudy:
    """A study of the viewer's organisation: 404 for a colleague's, and 403 to write in a paused one's."""
    study = found(request, key)
    if not is_own(request, study):
        raise Http404
    if request.method == "POST" and not queries.may_change(request.viewer, study):
        raise PermissionDenied
    return study


def is_own(request: Request, study: KeptStudy) -> bool:
    home = request.viewer.organisation
    return home is not None and home.pk == study.organisation_id


def version_of(request: Request, study: KeptStudy) -> StudyVersion:
    """The newest version, or the one `?version=` names: earlier ones are seen by their own organisation alone."""
    asked = request.GET.get("version", "")
    number = int(asked) if re.fullmatch(r"[0-9]{1,9}", asked, re.ASCII) and is_own(request, study) else 0
    version = queries.version_of(study, number)
    if version is None:
        raise Http404
    return version


def document_of(version: StudyVersion) -> documents.Document:
    return documents.read(version.toml)


def to_save(content: bytes, name: str, kind: str, media_type: str) -> HttpResponse:
    """A file to be saved: never shown by the browser as a page of this site."""
    stem = re.sub(r"[^\w]+", "-", name).strip("-")[:80] or "tco"
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = _attachment(f"{stem}.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _attachment(name: str) -> str:
    from django.utils.http import content_disposition_header

    return str(content_disposition_header(True, name))


def status(form: object) -> int:
    return 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200
