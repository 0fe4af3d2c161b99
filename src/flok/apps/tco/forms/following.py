"""What happened after the award: which alternative was chosen, and a year's quantities and kroner by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from flok.apps.tco.forms import numbers
from flok.apps.tco.forms.inputs import ValueField
from flok.apps.tco.forms.texts import in_language
from flok.domain import tco


class ChooseForm(forms.Form):
    alternative = forms.ChoiceField(label=gettext_lazy("Which alternative was chosen?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, study: tco.Study, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["alternative"].choices = [  # type: ignore[attr-defined]  # a choice field
            (each.id, in_language(each.name)) for each in study.alternatives
        ]


class ActualsForm(forms.Form):
    """A year's lines; empty: not known yet. After is_valid, `told` by line: (quantity, øre)."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, lines: Sequence[tco.Followed], known: Sequence[tco.Actual]
    ) -> None:
        self.lines = lines
        initial: dict[str, str] = {}
        for each in known:
            if each.quantity is not None:
                initial[f"quantity.{each.line}"] = numbers.written(each.quantity)
            if each.paid_ore is not None:
                initial[f"paid.{each.line}"] = numbers.written(each.paid_ore / 100)
        super().__init__(data, initial=initial)
        for line in lines:
            if line.promised_quantity is not None:
                self.fields[f"quantity.{line.line}"] = _field(gettext_lazy("Quantity"))
            self.fields[f"paid.{line.line}"] = _field(gettext_lazy("Paid, kroner"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, value in list(given.items()):
            if name.startswith("quantity.") and value is not None and value < 0:
                self.add_error(name, ValidationError(gettext_lazy("A quantity is not below 0.")))
        return given

    @property
    def told(self) -> dict[str, tuple[float | None, int | None]]:
        given = self.cleaned_data
        found = {}
        for line in self.lines:
            paid = given.get(f"paid.{line.line}")
            found[line.line] = (given.get(f"quantity.{line.line}"), None if paid is None else tco.to_ore(paid))
        return found


def _field(label: Any) -> ValueField:
    return ValueField(label=label, percent=False, may_change=False, required=False)
