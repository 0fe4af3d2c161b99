"""What is filled in about a tender beside its terms: openers and their codes, bids, points, and the award."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from flok.apps.members.fields import Line, Prose
from flok.apps.members.models import Person
from flok.apps.tco.forms import numbers
from flok.apps.tco.forms.tender_terms import NARROW

MOST_OPENERS = 8
LARGEST_BID = 5_000_000
_POINTS = re.compile(r"[0-9]{1,7}(\.[0-9]{1,9})?", re.ASCII)
_CODE = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class OpenersForm(forms.Form):
    """Two to eight colleagues."""

    people: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who keeps a code?"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]  # a model choice field

    def clean_people(self) -> list[Person]:
        chosen = list(self.cleaned_data["people"])
        if not 2 <= len(chosen) <= MOST_OPENERS:
            raise forms.ValidationError(
                _("Choose from two to eight. Three is a good number: two open, and one can be ill.")
            )
        return chosen


class CodeForm(forms.Form):
    """A code as it was written down."""

    code = Line(label=gettext_lazy("The code you wrote down"), max_length=60, widget=_CODE)


class ReceiveForm(forms.Form):
    """One bid's file, in memory."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(label=gettext_lazy("The bid's workbook (.xlsx)"), widget=forms.FileInput)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BID:
            raise forms.ValidationError(_("The file is larger than 5 MB. A filled-in workbook is far smaller."))
        return file


class OpenForm(forms.Form):
    """A code for each opener; at least two are filled in. `codes` after is_valid."""

    def __init__(self, *args: Any, openers: Any, needed: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.openers, self.needed = list(openers), needed
        for each in self.openers:
            self.fields[str(each.pk)] = Line(
                label=_("Code of %(name)s") % {"name": each.person or _("a former colleague")},
                max_length=60, required=False, widget=_CODE,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and sum(map(bool, given.values())) < self.needed:
            raise forms.ValidationError(
                ngettext(
                    "It takes the code of %(count)d opener.",
                    "It takes the codes of %(count)d openers, typed by each of them.",
                    self.needed,
                )
                % {"count": self.needed}
            )
        return given

    @property
    def codes(self) -> dict[Any, str]:
        return {each.pk: self.cleaned_data[str(each.pk)] for each in self.openers if self.cleaned_data[str(each.pk)]}


class PointsForm(forms.Form):
    """Points and a reason for each criterion of one bid. `points` after is_valid. seen: as of actions.give_points."""

    seen = forms.CharField(widget=forms.HiddenInput(attrs={"id": "points-seen"}), required=False, max_length=40)

    def __init__(self, *args: Any, criteria: Any, given: Any, **options: Any) -> None:
        self.criteria = criteria
        super().__init__(*args, **options)
        for each in criteria:
            known = given.get(each.id, {})
            most = {"name": each.name.da, "most": numbers.written(each.highest)}
            self.fields[f"points.{each.id}"] = Line(
                label=_("Points for %(name)s, from 0 to %(most)s") % most,
                max_length=20, required=True, widget=NARROW, initial=_shown_points(known.get("points", "")),
            )  # fmt: skip
            self.fields[f"reason.{each.id}"] = Prose(
                label=_("Why these points?"), max_length=2_000, initial=known.get("reason", "")
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for each in self.criteria:
            name = f"points.{each.id}"
            if name not in given:
                continue
            try:
                value = numbers.read(given[name])
            except forms.ValidationError as error:
                self.add_error(name, error)
                continue
            text = f"{value:.9f}".rstrip("0").rstrip(".")
            if not _POINTS.fullmatch(text) or not 0 <= value <= each.highest:
                self.add_error(
                    name,
                    _("Write a number from %(low)s to %(high)s.") % {"low": "0", "high": numbers.written(each.highest)},
                )
            else:
                given[name] = text
        return given

    @property
    def points(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return {
            each.id: {"points": given[f"points.{each.id}"], "reason": given[f"reason.{each.id}"]}
            for each in self.criteria
        }


def _shown_points(text: str) -> str:
    return numbers.written(float(text)) if text else ""


class BidDecisionForm(forms.Form):
    """Whether a bid takes part. seen: as of actions.give_points."""

    seen = forms.CharField(widget=forms.HiddenInput(attrs={"id": "decision-seen"}), required=False, max_length=40)
    admit = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"), widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("The bid takes part")),
            ("no", gettext_lazy("The bid is rejected")),
            ("wait", gettext_lazy("Not decided yet")),
        ],
    )  # fmt: skip
    reason = Prose(label=gettext_lazy("Why?"), max_length=2_000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("admit") in ("yes", "no") and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Write the reason. It stands in the protocol."))
        return given

    @property
    def admitted(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["admit"])


class AwardForm(forms.Form):
    """Which of the first bids wins (more than one only where lots are drawn), and the reason."""

    winner = forms.ChoiceField(label=gettext_lazy("The award goes to"), widget=forms.RadioSelect)
    reason = Prose(label=gettext_lazy("Reason for the award"), max_length=5_000)

    def __init__(self, *args: Any, first: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["winner"].choices = first  # type: ignore[attr-defined]  # a choice field
        if len(first) == 1:
            self.fields["winner"].initial = first[0][0]
