"""Reads the cells of an .xlsx file in a process of its own and writes them as JSON.

Started by path from _file.py under limits (flok.kernel.children) and imported by nobody: a small crafted workbook can
make any reader ask for gigabytes, and then only this process ends. It parses the few parts it needs with the standard
library's expat, refuses DOCTYPE before anything is expanded, and never evaluates a formula. openpyxl is asked for one
thing: what a shared formula is in the cells that share it.

Standard output: {"program", "sheets": [{"name", "state", "cells": {"B7": [kind, value,
formula]}}], "names": {name: reference}, "links", "comments", "drawings"}, or {"refused": [code, detail]}. kind: n
(number, as written), d (date: a number that is shown as one, too), s (text), b, e (error), or empty where there is only
a formula.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

CHUNK = 1 << 16
MOST_PART = 64 << 20
MOST_CELLS = 200_000
MOST_TEXT = 32_767  # characters in a cell
MOST_TEXTS = 32_000_000  # in all cells of a sheet
MOST_SHEETS = 64
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
LINKS = re.compile(r"xl/(externalLinks/[^/]+\.xml|connections\.xml|queryTables/.+|embeddings/.+)$")
COMMENTS = re.compile(r"xl/(comments[^/]*\.xml|threadedComments/.+\.xml|comments/.+\.xml)$")
DRAWINGS = re.compile(r"xl/drawings/drawing[^/]*\.xml$")
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})  # ECMA-376 part 1, 18.8.30
NOT_OF_A_DATE = re.compile(r'"[^"]*"|\[[^]]*]|\\.|_.|\*.|general|standard', re.IGNORECASE)
PLACE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class RefusedError(Exception):
    """The file is not read: the reason's code, and what and where."""


