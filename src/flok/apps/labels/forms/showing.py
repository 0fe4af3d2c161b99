"""Who sees an assessment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.members.scoping import Ring


class ShowForm(forms.Form):
    """`ring`, a theme where it is a theme group's, and a tick for what must have been thought of."""

    ring = forms.ChoiceField(
        label=_("Who may see it?"), widget=forms.RadioSelect,
        choices=[
            (Ring.ORGANISATION, _("Only my organisation")),
            (Ring.THEME, _("A theme group: those who follow the theme")),
            (Ring.NETWORK, _("All members of the network")),
        ],
    )  # fmt: skip
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.all(), required=False, empty_label=_("Choose")
    )
    considered = forms.BooleanField(
        label=_(
            "I have read it through: it says nothing of a coming tender that suppliers must not know, and nothing of a"
            " person that the person would not want told."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ring") == Ring.THEME and not given.get("theme"):
            self.add_error("theme", _("Choose the theme whose group may see it."))
        if given.get("ring") not in (None, Ring.ORGANISATION) and not given.get("considered"):
            self.add_error(
                "considered", _("Tick that you have thought of it, or show it to your own organisation only.")
            )
        return given
