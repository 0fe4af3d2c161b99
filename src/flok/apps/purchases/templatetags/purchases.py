"""Files and amounts in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from markupsafe import Markup

from flok.apps.purchases import texts
from flok.apps.purchases.accounts import part_name
from flok.apps.purchases.models import Kind
from flok.report import words

register = template.Library()


@register.filter
def outside(text: object) -> Markup:
    """Text from outside: escaped, and with its reading direction kept to itself."""
    return Markup("<bdi>{}</bdi>").format(words.plain(text))


@register.filter
def exact(ore: int | None, currency: str = "DKK") -> str:
    """1.240,00 kr., to the øre; nothing for an amount that is not known."""
    return "" if ore is None else words.unbroken(words.exact_amount(ore, currency or "DKK", texts.language()))


@register.filter
def number(value: int) -> str:
    return words.number(value, texts.language())


@register.filter
def documents(count: int) -> str:
    return ngettext("%(count)s document", "%(count)s documents", count) % {"count": number(count)}


@register.filter
def lines(count: int) -> str:
    return ngettext("%(count)s line", "%(count)s lines", count) % {"count": number(count)}


@register.filter
def files(count: int) -> str:
    return ngettext("%(count)s file", "%(count)s files", count) % {"count": number(count)}


@register.filter
def listed(count: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": number(count)}


@register.filter
def size(value: int) -> str:
    """4,2 MB; 812 kB; 0 bytes."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if value >= unit:
            written = f"{value / unit:.1f}"
            return f"{written if texts.language() == 'en' else written.replace('.', ',')}\xa0{name}"
    return f"{value}\xa0bytes"


@register.filter
def reason(code: str) -> str:
    return texts.reason(code)


@register.filter
def to_do(code: str) -> str:
    return texts.to_do(code)


@register.filter
def fate(status: str) -> str:
    """What became of a document, in words."""
    return words.status(status, texts.language())


@register.filter
def part(name: str) -> str:
    return part_name(name)


@register.filter
def kind(name: str) -> str:
    """What a file is; – while nobody knows. (get_kind_display makes the choices into a dictionary for every row.)"""
    return str(Kind(name).label) if name else "–"


@register.filter
def share_of(value: int, whole: int) -> SafeString:
    """For a progress bar: how many of a hundred."""
    return SafeString(str(min(100, 100 * value // whole) if whole else 100))
