"""The register: its labels, one of them, several side by side, and the sources of all that is said."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flok.apps.labels import queries
from flok.apps.labels.views._parts import language
from flok.apps.members.access import Request, network_page
from flok.domain import labels

_AT_ONCE = 6
_VERDICTS = ("R0", "R1", "R2", "R3", "R4")


@network_page
@require_safe
def register(request: Request) -> HttpResponse:
    """By name or code (`q`), product group, theme, kind, and the organisation's own verdict."""
    words = {
        name: request.GET.get(name, "")[:200].replace("\0", "") for name in ("q", "gruppe", "tema", "slags", "svar")
    }
    verdicts = queries.own_verdicts(request.viewer) if request.viewer.organisation else {}
    found = labels.find_labels(
        product_group=words["gruppe"] or None, theme=words["tema"] or None,
        verdict={words["svar"]} if words["svar"] else None, verdicts=verdicts,
    )  # fmt: skip
    if words["slags"]:
        found = tuple(each for each in found if _kind(each.id) == words["slags"])
    if words["q"].strip():
        named = _named(words["q"])
        chosen = any(words[name] for name in ("gruppe", "tema", "slags", "svar"))
        found = tuple(each for each in named if not chosen or each in found)
    lang = language()
    context = {
        "rows": [(each, labels.profile(each.id), verdicts.get(each.id)) for each in found],
        "asked": words,
        "is_filtered": any(words.values()),
        "groups": sorted(((key, one.name.of(lang)) for key, one in labels.product_groups().items()), key=_by_name),
        "themes": sorted(((key, name.of(lang)) for key, name in labels.THEME_WORDS.items()), key=_by_name),
        "kinds": [(key, name.of(lang)) for key, name in labels.questions()["A2"].choices.items() if key != "not_known"],
        "verdicts": _VERDICTS if verdicts else (),
        "whole": len(labels.Register.load().labels),
    }
    return render(request, "labels/register.html", context)


def _by_name(one: tuple[str, str]) -> str:
    return one[1].casefold()


def _kind(label: str) -> str:
    known = labels.profile(label)
    fact = known.facts.get("kind") if known else None
    return str(fact.value) if fact else ""


def _named(written: str) -> Iterable[labels.Label]:
    """The label of a code or a name first, then those whose names look alike."""
    exact = labels.find_label(written)
    alike = labels.near(written)
    return dict.fromkeys((exact, *alike)) if exact else alike


@network_page
@require_safe
def label(request: Request, label: str) -> HttpResponse:
    found = labels.Register.load().labels.get(label)
    if found is None:
        raise Http404
    known = labels.profile(label)
    lang = language()
    context = {
        "label": found,
        "profile": known,
        "facts": _facts(known, lang),
        "answers": [(labels.questions()[key], fact) for key, fact in known.answers.items()] if known else [],
        "codes": [
            (words, codes) for name, words in labels.CODE_LIST_WORDS.items() if (codes := getattr(found, name))
        ],
        "own": queries.assessments_for(request.viewer).filter(label=label)[:5],
    }  # fmt: skip
    return render(request, "labels/label.html", context)


def _facts(known: labels.Profile | None, lang: str) -> list[tuple[labels.Words, str, labels.Fact]]:
    facts = known.facts if known else {}
    return [(labels.FACT_WORDS[name], _told(name, fact, lang), fact) for name, fact in facts.items()]


def _told(name: str, fact: labels.Fact, lang: str) -> str:
    if name == "stages":
        return ", ".join(labels.STAGE_WORDS[each].of(lang) for each in fact.value)
    if name == "product_groups":
        return ", ".join(labels.product_groups()[each].name.of(lang) for each in fact.value)
    if name in ("kind", "category"):
        return labels.questions()["A2" if name == "kind" else "A7"].choices[fact.value].of(lang)
    return fact.value.of(lang) if isinstance(fact.value, labels.Words) else str(fact.value)


@network_page
@require_safe
def compare(request: Request) -> HttpResponse:
    """`m`: ids or names of labels, at most six; `forskelle`: only the criteria in which they differ."""
    known = (labels.find_label(each[:200]) for each in request.GET.getlist("m")[:50])
    chosen = list(dict.fromkeys(each.id for each in known if each))[:_AT_ONCE]
    matrix = labels.compare_labels(chosen) if len(chosen) > 1 else None
    only = request.GET.get("forskelle") == "1"
    context = {
        "slots": [*chosen, *[""] * (max(len(chosen) + 1, 3) - len(chosen))][:_AT_ONCE],
        "matrix": matrix,
        "rows": [row for row in matrix.rows if row.differs or not only] if matrix else [],
        "only": only,
        "labels": labels.find_labels(),
    }
    return render(request, "labels/compare.html", context)


@network_page
@require_safe
def sources(request: Request) -> HttpResponse:
    return render(request, "labels/sources.html", {"sources": labels.sources().values()})
