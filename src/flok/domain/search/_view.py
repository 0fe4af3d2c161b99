"""What one reader may see of all texts. Everything that is counted, is counted among these."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from flok.domain.search._postings import Change, Ints, Posting, Postings

Floats = npt.NDArray[np.float64]
_KIND, _THEME, _REACH = range(3)


class View:
    """The texts whose reach holds one of the reader's words, and what has been worked out of them so far.

    `spread`: in how many of them each word stands, by its number; `families`, `modifiers`: as _family.py finds them,
    for as long as the reader sees the same words; `crowded`: those families of which only the most common are kept.
    """

    def __init__(self, postings: Postings, reaches: Collection[str], words: int) -> None:
        self._reaches = set(reaches)
        self.postings = postings
        self.mask = postings.is_there & self._may_see(postings.codes[:, _REACH])
        self.count = int(self.mask.sum())
        self._lengths = postings.lengths[self.mask].sum(axis=0)
        self.spread: list[int] = postings.spread(self.mask, words).tolist()
        self.families: dict[str, Mapping[int, float]] = {}
        self.modifiers: dict[str, bool] = {}
        self.crowded: set[str] = set()
        self._found: dict[int, Posting] = {}

    def _may_see(self, reach: Ints) -> npt.NDArray[np.bool_]:
        allowed = [not self._reaches.isdisjoint(name.split()) for name in self.postings.names]
        found: npt.NDArray[np.bool_] = np.array(allowed, np.bool_)[reach]
        return found

    @property
    def mean_lengths(self) -> Floats:
        """Words of a title and of a body, on average."""
        found: Floats = np.maximum(self._lengths / self.count, 1.0) if self.count else np.ones(2)
        return found

    def follow(self, change: Change, words: int) -> None:
        """What came and what went since the view was made: only the words of those texts are counted anew."""
        come = np.fromiter(change.come, np.int64)
        self.mask = np.concatenate([self.mask, self._may_see(self.postings.codes[come, _REACH])])
        self.spread += [0] * (words - len(self.spread))
        is_other = False
        for places, one in ((change.come, 1), (change.gone, -1)):  # a word in the old text and the new never goes
            for place in places:
                if self.mask[place]:
                    is_other |= self._count(place, one)
        self.mask[list(change.gone)] = False
        if is_other:
            self.families, self.modifiers, self.crowded = {}, {}, set()
        for word in self.crowded:
            del self.families[word]
        self.crowded = set()

    def _count(self, place: int, one: int) -> bool:
        """Count a text in (1) or out (-1); whether the reader now sees a word they did not see, or no longer one."""
        is_other = False
        for word in self.postings.words[place].tolist():
            before = self.spread[word]
            self.spread[word] = before + one
            is_other |= before == 0 or before + one == 0
            self._found.pop(word, None)
        self.count += one
        self._lengths = self._lengths + one * self.postings.lengths[place]
        return is_other

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
