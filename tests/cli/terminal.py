"""A terminal for tests: run a command, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from flok.cli import main
from flok.demo import Document, Line, oioubl_invoice, peppol_invoice


class Said(NamedTuple):
    """Exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


def flok(*words: str | Path) -> Said:
    done = CliRunner().invoke(main, [str(word) for word in words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


COPY_PAPER = Line(
    name="Kopipapir A4", price="100.00", quantity="3", unspsc="14111507", labels=("SVANEN",), item_id="K-1"
)
PAINT = Line(name="=Maling", price="200.00", unspsc="31211500", item_id="M-1", gtin="09529000007044")


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def two_invoices(folder: Path) -> Path:
    """A folder all of which can be accounted for: 300 kr. of Swan copy paper, 200 kr. of paint."""
    write(folder / "a.xml", oioubl_invoice(Document(number="A", lines=(COPY_PAPER,))))
    write(folder / "b.xml", peppol_invoice(Document(number="B", lines=(PAINT,))))
    return folder


def with_a_broken_one(folder: Path) -> Path:
    """The same, and a document that is cut off."""
    two_invoices(folder)
    whole = oioubl_invoice(Document(number="C"))
    write(folder / "c.xml", whole[: len(whole) // 2])
    return folder
