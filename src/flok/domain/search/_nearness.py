"""How near each other words stand: what was asked for side by side counts more where it stands side by side.

A compound of both is nearest of all. Source: Tao and Zhai, An Exploration of Proximity Measures in Information
Retrieval (2007): the smallest distance between two words of a question tells most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from flok.domain.search._file import Words
from flok.domain.search._view import Floats

WINDOW = 6  # words; two that stand further apart are not near
_LONGEST = 20_000  # words of a text that are looked at


class Places:
    """The words of some texts one after the other, so far apart that none is near one of the next."""

    def __init__(self, texts: Sequence[tuple[Words, Words]], highest: int) -> None:
        gap = np.zeros(WINDOW + 1, np.uint32)  # no word has number 0
        rows = [np.concatenate([title, gap, body[:_LONGEST], gap]) for title, body in texts]
        self._words = np.concatenate([gap, *rows])
        self._text = np.concatenate([np.zeros(len(gap), np.int64), *(np.full(len(r), i) for i, r in enumerate(rows))])
        self._count, self._highest = len(texts), highest

    def __len__(self) -> int:
        return self._count

    def _of(self, family: Mapping[int, float]) -> tuple[np.ndarray, Floats]:
        table = np.zeros(self._highest + 1)
        table[list(family)] = list(family.values())
        weights = table[self._words]
        places = np.flatnonzero(weights)
        return places, weights[places]

    def nearness(self, first: Mapping[int, float], second: Mapping[int, float]) -> Floats:
        """For each text how near two of the families stand at best: 1 side by side, 0 far apart; by their weights."""
        found = np.zeros(self._count)
        (ones, one_weights), (others, other_weights) = self._of(first), self._of(second)
        if not len(ones) or not len(others):
            return found
        after = np.searchsorted(others, ones)
        for at in (after - 1, after, after + 1):
            inside = (at >= 0) & (at < len(others))
            here, there = np.flatnonzero(inside), at[inside]
            distance = np.abs(others[there] - ones[here])
            near = np.clip(1 - (np.maximum(distance, 1) - 1) / WINDOW, 0, 1)
            np.maximum.at(found, self._text[ones[here]], near * one_weights[here] * other_weights[there])
        return found
