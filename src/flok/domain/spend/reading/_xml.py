"""Bytes to XML, safely: no DOCTYPE, no entities, no network, bounded depth and size; one clear reason each.

lxml with `resolve_entities=False, no_network=True`; the prolog is looked at before the parser sees it, since
lxml by itself accepts a DOCTYPE in silence (catalogue X01-X05).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from .._reasons import Refused

MAX_DEPTH = 64
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_ENCODINGS = _UTF8 | {"iso-8859-1", "latin1"}
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_BLANK = b" \t\r\n\x00" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_ROOT = re.compile(r"\{urn:(?:oasis:names:specification:ubl|oioubl:names:specification:oioubl):schema:xsd:(\w+)-2\}\1")
_NAMES = frozenset({"Invoice", "CreditNote", "Catalogue", "Order", "Reminder"})

PARSER_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
    "collect_ids": False,
}
_PARSER = etree.XMLParser(**PARSER_OPTIONS)


def parse(raw: bytes) -> etree._Element:
    """The root element of a document.

    Raises Refused: empty, encoding, doctype, not_ubl (no XML at all), malformed, depth, limit.
    """
    raw = as_parsable(raw)
    refuse_doctype(raw)
    try:
        root = etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as error:
        raise why(error, raw) from None
    if root.getroottree().docinfo.doctype:
        raise Refused("doctype")
    if not is_ubl(root):
        refuse_depth(root)  # wrappers are searched; inside a UBL document libxml2's own limit of 256 is enough
    return root


def as_parsable(raw: bytes) -> bytes:
    """The bytes in an encoding the parser may trust: UTF-8, ISO-8859-1, or UTF-16 with a BOM (made UTF-8)."""
    if not raw[:64].strip(_BLANK) and not raw.strip(_BLANK):
        raise Refused("empty")
    if raw.startswith(_UTF16):
        return from_utf16(raw)
    if raw[:1] == b"\x00" or raw[1:2] == b"\x00" or raw[:4] == b"\x4c\x6f\xa7\x94":
        raise Refused("encoding", "UTF-16 without a byte order mark, or EBCDIC")
    declared = _declared(raw)
    if declared is not None and declared not in _ENCODINGS:
        raise Refused("encoding", f"encoding={declared[:40]}")
    return raw


def _declared(raw: bytes) -> str | None:
    """The encoding the XML declaration names, in small letters; the declaration may be of any length."""
    start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    declaration = (
        _DECLARED.match(raw, start, max(0, raw.find(b"?>", start))) if raw.startswith(b"<?xml", start) else None
    )
    return declaration[1].decode("ascii", "replace").lower() if declaration else None


def from_utf16(raw: bytes) -> bytes:
    """UTF-16 with a BOM as UTF-8; its declaration goes, since it would now be wrong."""
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"byte {error.start}") from None
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode()


def refuse_doctype(raw: bytes) -> None:
    """Raise Refused("doctype") if the prolog holds a document type declaration."""
    place = 0
    while (place := raw.find(b"<", place)) >= 0:
        if raw.startswith(b"<!--", place):
            place = raw.find(b"-->", place)
        elif raw.startswith(b"<?", place):
            place = raw.find(b"?>", place)
        else:
            break
        if place < 0:
            return
    if raw[place : place + 9].upper() == b"<!DOCTYPE":
        is_page = raw[place + 9 : place + 20].strip().lower().startswith(b"html")
        raise Refused("not_ubl", "HTML") if is_page else Refused("doctype")


def refuse_depth(root: etree._Element) -> None:
    if _TOO_DEEP(root):
        raise Refused("depth", f"> {MAX_DEPTH}")


def why(error: etree.XMLSyntaxError, raw: bytes | None = None) -> Refused:
    """The reason behind a parser's complaint; `raw`: the document, where it is there as a whole."""
    message = str(error)
    if "depth" in message.lower():
        return Refused("depth", f"> {MAX_DEPTH}")
    if "too long" in message or "Resource limit" in message or "too many" in message.lower():
        return Refused("limit", message[:200])
    if raw is not None and (_declared(raw) or "utf-8") in _UTF8:
        try:
            raw.decode()
        except UnicodeDecodeError as wrong:
            if wrong.reason == "unexpected end of data":
                return Refused("malformed", message[:200])
            return Refused("encoding", f"byte {wrong.start}: 0x{raw[wrong.start]:02x}")
    if "encoding" in message.lower():
        return Refused("encoding", message[:200])
    begin = b"<" if raw is None else raw[:2000].lstrip(_BLANK).lower()
    if begin.startswith(b"<html"):
        return Refused("not_ubl", "HTML")
    return Refused("malformed", message[:200]) if begin.startswith(b"<") else Refused("not_ubl", "not XML")


def documents_in(root: etree._Element) -> Iterator[etree._Element]:
    """The business documents in a file: the root, what an SBDH envelope holds, or those inside a wrapper.

    Raises Refused: namespace (a known name in a wrong namespace), not_ubl.
    """
    if is_ubl(root):
        yield root
        return
    found = False
    for element in _outermost_ubl(root):
        found = True
        yield element
    if not found:
        name = etree.QName(root)
        if name.localname in _NAMES:
            raise Refused("namespace", f"{name.localname} in {name.namespace or 'no namespace'}")
        raise Refused("not_ubl", name.localname)


def _outermost_ubl(root: etree._Element) -> Iterator[etree._Element]:
    for child in root:
        if is_ubl(child):
            yield child
        else:
            yield from _outermost_ubl(child)


def is_ubl(element: etree._Element) -> bool:
    """Whether the element is a UBL 2 document root (any of its document types)."""
    return isinstance(element.tag, str) and _ROOT.fullmatch(element.tag) is not None
