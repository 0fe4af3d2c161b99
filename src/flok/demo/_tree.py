"""XML as plain tuples, and the one function that writes them out.

An element is `(tag, attributes, content)`: attributes as they stand in the file, content a text or a list of
elements. None in a list is left out, so that optional elements read as expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Element: TypeAlias = "tuple[str, str, str | Sequence[Element | None]]"

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def leaf(tag: str, text: str, attributes: str = "") -> Element:
    """`<cbc:tag attributes>text</cbc:tag>`."""
    return ("cbc:" + tag, attributes, text)


def optional(tag: str, text: str | None, attributes: str = "") -> Element | None:
    """The same, or nothing where there is no text."""
    return ("cbc:" + tag, attributes, text) if text else None


def group(tag: str, *content: Element | None) -> Element:
    """`<cac:tag>` with elements in it."""
    return ("cac:" + tag, "", content)


def kroner(ore: int) -> str:
    """Øre written as an amount with two decimals: `-1234` is `-12.34`."""
    sign = "-" if ore < 0 else ""
    whole, rest = divmod(abs(ore), 100)
    return f"{sign}{whole}.{rest:02d}"


def written(root: str, content: Sequence[Element | None], *, whitespace: bool = True) -> bytes:
    """A whole UBL document of the kind `root` as UTF-8, indented unless `whitespace` is False."""
    namespaces = (
        f' xmlns="{_UBL}{root}-2" xmlns:cac="{_UBL}CommonAggregateComponents-2"'
        f' xmlns:cbc="{_UBL}CommonBasicComponents-2"'
    )
    pieces: list[str] = [_DECLARATION]
    _write((root, namespaces, content), "\n" if whitespace else "", "    " if whitespace else "", pieces)
    return "".join([*pieces, "\n"]).encode()


def _write(element: Element, start: str, step: str, pieces: list[str]) -> None:
    tag, attributes, content = element
    if isinstance(content, str):
        pieces.append(f"{start}<{tag}{attributes}>{_escaped(content)}</{tag}>")
        return
    pieces.append(f"{start}<{tag}{attributes}>")
    inner = start + step
    for child in content:
        if child is not None:
            _write(child, inner, step, pieces)
    pieces.append(f"{start}</{tag}>")


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def monetary_total(amounts: Mapping[str, int | None], overrides: Mapping[str, str], currency: str) -> Element:
    """LegalMonetaryTotal: each amount in øre, None left out, texts in `overrides` written in their place."""
    attribute = f' currencyID="{currency}"'
    texts = {tag: kroner(ore) for tag, ore in amounts.items() if ore is not None}
    return group(
        "LegalMonetaryTotal",
        *(leaf(tag, overrides.get(tag, text), attribute) for tag, text in texts.items()),
    )
