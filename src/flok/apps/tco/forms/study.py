"""A study as a form: the document's numbers in fields, and the document again from what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from flok.apps.members.fields import Line
from flok.apps.tco.documents import Document
from flok.apps.tco.forms import numbers
from flok.apps.tco.forms.inputs import InputFields, ValueField
from flok.domain import tco
from flok.report.studies import place_in_words

OWN_RATE, OWN_STEPS = "own", "steps"
_COMPARISONS = [
    ("same_period", gettext_lazy("All over the same period")),
    ("replacement_chain", gettext_lazy("Bought again each time one is worn out, until the period ends")),
    ("equivalent_annual", gettext_lazy("By the year, each over its own life")),
]


class StudyForm(forms.Form):
    """`document` is what the fields belong to. After is_valid, `after` is the document as it was filled in."""

    after: Document

    name = Line(label=gettext_lazy("What is compared?"), max_length=200)
    horizon = forms.IntegerField(label=gettext_lazy("Over how many years?"), min_value=1, max_value=120)
    comparison = forms.ChoiceField(label=gettext_lazy("How are they compared?"), choices=_COMPARISONS)
    discount = forms.ChoiceField(label=gettext_lazy("Discount rate"))
    rate = ValueField(label=gettext_lazy("A rate of our own, per cent"), percent=True, may_change=False, required=False)
    headline = forms.ChoiceField(label=gettext_lazy("Count effects on others into the comparison"), required=False)
    baseline = forms.ChoiceField(label=gettext_lazy("Savings are counted against"), required=False)
    note = Line(label=gettext_lazy("What is new in this version?"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document) -> None:
        self.document, self.study = document, document.study
        values = {each.id: dict(each.values) for each in self.study.alternatives}
        self.inputs = [InputFields(each, tuple(values)) for each in self.study.inputs]
        initial = self._initial()
        for each in self.inputs:
            initial |= each.initial(values)
        super().__init__(data, initial=initial)
        for each in self.inputs:
            self.fields.update(each.fields())
        for one in self.study.alternatives:
            self.fields[f"name@{one.id}"] = Line(label=gettext_lazy("Name of the alternative"), max_length=200)
        if self.study.is_example:
            self.fields["ours"] = forms.BooleanField(
                label=gettext_lazy("The figures are our own now, not the template's"), required=False
            )
        self._choices("discount", [*discounts(self.study)])
        self._choices("headline", [("", _("No, costs alone")), *_named(self.study.price_sets)])
        self._choices("baseline", [("", _("Nothing")), *_named(self.study.alternatives)])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field

    def _initial(self) -> dict[str, Any]:
        study, rates = self.study, self.study.discounting
        told: dict[str, Any] = {
            "name": in_language(study.name), "horizon": study.horizon, "comparison": study.comparison,
            "headline": study.headline, "baseline": study.baseline, "discount": discount_choice(study),
            "rate": numbers.written(rates.steps[0][1], percent=True) if discount_choice(study) == OWN_RATE else "",
        }  # fmt: skip
        return told | {f"name@{each.id}": in_language(each.name) for each in study.alternatives}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("discount") == OWN_RATE and "rate" in given and not isinstance(given["rate"], float):
            self.add_error("rate", _("Write the rate, for instance 3,5."))
        if self.errors:
            return given
        inputs = []
        for each in self.inputs:
            try:
                inputs.append(each.changed(given, self.initial))
            except forms.ValidationError as error:
                self.add_error(None, error)
        if self.errors:
            return given
        try:
            self.after = self.document.with_study(self._study(given, tuple(inputs)))
        except tco.StudyError as error:
            self.tell(error.problems)
        return given

    def _study(self, given: Mapping[str, Any], inputs: tuple[tco.Input, ...]) -> tco.Study:
        own = [each.id for each in inputs if each.value is None]
        alternatives = tuple(
            replace(
                each, name=renamed(each.name, given[f"name@{each.id}"]),
                values=tuple((id_, given[f"value.{id_}@{each.id}"]) for id_ in own),
            )
            for each in self.study.alternatives
        )  # fmt: skip
        changed = replace(
            self.study, name=renamed(self.study.name, given["name"]), horizon=given["horizon"],
            comparison=given["comparison"], headline=given["headline"], baseline=given["baseline"],
            discounting=self._discounting(given), inputs=inputs, alternatives=alternatives,
            is_example=self.study.is_example and not given.get("ours"),
        )  # fmt: skip
        if changed.comparison != "same_period" and not changed.life:
            return tco.with_life(changed, tco.new_id("life", [each.id for each in inputs], "life"), _LIFE)
        return changed

    def _discounting(self, given: Mapping[str, Any]) -> tco.Discounting:
        old, chosen = self.study.discounting, given["discount"]
        if chosen == discount_choice(self.study) and (chosen != OWN_RATE or given["rate"] == old.steps[0][1]):
            return old
        if chosen == OWN_RATE:
            return replace(old, steps=((1, given["rate"]),), parameter="", source="")
        known = next(each for each in tco.parameter_sets() if each.reference == chosen)
        assert known.discount is not None
        basis, steps = known.discount
        return replace(old, basis=basis, steps=steps, parameter=chosen, source=known.source)

    def tell(self, problems: Iterable[tco.Problem]) -> None:
        """What is wrong with the document, at the field it stands in, or above the form."""
        for each in problems:
            field = self._field_at(each.place)
            said = in_language(tco.Name(each.da, each.en))
            where = place_in_words(self.study, each.place, language())
            self.add_error(field, said if field else f"{where}: {said}")

    def _field_at(self, place: str) -> str | None:
        kind, _dot, rest = place.partition(".")
        id_, _dot, more = rest.partition(".")
        names = {
            "input": f"low.{id_}" if more.startswith("uncertainty") else f"value.{id_}",
            "alternative": f"value.{more.removeprefix('values.')}@{id_}", "life": "comparison",
        }  # fmt: skip
        name = names.get(kind, kind)
        return name if name in self.fields else None

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """What is wrong, as (label, message), for where the fields are not shown again."""
        return [
            (str(self.fields[name].label) + self._whose(name) if name in self.fields else "", str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]

    def _whose(self, name: str) -> str:
        """Which input or alternative a field is of, where its label does not say so."""
        kind, _dot, id_ = name.partition(".")
        if kind in ("low", "high", "source", "parameter"):
            return f" ({in_language(self.study.input(id_).name)})"
        own = name.partition("@")[2]
        return f" ({in_language(self.study.alternative(own).name)})" if own and kind == "value" else ""


_LIFE = tco.Name("Levetid", "Lifetime")


def discount_choice(study: tco.Study) -> str:
    rates = study.discounting
    return rates.parameter or (OWN_RATE if len(rates.steps) == 1 else OWN_STEPS)


def discounts(study: tco.Study) -> list[tuple[str, str]]:
    """The rates to choose among, each with the day it is from."""
    known = [
        (each.reference, f"{in_language(each.name)} ({each.published.isoformat()})")
        for each in tco.parameter_sets()
        if each.discount is not None
    ]
    own = [(OWN_STEPS, _("The steps of the document"))] if discount_choice(study) == OWN_STEPS else []
    return [*known, *own, (OWN_RATE, _("A rate of our own"))]


def language() -> str:
    return "en" if get_language() == "en" else "da"


def in_language(name: tco.Name) -> str:
    return name.en if language() == "en" else name.da


def renamed(name: tco.Name, text: str) -> tco.Name:
    """The name in the page's language; in both where they were alike."""
    if text == in_language(name):
        return name
    if name.da == name.en:
        return tco.Name(text, text)
    return replace(name, en=text) if language() == "en" else replace(name, da=text)


def _named(parts: Iterable[tco.Alternative | tco.PriceSet]) -> list[tuple[str, str]]:
    return [(each.id, in_language(each.name)) for each in parts]
