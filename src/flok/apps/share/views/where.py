"""Where the gap is: unit, category, supplier, contract, down to the line and its whole story."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.purchases.queries import delivery_of_source, named_source, store_of
from flok.apps.share import queries
from flok.apps.share.views.asked import WAY_DOWN, Asked, asked_of, label_of
from flok.apps.share.views.stories import told_story
from flok.domain import spend
from flok.domain.labels import labelling
from flok.report import charts, letter, tables, words

_AT_A_TIME = 50
_DEEPEST = 100_000  # lines further down are found by narrowing, not by leafing


def _asked(request: Request) -> Asked:
    asked = asked_of(request)
    if asked is None:
        raise Http404
    return asked


def _side(request: Request) -> int:
    text = request.GET.get("side", "")
    return min(max(int(text), 1), _DEEPEST // _AT_A_TIME) if re.fullmatch(r"[0-9]{1,6}", text) else 1


@member_page
@require_safe
def where(request: Request) -> HttpResponse:
    """The groups of a selection along one dimension, largest gap first, each a way further down."""
    asked, lang, side = _asked(request), queries.language(), _side(request)
    left = [name for name in WAY_DOWN if name not in asked.where]
    by = request.GET.get("ved", "")
    by = by if by in left else (left[0] if left else "")
    whole = spend.selection_total(asked.share, asked.definition["id"], asked.where)
    reasons = spend.selection_reasons(asked.share, asked.definition["id"], asked.where)
    months = spend.selection_months(asked.share, asked.definition["id"], asked.where)
    context: dict[str, Any] = {
        "asked": asked,
        "definitions": asked.share.overview["definitions"],
        "whole": whole,
        "lines": sum(whole["lines"].values()),
        "reasons": reasons,
        "months": charts.months(months, asked.target, lang=lang) if "month" not in asked.where else "",
        "months_table": tables.months(months, asked.target, lang),
        "steps": asked.words(),
        "others": [(name, words.dimension(name, lang, many=True)) for name in left],
        "by": by,
        "side": side,
    }
    if by:
        order = "gap" if asked.target else "size"
        found = spend.selection_groups(
            asked.share, asked.definition["id"], by, asked.where,
            order=order, limit=_AT_A_TIME, offset=(side - 1) * _AT_A_TIME,
        )  # fmt: skip
        context["groups"] = [
            (group, label_of(asked.share, by, group["key"]), asked.query(**{by: group["key"]}))
            for group in found["groups"]
        ]
        context["more"] = found["total"] > side * _AT_A_TIME
        context["total"] = found["total"]
        context["by_words"] = words.dimension(by, lang)
        context["bars"] = charts.gap_bars(found["groups"], asked.target, lang=lang) if side == 1 else []
    return render(request, "share/where.html", context)


@member_page
@require_safe
def lines(request: Request) -> HttpResponse:
    """The lines of a selection, largest first."""
    asked, side = _asked(request), _side(request)
    outcomes = ("sustainable", "not_sustainable", "unknown", "out_of_scope")
    outcome = next((one for one in outcomes if one == request.GET.get("udfald")), None)
    rule = request.GET.get("regel", "")
    found = spend.selection_lines(
        asked.share,
        asked.definition["id"],
        asked.where,
        outcome=outcome,
        rule=int(rule) if re.fullmatch(r"-?[0-9]{1,3}", rule) else None,
        limit=_AT_A_TIME,
        offset=(side - 1) * _AT_A_TIME,
    )
    return render(
        request,
        "share/lines.html",
        {
            "asked": asked,
            "found": found,
            "steps": asked.words(),
            "outcome": outcome,
            "outcomes": outcomes,
            "side": side,
            "more": found["count"] > side * _AT_A_TIME,
        },
    )


@member_page
@require_safe
def line(request: Request, line_id: str) -> HttpResponse:
    """One line's whole story."""
    asked = _asked(request)
    organisation = request.viewer.organisation
    story = spend.line_story(asked.share, store_of(organisation), line_id, labelling)
    if story is None:
        raise Http404
    told = told_story(story, asked.definition["id"], queries.language())
    delivery = delivery_of_source(story["line"]["source"])
    read_from = named_source(story["line"]["source"], delivery)
    return render(
        request,
        "share/line.html",
        {"asked": asked, "story": story, "delivery": delivery, "read_from": read_from, **told},
    )


@member_page
@require_safe
def unknown(request: Request) -> HttpResponse:
    """What is unknown, why, and which suppliers could make it known; for one of them, the text to send."""
    asked, lang, side = _asked(request), queries.language(), _side(request)
    definition = asked.definition
    chosen = label_of(asked.share, "supplier", asked.where["supplier"]) if "supplier" in asked.where else None
    named = chosen if asked.where.get("supplier") else None  # None: the letter is to any supplier
    found = spend.selection_groups(
        asked.share, definition["id"], "supplier", {},
        order="unknown", limit=_AT_A_TIME, offset=(side - 1) * _AT_A_TIME,
    )  # fmt: skip
    groups = [group for group in found["groups"] if group["unknown_ore"] > 0]
    reasons = [r for r in spend.selection_reasons(asked.share, definition["id"]) if r["outcome"] == "unknown"]
    most = max([r["ore"] for r in reasons], default=0)
    return render(
        request,
        "share/unknown.html",
        {
            "asked": asked,
            "main": definition,
            "bars": charts.unknown_bars(groups, definition["unknown_ore"], lang=lang) if side == 1 else [],
            "suppliers": [
                (g, label_of(asked.share, "supplier", g["key"]), asked.query(supplier=g["key"])) for g in groups
            ],
            "reasons": [
                (r, charts.amount_bar([("possible", r["ore"])], most, ref=f"reason {r['rule']}"))
                for r in sorted(reasons, key=lambda r: -r["ore"])
            ],
            "chosen": chosen,
            "letter": letter(named, lang),
            "side": side,
            "more": found["total"] > side * _AT_A_TIME and len(groups) == _AT_A_TIME,
        },
    )
