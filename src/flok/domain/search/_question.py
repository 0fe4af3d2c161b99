"""What is asked for: a question's words as concepts, each with what may stand for it in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flok.domain.search import _family
from flok.domain.search._view import View
from flok.domain.search._vocabulary import Vocabulary
from flok.kernel import terms

MOST_WORDS = 16
SYNONYM, TOGETHER, PART = 0.8, 0.75, 0.2
JOINED = 0.9  # a compound of two words that were both asked for
STOP = frozenset(
    "ad af aldrig alle alt anden andet andre at bare begge blev blive bliver da de dem den denne der deres det"
    " dette dig din disse dog du efter eller en end er et få får for fordi fra før ham han hans har have hende her"
    " hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind ingen intet ja"
    " jeg jer jeres jo kan kom kunne man mange med meget men mens mere mig min mit mod må ned nej nok nogen noget"
    " nogle nu når næsten og også om op os over på så sådan selv sig sin sine sit skal skulle som til ud uden"
    " under var ved vi vil ville vor vores være været gør gøre gjorde findes finder finde bruge bruger the of and"
    " to".split()
)


@dataclass(frozen=True, slots=True)
class Concept:
    """`words`: any of these numbers stands for it, with its weight. `together`: all of the families stand for it.

    `said`: as it is looked for; `is_meant`: that is another word than was asked with, which stands nowhere.
    """

    said: str
    is_meant: bool
    words: Mapping[int, float]
    together: tuple[tuple[float, tuple[Mapping[int, float], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of phrases that mean the same, and where each begins: by the stem of its first word."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> Synonyms:
        """From phrases as they are written."""
        split = tuple(tuple(_telling(tuple(_words(phrase))) for phrase in group) for group in groups)
        begins: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for place, group in enumerate(split):
            for phrase in group:
                key = tuple(terms.stem(word) for word in phrase)
                begins.setdefault(key[0], []).append((key, place))
        ordered = {first: tuple(sorted(all_, key=lambda one: (-len(one[0]), one))) for first, all_ in begins.items()}
        return cls(split, ordered)

    def at(self, stems: Sequence[str]) -> tuple[int, list[int]]:
        """How many of the words that begin here are the longest phrase known, and the groups it stands in."""
        length, groups = 0, []
        for phrase, place in self.by_first.get(stems[0], ()):
            if len(phrase) >= max(length, 1) and tuple(stems[: len(phrase)]) == phrase:
                length = len(phrase)
                groups.append(place)
        return length, groups


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say something, or all where none does."""
    return tuple(word for word in words if word not in STOP) or words


def _words(text: str) -> Iterator[str]:
    for term in terms.terms(text):
        yield from term.parts


def concepts(text: str, vocabulary: Vocabulary, view: View, synonyms: Synonyms) -> list[Concept]:
    """The concepts of a question, in its order. Words that say little are passed over, unless there are no others."""
    all_terms = list(terms.terms(text))[:MOST_WORDS]
    asked = _telling(tuple(part for term in all_terms for part in term.parts))
    understood = [one for word in asked for one in _understood(word, vocabulary, view, synonyms)]
    stems = [terms.stem(one) for one, _meant in understood]
    found: list[Concept] = []
    at = 0
    while at < len(understood):
        length, groups = synonyms.at(stems[at:])
        taken = understood[at : at + max(length, 1)]
        phrases = [phrase for one in groups for phrase in synonyms.groups[one]]
        said = [one for one, _meant in taken]
        meant = any(is_meant for _one, is_meant in taken)
        found.append(_concept(said, meant, phrases, vocabulary, view))
        at += len(taken)
    return _joined(found, vocabulary)


def _understood(word: str, vocabulary: Vocabulary, view: View, synonyms: Synonyms) -> list[tuple[str, bool]]:
    """A word as it is looked for, and whether that is another than was said.

    One nobody has written is one with a slip, or a compound of words that have been written, which are then looked for
    apart, or of one of them.
    """
    known = synonyms.at([terms.stem(word)])[0] > 0
    if known or max(_family.family(word, vocabulary, view).values(), default=0.0) >= _family.EDGE:
        return [(word, False)]
    one_slip = _family.nearest(word, 1, vocabulary, view)
    if one_slip:
        return [(one_slip, True)]
    parts = _family.pieces(word, vocabulary, view)
    if parts:
        return [(part, False) for part in parts]
    nearest = _family.nearest(word, 2, vocabulary, view) or _family.known_end(word, vocabulary, view)
    return [(nearest, True)] if nearest else [(word, False)]


def _concept(
    said: Sequence[str], is_meant: bool, phrases: Sequence[Sequence[str]], vocabulary: Vocabulary, view: View
) -> Concept:
    words: dict[int, float] = {}
    together: list[tuple[float, tuple[Mapping[int, float], ...]]] = []

    def add(phrase: Sequence[str], weight: float) -> None:
        kin = [_family.family(word, vocabulary, view) for word in phrase]
        if len(kin) > 1:
            together.append((weight, tuple(kin)))
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

    add(said, 1.0)
    own = tuple(terms.stem(word) for word in said)
    for phrase in phrases:
        if tuple(terms.stem(word) for word in phrase) != own:
            add(phrase, SYNONYM)
    return Concept(" ".join(said), is_meant, words, tuple(together))


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
    return [Concept(old.said, old.is_meant, new, old.together) for old, new in zip(found, raised, strict=True)]
