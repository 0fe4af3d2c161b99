"""Decisions and minutes of a meeting."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.members.fields import Prose


class MinutesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    decisions = Prose(
        label=_("Decided"), max_length=5_000, required=False, help_text=_("One decision a line. Shown first.")
    )
    minutes = Prose(
        label=_("Minutes"), max_length=40_000, required=False,
        help_text=_("Plain text; an empty line begins a new paragraph."),
    )  # fmt: skip
