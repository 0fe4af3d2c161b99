"""Who sees a study."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.knowledge.models import Theme
from flok.apps.members.scoping import Ring


class ShowForm(forms.Form):
    """`ring`, the theme where it is a theme group, and a tick for what has been thought of before."""

    ring = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"), widget=forms.RadioSelect,
        choices=[
            (Ring.ORGANISATION, gettext_lazy("Only my organisation")),
            (Ring.THEME, gettext_lazy("A theme group")),
            (Ring.NETWORK, gettext_lazy("All members of the network")),
        ],
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Theme"), queryset=Theme.objects.all(), empty_label=gettext_lazy("Choose"), required=False
    )
    considered = forms.BooleanField(
        label=gettext_lazy(
            "I have read it through: it holds no bid, no supplier's trade secret, and nothing of a coming tender that"
            " suppliers must not know."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        ring = given.get("ring")
        if ring == Ring.THEME and not given.get("theme") and "theme" not in self.errors:
            self.add_error("theme", _("Choose which theme group may see it."))
        if ring not in (None, Ring.ORGANISATION) and not given.get("considered"):
            self.add_error(
                "considered", _("Tick that you have thought of it, or show it to your own organisation only.")
            )
        return given
