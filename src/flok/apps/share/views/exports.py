"""Taking the share out: workbook, CSV, PDF, and the lines themselves."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from flok.apps.members import audit
from flok.apps.members.access import Request, member_page
from flok.apps.purchases.queries import store_of
from flok.apps.share import queries
from flok.domain import spend
from flok.report import csv_text, lines_csv, page, pdf, workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@member_page
@require_safe
def exports(request: Request) -> HttpResponse:
    return render(request, "share/exports.html", {"share": queries.share_of(request.viewer.organisation)})


_FORMS = ("xlsx", "csv", "pdf", "html", "lines")


@member_page
@require_safe
def export(request: Request, form: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The published answer as a file; `form` is xlsx, csv, pdf, html or lines (the purchase lines as CSV)."""
    organisation = request.viewer.organisation
    share = queries.share_of(organisation)
    if share is None or form not in _FORMS:
        raise Http404
    by = request.viewer.person
    audit.note(audit.Act.EXPORT, "share", by=by, now=timezone.now(), organisation=organisation, detail=form)
    name = f"andel-{organisation.cvr}-{share.number}"
    if form == "lines":
        rows = _lines(store_of(organisation), queries.naming_sources())
        response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}-linjer.csv"'
        return response
    content, kind = _written(form, queries.told_answer(organisation, share), queries.language())
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=f"{name}.{form}", content_type=kind)


def _written(form: str, answer: dict[str, Any], lang: str) -> tuple[bytes, str]:
    if form == "xlsx":
        out = io.BytesIO()
        workbook(answer, lang=lang, write_to=out)
        return out.getvalue(), _XLSX
    if form == "pdf":
        return pdf(answer, lang=lang), "application/pdf"
    if form == "html":
        return page(answer, lang).encode(), "text/html; charset=utf-8"
    return ("\ufeff" + csv_text(answer)).encode(), "text/csv; charset=utf-8"


def _lines(store: spend.Published, named: Callable[[str], str]) -> Iterator[str]:
    """All purchase lines of the store as CSV, in constant memory."""
    yield "\ufeff"
    yield from lines_csv({**row, "source": named(row["source"])} for file in store.lines for row in _rows(file))


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(file).iter_batches(batch_size=5_000):
        yield from batch.to_pylist()
