"""Words of cases in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from flok.apps.knowledge.markdown import html
from flok.kernel import danish

register = template.Library()


@register.filter
def markdown(text: str, first: int = 3) -> SafeString:
    """Markdown as it may be shown (knowledge/markdown.py), its highest heading of level `first`.

    A table that is wider than the page is moved by itself, also by keyboard.
    """
    name = _("Table")
    frame = f'<div class="flok-scroll" tabindex="0" role="group" aria-label="{name}"><table class="table">'
    shown = html(text or "", first).replace("<table>", frame).replace("</table>", "</table></div>")
    return mark_safe(shown)  # noqa: S308 - cleaned by a strict list


@register.filter
def kroner(ore: int) -> str:
    """1.240 kr.; DKK 1,240. Whole kroner: nobody remembers the øre a case took."""
    whole = danish.whole_kroner(ore)
    return f"DKK {whole.replace('.', ',')}" if get_language() == "en" else f"{whole} kr."
