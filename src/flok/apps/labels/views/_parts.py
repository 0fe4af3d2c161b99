"""What several of these pages need: the assessment of an address or 404, and files that are only ever saved."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from flok.apps.labels import queries
from flok.apps.labels.models import KeptAssessment, KeptProof
from flok.apps.labels.rules import may_change
from flok.apps.members.access import Request
from flok.domain import labels

either = require_http_methods(["GET", "HEAD", "POST"])


def language() -> str:
    return "en" if get_language() == "en" else "da"


def found(request: Request, key: uuid.UUID) -> KeptAssessment:
    """An assessment the viewer may read, or 404."""
    kept = queries.assessment_for(request.viewer, key)
    if kept is None:
        raise Http404
    return kept


def own(request: Request, key: uuid.UUID) -> KeptAssessment:
    """One of the viewer's own organisation, or 404."""
    kept = found(request, key)
    if kept.organisation_id != request.viewer.organisation.pk:
        raise Http404
    return kept


def status(form: object) -> int:
    return 422 if getattr(form, "is_bound", False) and getattr(form, "errors", None) else 200


def saved(content: bytes, name: str, media_type: str) -> FileResponse:
    """A file to be saved: never shown by the browser as a page of this site."""
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def answered(request: Request, kept: KeptAssessment) -> dict[str, Any]:
    """What follows from an assessment, worked out anew: it is never stored."""
    assessment = queries.assessment_in(kept)
    verdict = labels.assess(assessment)
    buys = assessment.purchase
    placement = labels.place(verdict.code, kept.score, product_group=buys.product_group, state=buys.state)
    wording, proofs = labels.wording_from(kept.wording), queries.proofs_of(kept)
    clauses = labels.paste_texts(assessment, verdict, placement, wording, every_months=kept.every_months)
    owed = labels.follow_up(
        assessment, checked_by=wording.who or buys.authority, every_months=kept.every_months,
        **_newest_licence(proofs),
    )  # fmt: skip
    return {
        "kept": kept,
        "assessment": assessment,
        "verdict": verdict,
        "placement": placement,
        "clauses": clauses,
        "owed": owed if clauses else None,
        "proofs": proofs,
        "may_write": may_change(request.viewer, kept),
    }


def _newest_licence(proofs: Iterable[KeptProof]) -> dict[str, Any]:
    """The licence of the newest documentation that was accepted: the organisation's own, seen by nobody else."""
    newest = next((one for one in proofs if one.status == "accepted"), None)
    if newest is None:
        return {}
    holder = newest.plain["proof"]["holder"] or newest.supplier
    return {"licence_number": newest.licence_number, "holder": holder, "valid_until": newest.valid_until}
