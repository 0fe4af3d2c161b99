"""A study as a form: the document's numbers in fields, and the document again from what was filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.documents import Document
from flok.apps.tco.forms import correlations, numbers
from flok.apps.tco.forms.inputs import InputFields, ValueField
from flok.apps.tco.forms.opened import PREFIX, Opened, opened_in
from flok.apps.tco.forms.placing import field_at
from flok.apps.tco.forms.texts import LONGEST, in_language, kept, language, one_line, renamed
from flok.domain import tco
from flok.report.studies import place_in_words

_PRICES = [
    ("real", gettext_lazy("Today's prices, without inflation")),
    ("nominal", gettext_lazy("The prices of each year, with inflation in them")),
]
OWN_RATE, OWN_STEPS = "own", "steps"
_COMPARISONS = [
    ("same_period", gettext_lazy("All over the same period")),
    ("replacement_chain", gettext_lazy("Bought again each time one is worn out, until the period ends")),
    ("equivalent_annual", gettext_lazy("By the year, each over its own life")),
]


class StudyForm(forms.Form):
    """`document` is what the fields belong to. After is_valid, `after` is the document as it was filled in.

    `opened`: the cost or effect whose fields are there too, as `line:ID` or `effect:ID`; a form that is sent says it
    in its field `open`.
    """

    after: Document

    name = Line(label=gettext_lazy("What is compared?"), max_length=LONGEST)
    summary = Line(label=gettext_lazy("What is it about, in a sentence?"), max_length=LONGEST, required=False)
    base_date = forms.DateField(
        label=gettext_lazy("The first day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    horizon = forms.IntegerField(label=gettext_lazy("Over how many years?"), min_value=1, max_value=120)
    comparison = forms.ChoiceField(label=gettext_lazy("How are they compared?"), choices=_COMPARISONS)
    discount = forms.ChoiceField(label=gettext_lazy("Discount rate"))
    rate = ValueField(label=gettext_lazy("A rate of our own, per cent"), percent=True, may_change=False, required=False)
    source = Line(label=gettext_lazy("Where is our own rate from?"), max_length=LONGEST, required=False)
    prices = forms.ChoiceField(label=gettext_lazy("What prices are these?"), choices=_PRICES)
    inflation = ValueField(
        label=gettext_lazy("Inflation a year, per cent"), percent=True, may_change=False, required=False,
        help_text=gettext_lazy("Only where the rate and the prices are not of the same kind."),
    )  # fmt: skip
    unit_name = Line(
        label=gettext_lazy("Tell the cost for each"), max_length=LONGEST, required=False,
        help_text=gettext_lazy("For instance wash or kilometre."),
    )  # fmt: skip
    unit_of = forms.MultipleChoiceField(
        label=gettext_lazy("How many of them there are a year is the product of"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    in_tender = forms.BooleanField(
        label=gettext_lazy("The method stands in the tender documents"), required=False
    )  # fmt: skip
    headline = forms.ChoiceField(label=gettext_lazy("Count effects on others into the comparison"), required=False)
    baseline = forms.ChoiceField(label=gettext_lazy("Savings are counted against"), required=False)
    note = Line(label=gettext_lazy("What is new in this version?"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, document: Document, opened: str = "") -> None:
        self.document, self.study = document, document.study
        self.part: Opened | None = opened_in(self.study, opened if data is None else data.get("open", ""))
        values = {each.id: dict(each.values) for each in self.study.alternatives}
        self.inputs = [InputFields(each, tuple(values), tco.may_hold(self.study, each)) for each in self.study.inputs]
        initial = self._initial()
        for each in self.inputs:
            initial |= each.initial(values)
        if self.part:
            initial |= self.part.initial()
        super().__init__(data, initial=initial)
        for each in self.inputs:
            self.fields.update(each.fields())
        self.fields.update(correlations.rank_fields(self.study))
        if self.part:
            self.fields.update(self.part.fields())
        for one in self.study.alternatives:
            self.fields[f"name@{one.id}"] = Line(label=gettext_lazy("Name of the alternative"), max_length=LONGEST)
        if self.study.is_example:
            self.fields["ours"] = forms.BooleanField(
                label=gettext_lazy("The figures are our own now, not the template's"), required=False
            )
        self._choices("discount", [*discounts(self.study)])
        self._choices("headline", [("", _("No, costs alone")), *_named(self.study.price_sets)])
        self._choices("unit_of", _named(each for each in self.study.inputs if self._is_of_unit(each)))
        self._choices("baseline", [("", _("Nothing")), *_named(self.study.alternatives)])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field

    def _is_of_unit(self, given: tco.Input) -> bool:
        named = self.study.per_unit.quantity if self.study.per_unit else ()
        return given.id in named or tco.may_count(given, self.study.currency)

    def _initial(self) -> dict[str, Any]:
        study, rates = self.study, self.study.discounting
        choice, is_own = discount_choice(study), not rates.parameter
        told: dict[str, Any] = {
            "name": one_line(in_language(study.name)), "summary": one_line(in_language(study.summary)),
            "base_date": study.base_date, "horizon": study.horizon, "prices": study.prices,
            "comparison": study.comparison, "headline": study.headline, "baseline": study.baseline,
            "in_tender": study.in_tender, "discount": choice,
            "rate": numbers.written(rates.steps[0][1], percent=True) if choice == OWN_RATE else "",
            "source": one_line(rates.source) if is_own else "",
            "inflation": "" if rates.inflation is None else numbers.written(rates.inflation, percent=True),
            "unit_name": one_line(in_language(study.per_unit.name)) if study.per_unit else "",
            "unit_of": list(study.per_unit.quantity) if study.per_unit else [],
        }  # fmt: skip
        for number, each in enumerate(study.correlations):
            told[f"rank.{number}"] = numbers.written(each.rank)
        return told | {f"name@{each.id}": one_line(in_language(each.name)) for each in study.alternatives}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("discount") == OWN_RATE and "rate" in given and not isinstance(given["rate"], float):
            self.add_error("rate", _("Write the rate, for instance 3,5."))
        if "unit_name" in given and bool(given["unit_name"]) != bool(given.get("unit_of")):
            self.add_error("unit_name", _("Write both what it is for each of, and what there is a year, or neither."))
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
        except forms.ValidationError as error:
            self.add_error(None, error)
        except tco.StudyError as error:
            self.tell(error.problems)
        return given

    def _study(self, given: Mapping[str, Any], inputs: tuple[tco.Input, ...]) -> tco.Study:
        own = {each.id: one for one, each in zip(self.inputs, inputs, strict=True) if each.value is None}
        alternatives = tuple(
            replace(
                each, name=renamed(each.name, given[f"name@{each.id}"]),
                values=tuple((id_, own[id_].value_of(each.id, given)) for id_ in _in_order(each, own)),
            )
            for each in self.study.alternatives
        )  # fmt: skip
        changed = replace(
            self.study, name=renamed(self.study.name, given["name"]), horizon=given["horizon"],
            summary=renamed(self.study.summary, given["summary"]), base_date=given["base_date"],
            prices=given["prices"], in_tender=given["in_tender"], per_unit=self._per_unit(given),
            comparison=given["comparison"], headline=given["headline"], baseline=given["baseline"],
            discounting=self._discounting(given), inputs=inputs, alternatives=alternatives,
            is_example=self.study.is_example and not given.get("ours"),
        )  # fmt: skip
        changed = correlations.with_ranks(changed, given)
        if self.part:
            changed = self.part.changed(changed, given)
        if changed.comparison != "same_period" and not changed.life:
            return tco.with_life(changed, tco.new_id("life", [each.id for each in inputs], "life"), _LIFE)
        return changed

    def _per_unit(self, given: Mapping[str, Any]) -> tco.PerUnit | None:
        old, of = self.study.per_unit, given["unit_of"]
        if not of:
            return None
        if old is None:
            return tco.PerUnit(tco.Name(given["unit_name"], given["unit_name"]), tuple(of))
        quantity = old.quantity if set(of) == set(old.quantity) else tuple(of)
        return tco.PerUnit(renamed(old.name, given["unit_name"]), quantity)

    def _discounting(self, given: Mapping[str, Any]) -> tco.Discounting:
        old, chosen = replace(self.study.discounting, inflation=given["inflation"]), given["discount"]
        source = kept(old.source, given["source"])
        if chosen == discount_choice(self.study) and (chosen != OWN_RATE or given["rate"] == old.steps[0][1]):
            return old if old.parameter else replace(old, source=source)
        if chosen == OWN_RATE:
            return replace(old, steps=((1, given["rate"]),), parameter="", source=source)
        known = next(each for each in tco.parameter_sets() if each.reference == chosen)
        assert known.discount is not None
        basis, steps = known.discount
        return replace(old, basis=basis, steps=steps, parameter=chosen, source=known.source)

    def tell(self, problems: Iterable[tco.Problem]) -> None:
        """What is wrong with the document, at the field it stands in, or above the form."""
        for each in problems:
            field = field_at(each.place, self.fields, self.part)
            said = self._said_of(each, field)
            where = place_in_words(self.study, each.place, language())
            self.add_error(field, said if field else f"{where}: {said}")

    def _said_of(self, problem: tco.Problem, field: str | None) -> str:
        if problem.place == "correlations":
            return correlations.impossible()
        said = in_language(tco.Name(problem.da, problem.en))
        if problem.code == "unit_mismatch" and field == f"{PREFIX}when":
            return _("Numbers are by the year where it falls every year or month, and else not: %(said)s.") % {
                "said": said
            }
        return said

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
        if id_ and kind in ("low", "high", "source", "parameter", "fixed", "shown", "least", "most"):
            return f" ({in_language(self.study.input(id_).name)})"
        if kind == "part" and self.part:
            return f" ({in_language(self.part.given.name)})"
        own = name.partition("@")[2]
        return f" ({in_language(self.study.alternative(own).name)})" if own and kind == "value" else ""


def _in_order(alternative: tco.Alternative, own: Collection[str]) -> list[str]:
    """The inputs an alternative has values of, as they stood, and after them those that are new."""
    named = [id_ for id_, _value in alternative.values if id_ in own]
    return [*named, *(id_ for id_ in own if id_ not in named)]


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


def _named(parts: Iterable[tco.Alternative | tco.PriceSet | tco.Input]) -> list[tuple[str, str]]:
    return [(each.id, in_language(each.name)) for each in parts]
