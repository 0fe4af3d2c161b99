"""One cost or effect of a study while it is changed: what it is called, when it falls, how it changes, whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.fields import Line
from flok.apps.tco.forms import residuals, timing
from flok.apps.tco.forms.changing import ChangeFields
from flok.apps.tco.forms.texts import LONGEST, in_language, kept, one_line, renamed
from flok.domain import tco

PREFIX = "part."
KINDS = [
    ("operation", gettext_lazy("Operation")),
    ("consumables", gettext_lazy("Consumables")),
    ("maintenance", gettext_lazy("Maintenance")),
    ("acquisition", gettext_lazy("Acquisition")),
    ("transaction", gettext_lazy("Work with the purchase")),
    ("replacement", gettext_lazy("Replacement of parts")),
    ("end_of_life", gettext_lazy("Disposal")),
    ("income", gettext_lazy("Income (counts against the costs)")),
    ("resale", gettext_lazy("Sale at the end (counts against the costs)")),
]
RESIDUAL = ("residual", gettext_lazy("Value left at the end (counts against the costs)"))
BUDGETS = [("investment", gettext_lazy("Investment")), ("operation", gettext_lazy("Operation"))]
LEFT_KINDS = [RESIDUAL, KINDS[-1]]
_PRICE = gettext_lazy("How does the price change over the years?")
_QUANTITY = gettext_lazy("How does the quantity change over the years?")
Part = TypeVar("Part", tco.Line, tco.Effect)


def opened_in(study: tco.Study, word: str) -> Opened | None:
    """What `line:ID` or `effect:ID` names; None where it names none."""
    kind, _colon, id_ = word.partition(":")
    known: dict[str, Sequence[tco.Line | tco.Effect]] = {"line": study.lines, "effect": study.effects}
    return next((Opened(word, study, each) for each in known.get(kind, ()) if each.id == id_), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """`word`: what names it. The fields are called part.FIELD."""

    word: str
    study: tco.Study
    given: tco.Line | tco.Effect

    @property
    def rule(self) -> tco.Residual | None:
        return self.given.residual if isinstance(self.given, tco.Line) else None

    @property
    def changes(self) -> tuple[ChangeFields, ...]:
        if self.rule is not None:
            return ()
        quantity = ChangeFields("quantity_change", self.given.quantity_change, _QUANTITY)
        if isinstance(self.given, tco.Line):
            return ChangeFields("price_change", self.given.price_change, _PRICE), quantity
        return (quantity,)

    def fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {"name": Line(label=gettext_lazy("What is it called?"), max_length=LONGEST)}
        if isinstance(self.given, tco.Line):
            kinds = [*KINDS, RESIDUAL] if self.rule is None else LEFT_KINDS
            found["kind"] = forms.ChoiceField(label=gettext_lazy("What kind of cost?"), choices=kinds)
        if self.rule is None:
            found |= timing.when_fields(self.study) | timing.limit_fields()
        else:
            found |= residuals.residual_fields(self.study, self.rule)
        for each in self.changes:
            found |= each.fields(self.study)
        if isinstance(self.given, tco.Line):
            found["budget"] = forms.ChoiceField(label=gettext_lazy("On which budget?"), choices=BUDGETS)
            found["account"] = Line(label=gettext_lazy("Account"), max_length=LONGEST, required=False)
        if len(self.study.alternatives) > 1:
            found["alternatives"] = forms.MultipleChoiceField(
                label=gettext_lazy("Which alternatives have it?"), widget=forms.CheckboxSelectMultiple, required=False,
                choices=[(each.id, in_language(each.name)) for each in self.study.alternatives],
            )  # fmt: skip
            found["reason"] = Line(
                label=gettext_lazy("Why do the others not have it?"), max_length=LONGEST, required=False
            )
        return {f"{PREFIX}{name}": field for name, field in found.items()}

    def initial(self) -> dict[str, Any]:
        given = self.given
        whose = given.alternatives or tuple(each.id for each in self.study.alternatives)
        found: dict[str, Any] = {
            "name": one_line(in_language(given.name)), "alternatives": list(whose), "reason": one_line(given.reason),
        }  # fmt: skip
        if isinstance(given, tco.Line):
            found |= {"kind": given.kind, "budget": given.budget, "account": one_line(given.account)}
        found |= timing.told(given.timing) if self.rule is None else residuals.told(self.rule)
        for each in self.changes:
            found |= each.initial
        return {f"{PREFIX}{name}": value for name, value in found.items()}

    def changed(self, study: tco.Study, cleaned: Mapping[str, Any]) -> tco.Study:
        """The study with the part as the fields say. Raises ValidationError: {field: message}."""
        given = {name.removeprefix(PREFIX): value for name, value in cleaned.items() if name.startswith(PREFIX)}
        try:
            if isinstance(self.given, tco.Line):
                return self._line(study, self.given, given)
            study, effect = self._both(study, self.given, given)
            return replace(study, effects=_exchanged(study.effects, effect))
        except forms.ValidationError as error:
            raise forms.ValidationError(
                {f"{PREFIX}{name}": messages for name, messages in error.message_dict.items()}
            ) from None

    def _line(self, study: tco.Study, line: tco.Line, given: Mapping[str, Any]) -> tco.Study:
        study, line = self._both(study, line, given)
        if line.residual is not None:
            study, rule = residuals.residual_of(study, given, line.name, before=line.residual)
            line = replace(line, residual=rule)
        else:
            study, price_change = self.changes[0].changed(study, given, line.name)
            line = replace(line, price_change=price_change)
        account = kept(line.account, given["account"])
        line = replace(line, kind=given["kind"], budget=given["budget"], account=account)
        return replace(study, lines=_exchanged(study.lines, line))

    def _both(self, study: tco.Study, part: Part, given: Mapping[str, Any]) -> tuple[tco.Study, Part]:
        """What a line and an effect have in common."""
        part = replace(part, name=renamed(part.name, given["name"]))
        if self.rule is None:
            part = replace(part, timing=timing.timing_of(given))
            study, change = self.changes[-1].changed(study, given, part.name)
            part = replace(part, quantity_change=change)
        if "alternatives" in given:
            if not given["alternatives"]:
                raise forms.ValidationError({"alternatives": _("Choose at least one alternative.")})
            has = [each.id for each in study.alternatives if each.id in given["alternatives"]]
            named = () if len(has) == len(study.alternatives) else tuple(has)
            same = set(named) == set(part.alternatives)
            reason = kept(part.reason, given["reason"])
            part = replace(part, alternatives=part.alternatives if same else named, reason=reason)
        return study, part

    def field_at(self, more: str) -> str:
        """The field where a problem at `more` of the part belongs."""
        first = more.partition(".")[0]
        if first == "residual":
            first = more.split(".")[1] if "." in more else "rule"
        if first in ("price_change", "quantity_change"):
            first += "_numbers"
        return f"{PREFIX}{first or 'when'}"


def _exchanged(parts: tuple[Part, ...], changed: Part) -> tuple[Part, ...]:
    return tuple(changed if each.id == changed.id else each for each in parts)
