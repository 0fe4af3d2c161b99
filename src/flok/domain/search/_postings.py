"""Which texts hold which words, in memory: two blocks of NumPy arrays, a large one and the latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from flok.domain.search._file import Row

Ints = npt.NDArray[np.int64]
_SMALL_BLOCK = 400  # texts; more are joined with the large block


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a word stands: places of texts, and how often in title and body."""

    texts: npt.NDArray[np.int32]
    title: npt.NDArray[np.uint8]
    body: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Change:
    """The places of texts that have gone and of those that have come."""

    gone: Sequence[int]
    come: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Block:
    """Word n stands at the postings from `starts[n]` to `starts[n + 1]`."""

    starts: Ints
    postings: Posting

    def of(self, word: int) -> Posting:
        if word + 1 >= len(self.starts):
            return _NONE
        start, end = self.starts[word], self.starts[word + 1]
        held = self.postings
        return Posting(held.texts[start:end], held.title[start:end], held.body[start:end])

    def words(self) -> npt.NDArray[np.uint32]:
        """The word of each posting."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.uint32), np.diff(self.starts))

    def spread(self, mask: npt.NDArray[np.bool_]) -> Ints:
        """In how many texts of the mask each word stands."""
        below = np.concatenate([[0], np.cumsum(mask[self.postings.texts])])
        return np.diff(below[self.starts])


_NONE = Posting(np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.uint8))


def _block(words: Sequence[npt.NDArray[np.uint32]], parts: Sequence[Posting]) -> _Block:
    joined = np.concatenate([np.empty(0, np.uint32), *words])
    order = np.argsort(joined, kind="stable")
    texts = np.concatenate([_NONE.texts, *(part.texts for part in parts)])
    title = np.concatenate([_NONE.title, *(part.title for part in parts)])
    body = np.concatenate([_NONE.body, *(part.body for part in parts)])
    starts = np.concatenate([[0], np.cumsum(np.bincount(joined))])
    return _Block(starts, Posting(texts[order], title[order], body[order]))


def _counted(row: Row, place: int) -> tuple[npt.NDArray[np.uint32], Posting]:
    words, at = np.unique(np.concatenate([row.title, row.body]), return_inverse=True)
    title = np.bincount(at[: len(row.title)], minlength=len(words))
    body = np.bincount(at[len(row.title) :], minlength=len(words))
    texts = np.full(len(words), place, np.int32)
    return words, Posting(texts, np.minimum(title, 255).astype(np.uint8), np.minimum(body, 255).astype(np.uint8))


@dataclass
class Postings:
    """`keys`, `serials`, `codes` and so on: by a text's place. One that was changed or removed leaves it empty.

    `codes`: numbers of kind, theme and reach, whose names stand in `names`. `words`: the different ones of each text.
    """

    keys: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    serials: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    codes: Ints = field(default_factory=lambda: np.empty((0, 3), np.int64))
    lengths: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    words: list[npt.NDArray[np.uint32]] = field(default_factory=list)
    is_there: npt.NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    _places: dict[str, int] = field(default_factory=dict)
    _number_of: dict[str, int] = field(default_factory=dict)
    _large: _Block = field(default_factory=lambda: _block([], []))
    _small: _Block = field(default_factory=lambda: _block([], []))
    _in_small: int = 0

    def take_in(self, rows: Sequence[Row]) -> Change:
        """Changes, in order; and what they came to."""
        gone: list[int] = []
        new: dict[str, Row] = {}
        for row in rows:
            new.pop(row.key, None)
            if row.is_there:
                new[row.key] = row
            if row.key in self._places:
                gone.append(self._places.pop(row.key))
        self.is_there[gone] = False
        first = len(self.keys)
        added = list(new.values())
        counted = [_counted(row, first + place) for place, row in enumerate(added)]
        self._places.update({row.key: first + place for place, row in enumerate(added)})
        self.keys += [row.key for row in added]
        codes = [[self._code(name) for name in (row.kind, row.theme, row.reach)] for row in added]
        self.serials = np.concatenate([self.serials, np.array([row.serial for row in added], np.int64)])
        self.codes = np.concatenate([self.codes, np.array(codes, np.int64).reshape(-1, 3)])
        lengths = np.array([(len(row.title), len(row.body)) for row in added], np.int64).reshape(-1, 2)
        self.lengths = np.concatenate([self.lengths, lengths])
        self.is_there = np.concatenate([self.is_there, np.ones(len(added), np.bool_)])
        self._in_small += len(added)
        self.words += [one[0] for one in counted]
        words = [self._small.words(), *(one[0] for one in counted)]
        parts = [self._small.postings, *(one[1] for one in counted)]
        if self._in_small > _SMALL_BLOCK:
            self._large = _block([self._large.words(), *words], [self._large.postings, *parts])
            self._small, self._in_small = _block([], []), 0
        else:
            self._small = _block(words, parts)
        return Change(gone, range(first, len(self.keys)))

    def _code(self, name: str) -> int:
        if name not in self._number_of:
            self._number_of[name] = len(self.names)
            self.names.append(name)
        return self._number_of[name]

    def code_of(self, name: str) -> int:
        """The number of a kind, theme or reach; -1 where no text has it."""
        return self._number_of.get(name, -1)

    def spread(self, mask: npt.NDArray[np.bool_], words: int) -> Ints:
        """In how many of the texts of a mask each word stands, by its number (below `words`)."""
        found = np.zeros(words, np.int64)
        for block in (self._large, self._small):
            counted = block.spread(mask)
            found[: len(counted)] += counted
        return found

    def of(self, word: int) -> Posting:
        """Where a word stands, also in texts that are there no more."""
        large, small = self._large.of(word), self._small.of(word)
        if not len(small.texts):
            return large
        return Posting(
            np.concatenate([large.texts, small.texts]),
            np.concatenate([large.title, small.title]),
            np.concatenate([large.body, small.body]),
        )
