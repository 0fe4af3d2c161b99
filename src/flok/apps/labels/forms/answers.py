"""Some of the guided assessment's questions, as one form. It is saved however few are answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.apps.labels.forms._fields import Day, in_words, score_field
from flok.apps.members.fields import Line, Prose
from flok.domain import labels
from flok.domain.labels import Answered, AnswersError, Assessment, Question

_BLANK = ("", _("Choose"))
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it. `believed`: what the register says without a source; never an answer."""

    question: Question
    field: forms.BoundField
    evidence: tuple[forms.BoundField, ...]
    by_register: Answered | None
    believed: labels.Words | None


class AnswersForm(forms.Form):
    """`asked`: ids of questions; the fields of B1 are B1, B1-evidence, B1-address and B1-on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def __init__(
        self, *args: Any, asked: Sequence[str], assessment: Assessment, with_score: bool = False, score: int | None,
        today: date, **options: Any,
    ) -> None:  # fmt: skip
        self.keys, self.assessment = tuple(asked), assessment
        given = {"asked": " ".join(self.keys), "score": score or ""}
        for key in self.keys:
            given |= _initial(key, assessment.answers.get(key), today)
        options["initial"] = {**given, **options.get("initial", {})}
        super().__init__(*args, **options)
        for key in self.keys:
            self._add(labels.questions()[key])
        if with_score:
            self.fields["score"] = score_field()

    def _add(self, question: Question) -> None:
        label, key = question.asks.of(get_language() or "da"), question.id
        if question.kind == "text":
            self.fields[key] = Prose(label=label, max_length=_LONGEST, required=False)
            self.fields[key].widget.attrs["rows"] = 3
            return
        if question.kind == "date":
            self.fields[key] = Day(label=label, required=False)
            return
        choices, widget = in_words(question.choices), forms.RadioSelect
        self.fields[key] = forms.ChoiceField(label=label, choices=choices, widget=widget, required=False)
        self.fields[f"{key}-evidence"] = Line(label=_("Where does it say so?"), max_length=_LONGEST, required=False)
        self.fields[f"{key}-address"] = Line(label=_("Web address"), max_length=500, required=False)
        self.fields[f"{key}-on"] = Day(label=_("Seen on"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key in self.keys:
            try:
                labels.assessment_from({"label": "x", "made_on": date.min, "answers": {key: self._plain(key, given)}})
            except AnswersError as error:
                name = f"{key}-{error.where.rpartition('.')[2]}" if error.where.count(".") == 2 else key
                told = error.english if get_language() == "en" else error.danish
                self.add_error(name if name in self.fields else key, told.partition(": ")[2].capitalize() + ".")
        return given

    def _plain(self, key: str, given: dict[str, Any]) -> dict[str, Any]:
        answer = given.get(key)
        told = {"answer": answer.isoformat() if isinstance(answer, date) else answer or ""}
        if f"{key}-evidence" not in self.fields:
            return told
        evidence, address = given.get(f"{key}-evidence") or "", given.get(f"{key}-address") or ""
        on = given.get(f"{key}-on") if evidence or address else None  # a day alone is no evidence
        return {**told, "evidence": evidence, "address": address, "on": on}

    def written(self) -> Assessment:
        """The assessment with what is right of what was filled in; what is wrong stays as it was."""
        wrong = {name.partition("-")[0] for name in self.errors}
        answers = dict(self.assessment.answers)
        for key in self.keys:
            if key in wrong:
                continue
            before = answers.pop(key, None)
            plain = self._plain(key, self.cleaned_data)
            read = labels.assessment_from({"label": "x", "made_on": date.min, "answers": {key: plain}}).answers[key]
            if before is not None and _same(read, before):
                answers[key] = before
            elif read.answer or read.evidence or read.address:
                answers[key] = read
        return labels.Assessment(
            label=self.assessment.label, purchase=self.assessment.purchase, made_on=self.assessment.made_on,
            answers=answers, origin=self.assessment.origin,
        )  # fmt: skip

    @property
    def rows(self) -> Iterable[Asked]:
        known = labels.find_label(self.assessment.label)
        believed = labels.hints(known.id) if known else {}
        for key in self.keys:
            question = labels.questions()[key]
            fact, before = believed.get(key), self.assessment.answers.get(key)
            names = [name for name in (f"{key}-evidence", f"{key}-address", f"{key}-on") if name in self.fields]
            yield Asked(
                question, self[key], tuple(self[name] for name in names),
                before if before and before.by_register else None,
                question.choices.get(fact.value) if fact else None,
            )  # fmt: skip


def _same(read: Answered, before: Answered) -> bool:
    """What a form sends back as it was: then it is still the register's, with the evidence it had."""
    if labels.questions()[read.question].kind in ("text", "date"):
        return read.answer == before.answer
    return (read.answer, read.evidence, read.address, read.on) == (
        before.answer, before.evidence, before.address, before.on if before.evidence or before.address else None,
    )  # fmt: skip


def _initial(key: str, answered: Answered | None, today: date) -> dict[str, Any]:
    if answered is None:
        return {f"{key}-on": today}
    return {
        key: answered.answer, f"{key}-evidence": answered.evidence, f"{key}-address": answered.address,
        f"{key}-on": answered.on if answered.on or answered.evidence or answered.address else today,
    }  # fmt: skip
