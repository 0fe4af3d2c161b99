"""Handing files in, and saying which column is what."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.purchases import rules
from flok.apps.purchases.models import Delivery, Kind
from flok.domain import spend

KINDS = [("", _("Find out what it is")), *Kind.choices]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"
    input_type = "file"


class ManyFilesField(forms.FileField):
    """A list of files, empty ones too: what is wrong with them is told in the list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(given)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=KINDS,
        required=False,
        help_text=_("We can nearly always tell by ourselves. You can correct it afterwards."),
    )
    files = ManyFilesField(  # type: ignore[assignment]  # a field; forms take it out of the class
        label=_("Files"),
        widget=ManyFiles(attrs={"multiple": True}),
        error_messages={"required": _("Choose at least one file.")},
    )


class BeginForm(forms.Form):
    """What a browser says of a file before it sends it."""

    name = forms.CharField(max_length=1_000, strip=False)
    size = forms.IntegerField(min_value=0, max_value=9_000_000_000_000_000_000)
    mark = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=KINDS, required=False)


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Read it as"), choices=KINDS, required=False)


_FIELDS: dict[str, Any] = {
    "net_amount": _("Amount without VAT"),
    "issue_date": _("Date of the invoice"),
    "supplier_id": _("The supplier's CVR number"),
    "supplier_name": _("The supplier's name"),
    "number": _("Invoice number"),
    "name": _("Text of the item"),
    "unit_id": _("EAN number (GLN) of the unit"),
    "seller_item_id": _("The supplier's item number"),
    "gtin": _("GTIN (the item's EAN)"),
    "quantity": _("Quantity"),
    "unit_code": _("Unit of measure"),
    "unspsc": _("UNSPSC code"),
    "cpv": _("CPV code"),
    "account": _("Account"),
    "order_ref": _("Order number"),
    "contract_ref": _("Contract number"),
    "currency": _("Currency"),
    "labels": _("Labels"),
    "kind": _("Kind of document (invoice or credit note)"),
}
_REQUIRED = ("net_amount", "issue_date")


class MappingForm(forms.Form):
    """Which column is what, and what the values cannot tell themselves."""

    decimal = forms.ChoiceField(
        label=_("How are the amounts written?"),
        required=False,
        choices=[("", _("Let the numbers decide")), ("comma", "1.234,50"), ("point", "1,234.50")],
    )
    date_order = forms.ChoiceField(
        label=_("How are the dates written?"),
        required=False,
        choices=[("", _("Let the dates decide")), ("dmy", _("day, month, year")), ("mdy", _("month, day, year"))],
    )
    total_rows = forms.ChoiceField(
        label=_("Are there rows that are the sum of others?"),
        choices=[("detect", _("Find them and leave them out")), ("none", _("No, every row is a purchase"))],
    )
    credit_sign = forms.ChoiceField(
        label=_("What sign do credit notes have?"),
        required=False,
        choices=[
            ("", _("Let the signs decide")),
            ("as_written", _("As written: they are negative, or there are none")),
            ("negate", _("They are written as positive: turn them")),
        ],
    )
    default_currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency where no column says so"), initial="DKK", max_length=3
    )

    def __init__(self, *args: Any, delivery: Delivery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delivery = delivery
        names = list(dict.fromkeys(name for name in delivery.preview.get("names", ()) if name))
        columns = [(name, name) for name in names]
        for field, label in _FIELDS.items():
            self.fields[f"c_{field}"] = forms.ChoiceField(
                label=label,
                required=field in _REQUIRED,
                choices=[("", _("– no column –")), *columns],
                error_messages={"required": _("Choose the column.")},
            )
        self.order_fields([*(f"c_{field}" for field in _FIELDS), *self.base_fields])

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[f"c_{field}"] for field in _FIELDS]

    @property
    def ways(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        columns: dict[str, Any] = {field: given[f"c_{field}"] or None for field in _FIELDS}
        chosen = [name for name in columns.values() if name]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("The same column is chosen twice."))
        if not (columns["supplier_id"] or columns["supplier_name"]):
            raise forms.ValidationError(_("Choose the column of the supplier's CVR number or name."))
        try:
            given["mapping"] = spend.Mapping(
                **columns,
                default_currency=given["default_currency"],
                decimal=given["decimal"] or None,
                date_order=given["date_order"] or None,
                total_rows=given["total_rows"],
                credit_sign=given["credit_sign"] or None,
                sheet=self.delivery.preview.get("sheet") or None,
                header_row=self.delivery.preview.get("header_row"),
            ).to_toml()
        except spend.Refused as refused:
            raise forms.ValidationError(refused.detail or refused.code) from None
        return given


def initial_of(toml: str) -> dict[str, Any]:
    """A mapping as the form's first values; nothing for one that cannot be read."""
    if not toml:
        return {}
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(toml.encode())
        file.flush()
        try:
            mapping = spend.read_mapping(Path(file.name))
        except spend.Refused:
            return {}
    ways = ("decimal", "date_order", "total_rows", "credit_sign", "default_currency")
    return {f"c_{field}": name for field, name in mapping.columns.items()} | {
        name: getattr(mapping, name) or "" for name in ways
    }


class LookAgainForm(forms.Form):
    """Another sheet, or another row of column names."""

    sheet = forms.CharField(label=_("Sheet"), required=False, max_length=100)
    header_row = forms.IntegerField(
        label=_("The column names stand in row"), required=False, min_value=1, max_value=1_000
    )


def is_table(delivery: Delivery) -> bool:
    return delivery.ending in rules.TABLES
