"""The cases as they are read."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.knowledge import files, queries, uses
from flok.apps.knowledge.forms import NoteForm, RemarkForm
from flok.apps.knowledge.models import BodyType, Kind, Phase, Result
from flok.apps.knowledge.views._parts import to_save, with_readings
from flok.apps.members.access import Request, network_page

_ON_A_SIDE = 20
_WORDS = {"tema": "theme", "fase": "phase", "slags": "kind", "organisation": "body", "udfald": "result"}


@network_page
@require_safe
def cases(request: Request) -> HttpResponse:
    """All that the viewer's rings reach, by a filter in the address (_WORDS) and page by page."""
    asked = {name: _plain(request.GET.get(word, "")) for word, name in _WORDS.items()}
    page = Paginator(queries.cases_for(request.viewer, **asked), _ON_A_SIDE).get_page(request.GET.get("side", "1"))
    filters = [
        ("tema", "theme", [(one.key, str(one)) for one in queries.themes()]),
        ("fase", "phase", Phase.choices),
        ("slags", "kind", Kind.choices),
        ("organisation", "body", BodyType.choices),
        ("udfald", "result", Result.choices),
    ]
    context = {
        "page": page,
        "filters": [(word, choices, asked[name]) for word, name, choices in filters],
        "is_filtered": any(asked.values()),
    }
    return render(request, "knowledge/cases.html", context)


def _plain(word: str) -> str:
    return word if word.isascii() and len(word) <= 40 and "\0" not in word else "?"


@network_page
@require_safe
def case(request: Request, key: uuid.UUID) -> HttpResponse:
    whole = queries.whole_case(request.viewer, key)
    if whole is None:
        raise Http404
    context = {
        **case_context(whole, request),
        "form": NoteForm() if whole.case.is_draft else RemarkForm(),
    }
    return render(request, "knowledge/case.html", context)


def case_context(whole: queries.WholeCase, request: Request) -> dict[str, object]:
    """What the page of a case needs, also where a form on it is shown again."""
    used = [
        {**one, "number": number, "kind_name": uses.KINDS.get(one["kind"], one["kind"]), "can_go": _can_go(one)}
        for number, one in enumerate(whole.case.uses, 1)
    ]
    viewer = request.viewer
    own = viewer.organisation is not None and viewer.organisation.pk == whole.case.organisation_id
    found = {"whole": whole, "case": whole.case, "files": with_readings(whole.attachments), "used": used}
    return {**found, "is_own": own, "today": timezone.localdate()}


def _can_go(use: dict[str, object]) -> bool:
    return bool(use.get("copy")) and uses.keeper_of(str(use["kind"])) is not None


@network_page
@require_safe
def attachment(request: Request, key: uuid.UUID, number: uuid.UUID) -> FileResponse:
    found = queries.attachment_for(request.viewer, key, number)
    if found is None:
        raise Http404
    one, file = found
    return to_save(files.attachment_path(one.organisation, file.digest), file.title, file.kind)
