"""The engine's texts, which come in two languages, in that of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from flok.domain import labels

register = template.Library()


@register.filter
def said(words: labels.Words | None) -> str:
    """The text in the language of the page; nothing for None."""
    return "" if words is None else words.of(get_language() or "da")


@register.filter
def label_name(label: str) -> str:
    """A label by its register id, or as it was written."""
    found = labels.Register.load().labels.get(label)
    return label if found is None else said(labels.Words(found.name_da, found.name_en))


@register.filter
def group_name(group: str) -> str:
    """A product group by its id, or as it was written."""
    found = labels.product_groups().get(group)
    return group if found is None else said(found.name)


@register.filter
def verdict_name(code: str) -> str:
    return said(labels.verdict_name(code))


@register.filter
def source_link(source: str | None) -> SafeString:
    """A source by name, as a link to where it stands among the sources; one nobody has read says so."""
    if source is None:
        return format_html('<span class="labels-unread">{}</span>', gettext("not verified"))
    found = labels.sources()[source]
    link = format_html('<a href="{}#{}">{}</a>', reverse("labels:sources"), source, said(found.name))
    unread = "" if found.checked else format_html(' <span class="labels-unread">({})</span>', gettext("not verified"))
    return format_html("{}{}", link, unread)


@register.filter
def source_links(sources: tuple[str, ...]) -> SafeString:
    return format_html_join("; ", "{}", ((source_link(each),) for each in sources))


@register.filter
def in_language(words: labels.Words, lang: str) -> str:
    return words.of(lang)


@register.filter
def verdict_told(code: str) -> str:
    return said(labels.verdict_told(code))


@register.filter
def status_name(status: str) -> str:
    return said(labels.STATUS_WORDS[status])  # type: ignore[index]  # one of them


@register.filter
def scale_name(answer: str) -> str:
    return said(labels.questions()["B1"].choices.get(answer))


@register.filter
def theme_name(theme: str) -> str:
    return said(labels.THEME_WORDS.get(theme))


@register.filter
def iso_name(kind: str) -> str:
    return said(labels.questions()["A6"].choices.get(kind))


@register.filter
def kind_name(profile: labels.Profile | None) -> str:
    """What a label is given to, by its profile; nothing where that is not known."""
    fact = profile.facts.get("kind") if profile else None
    return said(labels.questions()["A2"].choices.get(fact.value)) if fact else ""


@register.filter
def sorted_codes(codes: frozenset[str]) -> list[str]:
    return sorted(codes)


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)
