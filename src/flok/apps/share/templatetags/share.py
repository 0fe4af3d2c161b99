"""Figures of the share in templates, in the words of flok.report."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from flok.apps.share.queries import language
from flok.report import charts, tables, words

register = template.Library()


@register.filter
def amount(ore: int) -> str:
    """96,4 mio. kr., on one line."""
    return words.unbroken(words.amount(ore, language()))


@register.filter
def exact(ore: int, currency: str = "DKK") -> str:
    """1.240,00 kr., to the øre."""
    return words.unbroken(words.exact_amount(ore, currency, language()))


@register.filter
def number(value: int) -> str:
    return words.number(value, language())


@register.filter
def percent(share: float | None) -> str:
    return words.percent(share, lang=language())


@register.filter
def span(figures: dict[str, Any], target: dict[str, Any] | None = None) -> str:
    return words.span(figures, target, language())


@register.filter
def goal_by(target: dict[str, Any]) -> str:
    return words.goal_by(target, language())


@register.filter
def version(definition: dict[str, Any]) -> str:
    return words.version(definition, language())


@register.filter
def denominator(figures: dict[str, Any]) -> int:
    return words.denominator(figures)


@register.filter
def told(definition: dict[str, Any]) -> str:
    return words.unbroken(words.told(definition, language()))


@register.filter
def month(key: str) -> str:
    return words.month(key, language())


@register.filter
def outside(text: object) -> SafeString:
    """Text from a document: escaped, and with its reading direction kept to itself."""
    return SafeString(tables.name(text))


@register.filter
def because(decided: dict[str, Any]) -> str:
    """Why a line counts as it does; of one that the scope leaves out, what the definition is about."""
    text = words.local(decided, "text", language())
    if decided["reason"] != "out_of_scope":
        return text
    return words.either(language(), f"Definitionen omfatter: {text}", f"The definition covers: {text}")


@register.filter
def outcome(name: str) -> str:
    return words.outcome(name, language())


@register.simple_tag
def bar(figures: dict[str, Any], target: dict[str, Any] | None, name: str, size: str = "row", ref: str = "") -> str:
    """The range bar, the sign of the house."""
    return SafeString(charts.range_bar(figures, target, name, lang=language(), size=size, ref=ref))


@register.simple_tag
def swatch(kind: str) -> str:
    """A piece of the legend."""
    return SafeString(charts.swatch(kind))


@register.filter
def aim(target: Any) -> str:
    """A definition's target in words: 80 % i 2030."""
    return words.goal_by({"share": target.share, "year": target.year}, language())


@register.filter
def aim_row(target: Any) -> str:
    """The same for a target as it is kept."""
    return words.goal_by({"share": target.share_permille / 1000, "year": target.year}, language())


@register.filter
def points(share: float) -> str:
    """A difference between shares, in percentage points with its sign: +0,4 procentpoint; 0,0 procentpoint."""
    rounded = round(100 * share, 1)
    number = f"{rounded:+.1f}".replace("-", "\u2212") if rounded else "0.0"
    return f"{number} percentage points" if language() == "en" else f"{number.replace('.', ',')} procentpoint"
