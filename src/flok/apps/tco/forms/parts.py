"""A cost line or an effect more, in a few fields; what they cannot say is written in the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.forms import residuals, timing
from flok.apps.tco.forms.inputs import ValueField, known_values
from flok.apps.tco.forms.opened import KINDS, LEFT_KINDS
from flok.apps.tco.forms.texts import in_language
from flok.domain import tco


class PartForm(forms.Form):
    """What a line and an effect have in common. After is_valid, `changed` is the study with it."""

    changed: tco.Study
    numerator = "DKK"

    name = Line(label=gettext_lazy("What is it called?"), max_length=200)
    counted = forms.MultipleChoiceField(
        label=gettext_lazy("It is counted for each"), widget=forms.CheckboxSelectMultiple, required=False
    )
    own = forms.BooleanField(label=gettext_lazy("Each alternative has its own number"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, study: tco.Study, prefix: str) -> None:
        self.study = study
        super().__init__(data, prefix=prefix)
        self.fields.update(timing.when_fields(study))
        self.order_fields(self.field_order)
        self.fields["counted"].choices = [  # type: ignore[attr-defined]  # a choice field
            (each.id, f"{in_language(each.name)} ({each.unit})")
            for each in study.inputs
            if tco.may_count(each, study.currency)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            falls = timing.timing_of(given)
        except forms.ValidationError as error:
            self.add_error(None, error)
            return given
        try:
            changed = self.with_part(given, falls)
            self.changed = tco.study_from(tco.study_to_data(changed), self.study.id)
        except ValueError as error:
            self.add_error("counted", self._misfit(error))
        return given

    def with_part(self, given: dict[str, Any], falls: tco.Timing) -> tco.Study:
        raise NotImplementedError

    def _misfit(self, error: ValueError) -> list[str]:
        if isinstance(error, tco.StudyError):
            return [in_language(tco.Name(each.da, each.en)) for each in error.problems]
        return [_("What it is counted for is by the year, and this does not fall every year. Choose another.")]

    def ids(self) -> set[str]:
        return {each.id for each in self.study.inputs}


class LineForm(PartForm):
    """A cost: counted things × (what each uses) × price."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of cost?"), choices=KINDS)
    used = ValueField(
        label=gettext_lazy("How much does each use?"), percent=False, may_change=False, required=False,
        help_text=gettext_lazy("For instance 210 kWh. Leave it out where there is a price alone."),
    )  # fmt: skip
    used_unit = Line(label=gettext_lazy("Unit"), max_length=30, required=False)
    price = ValueField(label=gettext_lazy("Price in kroner"), percent=False, may_change=False)
    field_order = ("name", "kind", "when", "which", "counted", "used", "used_unit", "price", "own")

    def clean(self) -> dict[str, Any]:
        if (self.cleaned_data.get("used") is None) == bool(self.cleaned_data.get("used_unit")):
            self.add_error("used_unit", _("Write both how much and its unit, or neither."))
        return super().clean()

    def with_part(self, given: dict[str, Any], falls: tco.Timing) -> tco.Study:
        study, name, own = self.study, tco.Name(given["name"], given["name"]), given["own"]
        quantity = list(given["counted"])
        unit = tco.left_unit(study, quantity, falls, given["used_unit"] or study.currency)
        id_ = tco.new_id(given["name"], [*self.ids(), *(each.id for each in study.lines)], "line")
        if given["used_unit"]:
            use = tco.Input(f"{id_}_use", _suffixed(name, "forbrug", "use"), unit, given["used"])
            study = tco.with_input(study, use, own=given["used"] if own else None)
            quantity.append(use.id)
            own, unit = False, f"{study.currency}/{given['used_unit']}"
        price = tco.Input(f"{id_}_price", _suffixed(name, "pris", "price"), unit, given["price"])
        study = tco.with_input(study, _from_bidders(price, own), own=given["price"] if own else None)
        budget: Literal["investment", "operation"] = "operation"
        if given["kind"] in ("acquisition", "replacement", "resale"):
            budget = "investment"
        line = tco.Line(id_, name, given["kind"], tuple(quantity), (price.id,), falls, budget=budget)
        return replace(study, lines=(*study.lines, line))


