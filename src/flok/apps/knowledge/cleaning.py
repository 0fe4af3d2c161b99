"""What is hidden in a file comes out before the file goes outside the network, or the file is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CHILD = Path(__file__).with_name("_clean.py")
_SECONDS = 45
# refused: layers, pictures, protected, damaged, large, limit; told, and gone from what is cleaned: the rest
FOUND = (
    "metadata", "actions", "files", "forms", "annotations", "comments", "changes", "hidden_text", "hidden_sheets",
    "hidden_rows", "hidden_slides", "notes", "custom", "layers", "pictures", "protected", "damaged", "large", "limit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`done`: the target has a clean copy. `found`: what was hidden, or why it is refused (of FOUND)."""

    done: bool
    found: tuple[str, ...]


def clean(kind: str, source: Path, target: Path) -> Cleaned:
    """Write a copy of `source` without what is hidden in it to `target`. Nothing is left there where it is refused."""
    target.parent.mkdir(parents=True, exist_ok=True)
    said: dict[str, Any]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, with paths of our own making
            [sys.executable, "-I", str(_CHILD), kind, str(source), str(target)],
            capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
        said = json.loads(ended.stdout) if ended.returncode == 0 else {"cleaned": False, "found": ["limit"]}
    except (subprocess.TimeoutExpired, ValueError):
        said = {"cleaned": False, "found": ["limit"]}
    found = tuple(one for one in said["found"] if one in FOUND)
    if not said["cleaned"]:
        target.unlink(missing_ok=True)
    return Cleaned(bool(said["cleaned"]), found)
