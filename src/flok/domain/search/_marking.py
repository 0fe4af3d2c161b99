"""Where in a text what was asked for stands: the stretch that shows most of it, and the words to mark there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flok.kernel import terms

WIDTH = 240
_MOST_PLACES = 400
_MOST_OF_A_WORD = 40
_NEAR_WORDS, _NEAR_SIGNS = 6, 60  # the words of a phrase stand no further apart
Phrase = tuple[Mapping[str, float], ...]  # the small words that may stand in each of its places, with their weights


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start`: where in the text it begins; `first`: where in the text the first mark is, or the beginning.

    `pieces`: the stretch in pieces, each with whether it is to be marked. `worth`: the sum of the weights it shows.
    """

    start: int
    first: int
    pieces: tuple[tuple[str, bool], ...]
    worth: float


def marked(text: str, words: Mapping[str, float], phrases: Sequence[Phrase] = ()) -> tuple[tuple[str, bool], ...]:
    """A short text in pieces; those that are asked for (small words with their weights) are to be marked.

    The words of a phrase are where all of it stands together.
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    cut = list(terms.terms(text))
    together = {place for phrase in phrases for place in _standing_together(cut, phrase)}
    for place, term in enumerate(cut):
        if place in together or _is_one_of(term, words):
            pieces += [(text[at : term.start], False), (text[term.start : term.end], True)]
            at = term.end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def _is_one_of(term: terms.Term, words: Mapping[str, float]) -> bool:
    return term.word in words or any(part in words for part in term.parts)


def _standing_together(cut: Sequence[terms.Term], phrase: Phrase) -> list[int]:
    each = [[place for place, term in enumerate(cut) if _is_one_of(term, words)] for words in phrase]
    return [place for places in each for place in places if _is_near_all(place, each, _NEAR_WORDS)]


def _is_near_all(place: int, each: Sequence[Sequence[int]], most: int) -> bool:
    return all(any(abs(place - other) <= most for other in places) for places in each)


def stretch(text: str, words: Mapping[str, float], width: int = WIDTH, phrases: Sequence[Phrase] = ()) -> Stretch:
    """About `width` signs, within one page, that show most of what was asked for; else the beginning."""
    weights = {**{word: weight for phrase in phrases for one in phrase for word, weight in one.items()}, **words}
    worth, first = _best(text, _places(text, words, phrases), weights, width)
    page, next_page = text.rfind("\f", 0, first) + 1, text.find("\f", first)
    last = len(text) if next_page < 0 else next_page
    start = max(page, first - width // 5)
    end = min(last, start + width)
    start = start if start == page else _word_edge(text, start, +1)
    end = end if end == last else _word_edge(text, end, -1)
    return Stretch(start, first, marked(text[start : max(end, start)], words, phrases), worth)


def _places(text: str, words: Mapping[str, float], phrases: Sequence[Phrase]) -> list[tuple[int, str]]:
    """Where the words stand, in order; so long a text is looked through for letters, not word by word."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is two: İ
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    found = _standing(low, words)
    for phrase in phrases:
        standing = [_standing(low, one) for one in phrase]
        each = [[at for at, _word in places] for places in standing]
        found += [one for places in standing for one in places if _is_near_all(one[0], each, _NEAR_SIGNS)]
    return sorted(found)[:_MOST_PLACES]


def _standing(low: str, words: Mapping[str, float]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for word in words:
        at = low.find(word)
        for _count in range(_MOST_OF_A_WORD):
            if at < 0:
                break
            if not (low[at - 1 : at].isalnum() or low[at + len(word) : at + len(word) + 1].isalnum()):
                found.append((at, word))
            at = low.find(word, at + 1)
    return found


def _best(text: str, places: list[tuple[int, str]], weights: Mapping[str, float], width: int) -> tuple[float, int]:
    """The highest sum of weights of different words close together on one page, and where they begin."""
    best, first = 0.0, 0
    for i, (start, _word) in enumerate(places):
        inside: dict[str, float] = {}
        end = start + width * 3 // 4
        page = text.find("\f", start, end)
        for at, word in places[i:]:
            if at + len(word) > (end if page < 0 else page):
                break
            inside[word] = weights[word]
        worth = round(sum(inside.values()), 6)
        if worth > best:
            best, first = worth, start
    return best, first


def _word_edge(text: str, at: int, step: int) -> int:
    """The nearest space from here, at most 40 signs away."""
    for distance in range(40):
        place = at + step * distance
        if not 0 < place < len(text):
            break
        if text[place].isspace():
            return place
    return at
