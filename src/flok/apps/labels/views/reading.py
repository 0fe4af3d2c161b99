"""The answer to an assessment, what can be taken out of it, and two of them side by side."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flok.apps.labels import actions, queries, texts
from flok.apps.labels.forms import ScoreForm, TextsForm
from flok.apps.labels.models import KeptAssessment
from flok.apps.labels.rules import is_own, texts_mark
from flok.apps.labels.views._parts import answered, either, found, language, own, saved, status
from flok.apps.members.access import Request, member_page, network_page
from flok.domain import labels
from flok.report import papers


@dataclass(frozen=True, slots=True)
class _Told:
    """A deciding answer as it is read: the rule, the question, the answer and why, with its evidence."""

    row: labels.Row
    question: labels.Question
    answer: labels.Words

    @property
    def is_registers(self) -> bool:
        """Whether it is a condition (§ 46(1)(2)-(5)) that an official type I label met, or the register answered."""
        given = self.row.evidence
        by_register = given is not None and given.by_register and self.row.answer == "yes"
        return self.question.block == "C" and (self.row.carried or by_register)


@network_page
@require_safe
def answer(request: Request, key: uuid.UUID) -> HttpResponse:
    context = answered(request, found(request, key))
    kept, verdict = context["kept"], context["verdict"]
    rows = [_told(row) for row in verdict.rows]
    context |= {
        "headline": texts.answer(verdict, context["placement"]),
        "link": [one for one in rows if one.question.block == "B"],
        "together": [one for one in rows if one.is_registers],
        "rows": [one for one in rows if one.question.block != "B" and not one.is_registers],
        "missing": [(labels.questions()[each.question], each) for each in verdict.missing],
        "changes": _changes(verdict.changes),
        "flaws": _flaws(verdict.flaws),
        "known": labels.find_label(kept.label),
        "is_own": is_own(request.viewer, kept),
        "form": ScoreForm(initial={"score": kept.score or ""}),
        "others": queries.comparable(request.viewer, kept)[:10],
        "key": uuid.uuid4(),
        "today": timezone.localdate(),
        "law": labels.law_told(verdict.law),
        "use": labels.USE_WORDS[context["placement"].use],
        "gates": [(labels.questions()[name], labels.questions()[name].choices[given])
                  for name, given in verdict.credibility.gates.items()],
        "languages": [("da", _("In Danish")), ("en", _("In English"))],
        "given": [
            (question, _answer(key, given), given)
            for key, question in labels.questions().items()
            if (given := context["assessment"].answers.get(key)) is not None
        ],
        "open": len(labels.open_questions(context["assessment"])),
    }  # fmt: skip
    return render(request, "labels/answer.html", context)


def _told(row: labels.Row) -> _Told:
    question = labels.questions()[row.question]
    return _Told(row, question, question.choices[row.answer])


def _changes(changes: Iterable[labels.Change]) -> list[tuple[list[str], list[tuple[labels.Question, str]]]]:
    """One for each outcome: the verdicts that would then be possible, and the other answers that lead to it."""
    by_outcome: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for each in changes:
        told = labels.questions()[each.question].choices[each.answer].of(language())
        by_outcome.setdefault(tuple(sorted(each.to)), {}).setdefault(each.question, []).append(told)
    return [
        (list(codes), [(labels.questions()[key], ", ".join(answers)) for key, answers in told.items()])
        for codes, told in by_outcome.items()
    ]


def _flaws(flaws: Iterable[labels.Flaw]) -> list[tuple[labels.Words, list[labels.Question]]]:
    """One for each thing to be said, with the questions it is said of."""
    by_words: dict[labels.Words, list[labels.Question]] = {}
    for each in flaws:
        by_words.setdefault(each.told, []).append(labels.questions()[each.question])
    return list(by_words.items())


@member_page
@require_POST
def score(request: Request, key: uuid.UUID) -> HttpResponse:
    kept = own(request, key)
    form = ScoreForm(request.POST)
    if form.is_valid():
        actions.set_score(kept, form.cleaned_data["score"], by=request.user, now=timezone.now())
    else:
        messages.error(request, _("Choose one of the five steps."))
    return redirect("labels:answer", key)


@member_page
@either
def wording(request: Request, key: uuid.UUID) -> HttpResponse:
    """What the texts to paste need to be whole."""
    kept = own(request, key)
    form = TextsForm(request.POST or None, initial={**_wording(kept), "seen": texts_mark(kept)})
    if request.method == "POST" and form.is_valid():
        months, seen = form.cleaned_data["every_months"], form.cleaned_data["seen"]
        try:
            actions.write_texts(kept, form.wording, every_months=months, seen=seen, by=request.user, now=timezone.now())
        except actions.ChangedMeanwhileError as error:
            return _texts_conflict(request, error.latest, form)
        messages.success(request, _("Saved. The texts are below."))
        return redirect(f"{kept_address(key)}#tekster")
    return render(request, "labels/wording.html", {**answered(request, kept), "form": form}, status=status(form))


def _wording(kept: KeptAssessment) -> dict[str, Any]:
    listed = "\n".join(kept.wording.get("requirements", ()))
    return {**kept.wording, "requirements": listed, "every_months": kept.every_months}


def _texts_conflict(request: Request, latest: KeptAssessment, form: TextsForm) -> HttpResponse:
    """What stands now above, one's own still in the form; saving again is then a choice."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["seen"] = texts_mark(latest)
    form.data, mine = data, form.cleaned_data
    different = [
        (str(form.fields[name].label), str(now)) for name, now in _wording(latest).items() if now != mine[name]
    ]
    context = {**answered(request, latest), "form": form, "different": different}
    return render(request, "labels/wording.html", context, status=409)


