"""Fields of days and hours as a clock in Copenhagen shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

YEARS = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 12, 31)))


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-input"})
    return forms.DateField(widget=widget, validators=YEARS, **options)


def clock_field(**options: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **options)
