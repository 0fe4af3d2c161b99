"""What is filled in about a case. A draft is saved however little it says; what is needed is asked for when shown."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge import rules, uses
from flok.apps.knowledge.models import BodyType, Case, Kind, Phase, Result, Theme
from flok.apps.members.fields import Line, Prose
from flok.apps.members.rules import Viewer

FIGURES, USES = 5, 4
_KRONER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,10})(?:,([0-9]{1,2}))?", re.ASCII)
_BLANK = [("", _("Choose"))]


class Kroner(forms.CharField):
    """An amount as Danes write it, 12.500 or 12.500,50 kr.; gives øre, or None where nothing is written."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **given)

    def clean(self, value: Any) -> int | None:
        text = (super().clean(value) or "").lower().replace("kr.", "").replace("kr", "").replace("\xa0", "").strip()
        if not text:
            return None
        found = _KRONER.fullmatch(text.replace(" ", ""))
        if found is None:
            raise forms.ValidationError(_("Write the amount in kroner, for instance 12.500."))
        return int(found[1].replace(".", "")) * 100 + int((found[2] or "").ljust(2, "0"))


class BeginForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What will you tell of?"),
        choices=[
            (Kind.CASE, _("A case: something we did, from beginning to end")),
            (Kind.MEASURE, _("A measure: a small thing others can do here and now")),
        ],
        widget=forms.RadioSelect,
        initial=Kind.CASE,
    )
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.all(), empty_label=_("Choose"))


class WriteForm(forms.Form):
    """The whole story. After is_valid, or for what is right in it, `fields`: for actions.write_case."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Line(
        label=_("The result, in one sentence"), max_length=200, required=False,
        help_text=_("It becomes the headline. Say what came of it, also when it failed."),
    )  # fmt: skip
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.all(), empty_label=None)
    phase = forms.ChoiceField(label=_("In which phase?"), choices=[*_BLANK, *Phase.choices], required=False)
    situation = Prose(label=_("The situation"), max_length=10_000, required=False)
    done = Prose(label=_("What we did"), max_length=20_000, required=False)
    hours = forms.IntegerField(label=_("Hours, about"), min_value=0, max_value=1_000_000, required=False)
    cost_ore = Kroner(label=_("Money, in kroner"), required=False)
    permission = Line(label=_("Who had to say yes?"), max_length=500, required=False)
    result = forms.ChoiceField(label=_("How did it go?"), choices=[*_BLANK, *Result.choices], required=False)
    happened = Prose(label=_("What happened"), max_length=20_000, required=False)
    not_again = Prose(label=_("What we would not do again"), max_length=10_000, required=False)
    works_types = forms.MultipleChoiceField(
        label=_("Kinds of body"), choices=BodyType.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    works_size = Line(label=_("Size"), max_length=200, required=False)
    works_community = Line(label=_("Purchasing community"), max_length=300, required=False)
    works_politics = Line(label=_("Political conditions"), max_length=500, required=False)

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        self.case = case
        options.setdefault("initial", _as_initial(case))
        super().__init__(*args, **options)
        for name in ("title", "phase", "result"):  # may be empty in a draft, and are not called optional
            self.fields[name].template_name = "knowledge/_needed.html"  # type: ignore[attr-defined]  # Django 5.0
        self.figures = max(FIGURES, len(case.figures))  # what came from elsewhere may have more, and keeps them
        self.uses = max(USES, sum(not one.get("key") for one in case.uses))
        for number in range(1, self.figures + 1):
            self.fields[f"figure_{number}"] = Line(label=_("Figure"), max_length=200, required=False)
            self.fields[f"source_{number}"] = Line(label=_("Its source"), max_length=200, required=False)
        kinds = [("", _("Choose")), *uses.KINDS.items()]
        for number in range(1, self.uses + 1):
            self.fields[f"use_{number}"] = forms.ChoiceField(label=_("Kind of thing"), choices=kinds, required=False)
            self.fields[f"name_{number}"] = Line(label=_("Its name"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in () if self.case.is_draft else rules.NEEDED[self.case.kind]:
            if name not in self.errors and not given.get(name):
                self.add_error(name, _("It is needed as long as others see the case."))
        return given

    def pairs(self, first: str, second: str, count: int) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"{first}_{number}"], self[f"{second}_{number}"]) for number in range(1, count + 1)]

    @property
    def figure_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self.pairs("figure", "source", self.figures)

    @property
    def use_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self.pairs("use", "name", self.uses)

    @property
    def given(self) -> dict[str, Any]:
        """What is right of what was filled in, as actions.write_case takes it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name in _PLAIN}
        if "works_types" in self.cleaned_data:
            kept["works_types"] = " ".join(self.cleaned_data["works_types"])
        kept["figures"] = self._figures()
        kept["uses"] = self._uses()
        return kept

    def _figures(self) -> list[dict[str, str]]:
        rows = [
            {
                "text": self.cleaned_data.get(f"figure_{number}", ""),
                "source": self.cleaned_data.get(f"source_{number}", ""),
            }
            for number in range(1, self.figures + 1)
        ]
        return [one for one in rows if one["text"] or one["source"]]

    def _uses(self) -> list[dict[str, Any]]:
        named = [
            {"kind": self.cleaned_data.get(f"use_{number}"), "name": self.cleaned_data.get(f"name_{number}")}
            for number in range(1, self.uses + 1)
        ]
        return [one for one in self.case.uses if one.get("key")] + [one for one in named if one["kind"] and one["name"]]


class UsesForm(forms.Form):
    """What of the viewer's own goes along with the case. After is_valid: `uses`, all the case has used."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    own = forms.MultipleChoiceField(
        label=_("Your own, for others to take home"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, case: Case, viewer: Viewer, **options: Any) -> None:
        self.case, self.viewer = case, viewer
        self.kept = {f"{one['kind']}:{one['key']}": one for one in case.uses if one.get("key")}
        options["initial"] = {"version": case.version, "own": list(self.kept)}
        super().__init__(*args, **options)
        choices = {word: one["name"] for word, one in self.kept.items()} | dict(uses.offered(viewer))
        self.fields["own"].choices = list(choices.items())  # type: ignore[attr-defined]  # a choice field

    @property
    def uses(self) -> list[dict[str, Any]]:
        chosen = [self.kept.get(word) or uses.chosen(self.viewer, word) for word in self.cleaned_data["own"]]
        return [one for one in chosen if one] + [one for one in self.case.uses if not one.get("key")]


_PLAIN = (
    "title", "theme", "phase", "situation", "done", "hours", "cost_ore", "permission", "result", "happened",
    "not_again", "works_size", "works_community", "works_politics",
)  # fmt: skip


def _as_initial(case: Case) -> dict[str, Any]:
    told = {name: getattr(case, name) for name in _PLAIN if name not in ("theme", "cost_ore")}
    told |= {"theme": case.theme_id, "version": case.version, "works_types": case.works_types.split()}
    if case.cost_ore is not None:
        whole, ore = divmod(case.cost_ore, 100)
        told["cost_ore"] = f"{whole:,}".replace(",", ".") + (f",{ore:02}" if ore else "")
    for number, one in enumerate(case.figures, 1):
        told |= {f"figure_{number}": one["text"], f"source_{number}": one["source"]}
    for number, one in enumerate((one for one in case.uses if not one.get("key")), 1):
        told |= {f"use_{number}": one["kind"], f"name_{number}": one["name"]}
    return told
