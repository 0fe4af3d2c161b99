"""What holds of files that are handed in, from what is given alone."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import timedelta

CHUNK = 4_000_000  # bytes that a browser sends at a time
LONGEST_NAME = 255
ENDINGS = ("xml", "zip", "csv", "tsv", "xlsx")  # what can be read; of other files the reader says why not
_OTHER = ("xls", "xlsm", "xltm", "xlsb", "ods", "pdf", "rar", "7z", "gz", "tar", "txt", "json", "html")
TABLES = ("csv", "tsv", "xlsx")
PATIENCE = timedelta(days=7)  # with a file that has stopped coming
MOST_LISTED = 2_000  # documents of one file that are listed one by one where they do not count
MOST_ATTEMPTS = 3  # readings that were cut short, after which a file is not tried again by itself


def shown_name(given: str) -> str:
    """A file's name as it is kept: its last part, composed (NFC), without what steers a page, at most 255 long.

    It is only ever shown; files lie under their hash.
    """
    last = unicodedata.normalize("NFC", given.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    plain = "".join(char if char.isprintable() else "\ufffd" for char in last)
    return (plain if len(plain) <= LONGEST_NAME else plain[:200] + "…" + plain[-40:]) or "?"


def ending_of(name: str) -> str:
    """The ending by which a file is read, of those known here; `bin` for any other, `xml` for none at all."""
    _, dot, ending = name.rpartition(".")
    ending = ending.lower()
    if not dot:
        return "xml"
    return ending if ending in ENDINGS or ending in _OTHER else "bin"


def in_letters(hexadecimal: str) -> str:
    """A hash without digits: ten in a row can look like a person's number, which the readers hide in file names."""
    return hexadecimal.translate(_LETTERS)


def from_letters(letters: str) -> str:
    """The hash that `in_letters` made this of."""
    return letters.translate(_DIGITS)


_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_DIGITS = str.maketrans("abcdefghijklmnop", "0123456789abcdef")


def hash_of_hashes(chunks: Iterable[bytes]) -> str:
    """SHA-256 over the SHA-256 of each chunk in turn: what a browser can work out a chunk at a time."""
    whole = hashlib.sha256()
    for chunk in chunks:
        whole.update(hashlib.sha256(chunk).digest())
    return whole.hexdigest()


def header_key(names: Iterable[str]) -> str:
    """The same for tables with the same column names in the same order."""
    return hashlib.sha256("\x1f".join(name.strip().casefold() for name in names).encode()).hexdigest()


def main_reason(tally: Iterable[dict[str, object]]) -> str:
    """The code that most documents were left out for; "" where none was."""
    by_code: dict[str, int] = {}
    for row in tally:
        if row["code"]:
            by_code[str(row["code"])] = by_code.get(str(row["code"]), 0) + int(str(row["documents"]))
    return max(by_code, key=lambda code: (by_code[code], code)) if by_code else ""
