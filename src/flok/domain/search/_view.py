"""What one reader may see of all texts. Everything that is counted, is counted among these."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from flok.domain.search._postings import Posting, Postings

Floats = npt.NDArray[np.float64]
_KIND, _THEME, _REACH = range(3)


class View:
    """The texts whose reach holds one of the reader's words, and what has been worked out of them so far.

    `spread`: in how many of them each word stands, by its number; `families`, `modifiers`: as _family.py finds them.
    """

    def __init__(self, postings: Postings, reaches: Collection[str], words: int) -> None:
        held = set(reaches)
        allowed = np.array([not held.isdisjoint(name.split()) for name in postings.names], np.bool_)
        reach = postings.codes[:, _REACH]
        self.postings = postings
        self.mask: npt.NDArray[np.bool_] = postings.is_there & (allowed[reach] if len(reach) else False)
        self.count = int(self.mask.sum())
        seen = postings.lengths[self.mask]
        self.mean_lengths = np.maximum(seen.mean(axis=0), 1.0) if len(seen) else np.ones(2)
        self.spread: list[int] = postings.spread(self.mask, words).tolist()
        self.families: dict[str, Mapping[int, float]] = {}
        self.modifiers: dict[str, bool] = {}
        self._found: dict[int, Posting] = {}

    def of(self, word: int) -> Posting:
        """Where a word stands among what the reader sees."""
        found = self._found.get(word)
        if found is None:
            there = self.postings.of(word)
            seen = self.mask[there.texts]
            found = there if seen.all() else Posting(there.texts[seen], there.title[seen], there.body[seen])
            self._found[word] = found
        return found

    def holds(self, word: int) -> bool:
        """Whether the reader sees the word anywhere."""
        return self.spread[word] > 0

    def only(self, kind: str, theme: str) -> npt.NDArray[np.bool_]:
        """Which places are of a kind and a theme; an empty name is any."""
        chosen = self.mask
        for name, column in ((kind, _KIND), (theme, _THEME)):
            if name:
                chosen = chosen & (self.postings.codes[:, column] == self.postings.code_of(name))
        return chosen
