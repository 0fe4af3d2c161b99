"""The terms of a tender: when bids are opened, and how price and quality are weighed, by the model that was chosen."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.forms import numbers
from flok.domain.tco import Name
from flok.domain.tco import tender as engine

CRITERIA = 6
WEIGHED = ("relative", "linear", "fixed_interval")
_PARTS = ("name", "highest", "weight", "value", "minimum")
NARROW = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class NumberField(Line):
    """A number as people write it, from `low` to `high`; `percent`: 25 or 25 % is 0.25."""

    def __init__(self, *, low: float = 0.0, high: float = 1e12, percent: bool = False, **given: Any) -> None:
        self.low, self.high, self.percent = low, high, percent
        super().__init__(max_length=40, widget=NARROW, **given)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        number = numbers.read(text, percent=self.percent)
        if not self.low <= number <= self.high:
            low, high = (numbers.written(each, percent=self.percent) for each in (self.low, self.high))
            raise forms.ValidationError(_("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return number


class ClockForm(forms.Form):
    """A day and a time of day, as a clock in Copenhagen shows them: `moment` after is_valid."""

    day = forms.DateField(
        label=gettext_lazy("Opening day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    at = forms.TimeField(
        label=gettext_lazy("Time, by the clock in Denmark"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day, at = given.get("day"), given.get("at")
        if isinstance(day, date) and isinstance(at, time):
            if day.year > 2200:
                self.add_error("day", _("Choose a day that is nearer."))
                return given
            try:
                given["moment"] = from_current_timezone(datetime.combine(day, at))
            except forms.ValidationError:
                self.add_error(
                    "at",
                    _("The clocks are changed just then, so the time does not say which moment it is. Choose another."),
                )
        return given


class TermsForm(ClockForm):
    """The terms of a tender under one model: only what the model asks for. `terms` after is_valid."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    reference = Line(
        label=gettext_lazy("Your reference"),
        max_length=100,
        help_text=gettext_lazy("The number or name of the tender, as it stands in your other documents."),
    )
    authority = Line(label=gettext_lazy("Contracting authority"), max_length=200)
    lot = Line(label=gettext_lazy("Lot"), max_length=100, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the tender"), widget=forms.RadioSelect, initial="da", required=False,
        choices=[("da", "Dansk"), ("en", "English")],
        help_text=gettext_lazy(
            "The method, the bidders' workbook and the remarks on bids come out in it. Names are taken from the study "
            "in that language; sources, and how figures are shown, stand as you wrote them."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, rule: engine.About, terms: engine.Terms | None = None, **options: Any) -> None:
        self.rule = rule
        if terms is not None:
            options["initial"] = {**_as_initial(terms), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.order_fields(["reference", "authority", "lot", "language", "day", "at", "key", "version"])
        if rule.rule in WEIGHED:
            self.fields["price_weight"] = NumberField(label=_("Weight of the price, in per cent"), high=1, percent=True)
        if rule.rule == "linear":
            self.fields["spread"] = NumberField(
                label=_("Spread, in per cent above the lowest"), low=0.0001, high=100, percent=True,
                help_text=_("At 50 % a bid has no price points left when it is half as dear again as the lowest."),
            )  # fmt: skip
        if rule.rule == "fixed_interval":
            self.fields["low"] = NumberField(label=_("Lower bound, in kroner"), low=-1e12)
            self.fields["high"] = NumberField(label=_("Upper bound, in kroner"), low=-1e12)
        if rule.rule in ("linear", "fixed_interval"):
            choices = [("zero", _("Points stop at zero")), ("below_zero", _("Points go on below zero"))]
            self.fields["floor"] = forms.ChoiceField(
                label=_("Very dear bids"), choices=choices, widget=forms.RadioSelect, initial="zero"
            )
        if rule.rule != "lowest_cost":
            for number in range(1, CRITERIA + 1):
                self._add_criterion(number)
        choices = [("lowest_cost", _("The lower cost wins")), ("draw", _("Lots are drawn"))]
        self.fields["tie"] = forms.ChoiceField(
            label=_("If two bids are equal"), choices=choices, widget=forms.RadioSelect, initial="lowest_cost"
        )

    def _add_criterion(self, number: int) -> None:
        self.fields[f"name_{number}"] = Line(label=_("Criterion"), max_length=100, required=number == 1)
        self.fields[f"highest_{number}"] = NumberField(
            label=_("Most points"), low=0.01, high=1e6, required=False, initial="10"
        )
        if self.rule.rule == "monetised":
            self.fields[f"value_{number}"] = NumberField(label=_("Kroner a point is worth"), required=False)
        else:
            self.fields[f"weight_{number}"] = NumberField(
                label=_("Weight, in per cent"), high=1, percent=True, required=False
            )
        self.fields[f"minimum_{number}"] = NumberField(label=_("Fewest points to win"), high=1e6, required=False)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What stands above the criteria."""
        apart = {"tie", "floor", "key", "version"}
        return [self[name] for name in self.fields if "_" not in name.removesuffix("_weight") and name not in apart]

    @property
    def criteria(self) -> list[list[forms.BoundField]]:
        """The rows of criteria."""
        rows = range(1, CRITERIA + 1) if "name_1" in self.fields else ()
        return [[self[f"{part}_{row}"] for part in _PARTS if f"{part}_{row}" in self.fields] for row in rows]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for number in range(1, CRITERIA + 1):
            self._check_criterion(number, {part: given.get(f"{part}_{number}") for part in _PARTS})
        if given.get("low") is not None and given.get("high") is not None and given["low"] >= given["high"]:
            self.add_error("high", _("The upper bound has to be above the lower."))
        if not self.errors and "weight_1" in self.fields:
            self._check_weights(given)
        return given

    def _check_criterion(self, number: int, told: dict[str, Any]) -> None:
        if not told["name"]:
            if number > 1 and (told["weight"] or told["value"]):
                self.add_error(f"name_{number}", _("Give the criterion a name."))
            return
        if self.rule.rule == "monetised" and not told["value"]:
            self.add_error(f"value_{number}", _("Write what a point is worth to you."))
        if told["minimum"] and told["minimum"] > (told["highest"] or 10):
            self.add_error(f"minimum_{number}", _("It is more than the most points there are."))

    def _check_weights(self, given: dict[str, Any]) -> None:
        named = [given.get(f"weight_{number}") for number in range(1, CRITERIA + 1) if given.get(f"name_{number}")]
        total = sum(Decimal(repr(each)) for each in [*named, given.get("price_weight")] if each)
        if total != 1:
            shown = numbers.written(float(total), percent=True)
            self.add_error(None, _("The weights are %(total)s %% together. They have to be 100 %%.") % {"total": shown})

    @property
    def terms(self) -> engine.Terms:
        given = self.cleaned_data
        plain = {
            name: given[name]
            for name in ("price_weight", "spread", "low", "high", "floor")
            if given.get(name) is not None
        }
        criteria = tuple(self._criterion(number) for number in range(1, CRITERIA + 1) if given.get(f"name_{number}"))
        model = engine.Model(self.rule.rule, criteria, tie=given["tie"], **plain)
        opens = localtime(given["moment"])
        return engine.Terms(
            given["reference"], given["authority"], opens, model, given["lot"], given["language"] or "da"
        )

    def _criterion(self, number: int) -> engine.Criterion:
        given, name = self.cleaned_data, self.cleaned_data[f"name_{number}"]
        told = {part: given.get(f"{part}_{number}") for part in ("highest", "weight", "value", "minimum")}
        return engine.Criterion(
            f"criterion_{number}", Name(name, name), told["highest"] or 10.0, told["weight"] or 0.0,
            told["value"] or 0.0, told["minimum"] or 0.0,
        )  # fmt: skip


def _as_initial(terms: engine.Terms) -> dict[str, Any]:
    """The terms as the form shows them."""
    model, opens = terms.model, localtime(terms.opens)
    told: dict[str, Any] = {
        "reference": terms.reference, "authority": terms.authority, "lot": terms.lot, "language": terms.language,
        "day": opens.date(), "at": opens.time(), "floor": model.floor, "tie": model.tie,
        "price_weight": numbers.written(model.price_weight, percent=True),
        "spread": numbers.written(model.spread, percent=True) if model.spread else "",
    }  # fmt: skip
    if (model.low, model.high) != (0.0, 0.0):
        told |= {"low": numbers.written(model.low), "high": numbers.written(model.high)}
    for number, each in enumerate(model.criteria[:CRITERIA], start=1):
        told |= {
            f"name_{number}": each.name.da, f"highest_{number}": numbers.written(each.highest),
            f"weight_{number}": numbers.written(each.weight, percent=True),
            f"value_{number}": numbers.written(each.value),
            f"minimum_{number}": numbers.written(each.minimum) if each.minimum else "",
        }  # fmt: skip
    return told
