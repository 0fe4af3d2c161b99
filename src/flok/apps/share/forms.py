"""Forms of targets and definitions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.share.queries import language, parsed, register
from flok.domain import spend
from flok.report import words

_OUTCOMES = ("sustainable", "not_sustainable", "unknown", "out_of_scope")
_OWN_SCOPE = (
    "Kun det, organisationen selv har afgrænset. En linje uden kode regnes med.",
    "Only what the organisation itself has chosen. A line without a code is counted in.",
)
_EQUIVALENT = (
    "Et menneske har bekræftet, at varen lever op til krav som de valgte mærkers (udbudsloven § 46, stk. 3).",
    "A person has confirmed that the item meets requirements like those of the chosen labels (Public Procurement Act"
    " § 46(3)).",
)
_NAMED = 5  # labels are named in a rule's words up to so many
_LABEL_KINDS = ("labels", "named", "equivalent_to")
_THEMES = {  # of the label register, in the order in which they are shown
    "environmental": gettext_lazy("Environment"),
    "organic": gettext_lazy("Organic"),
    "social": gettext_lazy("Social and fair trade"),
    "forest": gettext_lazy("Forest and wood"),
    "fish": gettext_lazy("Fish"),
    "animal_welfare": gettext_lazy("Animal welfare"),
    "climate": gettext_lazy("Climate"),
    "energy": gettext_lazy("Energy"),
    "circular": gettext_lazy("Circular"),
    "packaging": gettext_lazy("Packaging"),
    "health": gettext_lazy("Health"),
    "diet": gettext_lazy("Diet"),
    "origin": gettext_lazy("Origin"),
    "management": gettext_lazy("Management systems"),
}


class TargetForm(forms.Form):
    share = forms.DecimalField(
        label=gettext_lazy("Share, per cent"), min_value=Decimal("0.1"), max_value=100, decimal_places=1, localize=True
    )
    year = forms.IntegerField(
        label=gettext_lazy("By the end of the year"), min_value=2000, max_value=2100, required=False
    )
    source = forms.CharField(
        label=gettext_lazy("Who decided it, and where it can be read"),
        max_length=500,
        help_text=gettext_lazy("For instance: the municipal council, 14 March 2026, item 7."),
    )

    def aim(self) -> tuple[int, int | None, str]:
        """(thousandths, year, source), as actions.set_target takes it."""
        return int(self.cleaned_data["share"] * 10), self.cleaned_data["year"], self.cleaned_data["source"]


class _LabelGroups(forms.CheckboxSelectMultiple):
    template_name = "share/_label_groups.html"


class DefinitionForm(forms.Form):
    """The parts of a definition a purchaser changes. The rest follows the definition it is copied from.

    Which labels count is asked once: every rule of the original that asks about labels asks about these. Where its
    rules ask about different labels, they are changed in the document.
    """

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    summary = forms.CharField(
        label=gettext_lazy("In one sentence: what counts, and what does not"),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )
    source = forms.CharField(
        label=gettext_lazy("Who decided it, and where it can be read"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
    )
    labels = forms.MultipleChoiceField(label=gettext_lazy("Labels that count"), required=False, widget=_LabelGroups)
    unspsc = forms.CharField(
        label=gettext_lazy("Only these categories (UNSPSC)"),
        required=False,
        help_text=gettext_lazy("Beginnings of codes, 2 to 8 digits, with spaces between. Empty: all purchases."),
        widget=forms.Textarea({"rows": 3}),
    )
    cpv = forms.CharField(
        label=gettext_lazy("Only these categories (CPV)"), required=False, widget=forms.Textarea({"rows": 2})
    )
    on_contract = forms.BooleanField(label=gettext_lazy("Only what is bought on a contract"), required=False)

    def __init__(self, *args: Any, original: spend.Definition, **kwargs: Any) -> None:
        self.original = original
        super().__init__(*args, **{"initial": _initial(original), **kwargs})
        lang = language()
        self.labels_differ = len(_label_sets(original)) > 1
        if len(_label_sets(original)) == 1:
            self.fields["labels"].choices = _labels_by_theme(lang)  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["labels"]
        for place, rule in enumerate((*original.rules, original.otherwise)):
            self.fields[f"outcome_{place}"] = forms.ChoiceField(
                label=words.either(lang, rule.text_da, rule.text_en),
                choices=[(one, words.outcome(one, lang)) for one in _OUTCOMES],
                initial=rule.outcome,
            )

    @property
    def rule_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("outcome_")]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("outcome_") and name != "labels"]

    def clean_unspsc(self) -> tuple[str, ...]:
        return _prefixes(self.cleaned_data["unspsc"])

    def clean_cpv(self) -> tuple[str, ...]:
        return _prefixes(self.cleaned_data["cpv"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "labels" in self.fields and not cleaned.get("labels") and "labels" not in self.errors:
            self.add_error("labels", _("Choose at least one label."))
        if not self.errors:
            try:
                self.document = spend.definition_to_toml(self._changed(cleaned))
                parsed(self.document, self.original.id)
            except spend.DefinitionError as error:
                raise forms.ValidationError(words.either(language(), str(error), error.english)) from None
        return cleaned

    def _changed(self, cleaned: Mapping[str, Any]) -> spend.Definition:
        name, summary = cleaned["name"], cleaned["summary"]
        outcomes = [cleaned[f"outcome_{place}"] for place in range(len(self.original.rules) + 1)]
        labels = frozenset(cleaned.get("labels", ()))
        rules = [
            replace(_asking(rule, labels), outcome=outcome)
            for rule, outcome in zip(self.original.rules, outcomes, strict=False)
        ]
        return replace(
            self.original,
            name_da=name,
            name_en=name,
            summary_da=summary,
            summary_en=summary,
            source=cleaned["source"],
            target=None,
            scope=self._scope(cleaned),
            rules=tuple(rules),
            otherwise=replace(self.original.otherwise, outcome=outcomes[-1]),
            examples=(),
        )

    def _scope(self, cleaned: Mapping[str, Any]) -> spend.Scope | None:
        contract = "any" if cleaned["on_contract"] else None
        if not (cleaned["unspsc"] or cleaned["cpv"] or contract):
            return None
        before, limits = self.original.scope, (cleaned["unspsc"], cleaned["cpv"], contract)
        if before is not None and (before.unspsc, before.cpv, before.contract) == limits:
            return before
        return spend.Scope(*limits, *_OWN_SCOPE)


def _label_sets(definition: spend.Definition) -> set[frozenset[str]]:
    """The sets of labels that the rules ask about."""
    whens = [rule.when for rule in definition.rules]
    return {getattr(when, kind) for when in whens for kind in _LABEL_KINDS if getattr(when, kind)}


def _labels_by_theme(lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """All labels of the register as choices, each under its first theme."""
    under: dict[str, list[tuple[str, str]]] = {name: [] for name in _THEMES}
    for one in sorted(register().labels.values(), key=lambda one: one.name_da.casefold()):
        under[one.themes[0]].append((one.id, words.either(lang, one.name_da, one.name_en)))
    return [(str(title), under[name]) for name, title in _THEMES.items() if under[name]]


def _initial(definition: spend.Definition) -> dict[str, Any]:
    scope, lang = definition.scope, language()
    return {
        "name": words.either(lang, definition.name_da, definition.name_en),
        "summary": words.either(lang, definition.summary_da, definition.summary_en),
        "source": definition.source.strip(),
        "labels": sorted(frozenset().union(*_label_sets(definition))),
        "unspsc": " ".join(scope.unspsc) if scope else "",
        "cpv": " ".join(scope.cpv) if scope else "",
        "on_contract": bool(scope and scope.contract),
    }


def _asking(rule: Any, labels: frozenset[str]) -> Any:
    """The rule with these labels in place of those it asks about, and words that say so; other rules as they are."""
    kinds = [kind for kind in _LABEL_KINDS if getattr(rule.when, kind)]
    if not labels or all(getattr(rule.when, kind) == labels for kind in kinds):
        return rule
    text_da, text_en = _asked_in_words(labels) if kinds == ["labels"] else (rule.text_da, rule.text_en)
    if kinds == ["equivalent_to"]:
        text_da, text_en = _EQUIVALENT
    when = replace(rule.when, **dict.fromkeys(kinds, labels))
    return replace(rule, when=when, text_da=text_da, text_en=text_en)


def _asked_in_words(labels: frozenset[str]) -> tuple[str, str]:
    """In Danish and English: the labels by name where they are few."""
    known = sorted((register().labels[one] for one in labels), key=lambda one: one.name_da.casefold())
    if len(known) > _NAMED:
        return (
            f"Varen har et af de {len(known)} mærker, organisationen har valgt.",
            f"The item has one of the {len(known)} labels the organisation has chosen.",
        )
    *most, last = known
    da = " eller ".join(filter(None, [", ".join(one.name_da for one in most), last.name_da]))
    en = " or ".join(filter(None, [", ".join(one.name_en for one in most), last.name_en]))
    return f"Varen har mærket {da}.", f"The item has the label {en}."


def _prefixes(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if bad := [one for one in found if not re.fullmatch(r"[0-9]{2,8}", one)]:
        raise forms.ValidationError(_("2 to 8 digits each; this is not: %(bad)s"), params={"bad": ", ".join(bad[:5])})
    return found


class DocumentForm(forms.Form):
    """A definition as its document, for those who would rather write it."""

    toml = forms.CharField(
        label=gettext_lazy("The definition as a document"),
        max_length=200_000,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, origin: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.origin = origin

    def clean_toml(self) -> str:
        text = str(self.cleaned_data["toml"])
        try:
            parsed(text, self.origin)
        except spend.DefinitionError as error:
            raise forms.ValidationError(words.either(language(), str(error), error.english)) from None
        return text


class ReleaseForm(forms.Form):
    """A closed year or quarter to release."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quarters = [(year, quarter) for year in (today.year - 1, today.year) for quarter in (1, 2, 3, 4)]
        closed = [f"{y}-Q{q}" for y, q in quarters if (y, 3 * q) < (today.year, today.month)]
        years = [str(year) for year in (today.year - 2, today.year - 1)]
        self.fields["period"].choices = [(one, one) for one in reversed(years + closed)]  # type: ignore[attr-defined]  # a ChoiceField
