"""What the sign-in pages need beside their form."""

from __future__ import annotations

import json
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from flok.apps.members import log_words
from flok.apps.members.demonstration import visitors

register = template.Library()
register.filter(log_words.logged)


@register.simple_tag
def demonstration_people() -> list[tuple[str, str]]:
    """(address, the line about them) of the people a visitor may be."""
    english = get_language() == "en"
    return [(one.email, one.en if english else one.da) for one in visitors()]


@register.simple_tag(takes_context=True)
def own_sign_ins(context: template.Context) -> list[tuple[str, str]]:
    """(provider id, name) of the organisations that have their own sign-in, by name."""
    request: HttpRequest | None = context.get("request")
    return sorted((app.provider_id, app.name) for app in get_adapter().list_apps(request))


@register.filter
def as_json(value: Any) -> str:
    """Plain data for a data attribute; escaped by the template like any text."""
    return json.dumps(value)
