"""What those who lead the network write of guides."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.members.fields import Line, Prose


class GuideForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, initial=0)
    title = Line(label=_("Title"), max_length=150)
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.all(), required=False, empty_label=_("No theme")
    )
    summary = Line(label=_("What it helps with, in one sentence"), max_length=300, required=False)
    body = Prose(label=_("Text"), max_length=40_000)


class LinkForm(forms.Form):
    title = Line(label=_("Title"), max_length=200)
    publisher = Line(label=_("Whose guide it is"), max_length=150)
    address = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.all(), required=False, empty_label=_("No theme")
    )
    note = Line(label=_("What it is good for"), max_length=500, required=False)
    checked = forms.DateField(
        label=_("Checked"), initial=timezone.localdate, help_text=_("The day you last opened it."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-input"}),
    )  # fmt: skip

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("The link must begin with https://."))
        return address

    def clean_checked(self) -> object:
        checked = self.cleaned_data["checked"]
        if checked.year < 2000 or checked > timezone.localdate():
            raise forms.ValidationError(_("Choose the day it was checked: today or earlier."))
        return checked
