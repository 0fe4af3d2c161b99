"""Where in a text what was asked for stands: the stretch that shows most of it, and the words to mark there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flok.kernel import terms

WIDTH = 240
_MOST_PLACES = 400
_MOST_OF_A_WORD = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start`: where in the text it begins; `first`: where in the text the first mark is, or the beginning.

    `pieces`: the stretch in pieces, each with whether it is to be marked. `worth`: the sum of the weights it shows.
    """

    start: int
    first: int
    pieces: tuple[tuple[str, bool], ...]
    worth: float


def marked(text: str, words: Mapping[str, float]) -> tuple[tuple[str, bool], ...]:
    """A short text in pieces; those that are asked for (small words with their weights) are to be marked."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for term in terms.terms(text):
        if term.word in words or any(part in words for part in term.parts):
            pieces += [(text[at : term.start], False), (text[term.start : term.end], True)]
            at = term.end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def stretch(text: str, words: Mapping[str, float], width: int = WIDTH) -> Stretch:
    """About `width` signs, within one page, that show most of what was asked for; else the beginning."""
    worth, first = _best(text, _places(text, words), words, width)
    page, next_page = text.rfind("\f", 0, first) + 1, text.find("\f", first)
    last = len(text) if next_page < 0 else next_page
    start = max(page, first - width // 5)
    end = min(last, start + width)
    start = start if start == page else _word_edge(text, start, +1)
    end = end if end == last else _word_edge(text, end, -1)
    return Stretch(start, first, marked(text[start : max(end, start)], words), worth)


def _places(text: str, words: Mapping[str, float]) -> list[tuple[int, str]]:
    """Where the words stand, in order; so long a text is looked through for letters, not word by word."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is two: İ
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    found: list[tuple[int, str]] = []
    for word in words:
        at = low.find(word)
        for _count in range(_MOST_OF_A_WORD):
            if at < 0:
                break
            if not (low[at - 1 : at].isalnum() or low[at + len(word) : at + len(word) + 1].isalnum()):
                found.append((at, word))
            at = low.find(word, at + 1)
    return sorted(found)[:_MOST_PLACES]


def _best(text: str, places: list[tuple[int, str]], words: Mapping[str, float], width: int) -> tuple[float, int]:
    """The highest sum of weights of different words close together on one page, and where they begin."""
    best, first = 0.0, 0
    for i, (start, _word) in enumerate(places):
        inside: dict[str, float] = {}
        end = start + width * 3 // 4
        page = text.find("\f", start, end)
        for at, word in places[i:]:
            if at + len(word) > (end if page < 0 else page):
                break
            inside[word] = words[word]
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
