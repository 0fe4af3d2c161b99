"""Reads one sheet of an .xlsx file in a process of its own and writes its rows as JSON lines.

Started by path from _sheet.py (flok.kernel.children) and imported by nobody: a small crafted workbook can make any
reader ask for hundreds of gigabytes and abort, and then only this process ends. It knows the standard library and
calamine alone, so its memory limit is spent on the workbook.

First line: {"sheet", "sheets", "hidden_sheets", "unread_sheets", "hidden_columns", "offset", "external",
"formulas", "epoch_1904"}; then {"first": row number, "hidden": [row numbers], "rows": [[cell, ...], ...]};
last {"end": row count}. A cell is text, a number, true/false, ["2026-01-31"] for a date, or ["#"] for an error
value. A refusal replaces everything by {"refused": [code, detail]}.
"""

from __future__ import annotations

import datetime
import errno
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

CHUNK_ROWS = 500
CHUNK_BYTES = 1 << 20
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
EXTERNAL = re.compile(r"xl/(externalLinks/[^/]+\.xml|embeddings/.+|media/.+|connections\.xml|queryTables/.+)$")
TAG = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)\b(?P<in_row>[^>]*)"
    rb"|c\b(?P<error>[^>]*\bt=[\"']e[\"'][^>]*)"
    rb"|col\b(?P<column>[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)"
    rb"|(?P<formula>f)\b[^>]*)>"
)
HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
REFERENCE = re.compile(rb"\br=[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")


class RefusedError(Exception):
    """The file is not read: the reason's code, and what and where."""


def part(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of one part, a chunk at a time. A missing part is a damaged file."""
    try:
        opened = archive.open(name)
    except KeyError:
        raise RefusedError("corrupt", f"{name}: mangler / missing") from None
    with opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk


def small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first megabyte of a part that is always small."""
    return next(part(archive, name), b"")


def checked(archive: zipfile.ZipFile) -> None:
    """Refuse everything that is not a plain .xlsx workbook, and any part with a DOCTYPE."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError("encrypted", None)
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names:
        raise RefusedError("type", "ikke en .xlsx-projektmappe / not an .xlsx workbook")
    types = small(archive, "[Content_Types].xml")
    if SHEET_TYPE not in types or b"macroEnabled" in types or any(n.endswith("vbaProject.bin") for n in names):
        raise RefusedError("type", "ikke en .xlsx-projektmappe uden makroer / not an .xlsx workbook without macros")
    for name in sorted(names):
        if name.endswith((".xml", ".rels")):
            start = next(part(archive, name), b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise RefusedError("doctype", name)


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, in the workbook's order."""
    targets = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^>]*>", small(archive, "xl/_rels/workbook.xml.rels")):
        identity, target = (re.search(rb"\b%s=[\"']([^\"']*)[\"']" % key, tag) for key in (b"Id", b"Target"))
        if identity and target:
            targets[identity[1]] = target[1].decode("utf-8", "replace")
    parts = []
    for tag in re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", small(archive, "xl/workbook.xml")):
        found = re.search(rb"\b\w+:id=[\"']([^\"']*)[\"']", tag)
        target_name = targets.get(found[1], "") if found else ""
        parts.append(target_name.lstrip("/") if target_name.startswith("/") else f"xl/{target_name}")
    return parts


def tags(archive: zipfile.ZipFile, name: str) -> Iterator[re.Match[bytes]]:
    """The tags of a sheet that calamine does not tell about, streamed."""
    left = b""
    for chunk in part(archive, name):
        buffer = left + chunk
        last = buffer.rfind(b"<")
        left = buffer[last:] if last >= 0 and b">" not in buffer[last:] else b""
        if len(left) > CHUNK_BYTES:
            raise RefusedError("corrupt", name)
        yield from TAG.finditer(buffer[: len(buffer) - len(left)])


