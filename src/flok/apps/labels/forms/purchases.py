"""Which label, for which purchase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from flok.apps.labels.forms._fields import Day
from flok.apps.members.fields import Line
from flok.domain import labels


def _groups() -> list[tuple[str, str]]:
    lang = get_language() or "da"
    named = [(key, group.name.of(lang)) for key, group in labels.product_groups().items()]
    return [("", str(_("Another, or several"))), *sorted(named, key=lambda one: one[1].casefold())]


class PurchaseForm(forms.Form):
    """The purchase. `purchase(authority)` once it is valid."""

    title = Line(
        label=_("What do you buy?"), max_length=200,
        help_text=_("As it is called in the tender, e.g. Cleaning of schools."),
    )  # fmt: skip
    product_group = forms.ChoiceField(label=_("Product group"), required=False)
    contract_start = Day(label=_("The contract begins"), required=False)
    contract_end = Day(label=_("The contract ends"), required=False)
    state = forms.BooleanField(
        label=_("We are a state body, bound by the state's circular on ecolabels"), required=False
    )

    def __init__(self, *args: Any, other_group: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        choices = _groups()
        if other_group and other_group not in labels.product_groups():
            choices.append((other_group, other_group))  # words of their own, from a file or a colleague
        self.fields["product_group"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("contract_start"), given.get("contract_end")
        if start and end and end < start:
            self.add_error("contract_end", _("The contract ends before it begins."))
        return given

    def purchase(self, authority: str) -> labels.Purchase:
        given = {name: self.cleaned_data[name] for name in PurchaseForm.base_fields}
        return labels.Purchase(authority=authority, **given)


class ChangePurchaseForm(PurchaseForm):
    """The purchase of an assessment that is kept. `version`: the one the form was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class BeginForm(PurchaseForm):
    """A new assessment. `key`: made with the form, so that the same form sent twice is one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    label = Line(
        label=_("Label"), max_length=200, help_text=_("Its name, or a code from a catalogue or an invoice."),
        widget=forms.TextInput(attrs={"list": "maerker", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("label", "title", "product_group", "contract_start", "contract_end", "state", "key")


class TakeHomeForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
