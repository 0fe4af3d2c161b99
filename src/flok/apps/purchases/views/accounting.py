"""The account of all that was read, as a controller would sign it; and the lists that lie beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.purchases import queries
from flok.apps.purchases.accounts import sheets_of, told
from flok.apps.purchases.models import LISTS, REPLACING, Account, Kind
from flok.apps.purchases.texts import language
from flok.domain import spend

PER_PAGE = 50


def _way() -> list[tuple[str, str]]:
    return [(_("Files"), reverse("purchases:list"))]


@member_page
@require_safe
def lists(request: Request) -> HttpResponse:
    """What is known beside the invoices, by kind, and which of it holds."""
    found, holds = queries.lists(), {one.pk for one in queries.lists_in_force()}
    kinds = [
        {
            "kind": Kind(kind),
            "is_replacing": kind in REPLACING,
            "rows": [(one, one.pk in holds) for one in found if one.kind == kind],
        }
        for kind in LISTS
    ]
    return render(request, "purchases/lists.html", {"kinds": kinds, "way": _way()})


@member_page
@require_safe
def account(request: Request) -> HttpResponse:
    """The account, from what the worker wrote down when it last published."""
    made = queries.account()
    context: dict[str, Any] = {"made": made, "way": _way(), "is_moving": queries.is_anything_waiting()}
    if made is not None:
        context |= told(made, language())
    return render(request, "purchases/account.html", context)


@member_page
@require_safe
def left_out(request: Request) -> HttpResponse:
    """The documents that are not counted, with the reason and what to do."""
    asked: dict[str, Any] = {"code": request.GET.get("grund", ""), "status": request.GET.get("udfald", "")}
    page = Paginator(queries.uncounted(**asked), PER_PAGE).get_page(request.GET.get("side"))
    way = [*_way(), (_("The account"), reverse("purchases:account"))]
    return render(request, "purchases/left_out.html", {"page": page, "left_out": list(page), "way": way, **asked})


@member_page
@require_safe
def account_csv(request: Request) -> HttpResponseBase:
    """The account as CSV: one row an amount, in whole øre."""
    rows = [["status", "code", "currency", "documents", "ore"], *_account_rows(queries.account())]
    return _csv(rows, "regnskab.csv")


def _account_rows(made: Account | None) -> Iterator[list[Any]]:
    if made is None:
        return
    for currency, row in sorted(made.figures["reconciliation"].items()):
        for name in ("source", "counted", "excluded", "set_aside", "rounding", "difference"):
            yield [name, "", currency, "", row[f"{name}_ore"]]
    for one in made.by_reason:
        yield [one["status"], one["code"], one["currency"], one["documents"], one["source_ore"]]


@member_page
@require_safe
def left_out_csv(request: Request) -> HttpResponseBase:
    """The documents that are not counted as CSV."""
    names = "file within number supplier date status code detail ore currency".split()
    found = (
        [
            one.delivery.name, one.within, one.number, one.supplier_name, one.issue_date or "", one.status, one.code,
            one.detail, "" if one.source_ore is None else one.source_ore, one.currency,
        ]
        for one in queries.uncounted()
    )  # fmt: skip
    return _csv([names, *found], "ikke-talt-med.csv")


def _csv(rows: list[list[Any]], name: str) -> HttpResponseBase:
    def pieces() -> Iterator[str]:
        for row in rows:
            out = io.StringIO()
            csv.writer(out, delimiter=";").writerow([spend.neutral(c) if isinstance(c, str) else c for c in row])
            yield out.getvalue()

    response = StreamingHttpResponse(pieces(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@member_page
@require_safe
def account_workbook(request: Request) -> HttpResponse:
    """The account as an Excel workbook: one sheet a currency, the reasons, and the documents."""
    made = queries.account()
    content = sheets_of(made, list(queries.uncounted()), request.viewer.organisation, timezone.now(), language())
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="regnskab.xlsx"'
    return response
