"""One sheet of an .xlsx file, read by a child process under limits and kept on disk as JSON lines.

The limits follow the file: 512 MB and 20 s of processor time, and for each megabyte of the file 12 MB and 1 s
more, up to 1,280 MB and 60 s, so that a million honest rows pass and a small bomb does not. A child that dies
is a file refused; this process lives.
"""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from flok.domain.spend._reasons import Refused
from flok.domain.spend.tables._cells import ERROR, Cell, Row
from flok.kernel import children
from flok.kernel.children import MEGABYTE

MOST_LINE = 256 * MEGABYTE


def limits(size: int) -> tuple[int, int]:
    """Bytes of memory and seconds of processor time for a file of so many bytes."""
    megabytes = size // MEGABYTE
    return min(512 + 12 * megabytes, 1280) * MEGABYTE, min(20 + megabytes, 60)


class Sheet:
    """The sheet that was read; `head` is the child's first line. Closing it removes it from disk."""

    def __init__(self, path: Path, wanted: str | None) -> None:
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        try:
            code = _run(path, wanted or "", self._spool)
            self.head: dict[str, Any] = self._first(code)
        except BaseException:
            self._spool.close()
            raise

    def _first(self, code: int) -> dict[str, Any]:
        self._spool.seek(0)
        line = self._spool.readline(MEGABYTE)
        first = json.loads(line) if line.endswith(b"\n") and code == 0 else {}
        if "refused" in first:
            raise Refused(*first["refused"])
        if code in children.OVER_LIMIT:
            raise Refused("limit", signal.Signals(-code).name)
        if code != 0 or not first:
            raise Refused("corrupt")
        return dict(first)

    def rows(self) -> Iterator[Row]:
        """The rows from 1, with the columns left of the first used one as empty cells."""
        self._spool.seek(0)
        self._spool.readline()
        left: list[Cell] = [""] * self.head["offset"]
        while line := self._spool.readline(MOST_LINE):
            piece = json.loads(line)
            if "end" in piece:
                return
            hidden = set(piece["hidden"])
            place = self._spool.tell()
            for number, cells in enumerate(piece["rows"], start=piece["first"]):
                yield Row(number, left + [_decoded(c) if type(c) is list else c for c in cells], number in hidden)
            self._spool.seek(place)
        raise Refused("corrupt", "ufuldstændig / incomplete")

    def close(self) -> None:
        self._spool.close()


def _decoded(cell: list[str]) -> Cell:
    return ERROR if cell[0] == "#" else date.fromisoformat(cell[0])


def _run(path: Path, wanted: str, spool: IO[bytes]) -> int:
    memory, seconds = limits(path.stat().st_size)
    child = Path(__file__).with_name("_child.py")
    code = children.run(child, [str(path.absolute()), wanted], spool, memory=memory, seconds=seconds)
    if code is None:
        raise Refused("limit", f"{children.WAIT_SECONDS} s")
    return code
