"""How often mails are wanted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.notices.rules import Frequency


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(label=_("Mails about notices"), choices=Frequency.choices, widget=forms.RadioSelect)