class Parts:
    """The parts of the package, each read to a bound that is counted, not believed."""

    def __init__(self, content: bytes) -> None:
        if content[:8] == OLE:
            is_encrypted = "EncryptedPackage".encode("utf-16-le") in content
            raise RefusedError("encrypted" if is_encrypted else "old_format", "")
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError):
            raise RefusedError("type", "") from None
        entries = self.archive.infolist()
        if any(each.flag_bits & 1 for each in entries):
            raise RefusedError("encrypted", "")
        self.names: set[str] = set()
        for each in entries:
            if each.filename in self.names:
                raise RefusedError("corrupt", f"2 × {each.filename}"[:100])
            self.names.add(each.filename)

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a part. A missing part is a damaged file."""
        if name not in self.names:
            raise RefusedError("corrupt", name)
        left = MOST_PART
        with self.archive.open(name) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise RefusedError("limit", name)
                yield chunk

    def parse(self, name: str, start: Callable[..., None], end: Callable[..., None], text: Callable[..., None]) -> None:
        """Call back for elements without their prefixes, and for text."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def refuse(*_: object) -> None:
            raise RefusedError("doctype", name)

        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = lambda tag, attributes: start(
            tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        )
        parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = text
        try:
            for chunk in self.read(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as fault:
            raise RefusedError("corrupt", f"{name}: {expat.ErrorString(fault.code)}") from None


def kind_of_file(parts: Parts) -> None:
    """Refuse everything that is not a plain .xlsx workbook."""
    if "[Content_Types].xml" not in parts.names:
        raise RefusedError("ods" if "content.xml" in parts.names else "type", "")
    types = b"".join(parts.read("[Content_Types].xml"))
    if b"macroEnabled" in types or any(each.lower().endswith("vbaproject.bin") for each in parts.names):
        raise RefusedError("macros", "")
    if SHEET_TYPE not in types:
        raise RefusedError("type", "")


def elements(parts: Parts, name: str, wanted: set[str]) -> list[tuple[str, dict[str, str], str]]:
    """The wanted elements of a small part: tag, attributes, text."""
    found: list[tuple[str, dict[str, str], str]] = []
    open_: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        open_.append(tag)
        if tag in wanted:
            found.append((tag, attributes, ""))
            if len(found) > MOST_CELLS:
                raise RefusedError("limit", name)

    def text(piece: str) -> None:
        if open_ and open_[-1] in wanted:
            tag, attributes, before = found[-1]
            found[-1] = (tag, attributes, (before + piece)[:MOST_TEXT])

    parts.parse(name, start, closing(open_), text)
    return found


def shared_texts(parts: Parts) -> list[str]:
    """The workbook's shared strings, in order."""
    if "xl/sharedStrings.xml" not in parts.names:
        return []
    found: list[str] = []
    open_: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        open_.append(tag)
        if tag == "si":
            found.append("")
            if len(found) > MOST_CELLS:
                raise RefusedError("limit", "xl/sharedStrings.xml")

    def text(piece: str) -> None:
        if open_[-1] == "t" and "rPh" not in open_ and found:
            found[-1] = (found[-1] + piece)[:MOST_TEXT]

    parts.parse("xl/sharedStrings.xml", start, closing(open_), text)
    return found


def closing(open_: list[str]) -> Callable[[str], None]:
    """What keeps track of the elements that are open, at the end of each."""

    def end(_: str) -> None:
        open_.pop()

    return end


def date_styles(parts: Parts) -> set[str]:
    """The numbers of the styles whose cells are shown as dates or times."""
    if "xl/styles.xml" not in parts.names:
        return set()
    found: set[str] = set()
    codes: dict[int, str] = {}
    open_: list[str] = []
    styles = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal styles
        open_.append(tag)
        if tag == "numFmt":
            codes[int(attributes.get("numFmtId") or 0)] = attributes.get("formatCode", "")
        elif open_[-2:] == ["cellXfs", "xf"]:
            shown = int(attributes.get("numFmtId") or 0)
            letters_left = NOT_OF_A_DATE.sub("", codes.get(shown, "")).lower()
            if shown in DATE_FORMATS or set("dmyhs") & set(letters_left):
                found.add(str(styles))
            styles += 1
            if styles > MOST_CELLS:
                raise RefusedError("limit", "xl/styles.xml")

    parts.parse("xl/styles.xml", start, closing(open_), lambda _: None)
    return found


class Cells:
    """The cells of one sheet, as expat comes by them."""

    def __init__(self, texts: list[str], dates: set[str]) -> None:
        self.texts, self.dates = texts, dates
        self.found: dict[str, list[str]] = {}
        self.shared: dict[str, tuple[str, str]] = {}
        self.open: list[str] = []
        self.row = self.column = 0
        self.place = self.type = self.value = self.formula = ""
        self.of: dict[str, str] = {}
        self.characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open.append(tag)
        if tag == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
        elif tag == "c":
            self.place = attributes.get("r") or f"{letters(self.column)}{self.row}"
            if not PLACE.fullmatch(self.place) or self.place in self.found:
                raise RefusedError("corrupt", self.place[:20])
            self.column = number(self.place.rstrip("0123456789")) + 1
            self.type, self.value, self.formula, self.of = attributes.get("t", "n"), "", "", {}
            if self.type == "n" and attributes.get("s") in self.dates:
                self.type = "d"
        elif tag == "f":
            self.of = {"t": "normal", **attributes}

    def text(self, piece: str) -> None:
        if "c" not in self.open or "rPh" in self.open:
            return
        if self.open[-1] in ("v", "t"):
            self.value = (self.value + piece)[:MOST_TEXT]
        elif self.open[-1] == "f":
            self.formula = (self.formula + piece)[:MOST_TEXT]

    def end(self, tag: str) -> None:
        self.open.pop()
        if tag == "c":
            formula = self._whole_formula()
            kind = {"str": "s", "inlineStr": "s"}.get(self.type, self.type)
            value = self.value
            if kind == "s" and self.type == "s" and value:
                value = self._shared_text(value)
            if value or formula:
                self.found[self.place] = [kind if value else "", value, formula]
                self.characters += len(value) + len(formula)
                if len(self.found) > MOST_CELLS or self.characters > MOST_TEXTS:
                    raise RefusedError("limit", self.place)

    def _shared_text(self, value: str) -> str:
        if not value.isdecimal() or int(value) >= len(self.texts):
            raise RefusedError("corrupt", self.place)
        return self.texts[int(value)]

    def _whole_formula(self) -> str:
        kind = self.of.get("t")
        if kind == "shared":
            group = self.of.get("si", "")
            if self.formula:
                self.shared[group] = (self.formula, self.place)
                return self.formula
            if group not in self.shared:
                raise RefusedError("corrupt", self.place)
            from openpyxl.formula.translate import Translator

            formula, place = self.shared[group]
            return str(Translator(f"={formula}", origin=place).translate_formula(self.place))[1:]
        return f"{{{self.formula}}}" if kind in ("array", "dataTable") else self.formula


def letters(column: int) -> str:
    """The letters of a column from 0."""
    found, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        found = chr(65 + digit) + found
    return found


def number(found: str) -> int:
    """The column from 0 of its letters."""
    column = 0
    for letter in found:
        column = column * 26 + ord(letter) - 64
    return column - 1


def told(content: bytes) -> dict[str, Any]:
    """All that is wanted of the file."""
    parts = Parts(content)
    kind_of_file(parts)
    targets = {}
    for _, attributes, _ in elements(parts, "xl/_rels/workbook.xml.rels", {"Relationship"}):
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    book = elements(parts, "xl/workbook.xml", {"sheet", "definedName"})
    listed = [attributes for tag, attributes, _ in book if tag == "sheet"]
    if len(listed) > MOST_SHEETS:
        raise RefusedError("limit", f"{len(listed)} × <sheet>")
    texts, dates = shared_texts(parts), date_styles(parts)
    sheets = []
    for attributes in listed:
        cells = Cells(texts, dates)
        part = targets.get(attributes.get("id", ""), "")
        if "worksheets/" in part:
            parts.parse(part, cells.start, cells.end, cells.text)
        state = attributes.get("state", "visible")
        sheets.append({"name": attributes.get("name", ""), "state": state, "cells": cells.found})
    program = [text for _, _, text in elements(parts, "docProps/app.xml", {"Application"})] if (
        "docProps/app.xml" in parts.names
    ) else []  # fmt: skip
    return {
        "program": (program or [""])[0][:100],
        "sheets": sheets,
        "names": {a.get("name", ""): text for tag, a, text in book if tag == "definedName"},
        "links": sum(1 for each in parts.names if LINKS.match(each)),
        "comments": sum(1 for each in parts.names if COMMENTS.match(each)),
        "drawings": sum(1 for each in parts.names if DRAWINGS.match(each)),
    }


def main(path: str) -> None:
    """Write what is wanted of the file at `path`."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - nothing more than is needed is imported here
            answer = told(file.read())
    except RefusedError as refusal:
        answer = {"refused": list(refusal.args)}
    except MemoryError:
        answer = {"refused": ["limit", "MemoryError"]}
    except Exception as fault:
        answer = {"refused": ["corrupt", type(fault).__name__]}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1])
