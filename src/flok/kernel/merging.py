"""Two texts made of the same text, put together again: no word that anyone wrote is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST = 2_000  # lines of a text, or words of a place, that are compared: it is quadratic in the worst case


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both have changed, each in their own way: whole lines."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """`text` holds both; where they could not be told apart, mine and then theirs (`conflicts`)."""

    text: str
    conflicts: tuple[Conflict, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """`mine` and `theirs`, both made of `base`, as one text.

    What only one has changed is taken as they have it. A place both have changed is first compared word by word; if
    they still meet, both stand there, mine first. What one took away and the other changed stays as it was changed.
    The three-way merge of lines: Khanna, Kunal and Pierce, A Formal Investigation of Diff3 (2007).
    """
    base, mine, theirs = (one.replace("\r\n", "\n").replace("\r", "\n") for one in (base, mine, theirs))
    lines = [one.split("\n") for one in (base, mine, theirs)]
    made: list[str] = []
    conflicts: list[Conflict] = []
    for was, is_mine, is_theirs in _pieces(*lines) if max(map(len, lines)) <= _MOST else [lines]:
        settled = _settled(was, is_mine, is_theirs)
        if settled is None:
            settled = _by_words(was, is_mine, is_theirs)
        if settled is None:
            settled = [*is_mine, *is_theirs]
            if is_mine and is_theirs:
                conflicts.append(Conflict("\n".join(is_mine), "\n".join(is_theirs)))
        made += settled
    return Merged("\n".join(made), tuple(conflicts))


def _settled(was: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    """What a piece becomes where only one has changed it, or both alike; None where they differ."""
    if mine == theirs or theirs == was:
        return mine
    return theirs if mine == was else None


def _by_words(was: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Sequence[str] | None:
    """The same lines compared word by word; None where they still differ, or are too many to compare."""
    words = [_WORDS.findall("\n".join(one)) for one in (was, mine, theirs)]
    if not all(words) or max(map(len, words)) > _MOST:
        return None
    made: list[str] = []
    for piece in _pieces(*words):
        settled = _settled(*piece)
        if settled is None:
            return None
        made += settled
    return ["".join(made)]


def _pieces(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """The three cut at the same places: runs all three share, and what lies between them."""
    at_base = at_mine = at_theirs = 0
    for start, in_mine, in_theirs, length in _shared(base, mine, theirs):
        yield base[at_base:start], mine[at_mine:in_mine], theirs[at_theirs:in_theirs]
        at_base, at_mine, at_theirs = start + length, in_mine + length, in_theirs + length
        if length:
            run = base[start:at_base]
            yield run, run, run


def _shared(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where in each of the three a run begins that all have, and how long it is; the last, of length 0, at the ends."""
    ours = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    one = other = 0
    while one < len(ours) and other < len(others):
        start = max(ours[one].a, others[other].a)
        end = min(ours[one].a + ours[one].size, others[other].a + others[other].size)
        if start < end:
            yield start, ours[one].b + start - ours[one].a, others[other].b + start - others[other].a, end - start
        if ours[one].a + ours[one].size < others[other].a + others[other].size:
            one += 1
        else:
            other += 1
    yield len(base), len(mine), len(theirs), 0
