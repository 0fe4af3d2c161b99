"""Which words count as a word that was asked for, and how much: its family.

    the word itself 1; another form of it; the wider stem; a compound whose head it is (`aftale` in `indkøbsaftaler`);
    a compound that begins with it, or has it inside; the letters inside another word.

The weights are general: no word has one of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from flok.domain.search._view import View
from flok.domain.search._vocabulary import Vocabulary
from flok.kernel import terms

FORM, ROOT, HEAD, MODIFIER, INSIDE, LETTERS = 0.95, 0.7, 0.6, 0.5, 0.45, 0.15
EDGE = 0.35
_LEAST_PART = 3
_LEAST_LETTERS = 5
_LEAST_ALONE = 4  # letters of a part that stands for a compound
_MOST_TRUNKS = 4
_EQUAL = 1e-9
MOST, MOST_LONGER = 400, 200
NO_MODIFIERS = frozenset(
    "af an at be bi der det den ej en er et for fra før ind i med mod ned nu når og om op over på sam sig som til ud"
    " um under uden ved vi de du un mis gen van for efter ikke eller men har kan skal vil var her hvor alle".split()
)


def family(word: str, vocabulary: Vocabulary, view: View) -> Mapping[int, float]:
    """The numbers of the words that stand for a small word, with their weights; only words the reader sees."""
    found = view.families.get(word)
    if found is None:
        related = _related(word, vocabulary, view)
        best = sorted(related, key=lambda number: (-related[number], vocabulary[number].word))[:MOST]
        found = view.families[word] = {number: related[number] for number in best}
    return found


def _related(word: str, vocabulary: Vocabulary, view: View) -> dict[int, float]:
    found: dict[int, float] = {}

    def add(number: int, weight: float) -> None:
        if found.get(number, 0.0) < weight and view.holds(number):
            found[number] = weight

    folded = terms.fold(word)
    same = [number for number in vocabulary.by_fold.get(folded, ()) if view.holds(number)]
    spellings = {word, *(vocabulary[number].word for number in same)}
    for number in same:
        add(number, 1.0)
    stems = {terms.stem(one) for one in spellings}
    for one in stems:
        for number in vocabulary.by_stem.get(one, ()):
            add(number, FORM)
    forms = [number for number in found if found[number] >= FORM]
    for one in {terms.root(one) for one in spellings}:
        for number in vocabulary.by_root.get(one, ()):
            add(number, ROOT)
    trunks = {terms.trunk(one) for one in (*spellings, *(vocabulary[number].word for number in forms))}
    trunks |= stems | {folded}
    longer = {number for trunk in _shortest(trunks) for number in vocabulary.containing(trunk)}
    seen = [number for number in longer if number not in found and view.holds(number)]
    if len(seen) > MOST_LONGER:
        view.crowded.add(word)
        seen = sorted(seen, key=lambda number: (-view.spread[number], vocabulary[number].word))[:MOST_LONGER]
    for number in seen:
        add(number, _place(vocabulary[number].folded, trunks, vocabulary, view))
    return found


def _shortest(trunks: set[str]) -> list[str]:
    """Those that do not hold another: whatever holds the longer holds the shorter."""
    kept: list[str] = []
    for one in sorted(trunks, key=lambda one: (len(one), one)):
        if len(one) >= _LEAST_PART and not any(other in one for other in kept):
            kept.append(one)
    return kept[:_MOST_TRUNKS]


def _place(compound: str, trunks: set[str], vocabulary: Vocabulary, view: View) -> float:
    """What a word with one of these in it is worth: by where it stands, and whether what stands around are words."""
    return max(_place_of(compound, trunk, vocabulary, view) for trunk in trunks if trunk in compound)


def _place_of(compound: str, trunk: str, vocabulary: Vocabulary, view: View) -> float:
    """A beginning or an end tells less where the rest is a word the reader has seen nowhere."""
    is_long = len(trunk) >= _LEAST_LETTERS
    best = LETTERS if is_long else 0.0
    at = compound.find(trunk)
    while at >= 0:
        before, after = compound[:at], compound[at + len(trunk) :]
        ends = terms.is_ending(after, trunk)
        if not before or is_modifier(before, vocabulary, view):
            if ends:
                best = max(best, HEAD if before else FORM)
            elif any(is_word(rest, vocabulary, view) for rest in _rests(after)):
                best = max(best, INSIDE if before else MODIFIER)
        if is_long and (ends or not before):
            best = max(best, EDGE)
        at = compound.find(trunk, at + 1)
    return best


def _rests(after: str) -> Iterator[str]:
    """What may be a word of its own after a trunk: all of it, or without an ending's e or a linking s or e."""
    yield after
    for link in ("s", "e", "es", "er", "n"):
        if after.startswith(link):
            yield after[len(link) :]


