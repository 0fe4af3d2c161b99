"""Words and figures in templates, as Danes or English readers write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

register = template.Library()


@register.filter
def local(thing: Any, name: str) -> str:
    """`thing.name_da` or `thing.name_en`; also for dictionaries."""
    field = f"{name}_{'en' if get_language() == 'en' else 'da'}"
    return str(thing[field] if isinstance(thing, dict) else getattr(thing, field))


@register.filter
def first_of(pair: tuple[str, str]) -> str:
    """A pair (Danish, English) in the language of the page."""
    return pair[1 if get_language() == "en" else 0]


@register.filter
def day(value: date | datetime | None) -> str:
    """12. marts 2026; 12 March 2026. A moment is shown as its day in Copenhagen."""
    if value is None:
        return ""
    here = timezone.localtime(value).date() if isinstance(value, datetime) else value
    from django.utils.formats import date_format

    return date_format(here, "j F Y" if get_language() == "en" else "j. F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """12. marts 2026 kl. 14.05; 12 March 2026, 14:05. In Copenhagen's time."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{day(here)}, {here:%H:%M}" if get_language() == "en" else f"{day(here)} kl. {here:%H.%M}"


@register.filter
def mail_parts(address: str) -> list[str]:
    """An address in pieces, shown with words between them so that it cannot be harvested."""
    return address.replace("@", " @ ").split(" ")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The page's own query string with some words changed; an empty value takes the word out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()
