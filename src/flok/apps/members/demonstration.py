"""The people a visitor of the demonstration network may sign in as, as they stand in demonstration.json."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Visitor:
    """`da`, `en`: one line on who it is and what they see."""

    email: str
    da: str
    en: str


def visitors() -> list[Visitor]:
    """In the order they are offered; none where this is not the demonstration network."""
    path = settings.DATA / "demonstration.json"
    if not settings.DEMONSTRATION or not path.is_file():
        return []
    return [Visitor(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
