"""Rows of a delimited text file, streamed. Encoding and delimiter are found out; nothing is held but a row."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import Row, at_row

DELIMITERS = ";\t,|"
MOST_CHARACTERS = 1 << 20  # of one record, whatever lines it is spread over
_HEAD = 1 << 16
_CHUNK = 1 << 20


class Dialect(NamedTuple):
    """How a file is written: its encoding (a codec name) and its delimiter."""

    encoding: str
    delimiter: str


def dialect_of(path: Path, words: frozenset[str]) -> Dialect:
    """Find encoding and delimiter. `words` are squashed column names that are recognised.

    Raises Refused: `empty`, `encoding`, and `row` for a file whose lines end in CR alone.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        try:
            head = file.read(_HEAD)
        except UnicodeError:
            raise Refused("encoding", encoding) from None
    if not head.strip("\ufeff \t\r\n"):
        raise Refused("empty")
    if "\r" in head and "\n" not in head:
        raise Refused("row", "linjer slutter kun med CR / lines end in CR alone")
    complete = head if len(head) < _HEAD else head[: head.rfind("\n") + 1] or head
    return Dialect(encoding, _delimiter(complete, words))


def _encoding(path: Path) -> str:
    """UTF-16 by its byte order mark, else UTF-8 if the whole file is, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(head: str, words: frozenset[str]) -> str:
    """The one that gives most recognised column names, then most rows of one width, then most columns."""
    if head.startswith("sep=") and len(head) > 4 and head[4] in DELIMITERS:
        return head[4]
    return max(DELIMITERS, key=lambda mark: _score(head, mark, words))


def _score(head: str, delimiter: str, words: frozenset[str]) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    try:
        rows.extend(row for row in csv.reader(head.splitlines(keepends=True), delimiter=delimiter) if row)
    except csv.Error:
        return (0, 0.0, 0)
    known = max((len({squashed(cell) for cell in row} & words) for row in rows[:40]), default=0)
    widths = Counter(len(row) for row in rows)
    width, agreeing = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (known, 0.0, 0) if width == 1 else (known, round(agreeing / len(rows), 2), width)


def squashed(name: str) -> str:
    """A column name without case, spaces and marks: `Faktura-nr.` is `fakturanr`."""
    return "".join(filter(str.isalnum, name.casefold()))


class _Lines:
    """Lines of a file, refusing a record that is too long to be one. Lines end in LF or CRLF."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.row = 0
        self.characters = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(MOST_CHARACTERS + 1):
            self.characters += len(line)
            if self.characters > MOST_CHARACTERS:
                raise Refused("limit", f"{at_row(self.row + 1)}: > {MOST_CHARACTERS} tegn / characters")
            if "\0" in line:
                raise Refused("row", f"{at_row(self.row + 1)}: NUL")
            yield line

    def next_row(self) -> int:
        self.row += 1
        self.characters = 0
        return self.row


def csv_rows(path: Path, dialect: Dialect) -> Iterator[Row]:
    """The rows, counted from 1 as a spreadsheet would count them; a row with broken quotes has no cells.

    Raises Refused `row` (NUL, a quote never closed), `limit` (a field over 131,072 or a record over 1,048,576
    characters), `encoding`.
    """
    with path.open(encoding=dialect.encoding, newline="\n") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        while True:
            try:
                cells: list[str] | None = next(reader)
            except StopIteration:
                return
            except UnicodeError:
                raise Refused("encoding", f"{at_row(lines.row + 1)}: {dialect.encoding}") from None
            except csv.Error as fault:
                if "unexpected end" in str(fault):
                    where = f"{at_row(lines.row + 1)}: anførselstegn lukkes ikke / quote never closed"
                    raise Refused("row", where) from None
                if "larger than field limit" in str(fault):
                    raise Refused("limit", f"{at_row(lines.row + 1)}: felt / field") from None
                cells = None
            yield Row(lines.next_row(), list(cells) if cells is not None else None)
