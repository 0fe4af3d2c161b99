"""A workbook's cells, read by a child process under limits (decision 0014)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 1 << 20
LARGEST = 20 * MEGABYTE
MEMORY = 512 * MEGABYTE
SECONDS = 20
WAIT_SECONDS = 60
_OVER_LIMIT = {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGSEGV, -signal.SIGBUS}


class RefusedError(ValueError):
    """The file cannot be read as a workbook: a code of _remarks.REFUSED, and what and where."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


@dataclass(frozen=True, slots=True)
class ReadCell:
    """kind: n, s, b, e, or empty. value: as it is written in the file. formula: without =."""

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
    command = [sys.executable, "-I", str(child), str(MEMORY), str(SECONDS)]
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LD_LIBRARY_PATH")}
    with tempfile.TemporaryFile() as spool:
        try:
            done = subprocess.run(  # noqa: S603 - our own file; what was uploaded comes on standard input
                command,
                input=content,
                stdout=spool,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=WAIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RefusedError("limit", f"{WAIT_SECONDS} s") from None
        if done.returncode in _OVER_LIMIT:
            raise RefusedError("limit", signal.Signals(-done.returncode).name)
        spool.seek(0)
        try:
            return dict(json.load(spool))
        except ValueError:
            raise RefusedError("corrupt") from None
