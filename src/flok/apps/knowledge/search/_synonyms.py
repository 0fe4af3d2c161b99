"""Words of the field that mean the same, from synonyms.txt beside this file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flok.domain.search import Synonyms


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """The groups of the file: one a line, phrases apart by " = "; what follows # is for its readers."""
    lines = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = ([phrase.strip() for phrase in line.split("=")] for line in lines if line.strip() and line[0] != "#")
    return Synonyms.of(list(groups))
