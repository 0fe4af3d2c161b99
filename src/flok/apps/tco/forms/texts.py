"""What a study calls things, in the page's language, and texts that stand as they are unless someone writes in them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from django.utils.translation import get_language

from flok.domain import tco

LONGEST = 2_000  # of a text in a document


def asked_for(field: str, *values: str) -> dict[str, str]:
    """Attributes of a widget that is wanted only where `field` has one of the values (tco.js hides it elsewhere)."""
    return {"autocomplete": "off", "data-for": field, "data-values": " ".join(values)}


def language() -> str:
    return "en" if get_language() == "en" else "da"


def in_language(name: tco.Name) -> str:
    return name.en if language() == "en" else name.da


def one_line(text: str) -> str:
    """A text of a document as a field of one line shows it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def kept(before: str, written: str) -> str:
    """The text of the document where the field says the same, with its lines; else what is written."""
    return before if written == one_line(before) else written


def renamed(name: tco.Name, text: str) -> tco.Name:
    """The name in the page's language; in both where they were alike."""
    if text == one_line(in_language(name)):
        return name
    if name.da == name.en:
        return tco.Name(text, text)
    return replace(name, en=text) if language() == "en" else replace(name, da=text)
