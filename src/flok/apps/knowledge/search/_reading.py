"""The text inside a file that someone handed in, read by a child process under limits; and what became of it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flok.apps.knowledge.models import Reading
from flok.kernel import children
from flok.kernel.children import MEGABYTE
from flok.kernel.files import DOCUMENTS

MOST_SIGNS = 400_000


@dataclass(frozen=True, slots=True)
class Read:
    """`text`: pages, slides or sheets apart by form feeds; empty where nothing was read."""

    reading: Reading
    text: str = ""


def read(path: Path, name: str) -> Read:
    """The text of a document called `name`. Never raises for what is in the file."""
    kind = name.rpartition(".")[2].lower()
    if not path.is_file():
        return Read(Reading.MISSING)
    if kind not in DOCUMENTS:
        return Read(Reading.NOTHING)
    megabytes = path.stat().st_size // MEGABYTE
    memory, seconds = min(768 + 8 * megabytes, 1536) * MEGABYTE, min(20 + megabytes, 60)
    words = [str(path.absolute()), kind, str(MOST_SIGNS)]
    with tempfile.TemporaryFile() as output:
        code = children.run(Path(__file__).with_name("_child.py"), words, output, memory=memory, seconds=seconds)
        if code is None or code in children.OVER_LIMIT:
            return Read(Reading.LIMIT)
        return _taken(output) if code == 0 else Read(Reading.DAMAGED)


def _taken(output: IO[bytes]) -> Read:
    output.seek(0)
    pages: list[str] = []
    for line in output:
        piece = json.loads(line)
        if "refused" in piece:
            return Read(Reading(piece["refused"]))
        if "end" in piece:
            return Read(Reading(piece["end"]), "\f".join(pages).strip("\f"))
        pages.append(piece["page"].replace("\f", " ").strip())
    return Read(Reading.DAMAGED)