def is_word(folded: str, vocabulary: Vocabulary, view: View) -> bool:
    """Whether the reader has seen it as a word that may stand in a compound; a longer one also in another form."""
    if _is_seen(folded, vocabulary, view):
        return True
    if len(folded) < _LEAST_LETTERS or folded in NO_MODIFIERS:
        return False
    return any(view.holds(number) for number in vocabulary.by_stem.get(terms.stem(folded), ()))


def _is_seen(folded: str, vocabulary: Vocabulary, view: View) -> bool:
    """Whether the reader has seen it just so, or as the stem of a longer word."""
    if len(folded) < _LEAST_PART or folded in NO_MODIFIERS:
        return False
    same = vocabulary.by_fold.get(folded, ())
    if not same and len(folded) >= _LEAST_LETTERS:
        same = vocabulary.by_stem.get(folded, ())
    return any(view.holds(number) for number in same)


def is_modifier(piece: str, vocabulary: Vocabulary, view: View) -> bool:
    """Whether a word, or two joined, may stand before another in a compound."""
    known = view.modifiers.get(piece)
    if known is None:
        known = view.modifiers[piece] = any(
            _is_seen(one, vocabulary, view) or _is_double(one, vocabulary, view) for one in terms.modifiers(piece)
        )
    return known


def _is_double(piece: str, vocabulary: Vocabulary, view: View) -> bool:
    return any(
        _is_seen(piece[cut:], vocabulary, view)
        and any(_is_seen(one, vocabulary, view) for one in terms.modifiers(piece[:cut]))
        for cut in range(_LEAST_PART, len(piece) - _LEAST_PART + 1)
    )


def nearest(word: str, most: int, vocabulary: Vocabulary, view: View) -> str:
    """The word that may have been meant: of those fewest slips away, at most so many, the one in most texts. Or empty.

    A word of four letters may have one slip, one of eight two.
    """
    folded = terms.fold(word)
    if len(folded) < 4 or folded.isdigit():
        return ""
    for slips in range(1, min(most, len(folded) // 4) + 1):
        near = [
            (-view.spread[number], vocabulary[number].word)
            for number in vocabulary.near(folded, slips)
            if view.holds(number)
        ]
        if near:
            return min(near)[1]
    return ""


def pieces(word: str, vocabulary: Vocabulary, view: View) -> tuple[str, ...]:
    """A compound as the words it is made of, where the reader has seen them all. Empty: it is none, as the texts tell.

    `disponentadfærd` is `disponent`, `adfaerd`. Of several ways the one whose words are most common (the geometric
    mean of the texts they stand in), and none where the whole is more common than that.
    Source: Koehn and Knight, Empirical Methods for Compound Splitting (2003).
    """
    folded = terms.fold(word)
    if len(folded) < 2 * _LEAST_PART + 1 or any(sign.isdigit() for sign in folded):
        return ()
    best: tuple[str, ...] = ()
    best_spread = float(_spread(folded, vocabulary, view)) - 2 * _EQUAL
    for cut in range(_LEAST_PART, len(folded) - _LEAST_PART + 1):
        head = folded[cut:]
        if not is_word(head, vocabulary, view):
            continue
        for one in terms.modifiers(folded[:cut]):
            parts: tuple[str, ...] = ()
            if is_word(one, vocabulary, view):
                parts = (one, head)
            elif len(one) > 2 * _LEAST_PART and (inner := pieces(one, vocabulary, view)):
                parts = (*inner, head)
            if parts:
                spread = math.prod(_spread(part, vocabulary, view) for part in parts) ** (1 / len(parts))
                if spread > best_spread + _EQUAL:
                    best, best_spread = parts, spread
    return best


def known_part(word: str, vocabulary: Vocabulary, view: View) -> str:
    """The longest word the reader has seen that a compound begins or ends with, or empty: `kødfrie` has `kød`.

    As it is written in most texts; one that is seen in other forms only, as it stands in the compound.
    """
    for length in range(len(word) - 2, 2, -1):
        for piece in (*terms.modifiers(word[:length]), word[-length:]):
            folded = terms.fold(piece)
            if len(folded) >= _LEAST_ALONE and is_word(folded, vocabulary, view):
                same = [number for number in vocabulary.by_fold.get(folded, ()) if view.holds(number)]
                written = sorted((-view.spread[number], vocabulary[number].word) for number in same)
                return written[0][1] if written else piece
    return ""


def _spread(folded: str, vocabulary: Vocabulary, view: View) -> int:
    """How many texts have a word in any form, near enough."""
    same = {*vocabulary.by_fold.get(folded, ()), *vocabulary.by_stem.get(terms.stem(folded), ())}
    return sum(view.spread[number] for number in same)
