"""A theme, a case of a meeting, and how often the group meets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.queries import decisions
from flok.apps.members.fields import Line, Prose
from flok.domain.pogi import Goal, goal_for

_MOST_DECISIONS = 50


class ThemeForm(forms.Form):
    """What a theme is called. `goal`: the POGI goal the name belongs to instead, where it is a product category."""

    name = Line(label=_("Name"), max_length=100)
    purpose = Prose(label=_("What it is about"), max_length=1_000, required=False)
    name_en = Line(label=_("Name in English"), max_length=100, required=False)
    purpose_en = Prose(label=_("What it is about, in English"), max_length=1_000, required=False)
    anyway = forms.BooleanField(
        label=_("It is about more than the product category; make the theme all the same"), required=False
    )

    def __init__(self, *args: Any, theme: Theme | None = None, **options: Any) -> None:
        names = ("name", "purpose", "name_en", "purpose_en")
        options["initial"] = {name: getattr(theme, name) for name in names} if theme else {}
        super().__init__(*args, **options)
        self.theme = theme
        self.goal: Goal | None = None
        if not self.is_bound or goal_for(self.data.get("name", "")) is None:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        name = given.get("name", "")
        others = Theme.objects.filter(name__iexact=name).exclude(pk=self.theme.pk if self.theme else "")
        if name and others.exists():
            self.add_error("name", _("There is a theme of that name."))
        self.goal = goal_for(name)
        if self.goal is not None and not given.get("anyway"):
            self.add_error("name", _("That is a product category. It belongs to a POGI goal, see above."))
        return given


class RhythmForm(forms.Form):
    says = Line(label=_("How often do we meet?"), max_length=200, help_text=_("In your own words: four times a year."))
    decision = forms.ModelChoiceField(
        label=_("Where was it decided?"), queryset=decisions().none(), required=False,
        empty_label=_("Not at a meeting"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = list(decisions().values_list("pk", flat=True)[:_MOST_DECISIONS])
        self.fields["decision"].queryset = decisions().filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["decision"].label_from_instance = (  # type: ignore[attr-defined]
            lambda one: f"{one.meeting}: {one.text[:80]}"
        )
