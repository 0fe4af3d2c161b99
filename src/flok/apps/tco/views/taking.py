"""Taking a study along: two pages for the decision, and the results as a workbook."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, network_page
from flok.apps.tco.forms import language
from flok.apps.tco.views._parts import document_of, found, to_save, version_of
from flok.domain import tco
from flok.report import studies

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@network_page
@require_safe
def report(request: Request, key: uuid.UUID) -> HttpResponse:
    return _taken(request, key, "pdf", "application/pdf", studies.pdf)


@network_page
@require_safe
def workbook(request: Request, key: uuid.UUID) -> HttpResponse:
    return _taken(request, key, "xlsx", _SHEET, studies.workbook)


def _taken(
    request: Request, key: uuid.UUID, kind: str, media_type: str, write: Callable[[tco.Study, studies.About], bytes]
) -> HttpResponse:
    kept = found(request, key)
    version = version_of(request, kept)
    about = studies.About(kept.organisation.name, version.number, timezone.localtime(), language())
    try:
        content = write(document_of(version).study, about)
    except (tco.NotComputableError, tco.SimulationError):
        return render(request, "tco/not_computable.html", {"kept": kept}, status=422)
    return to_save(content, f"tco-{kept.name}-v{version.number}", kind, media_type)
