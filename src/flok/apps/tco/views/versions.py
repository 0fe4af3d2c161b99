"""A study's versions, and what is different in two of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.members.access import Request, member_page
from flok.apps.tco import queries
from flok.apps.tco.forms import in_language, language
from flok.apps.tco.views._parts import document_of, own
from flok.domain import tco
from flok.report import studies, words

_SILENT = ("version", "date")


@dataclass(frozen=True, slots=True)
class Moved:
    """What an alternative is compared by before and after, and by how much it moved; – where it was not there."""

    name: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class Compared:
    """`edits`: (place, before, after) in words. `answer`: of the later. `turned`: another is the cheapest."""

    edits: list[tuple[str, str, str]]
    moved: list[Moved]
    turned: bool


@member_page
@require_safe
def versions(request: Request, key: uuid.UUID) -> HttpResponse:
    """All versions of one's own; `?fra=1&til=3` what is different between two."""
    kept = own(request, key)
    listed = queries.versions_of(kept)
    by_number = {str(one.number): one for one in listed}
    before, after = by_number.get(request.GET.get("fra", "")), by_number.get(request.GET.get("til", ""))
    if before is None or after is None:
        after, before = listed[0], listed[1] if len(listed) > 1 else None
    told = compared(document_of(before).study, document_of(after).study) if before is not None else None
    context = {
        "kept": kept, "versions": listed, "before": before, "after": after, "compared": told,
        "in_all": queries.versions_kept(),
    }  # fmt: skip
    return render(request, "tco/versions.html", context)


def compared(before: tco.Study, after: tco.Study) -> Compared | None:
    """None where one of them cannot be computed."""
    lang = language()
    try:
        found = tco.difference(before, after)
    except tco.NotComputableError:
        return None
    names = {one.id: in_language(one.name) for one in (*before.alternatives, *after.alternatives)}
    return Compared(
        edits=[
            (_place(before, after, one.place), studies.said_of(one.before, lang), studies.said_of(one.after, lang))
            for one in found.edits
            if one.place not in _SILENT
        ],
        moved=[
            Moved(
                names[one.alternative],
                words.whole_kroner(one.before_ore, lang),
                words.whole_kroner(one.after_ore, lang),
                _by(one.before_ore, one.after_ore),
            )
            for one in found.moved
        ],
        turned=found.ranking_before[0] != found.ranking_after[0],
    )  # fmt: skip


def _place(before: tco.Study, after: tco.Study, place: str) -> str:
    """By the names of the later version, or of the earlier where it is gone."""
    id_ = place.split(".")[1] if "." in place else ""
    known = {one.id for part in (after.inputs, after.lines, after.alternatives, after.effects) for one in part}
    return studies.place_in_words(after if id_ in known or not id_ else before, place, language())


def _by(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "–"
    moved = words.whole_kroner(after - before, language())
    return f"+{moved}" if after > before else moved
