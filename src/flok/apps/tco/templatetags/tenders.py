"""Figures and sources of a tender, in the language of the page."""

from __future__ import annotations

from django import template

from flok.apps.tco.forms import language, numbers

register = template.Library()


@register.filter
def per_cent(share: float) -> str:
    """25 %, 12,5 %."""
    return f"{numbers.written(round(share, 6), percent=True)} %"


@register.filter
def figure(value: float) -> str:
    """0,9; 8.000: all decimals there are, and no more."""
    return numbers.written(value)


@register.filter
def source(text: str) -> str:
    """A source as it stands, or the page's language of one that is written in both (`Danish / English`)."""
    return text.split(" / ")[-1 if language() == "en" else 0]
