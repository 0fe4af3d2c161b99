"""Releases: what was published, and the confidential record of what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any

from flok.domain.comparison._blocks import Block
from flok.domain.comparison._contribution import Contribution
from flok.domain.comparison._figure import Figure
from flok.domain.comparison._words import KEPT_BACK

_FORMAT = 1


@dataclass(frozen=True)
class Cell:
    """One of CELLS with its figure, or with the code of REASONS for which it is kept back (else an empty code)."""

    name: str
    figure: Figure | None
    code: str


@dataclass(frozen=True)
class Release:
    """The cells of one definition in one period. `blocks` and `waiting` (said yes, in no figure) are confidential."""

    definition: str
    version: int
    period: str
    cells: tuple[Cell, ...]
    blocks: tuple[Block, ...]
    waiting: tuple[str, ...]

    def public(self) -> dict[str, Any]:
        """Plain data with all that may leave: no code, no member, no exact sum, and the same words for each cell
        without figures.
        """
        return {
            "definition": self.definition,
            "version": self.version,
            "period": self.period,
            "cells": [
                {"name": cell.name, "figure": asdict(cell.figure)}
                if cell.figure
                else {"name": cell.name, "figure": None, "danish": KEPT_BACK.danish, "english": KEPT_BACK.english}
                for cell in self.cells
            ],
        }

    def to_data(self) -> dict[str, Any]:
        """The ledger's row as JSON-able data: confidential, kept for as long as the comparison is used."""
        return {
            "format": _FORMAT,
            "definition": self.definition,
            "version": self.version,
            "period": self.period,
            "cells": [
                {"name": cell.name, "figure": asdict(cell.figure) if cell.figure else None, "code": cell.code}
                for cell in self.cells
            ],
            "blocks": [
                {"kind": block.kind, "contributions": [list(astuple(one)) for one in block.contributions]}
                for block in self.blocks
            ],
            "waiting": list(self.waiting),
        }

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Release:
        """The release that `to_data` wrote. Raises ValueError for another format."""
        if row.get("format") != _FORMAT:
            raise ValueError("a release in a format this version does not know")
        return cls(
            definition=row["definition"],
            version=row["version"],
            period=row["period"],
            cells=tuple(
                Cell(cell["name"], Figure(**cell["figure"]) if cell["figure"] else None, cell["code"])
                for cell in row["cells"]
            ),
            blocks=tuple(
                Block(block["kind"], tuple(Contribution(*one) for one in block["contributions"]))
                for block in row["blocks"]
            ),
            waiting=tuple(row["waiting"]),
        )


@dataclass(frozen=True)
class Published:
    """A block as it was counted in one release."""

    definition: str
    version: int
    period: str
    block: Block


def published_blocks(earlier: Sequence[Release]) -> Iterator[Published]:
    """Every block of every release, oldest first."""
    for one in earlier:
        for block in one.blocks:
            yield Published(one.definition, one.version, one.period, block)
