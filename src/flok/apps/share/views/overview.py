"""Andel: how far it is to the target and why, in the order of the product: the answer first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.share import actions, queries
from flok.apps.share.models import Work
from flok.apps.share.views.asked import Asked, asked_of
from flok.report import charts, tables, words


@member_page
@require_safe
def overview(request: Request) -> HttpResponse:
    asked, publication = asked_of(request), queries.latest_publication()
    if asked is None or not asked.share.overview["lines"]:
        return render(request, "share/empty.html", {"publication": publication, "work": Work})
    return render(request, "share/overview.html", {"publication": publication, "work": Work, **_told(asked)})


def _told(asked: Asked) -> dict[str, Any]:
    lang, answer, d = queries.language(), asked.share.overview, asked.definition
    settled, account = words.account(answer, lang)
    months = d["groups"]["month"]
    return {
        "asked": asked,
        "answer": answer,
        "main": d,
        "price": answer["price"][answer["definitions"].index(d)],
        "sentence": words.unbroken(words.sentence({**answer, "definitions": [d]}, lang)),
        "after_unknown": words.unbroken(words.after_unknown(d, lang) or ""),
        "grounds": words.unbroken(words.grounds(d, lang)),
        "period": words.period(answer["period"], lang),
        "shares": words.shares(d, d["target"], lang),
        "definitions": answer["definitions"],
        "definitions_table": tables.definitions(answer["definitions"], lang),
        "months": charts.months(months, d["target"], lang=lang),
        "months_table": tables.months(months, d["target"], lang),
        "path": _path(d, lang),
        "gaps": [_gap(asked, dimension) for dimension in ("category", "unit", "supplier")],
        "unknown": _unknown(asked),
        "settled": settled,
        "account": account,
        "problems": answer["problems_total"],
    }


def _path(d: dict[str, Any], lang: str) -> dict[str, str] | None:
    """The straight way to the target in words: where it begins, and where it is in the last month."""
    dated = [month for month in d["groups"]["month"] if month["key"]]
    path = charts.path_to_target(dated, d["target"]) if d["target"] and len(dated) > 1 else None
    if path is None:
        return None
    first, last = (words.month(dated[place]["key"], lang) for place in (0, -1))
    return {"first": first, "last": last, "share": words.percent(path[-1], lang=lang)}


def _gap(asked: Asked, dimension: str) -> dict[str, Any]:
    largest = asked.definition["largest"][dimension]
    bars = charts.gap_bars(largest["gap"], asked.target, lang=queries.language(), top=5)
    return {
        "dimension": dimension,
        "many": words.dimension(dimension, queries.language(), many=True),
        "total": largest["total"],
        "bars": [(bar, asked.query(**{dimension: bar.group["key"]})) for bar in bars],
        "query": asked.query() + f"&ved={dimension}",
    }


def _unknown(asked: Asked) -> list[tuple[charts.UnknownBar, str]]:
    listed = asked.definition["largest"]["supplier"]["unknown"]
    bars = charts.unknown_bars(listed, asked.definition["unknown_ore"], lang=queries.language(), top=3)
    return [(bar, asked.query(supplier=bar.group["key"])) for bar in bars]


@member_page
@require_safe
def state(request: Request) -> HttpResponse:
    """How far the computation is, as a piece of the page; it asks again until there is nothing to wait for."""
    publication = queries.latest_publication()
    is_waiting = publication is not None and publication.state in (Work.WAITING, Work.RUNNING)
    response = render(request, "share/_state.html", {"publication": publication, "work": Work})
    if not is_waiting and getattr(request, "htmx", None):
        response["HX-Refresh"] = "true"
    return response


@member_page
@require_POST
def compute(request: Request) -> HttpResponse:
    actions.ask_for_publication(organisation=request.viewer.organisation, now=timezone.now())
    return redirect("share:overview")
