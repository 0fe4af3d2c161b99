"""What is added to the texts to paste, and the market's step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.apps.labels.forms._fields import score_field
from flok.apps.members.fields import Line, Prose
from flok.domain import labels


class ScoreForm(forms.Form):
    """`score`: the market's step, or None where nobody has looked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["score"] = score_field()


class TextsForm(forms.Form):
    """`wording` once it is valid: as flok.domain.labels.wording_from reads it. `seen`: rules.texts_mark."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    what = Line(
        label=_("What the text calls it"), max_length=200, required=False,
        help_text=_("Begins the sentence, e.g. “The cleaning service”."),
    )  # fmt: skip
    document = Line(
        label=_("The criteria document and its version"), max_length=300, required=False,
        help_text=_("E.g. Nordic Ecolabelling of cleaning services, version 3."),
    )  # fmt: skip
    requirements = Prose(
        label=_("The requirements, one a line"), max_length=8_000, required=False,
        help_text=_("Those that concern what you buy. Needed where the label itself is not required."),
    )  # fmt: skip
    weight = Line(label=_("The weight of an award criterion"), max_length=40, required=False)
    when = Line(label=_("A contract term: by when?"), max_length=60, required=False)
    who = Line(label=_("Who checks in the contract period?"), max_length=120, required=False)
    how_often = Line(label=_("How often, in words"), max_length=120, required=False)
    every_months = forms.IntegerField(
        label=_("Months between the checks"), min_value=1, max_value=60, initial=12,
        help_text=_("Gives the days in the follow-up."),
    )  # fmt: skip

    @property
    def wording(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("every_months", "seen")}
        lines = [line.strip() for line in given["requirements"].splitlines()]
        return {**given, "requirements": [line for line in lines if line]}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                labels.wording_from(self.wording)
            except labels.AnswersError as error:
                name = error.where.rpartition(".")[2]
                self.add_error(name, error.english if get_language() == "en" else error.danish)
        return given
