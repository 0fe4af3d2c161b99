"""What a paper is made of. The engines' own papers have this shape (flok.domain.labels.Paper is one)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class TableLike(Protocol):
    @property
    def heads(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str]]: ...


class SectionLike(Protocol):
    @property
    def heading(self) -> str: ...
    @property
    def sentences(self) -> Sequence[str]: ...
    @property
    def points(self) -> Sequence[str]: ...
    @property
    def table(self) -> TableLike | None: ...


class PaperLike(Protocol):
    """`lead` is the sentence to read if one reads no more; `lang` is "da" or "en"."""

    @property
    def title(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def made_on(self) -> date: ...
    @property
    def lead(self) -> str: ...
    @property
    def sections(self) -> Sequence[SectionLike]: ...
