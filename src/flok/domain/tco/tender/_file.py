"""A workbook's cells, read by a child process under limits (decision 0014)."""

from __future__ import annotations

import json
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flok.kernel import children

MEGABYTE = 1 << 20
LARGEST = 20 * MEGABYTE
MEMORY = 512 * MEGABYTE
SECONDS = 20
MOST_TOLD = 128 * MEGABYTE


class RefusedError(ValueError):
    """The file cannot be read as a workbook: a code of _remarks.REFUSED, and what and where."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


@dataclass(frozen=True, slots=True)
class ReadCell:
    """kind: n, d, s, b, e, or empty. value: as it is written in the file. formula: without =."""

    kind: str
    value: str
    formula: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet; cells by address, such as `B7`."""

    name: str
    state: str
    cells: dict[str, ReadCell]


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A workbook as it lay in the file. links, comments, drawings: how many parts there are of each kind."""

    program: str
    sheets: tuple[ReadSheet, ...]
    names: dict[str, str]
    links: int
    comments: int
    drawings: int

    def sheet(self, name: str) -> ReadSheet | None:
        """The sheet with this name, or None."""
        return next((each for each in self.sheets if each.name == name), None)


def read_book(content: bytes) -> ReadBook:
    """The cells of an .xlsx file. Raises RefusedError for every file that is none."""
    if len(content) > LARGEST:
        raise RefusedError("too_large", f"{len(content) // MEGABYTE} MB")
    told = _run(content)
    if "refused" in told:
        raise RefusedError(*told["refused"])
    sheets = tuple(
        ReadSheet(each["name"], each["state"], {place: ReadCell(*cell) for place, cell in each["cells"].items()})
        for each in told["sheets"]
    )
    return ReadBook(told["program"], sheets, told["names"], told["links"], told["comments"], told["drawings"])


def _run(content: bytes) -> dict[str, Any]:
    child = Path(__file__).with_name("_child.py")
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file, tempfile.TemporaryFile() as spool:
        file.write(content)
        file.flush()
        code = children.run(child, [file.name], spool, memory=MEMORY, seconds=SECONDS)
        if code is None or code in children.OVER_LIMIT:
            raise RefusedError("limit", f"{SECONDS} s" if code is None else signal.Signals(-code).name)
        if spool.seek(0, 2) > MOST_TOLD:
            raise RefusedError("limit", f"{MOST_TOLD // MEGABYTE} MB")
        spool.seek(0)
        try:
            return dict(json.load(spool))
        except ValueError:
            raise RefusedError("corrupt") from None
