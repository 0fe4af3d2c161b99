"""What is taken along from a tender: the method and the workbook for bidders; the award, its protocol and its files."""

from __future__ import annotations

import io
import uuid
import zipfile

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from flok.apps.members import audit
from flok.apps.members.access import Request, member_page
from flok.apps.tco import bids, protocol
from flok.apps.tco.actions.tenders import note
from flok.apps.tco.models.tenders import Tender
from flok.apps.tco.queries import tenders as queries
from flok.apps.tco.views._parts import to_save
from flok.apps.tco.views._tenders import found, in_state
from flok.domain.tco import tender as engine
from flok.report import papers

_FROZEN = ("frozen", "opened", "decided")
_OPENED = ("opened", "decided")
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@member_page
@require_safe
def method(request: Request, key: uuid.UUID, kind: str) -> HttpResponse:
    """The method statement, with the fingerprint of the key that seals bids."""
    tender = in_state(found(request, key), *_FROZEN)
    paper = engine.method(bids.of(tender), engine.key_from_data(tender.key or {}))
    with override(paper.lang):
        name = _("method")
    return _paper(paper, f"{tender.reference} {name}", kind)


@member_page
@require_safe
def workbook(request: Request, key: uuid.UUID) -> HttpResponse:
    """The bidders' workbook."""
    tender = in_state(found(request, key), *_FROZEN)
    read = bids.of(tender)
    with override(read.terms.language):
        name = _("bid")
    return to_save(engine.workbook_bytes(read), f"{tender.reference} {name}", "xlsx", _TYPES["xlsx"])


@member_page
@require_safe
def award_protocol(request: Request, key: uuid.UUID, kind: str) -> HttpResponse:
    """The protocol of opening and award."""
    tender = in_state(found(request, key), *_OPENED)
    opened, openers = queries.bids_of(tender), queries.openers_of(tender)
    paper, name = protocol.paper(tender, opened, openers, timezone.localdate()), _("protocol")
    return _paper(paper, f"{tender.reference} {name}", kind)


@member_page
@require_safe
def award_file(request: Request, key: uuid.UUID) -> HttpResponse:
    """The award as data."""
    tender = in_state(found(request, key), *_OPENED)
    name = _("award")
    return to_save(_award(tender).encode(), f"{tender.reference} {name}", "json", "application/json")


@member_page
@require_safe
def award_files(request: Request, key: uuid.UUID) -> HttpResponse:
    """The award with the bids' own files, for `flok tco replay award.json`."""
    tender = in_state(found(request, key), *_OPENED)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, tender, "award.json", _award(tender).encode())
        _put(archive, tender, _("READ ME.txt"), _read_me().encode())
        for each in tender.bids.filter(is_broken=False):
            _put(archive, tender, each.name, bytes(each.content))
    note(tender, audit.Act.EXPORT, "award and bids", by=request.user, now=timezone.now())
    name = _("award")
    return to_save(written.getvalue(), f"{tender.reference} {name}", "zip", "application/zip")


def _put(archive: zipfile.ZipFile, tender: Tender, name: str, content: bytes) -> None:
    """Dated as the opening, so that the same award is the same file."""
    opened = timezone.localtime(tender.opened_at).timetuple()
    archive.writestr(zipfile.ZipInfo(name, opened[:6]), content, zipfile.ZIP_DEFLATED)


def _award(tender: Tender) -> str:
    return tender.award or bids.award_text(tender, bids.award_of(tender, queries.bids_of(tender)))


def _read_me() -> str:
    return _(
        "Here is the award (award.json) and the bids as they were received. Anyone can count it again:\n\n"
        "    flok tco replay award.json\n\n"
        "Files that were refused are here too, unchanged. They may hold macros: do not open them.\n"
    )


def _paper(paper: engine.Paper, name: str, kind: str) -> HttpResponse:
    if kind not in ("pdf", "docx"):
        raise Http404
    content = papers.pdf(paper) if kind == "pdf" else papers.docx(paper)
    return to_save(content, name, kind, _TYPES[kind])
