"""The guide names the codes there are."""

from __future__ import annotations

import re
from pathlib import Path

from flok.domain.comparison import REASONS

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "comparison.md"


def test_the_guide_has_every_code() -> None:
    assert re.findall(r"^\| `([^`]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE) == list(REASONS)
