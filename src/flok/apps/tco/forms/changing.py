"""How a price or a quantity changes over the years, as fields: a way, and the numbers some of the ways ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.forms import numbers
from flok.apps.tco.forms.texts import asked_for, in_language
from flok.domain import tco

NEW, RATES, INDEX = "new", "rates", "index"
_MOST = 120
_OWN = [
    (NEW, gettext_lazy("By the same rate every year, a new one")),
    (RATES, gettext_lazy("By a rate for each year")),
    (INDEX, gettext_lazy("By a factor for each year")),
]


@dataclass(frozen=True, slots=True)
class ChangeFields:
    """`field`: what it is called, `price_change` or `quantity_change`. Fields: that, and with `_numbers` after it."""

    field: str
    given: tco.Change
    label: Any

    @property
    def numbers(self) -> str:
        return f"{self.field}_numbers"

    def fields(self, study: tco.Study) -> dict[str, forms.Field]:
        rates = [
            (f"rate:{each.id}", _("By this rate: %(name)s") % {"name": in_language(each.name)})
            for each in study.inputs
            if each.unit == "rate" or each.id == self.given.rate
        ]
        choices = [("", gettext_lazy("It stays the same")), *rates, *_OWN]
        example = "; ".join(numbers.written(each) for each in (2, 2.5, 1))
        return {
            self.field: forms.ChoiceField(label=self.label, choices=choices, required=False),
            self.numbers: Line(
                label=gettext_lazy("The rate, or a number for each year"), max_length=4_000, required=False,
                help_text=_(
                    "Rates in per cent a year; for each year from the first to the last with ; between: %(example)s."
                    " A factor is on the price or quantity of today."
                ) % {"example": example},
                widget=forms.TextInput(attrs=asked_for(self.field, NEW, RATES, INDEX)),
            ),
        }  # fmt: skip

    @property
    def initial(self) -> dict[str, str]:
        given = self.given
        if given.rate:
            return {self.field: f"rate:{given.rate}", self.numbers: ""}
        if given.rates or given.index:
            told = "; ".join(numbers.written(each, percent=bool(given.rates)) for each in given.rates or given.index)
            return {self.field: RATES if given.rates else INDEX, self.numbers: told}
        return {self.field: "", self.numbers: ""}

    def changed(self, study: tco.Study, cleaned: Mapping[str, Any], owner: tco.Name) -> tuple[tco.Study, tco.Change]:
        """The study, with a rate more where one is new, and the change. Raises ValidationError: {field: message}."""
        way, text = cleaned[self.field], cleaned[self.numbers]
        kind, _colon, reference = way.partition(":")
        if not way or kind == "rate":
            return study, tco.Change(rate=reference)
        try:
            found = self._read(text, percent=way != INDEX)
        except forms.ValidationError as error:
            raise forms.ValidationError({self.numbers: error.messages}) from None
        if way == INDEX:
            return study, tco.Change(index=found)
        if way == RATES:
            return study, tco.Change(rates=found)
        if len(found) != 1:
            raise forms.ValidationError({self.numbers: _("Write one rate, for instance 1.")})
        id_ = tco.new_id(f"{owner.da} {self.field}", [each.id for each in study.inputs], "rate")
        of_price = self.field == "price_change"
        name = tco.Name(
            f"{owner.da}, {'pris' if of_price else 'mængde'}udvikling om året",
            f"{owner.en}, change of {'price' if of_price else 'quantity'} a year",
        )
        return tco.with_input(study, tco.Input(id_, name, "rate", found[0])), tco.Change(rate=id_)

    def _read(self, text: str, *, percent: bool) -> tuple[float, ...]:
        parts = [each.strip() for each in text.split(";") if each.strip()]
        if not 0 < len(parts) <= _MOST:
            raise forms.ValidationError(_("Write a number for each year, with ; between."))
        return tuple(numbers.read(each, percent=percent) for each in parts)
