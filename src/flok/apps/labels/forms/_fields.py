"""Fields that several of these forms have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.domain import labels


class Day(forms.DateField):
    """A day between 1990 and 2100; a browser sends it as 2027-12-31."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"], **given)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise forms.ValidationError(_("Write a day between 1990 and 2100."))
        return day


def in_words(choices: Any) -> list[tuple[str, str]]:
    """Ids with Words, as choices in the language of the page."""
    lang = get_language() or "da"
    return [(str(key), words.of(lang)[:1].upper() + words.of(lang)[1:]) for key, words in choices.items()]


def scale() -> list[tuple[str, str]]:
    return in_words(labels.questions()["B1"].choices)


def score_field() -> forms.TypedChoiceField:
    """The market's step, 1 to 5, with which end is which; None where nobody has looked."""
    steps = [(key, f"{key}: {name}") for key, name in in_words(labels.SCORES)]
    return forms.TypedChoiceField(
        label=_("How many on the market have it?"), help_text=labels.DIRECTION.of(get_language() or "da"),
        choices=[("", _("Not looked at yet")), *steps], coerce=int, empty_value=None, required=False,
    )  # fmt: skip
