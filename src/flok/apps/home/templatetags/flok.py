"""Words and figures in templates, as Danes or English readers write them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
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
    return _day(here, get_language() == "en")


@lru_cache(maxsize=1_000)
def _day(here: date, is_english: bool) -> str:
    return date_format(here, "j F Y" if is_english else "j. F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """12. marts 2026 kl. 14.05; 12 March 2026, 14:05. In Copenhagen's time."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{day(here)}, {here:%H:%M}" if get_language() == "en" else f"{day(here)} kl. {here:%H.%M}"


@register.filter
def mail_in_words(address: str) -> str:
    """sekretariat snabel-a forening punktum example: read by people and screen readers, not by harvesters."""
    at, dot = (" at ", " dot ") if get_language() == "en" else (" snabel-a ", " punktum ")
    return address.replace(".", dot).replace("@", at)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The page's own query string with some words changed; an empty value takes the word out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def span(starts: datetime, ends: datetime) -> str:
    """tirsdag 8. december 2026 kl. 10–14; Tuesday 8 December 2026, 10:00–14:00. In Copenhagen's time."""
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    before, after = _weekday(first), "" if first.date() == last.date() else _weekday(last)
    if get_language() == "en":
        return f"{before}, {first:%H:%M}–{after}{', ' if after else ''}{last:%H:%M}"
    return f"{before} kl.\u00a0{_hour(first)}–" + (f"{after} kl.\u00a0" if after else "") + _hour(last)


def _weekday(moment: datetime) -> str:
    return f"{date_format(moment, 'l')} {day(moment)}"


def _hour(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


@register.filter
def clock(value: datetime) -> str:
    """10.15; 10:15 in English. In Copenhagen's time."""
    return f"{timezone.localtime(value):{'%H:%M' if get_language() == 'en' else '%H.%M'}}"


@register.filter
def bytes_as_words(size: int) -> str:
    """48 kB; 1,2 MB (1.2 MB in English)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    text = f"{size / 1_000_000:.1f} MB"
    return text if get_language() == "en" else text.replace(".", ",")
