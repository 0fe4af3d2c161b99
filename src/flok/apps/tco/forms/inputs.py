"""The fields of one input of a study: its value (or one for each alternative), how far it may vary, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from flok.apps.members.fields import Line
from flok.apps.tco.forms import numbers
from flok.apps.tco.forms.texts import LONGEST, kept, one_line
from flok.domain import tco
from flok.report import studies

SHARES = ("rate", "share")
_NARROW = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
_WITH_ENDS = ("triangular", "pert", "uniform")
SAME = "same"
_WE = ("authority", gettext_lazy("We do"))
_OF_COMMON = [_WE, ("bidder", gettext_lazy("Each bidder: then each alternative has its own"))]
_OF_OWN = [
    _WE, ("bidder", gettext_lazy("Each bidder")), (SAME, gettext_lazy("We do, and it is as the first one's for all")),
]  # fmt: skip


class ValueField(Line):
    """A number or, where `may_change`, a path by year; gives float or Path."""

    def __init__(self, *, percent: bool, may_change: bool, **given: Any) -> None:
        self.percent, self.may_change = percent, may_change
        super().__init__(max_length=10_000 if may_change else 60, widget=_NARROW, **given)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        read = numbers.read_value if self.may_change else numbers.read
        return read(text, percent=self.percent)


@dataclass(frozen=True, slots=True)
class InputFields:
    """`given` as it stands in the document; `alternatives`: ids. Fields: value.ID, value.ID@ALTERNATIVE, low.ID ...

    low and high are how far the value may be off; least and most are what a bid may plausibly say. may_hold: substances
    whose tax or harm may be in this price already.
    """

    given: tco.Input
    alternatives: tuple[str, ...]
    may_hold: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        return self.given.unit in SHARES

    @property
    def value_names(self) -> list[str]:
        if self.given.value is not None:
            return [f"value.{self.given.id}"]
        return [f"value.{self.given.id}@{each}" for each in self.alternatives]

    @property
    def has_ends(self) -> bool:
        """Whether its uncertainty is told by a lowest and a highest value, or there is none yet."""
        unknown = self.given.uncertainty
        return unknown is None or (unknown.distribution in _WITH_ENDS and not (unknown.relative and self.is_share))

    @property
    def bounds(self) -> tuple[str, ...]:
        """The fields of what is plausible: of what bidders state, or where it has been said."""
        is_asked = self.given.value is None or self.given.low is not None or self.given.high is not None
        return ("least", "most") if is_asked else ()

    def fields(self) -> dict[str, forms.Field]:
        id_, name = self.given.id, self.given.name
        label = name.en if get_language() == "en" else name.da
        is_common = self.given.value is not None
        found: dict[str, forms.Field] = {
            each: ValueField(label=label, percent=self.is_share, may_change=is_common) for each in self.value_names
        }
        found[f"low.{id_}"] = Line(label=gettext_lazy("At the lowest"), max_length=60, required=False, widget=_NARROW)
        found[f"high.{id_}"] = Line(label=gettext_lazy("At the highest"), max_length=60, required=False, widget=_NARROW)
        found[f"source.{id_}"] = Line(label=gettext_lazy("Source"), max_length=LONGEST, required=False)
        found[f"fixed.{id_}"] = forms.ChoiceField(
            label=gettext_lazy("Who fixes it?"), choices=_OF_COMMON if is_common else _OF_OWN
        )
        found[f"shown.{id_}"] = Line(
            label=gettext_lazy("How is it shown to be true?"), max_length=LONGEST, required=False
        )
        if self.bounds:
            for end, said in (("least", gettext_lazy("Plausible from")), ("most", gettext_lazy("Plausible to"))):
                found[f"{end}.{id_}"] = ValueField(label=said, percent=self.is_share, may_change=False, required=False)
        if self.may_hold:
            of = [
                (each, _("The price of %(substance)s") % {"substance": studies.substance_in_words(each)})
                for each in self.may_hold
            ]
            found[f"holds.{id_}"] = forms.MultipleChoiceField(
                label=gettext_lazy("What is in this price already?"), required=False, choices=of,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        known = known_values(self.given) if is_common else []
        if known:
            choices = [("", gettext_lazy("A value of our own")), *known]
            found[f"parameter.{id_}"] = forms.ChoiceField(
                label=gettext_lazy("Use a known value"), choices=choices, required=False
            )
        return found

    def initial(self, values: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
        """`values`: of each alternative, by input."""
        id_ = self.given.id
        if self.given.value is not None:
            told = {f"value.{id_}": numbers.written_value(self.given.value, percent=self.is_share)}
        else:
            told = {
                f"value.{id_}@{each}": numbers.written(values[each][id_], percent=self.is_share)
                for each in self.alternatives
            }
        low, high = self._ends()
        source = "" if self.given.parameter else one_line(self.given.source)
        bounds = {"least": self.given.low, "most": self.given.high} if self.bounds else {}
        told |= {
            f"{name}.{id_}": "" if bound is None else numbers.written(bound, percent=self.is_share)
            for name, bound in bounds.items()
        }
        return told | {
            f"low.{id_}": low, f"high.{id_}": high, f"source.{id_}": source, f"fixed.{id_}": self.given.fixed_by,
            f"shown.{id_}": one_line(self.given.verified_by), f"parameter.{id_}": self.given.parameter,
            f"holds.{id_}": [each for each in self.given.includes if each in self.may_hold],
        }  # fmt: skip

    def _ends(self) -> tuple[str, str]:
        unknown = self.given.uncertainty
        if unknown is None or not self.has_ends:
            return "", ""
        ends = [float(dict(unknown.parameters)[key]) for key in ("low", "high")]  # type: ignore[arg-type]  # numbers
        if unknown.relative:
            low, high = (f"{numbers.written(each - 1, percent=True, signed=True)} %" for each in map(_exact, ends))
        else:
            low, high = (numbers.written(each, percent=self.is_share) for each in ends)
        return low, high

    def changed(self, cleaned: Mapping[str, Any], initial: Mapping[str, Any]) -> tco.Input:
        """The input as the form says. Raises ValidationError for how far it may vary: {field: message}."""
        given, id_ = self.given, self.given.id
        parameter = cleaned.get(f"parameter.{id_}", given.parameter)
        value = cleaned[f"value.{id_}"] if given.value is not None else None
        if parameter != given.parameter and parameter:
            value, given = tco.parameter(parameter)[1].value, replace(given, source="")
        elif value == given.value and parameter == given.parameter:
            value = given.value
        else:
            parameter = ""
        source = given.source if parameter else kept(given.source, cleaned[f"source.{id_}"])
        unknown = self._uncertainty(value, cleaned, initial)
        low, high = (
            cleaned[f"{name}.{id_}"] if self.bounds else None for name in ("least", "most")
        )  # fmt: skip
        told = replace(
            given, value=value, parameter=parameter, source=source, uncertainty=unknown, low=low, high=high,
            verified_by=kept(given.verified_by, cleaned[f"shown.{id_}"]), includes=self._includes(cleaned),
        )  # fmt: skip
        return self._fixed(told, cleaned)

    def _includes(self, cleaned: Mapping[str, Any]) -> tuple[str, ...]:
        old, chosen = self.given.includes, cleaned.get(f"holds.{self.given.id}", [])
        left = [each for each in old if each in chosen or each not in self.may_hold]
        return (*left, *(each for each in chosen if each not in old))

    def _fixed(self, told: tco.Input, cleaned: Mapping[str, Any]) -> tco.Input:
        """Who fixes it, and with that whether it is the same for all. Raises ValidationError: {field: message}."""
        by, field = cleaned[f"fixed.{told.id}"], f"fixed.{told.id}"
        if by == SAME:
            unknown = told.uncertainty and replace(told.uncertainty, shared=True)
            return replace(told, fixed_by="authority", value=cleaned[self.value_names[0]], uncertainty=unknown)
        if by == told.fixed_by or by == "authority" or told.value is None:
            return replace(told, fixed_by=by)
        if not isinstance(told.value, float):
            raise forms.ValidationError({field: _("What changes year by year is the same for all.")})
        if told.uncertainty is not None and not told.uncertainty.relative:
            said = _("First write how far it may be off in per cent: each alternative's number is another.")
            raise forms.ValidationError({f"low.{told.id}": said})
        return replace(told, fixed_by="bidder", value=None, parameter="")

    def value_of(self, alternative: str, cleaned: Mapping[str, Any]) -> float:
        """An alternative's own number: what is written for it, or what was the same for all."""
        own = f"value.{self.given.id}@{alternative}"
        return float(cleaned[own if own in cleaned else f"value.{self.given.id}"])

    def _uncertainty(
        self, value: float | tco.Path | None, cleaned: Mapping[str, Any], initial: Mapping[str, Any]
    ) -> tco.Uncertainty | None:
        names = [f"low.{self.given.id}", f"high.{self.given.id}"]
        texts = [cleaned[each] for each in names]
        old = self.given.uncertainty
        is_same = texts == [initial[each] for each in names]
        if is_same and (old is None or old.relative or value == self.given.value or not self.has_ends):
            return old
        if not any(texts):
            return None if self.has_ends else old
        if not all(texts):
            name = names[0] if not texts[0] else names[1]
            raise forms.ValidationError({name: _("Write both: at the lowest and at the highest.")})
        ends, relative = self._read_ends(dict(zip(names, texts, strict=True)))
        if not relative and not isinstance(value, float):
            raise forms.ValidationError(
                {names[0]: _("Write it in per cent of the value, for instance −20 % and 20 %.")}
            )
        middle = 1.0 if relative or not isinstance(value, float) else value
        kind = old.distribution if old is not None and self.has_ends else "triangular"
        parameters = {"low": ends[0], "high": ends[1]} | ({} if kind == "uniform" else {"mode": middle})
        shared = old.shared if old is not None else self.given.value is not None
        made = tco.Uncertainty(kind, tuple(sorted(parameters.items())), relative, shared)
        fault = tco.fault_of(made)
        if fault is not None:
            raise forms.ValidationError({names[0]: fault[get_language() == "en"]})
        return made

    def _read_ends(self, texts: Mapping[str, str]) -> tuple[list[float], bool]:
        """Both ends, and whether they are factors on the value."""
        relative = not self.is_share and all(each.rstrip().endswith("%") for each in texts.values())
        ends = []
        for name, text in texts.items():
            try:
                read = numbers.read(text.replace("+", ""), percent=relative or self.is_share)
            except forms.ValidationError as error:
                raise forms.ValidationError({name: error.messages}) from None
            ends.append(_exact(1 + read) if relative else read)
        return ends, relative


def known_values(given: tco.Input) -> list[tuple[str, str]]:
    """Values of the parameter sets in the input's unit, as (reference, name and its day)."""
    is_english = get_language() == "en"
    found = []
    for each in tco.parameter_sets():
        set_name = each.name.en if is_english else each.name.da
        for one in each.values:
            if one.unit == given.unit:
                name = one.name.en if is_english else one.name.da
                found.append((f"{each.reference}/{one.id}", f"{name} ({set_name}, {each.published.isoformat()})"))
    return found


def _exact(value: float) -> float:
    """1 + 0.2 and back without what floating point leaves."""
    return round(value, 12)
