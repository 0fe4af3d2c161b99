"""What is hidden in a file comes out before the file goes outside the network, or the file is refused."""

from __future__ import annotations

import json
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flok.kernel import children

_CHILD = Path(__file__).with_name("_clean.py")
_MEMORY, _SECONDS = 1_500_000_000, 30
# refused: layers, pictures, protected, damaged, large, limit, office; told, and gone from what is cleaned: the rest
FOUND = (
    "metadata", "actions", "files", "forms", "annotations", "comments", "changes", "hidden_text", "hidden_sheets",
    "hidden_rows", "hidden_slides", "notes", "custom", "layers", "pictures", "protected", "damaged", "large", "limit",
    "office",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`done`: the target has a clean copy. `found`: what was hidden, or why it is refused (of FOUND)."""

    done: bool
    found: tuple[str, ...]


def clean(kind: str, source: Path, target: Path) -> Cleaned:
    """Write a copy of `source` without what is hidden in it to `target`: whole, or not at all where it is refused."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(f"{target.name}.{uuid.uuid4().hex}")
    said: dict[str, Any] = {"cleaned": False, "found": ["limit"]}
    try:
        with tempfile.TemporaryFile() as output:
            words = [kind, str(source), str(made)]
            if children.run(_CHILD, words, output, memory=_MEMORY, seconds=_SECONDS) == 0:
                output.seek(0)
                said = json.loads(output.read())
        if said["cleaned"]:
            made.replace(target)
    finally:
        made.unlink(missing_ok=True)
    return Cleaned(bool(said["cleaned"]), tuple(one for one in said["found"] if one in FOUND))