def marks(archive: zipfile.ZipFile, name: str) -> tuple[set[int], list[int], dict[int, list[int]], int]:
    """Hidden rows, hidden columns, error cells by row, and the number of formulas; rows count from 1, columns
    from 0, and column -1 is an error cell whose place is not written."""
    hidden: set[int] = set()
    columns: list[int] = []
    errors: dict[int, list[int]] = {}
    row = formulas = 0
    for tag in tags(archive, name):
        if tag["row"]:
            place = REFERENCE.search(tag["in_row"])
            row = int(place[2]) if place else row + 1
            if HIDDEN.search(tag["in_row"]):
                hidden.add(row)
        elif tag["formula"]:
            formulas += 1
        elif tag["error"]:
            place = REFERENCE.search(tag["error"])
            errors.setdefault(row, []).append(column_index(place[1]) if place else -1)
        elif tag["column"]:
            least, most = (re.search(rb"\b%s=[\"']([0-9]{1,5})[\"']" % key, tag["column"]) for key in (b"min", b"max"))
            if least and most:
                columns += range(int(least[1]) - 1, min(int(most[1]), 16384))
    return hidden, columns, errors, formulas


def column_index(letters: bytes) -> int:
    """B"A" is 0, b"XFD" is 16383."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def is_empty(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet's first megabyte holds no cell."""
    return not re.search(rb"<(?:\w+:)?c[\s>]", small(archive, name))


def written(cell: object) -> Any:
    """What JSON does not know: a date is [its text]; a time of day or a duration is its text."""
    if isinstance(cell, datetime.date):
        return [cell.isoformat()[:10]]
    return str(cell)


def pieces(path: str, wanted: str) -> Iterator[dict[str, Any]]:
    """Everything to be written, in order."""
    import python_calamine

    with zipfile.ZipFile(path) as archive:
        checked(archive)
        workbook = python_calamine.load_workbook(path)
        parts = sheet_parts(archive)
        sheets = workbook.sheets_metadata
        if len(parts) != len(sheets):
            raise RefusedError("corrupt", "xl/workbook.xml")
        tables = [i for i, s in enumerate(sheets) if s.typ == python_calamine.SheetTypeEnum.WorkSheet]
        visible = [i for i in tables if sheets[i].visible == python_calamine.SheetVisibleEnum.Visible]
        filled = [i for i in visible if not is_empty(archive, parts[i])]
        candidates = [i for i in tables if sheets[i].name == wanted] if wanted else filled
        chosen = candidates[0] if candidates else None
        if chosen is None:
            raise RefusedError("header" if wanted else "empty", f"ark / sheet: {wanted}" if wanted else None)
        hidden, columns, errors, formulas = marks(archive, parts[chosen])
        head = {
            "sheet": sheets[chosen].name,
            "sheets": [sheets[i].name for i in visible],
            "hidden_sheets": [sheets[i].name for i in tables if i not in visible and i != chosen],
            "unread_sheets": [sheets[i].name for i in filled if i != chosen],
            "hidden_columns": columns,
            "external": sum(1 for name in archive.namelist() if EXTERNAL.match(name)),
            "formulas": formulas,
            "epoch_1904": bool(re.search(rb"\bdate1904=[\"'](?:1|true)[\"']", small(archive, "xl/workbook.xml"))),
        }
    sheet = workbook.get_sheet_by_index(chosen)
    offset = sheet.start[1] if sheet.start else 0
    yield {**head, "offset": offset}
    first, rows = 1, []
    number = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number in errors:
            for column in errors[number]:
                row[max(column - offset, 0)] = ["#"]
        rows.append(row)
        if len(rows) == CHUNK_ROWS:
            yield {"first": first, "hidden": [n for n in range(first, number + 1) if n in hidden], "rows": rows}
            first, rows = number + 1, []
    yield {"first": first, "hidden": [n for n in range(first, number + 1) if n in hidden], "rows": rows}
    yield {"end": number}


def main(path: str, wanted: str) -> None:
    """Write the sheet to standard output, which is a file."""
    try:
        for piece in pieces(path, wanted):
            os.write(1, json.dumps(piece, default=written).encode() + b"\n")
    except RefusedError as refusal:
        refuse(*refusal.args)
    except (MemoryError, OverflowError):
        refuse("limit", "hukommelse / memory")
    except OSError as fault:
        refuse("limit" if fault.errno in (errno.EFBIG, errno.ENOSPC) else "corrupt", type(fault).__name__)
    except BaseException as fault:  # a panic inside calamine is no Exception
        refuse("limit" if "capacity" in str(fault) else "corrupt", type(fault).__name__)


def refuse(code: str, detail: str | None) -> None:
    """Take back what was written and write the refusal instead."""
    os.ftruncate(1, 0)
    os.lseek(1, 0, os.SEEK_SET)
    os.write(1, json.dumps({"refused": [code, detail]}).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
