"""All words that stand in any text, and which of them belong together: by spelling, stem, or as part of a compound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from flok.domain.search._file import WordRow
from flok.kernel import terms

_WIDEST = 32  # letters of a word that count when slips are looked for
_MOST_KEPT = 1_000  # answers that are kept; the one asked for longest ago goes first
_Asked = TypeVar("_Asked")
_Kept = tuple[int, list[int]]  # how far has been looked, and what was found there


@dataclass
class Vocabulary:
    """Numbers of words by what they share. Word 0 is none; numbers come from the file.

    Words only come in. What was found among them is kept, so that later only the new ones are looked at.
    """

    words: list[WordRow | None] = field(default_factory=lambda: [None])
    by_fold: dict[str, list[int]] = field(default_factory=dict)
    by_stem: dict[str, list[int]] = field(default_factory=dict)
    by_root: dict[str, list[int]] = field(default_factory=dict)
    _all: str = "\n"
    _begins: list[int] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _signs: npt.NDArray[np.uint64] = field(default_factory=lambda: np.empty((0, 2), np.uint64))
    _sizes: npt.NDArray[np.int16] = field(default_factory=lambda: np.empty(0, np.int16))
    _containing: dict[str, _Kept] = field(default_factory=dict)
    _near: dict[tuple[str, int], _Kept] = field(default_factory=dict)

    def take_in(self, rows: Iterable[tuple[int, WordRow]]) -> None:
        """New words."""
        pieces, length = [], len(self._all)
        for number, row in rows:
            row = WordRow(*map(intern, (row.word, row.folded, row.stem, row.root)))
            self.words += [None] * (number + 1 - len(self.words))
            self.words[number] = row
            self.by_fold.setdefault(row.folded, []).append(number)
            self.by_stem.setdefault(row.stem, []).append(number)
            self.by_root.setdefault(row.root, []).append(number)
            pieces.append(row.folded)
            self._begins.append(length)
            self._numbers.append(number)
            length += len(row.folded) + 1
        if pieces:
            self._all += "\n".join(pieces) + "\n"

    def __getitem__(self, number: int) -> WordRow:
        row = self.words[number]
        assert row is not None
        return row

    def containing(self, letters: str) -> Sequence[int]:
        """The words whose folded form has these letters somewhere."""
        looked, found = self._containing.pop(letters, (0, []))
        last, place = -1, self._all.find(letters, looked)
        while place >= 0:
            at = bisect_right(self._begins, place) - 1
            if at != last:
                last = at
                found.append(self._numbers[at])
            place = self._all.find(letters, place + 1)
        _keep(self._containing, letters, (len(self._all), found))
        return found

    def beginning(self, letters: str) -> Iterator[int]:
        """The words whose folded form begins so."""
        place = self._all.find("\n" + letters)
        while place >= 0:
            yield self._numbers[bisect_right(self._begins, place + 1) - 1]
            place = self._all.find("\n" + letters, place + 1)

    def near(self, folded: str, most: int) -> Sequence[int]:
        """The words at most so many slips from another."""
        looked, found = self._near.pop((folded, most), (0, []))
        for number in self._might_be_near(folded, most, looked):
            if terms.is_near(folded, self[number].folded, most):
                found.append(number)
        _keep(self._near, (folded, most), (len(self._numbers), found))
        return found

    def _might_be_near(self, folded: str, most: int, first: int) -> list[int]:
        """The words from a place on that are of about the length of another, with about its letters and pairs.

        A slip changes at most two letters and four pairs of letters (two out, two in; three of each where two letters
        have changed places). Each word carries both as bits.
        """
        if len(self._sizes) < len(self._numbers):
            fresh = [self[number].folded for number in self._numbers[len(self._sizes) :]]
            self._signs = np.concatenate([self._signs, _signs(fresh)])
            self._sizes = np.concatenate([self._sizes, np.array([len(word) for word in fresh], np.int16)])
        if first == len(self._sizes):
            return []
        fits = np.abs(self._sizes[first:] - len(folded)) <= most
        apart = np.bitwise_count(self._signs[first:] ^ _signs([folded]))
        fits &= (apart[:, 0] <= 2 * most) & (apart[:, 1] <= 6 * most)
        return [self._numbers[first + at] for at in np.flatnonzero(fits)]


def _keep(kept: dict[_Asked, _Kept], asked: _Asked, answer: _Kept) -> None:
    kept[asked] = answer
    if len(kept) > _MOST_KEPT:
        kept.pop(next(iter(kept)))


def _signs(words: list[str]) -> npt.NDArray[np.uint64]:
    """For each word 64 bits of its letters, and 64 of its pairs of letters."""
    letters = np.array(words, dtype=f"U{_WIDEST}").view(np.uint32).reshape(len(words), _WIDEST).astype(np.uint64)
    is_there = letters > 0
    one = np.uint64(1)
    single = np.where(is_there, one << (letters % np.uint64(61)), np.uint64(0))
    both = is_there[:, 1:] & is_there[:, :-1]
    pairs = np.where(both, one << ((letters[:, :-1] * np.uint64(31) + letters[:, 1:]) % np.uint64(64)), np.uint64(0))
    found: npt.NDArray[np.uint64] = np.stack(
        [np.bitwise_or.reduce(single, axis=1), np.bitwise_or.reduce(pairs, axis=1)], axis=1
    )
    return found