class EffectForm(PartForm):
    """An effect on others: counted things × kilograms; and a known price for it, where it has none."""

    substance = Line(label=gettext_lazy("What is given off?"), max_length=40, initial="co2e")
    amount = ValueField(label=gettext_lazy("Kilograms"), percent=False, may_change=False)
    source = Line(label=gettext_lazy("Where is the number from?"), max_length=500, required=False)
    priced = forms.ChoiceField(label=gettext_lazy("Price of it"), required=False)
    field_order = ("name", "substance", "when", "which", "counted", "amount", "source", "own", "priced")

    def __init__(self, data: Mapping[str, Any] | None = None, *, study: tco.Study, prefix: str) -> None:
        super().__init__(data, study=study, prefix=prefix)
        per_ton = tco.Input("price", tco.Name("", ""), f"{self.study.currency}/t", 0.0)
        self.fields["priced"].choices = [("", _("None; kilograms alone")), *known_values(per_ton)]  # type: ignore[attr-defined]  # a choice field

    def with_part(self, given: dict[str, Any], falls: tco.Timing) -> tco.Study:
        study, name = self.study, tco.Name(given["name"], given["name"])
        unit = tco.left_unit(study, given["counted"], falls, "kg")
        id_ = tco.new_id(given["name"], [*self.ids(), *(each.id for each in study.effects)], "effect")
        factor = tco.Input(f"{id_}_kg", _suffixed(name, "udledning", "given off"), unit, given["amount"],
                           source=given["source"])  # fmt: skip
        factor = _from_bidders(factor, given["own"])
        study = tco.with_input(study, factor, own=given["amount"] if given["own"] else None)
        effect = tco.Effect(id_, name, given["substance"], (*given["counted"], factor.id), falls)
        study = replace(study, effects=(*study.effects, effect))
        has_price = any(given["substance"] in dict(each.prices) for each in study.price_sets)
        return _with_price(study, given["substance"], given["priced"]) if given["priced"] and not has_price else study


class ResidualForm(forms.Form):
    """What is left at the end, by a rule. After is_valid, `changed` is the study with it."""

    changed: tco.Study

    name = Line(label=gettext_lazy("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of value?"), choices=LEFT_KINDS)
    own = forms.BooleanField(label=gettext_lazy("Each alternative has its own number"), required=False)
    field_order = ("name", "kind", "of", "rule", "share", "share_new", "life", "life_new", "own")

    def __init__(self, data: Mapping[str, Any] | None = None, *, study: tco.Study, prefix: str) -> None:
        self.study = study
        super().__init__(data, prefix=prefix)
        self.fields.update(residuals.residual_fields(study))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        name = tco.Name(given["name"], given["name"])
        try:
            study, rule = residuals.residual_of(self.study, given, name, own=given["own"])
            taken = [each.id for part in (study.inputs, study.lines) for each in part]
            line = tco.Line(
                tco.new_id(given["name"], taken, "line"), name, given["kind"], (), (), tco.Timing("end"),
                budget="investment", residual=rule,
            )  # fmt: skip
            changed = replace(study, lines=(*study.lines, line))
            self.changed = tco.study_from(tco.study_to_data(changed), study.id)
        except forms.ValidationError as error:
            self.add_error(None, error)
        except tco.StudyError as error:
            for each in error.problems:
                self.add_error(residuals.field_at(given, each.place), in_language(tco.Name(each.da, each.en)))
        return given


def _with_price(study: tco.Study, substance: str, reference: str) -> tco.Study:
    _set, known = tco.parameter(reference)
    price = tco.Input(
        tco.new_id(f"{substance}_price", [each.id for each in study.inputs], "price"), known.name, known.unit,
        known.value, parameter=reference,
    )  # fmt: skip
    id_ = tco.new_id(f"{known.id}", [each.id for each in study.price_sets], "prices")
    prices = tco.PriceSet(id_, known.name, ((substance, price.id),))
    return replace(tco.with_input(study, price), price_sets=(*study.price_sets, prices))


def _suffixed(name: tco.Name, da: str, en: str) -> tco.Name:
    return tco.Name(f"{name.da}, {da}", f"{name.en}, {en}")


def _from_bidders(given: tco.Input, own: bool) -> tco.Input:
    return replace(given, fixed_by="bidder") if own else given


Change = Callable[[tco.Study, str], tco.Study]


def _like_the_last(study: tco.Study, _id: str) -> tco.Study:
    number = len(study.alternatives) + 1
    name = _("Alternative %(number)s") % {"number": number}
    return tco.with_alternative(study, name, study.alternatives[-1].id)


def _without_pair(study: tco.Study, number: str) -> tco.Study:
    return replace(study, correlations=tuple(p for n, p in enumerate(study.correlations) if str(n) != number))


CHANGES: dict[str, Change] = {
    "add_alternative": _like_the_last,
    "remove_alternative": tco.without_alternative,
    "remove_line": tco.without_line,
    "remove_effect": tco.without_effect,
    "remove_correlation": _without_pair,
}


def changed_by(word: str, study: tco.Study) -> tco.Study | None:
    """The study after the small change a button names (`remove_line:water`); None where it names none."""
    what, _colon, id_ = word.partition(":")
    change = CHANGES.get(what)
    known: dict[str, Iterable[str]] = {
        "remove_alternative": (each.id for each in study.alternatives),
        "remove_line": (each.id for each in study.lines),
        "remove_effect": (each.id for each in study.effects),
        "remove_correlation": map(str, range(len(study.correlations))),
    }
    if change is None or (what in known and id_ not in known[what]):
        return None
    return change(study, id_)
