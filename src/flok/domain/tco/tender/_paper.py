"""A printed document as plain content, of the shape flok.report.papers sets (its PaperLike)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` have as many cells as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """`lead` is the one sentence to read if one reads no more."""

    title: str
    about: str
    lang: str
    made_on: date
    lead: str
    sections: tuple[Section, ...]
