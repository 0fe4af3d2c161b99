"""What is asked for: a question's words as concepts, each with what may stand for it in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flok.domain.search import _family
from flok.domain.search._synonyms import Synonyms, telling
from flok.domain.search._view import View
from flok.domain.search._vocabulary import Vocabulary
from flok.kernel import terms

MOST_WORDS = 16
SYNONYM, TOGETHER, PART = 0.8, 0.75, 0.2
ALONE = 0.35  # the part of a compound that is known, where the rest is a word the reader has seen nowhere
JOINED = 0.9  # a compound of two words that were both asked for
Together = tuple[float, tuple[Mapping[int, float], ...]]  # a weight, and the families of each word


@dataclass(frozen=True, slots=True)
class Concept:
    """`words`: any of these numbers stands for it, with its weight. `together`: all of the families stand for it.

    `phrases`: all of the families do, near each other: what means the same in several words, each of which says little.
    `said`: as it is looked for; `is_meant`: that is another word than was asked with, which stands nowhere.
    """

    said: str
    is_meant: bool
    words: Mapping[int, float]
    together: tuple[Together, ...] = ()
    phrases: tuple[Together, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """One word as it is looked for. `is_meant`: another was said. `worth`: less than 1 for a part that stands alone."""

    said: str
    is_meant: bool = False
    worth: float = 1.0


def concepts(text: str, vocabulary: Vocabulary, view: View, synonyms: Synonyms) -> list[Concept]:
    """The concepts of a question, in its order. Words that say little are passed over, unless there are no others."""
    all_terms = list(terms.terms(text))[:MOST_WORDS]
    asked = telling(tuple(part for term in all_terms for part in term.parts))
    understood = [one for word in asked for one in _understood(word, vocabulary, view, synonyms)]
    stems = [terms.stem(one.said) for one in understood]
    found: list[Concept] = []
    at = 0
    while at < len(understood):
        length, groups = synonyms.at(stems[at:])
        taken = understood[at : at + max(length, 1)]
        phrases = [phrase for one in groups for phrase in synonyms.groups[one]]
        found.append(_concept(taken, phrases, vocabulary, view))
        at += len(taken)
    return _joined(found, vocabulary)


def _understood(word: str, vocabulary: Vocabulary, view: View, synonyms: Synonyms) -> list[_Word]:
    """A word as it is looked for.

    One nobody has written is one with a slip, or a compound of words that have been written, which are then looked for
    apart, or of one of them, which tells less.
    """
    known = synonyms.at([terms.stem(word)])[0] > 0
    if known or max(_family.family(word, vocabulary, view).values(), default=0.0) >= _family.EDGE:
        return [_Word(word)]
    one_slip = _family.nearest(word, 1, vocabulary, view)
    if one_slip:
        return [_Word(one_slip, is_meant=True)]
    parts = _family.pieces(word, vocabulary, view)
    if parts:
        return [_Word(part) for part in parts]
    two_slips = _family.nearest(word, 2, vocabulary, view)
    if two_slips:
        return [_Word(two_slips, is_meant=True)]
    part = _family.known_part(word, vocabulary, view)
    return [_Word(part, is_meant=True, worth=ALONE)] if part else [_Word(word)]


def _concept(taken: Sequence[_Word], synonyms: Sequence[Sequence[str]], vocabulary: Vocabulary, view: View) -> Concept:
    words: dict[int, float] = {}
    together: list[Together] = []
    phrases: list[Together] = []

    def add(phrase: Sequence[str], weight: float, several: list[Together]) -> None:
        kin = [_family.family(word, vocabulary, view) for word in phrase]
        if len(kin) > 1:
            several.append((weight, tuple(kin)))
            for number in _compounds(kin[0], kin[1], vocabulary) if len(kin) == 2 else ():
                words[number] = max(words.get(number, 0.0), weight)
            return
        for number, worth in kin[0].items():
            words[number] = max(words.get(number, 0.0), worth * weight)
        parts = _family.pieces(phrase[0], vocabulary, view)
        if parts:
            kin = [_family.family(part, vocabulary, view) for part in parts]
            together.append((weight * TOGETHER, tuple(kin)))
            for one in kin:
                for number, worth in one.items():
                    words[number] = max(words.get(number, 0.0), worth * weight * PART)

    said = [one.said for one in taken]
    worth = min(one.worth for one in taken)
    add(said, worth, together)
    own = tuple(terms.stem(word) for word in said)
    for phrase in synonyms:
        if tuple(terms.stem(word) for word in phrase) != own:
            add(phrase, worth * SYNONYM, phrases)
    is_meant = any(one.is_meant for one in taken)
    return Concept(" ".join(said), is_meant, words, tuple(together), tuple(phrases))


def _compounds(first: Mapping[int, float], second: Mapping[int, float], vocabulary: Vocabulary) -> set[int]:
    """The words that are a compound of one word of each family, in this order."""
    shared = first.keys() & second.keys()
    if not shared:
        return set()
    begin = {terms.trunk(vocabulary[number].word) for number, weight in first.items() if weight >= _family.FORM}
    end = {terms.trunk(vocabulary[number].word) for number, weight in second.items() if weight >= _family.FORM}
    return {
        number
        for number in shared
        for folded in (vocabulary[number].folded,)
        if any(folded.startswith(one) for one in begin) and any(folded.find(one) > 1 for one in end)
    } or {number for number in shared if first[number] >= _family.INSIDE and second[number] >= _family.INSIDE}


def _joined(found: Sequence[Concept], vocabulary: Vocabulary) -> list[Concept]:
    """A word that is a compound of two concepts asked for counts nearly whole for both."""
    raised = [dict(one.words) for one in found]
    for i, one in enumerate(raised):
        for other in raised[i + 1 :]:
            for number in one.keys() & other.keys():
                if min(one[number], other[number]) < _family.EDGE:
                    continue
                one[number] = max(one[number], JOINED)
                other[number] = max(other[number], JOINED)
    return [replace(old, words=new) for old, new in zip(found, raised, strict=True)]