def kept_address(key: uuid.UUID) -> str:
    return str(redirect("labels:answer", key).url)


@network_page
@require_safe
def download(request: Request, key: uuid.UUID, form: str) -> FileResponse:
    """`form`: vurdering-pdf (the record), tekster-docx, tekster-pdf, tekster-txt, opfoelgning-json. `?sprog=en`."""
    context = answered(request, found(request, key))
    lang = "en" if request.GET.get("sprog", language()) == "en" else "da"
    made = _made(form, context, lang)
    if made is None:
        raise Http404
    content, media_type = made
    name, _dash, ending = form.rpartition("-")
    known = labels.find_label(context["kept"].label)
    return saved(content, f"{name}-{known.id if known else 'maerke'}.{ending}", media_type)


def _made(form: str, context: dict[str, Any], lang: str) -> tuple[bytes, str] | None:
    assessment, clauses, owed = context["assessment"], context["clauses"], context["owed"]
    if form == "vurdering-pdf":
        paper = labels.record(assessment, context["verdict"], context["placement"], lang)
        return papers.pdf(paper), "application/pdf"
    if form == "opfoelgning-json":
        return (_as_json(owed), "application/json") if owed else None
    paper = labels.texts_paper(assessment, clauses, owed, lang)
    if form == "tekster-docx":
        return papers.docx(paper), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if form == "tekster-pdf":
        return papers.pdf(paper), "application/pdf"
    return (papers.text(paper).encode(), "text/plain; charset=utf-8") if form == "tekster-txt" else None


def _as_json(owed: labels.FollowUp) -> bytes:
    """The follow-up as contract follow-up takes it over: days as 2027-12-31, texts in both languages."""
    told = {
        name: [each.isoformat() for each in value] if name == "checks" else value
        for name, value in asdict(owed).items()
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=date.isoformat).encode()


@network_page
@require_safe
def beside(request: Request, key: uuid.UUID) -> HttpResponse:
    """Two assessments of the same label. `med`: the other one's key."""
    kept = found(request, key)
    others = list(queries.comparable(request.viewer, kept)[:50])
    asked = request.GET.get("med", "")
    other = next((one for one in others if str(one.pk) == asked), None)
    if asked and other is None:
        raise Http404
    context: dict[str, Any] = {"kept": kept, "others": others, "other": other}
    if other is not None:
        both = labels.side_by_side(labels.assessment_from(kept.plain), labels.assessment_from(other.plain))
        context |= {
            "both": both,
            "rows": [_pair(row) for row in both.rows],
            "because_of": [labels.questions()[each] for each in both.because_of],
        }  # fmt: skip
    return render(request, "labels/beside.html", context)


def _pair(row: labels.Pair) -> tuple[labels.Question, labels.Pair, str, str]:
    return labels.questions()[row.question], row, _answer(row.question, row.one), _answer(row.question, row.two)


def _answer(key: str, given: labels.Answered | None) -> str:
    if given is None:
        return ""
    words = labels.questions()[key].choices.get(given.answer)
    return words.of(language()) if words else given.answer
