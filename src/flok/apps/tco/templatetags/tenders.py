"""Shares in a tender's terms."""

from __future__ import annotations

from django import template

from flok.apps.tco.forms import numbers

register = template.Library()


@register.filter
def per_cent(share: float) -> str:
    """25 %, 12,5 %."""
    return f"{numbers.written(round(share, 6), percent=True)} %"
