"""Danish words: how they are cut out of a text, folded, and brought back to a stem.

A folded word is plain ASCII where Danish allows it: `Indkøb`, `INDKØB`, `indkoeb` and `indkøb` in decomposed form are
all `indkoeb`. Two stems: `stem` takes off endings of number, definiteness, case and tense, and nothing that makes
another word; `root` is the wider one of the Snowball project, which also takes off -ig, -lig, -els and -hed.
Source: https://snowballstem.org/algorithms/danish/stemmer.html (regions, and the list of endings it begins with).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

LONGEST = 60  # letters; what is longer is no word
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
    rf"(?:(?:['’{_UNSEEN}]+|[-\u2010\u2011](?:\r?\n[ \t]*)?)[^\W_](?:[^\W_]|[\u0300-\u036f])*)*"
)
_HYPHEN = re.compile(r"[-\u2010\u2011]\s*")
_CASE = re.compile(r"['’](?:er|en|et|erne|ers|ens|ets|ernes|s)$", re.IGNORECASE)  # pc'er is pc
_NO_LETTER = re.compile(rf"['’{_UNSEEN}\s]")
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ð": "d", "þ": "th"})
_ENDINGS = tuple(
    sorted(
        "erne ernes ene enes ende endes ede er ers en ens et ets ere eren erens eres erer erers es e s".split(),
        key=len,
        reverse=True,
    )
)
_S_AFTER = frozenset("abcdfghjklmnoprtvyz")  # letters a lone -s may follow, as Snowball has them
_VOWELS = frozenset("aeiouyæøå")
_snowball = snowballstemmer.stemmer("danish")


@dataclass(frozen=True, slots=True)
class Term:
    """A word where it stands: `text[start:end]`. `parts`: its pieces in small letters, more than one if hyphenated."""

    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def word(self) -> str:
        """The whole in small letters, without hyphens, apostrophes and signs that are not seen."""
        return "".join(self.parts)


def small(text: str) -> str:
    """Compatibility signs as plain ones (NFKC), small letters, composed: `ＫØB` is `køb`, `CO₂` is `co2`."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The same for every way a word may be written: `Køb`, `koeb` and `KØB` are `koeb`; other accents are dropped."""
    plain = small(word).translate(_FOLDED)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFD", plain)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def terms(text: str) -> Iterator[Term]:
    """The words of a text in order. A word broken over two lines by a hyphen is one, and `pc'er` is `pc`."""
    for found in _WORD.finditer(text):
        if found.end() - found.start() > 2 * LONGEST:
            continue
        pieces = (small(_NO_LETTER.sub("", _CASE.sub("", piece))) for piece in _HYPHEN.split(found[0]))
        parts = tuple(piece for piece in pieces if piece)
        if parts and sum(map(len, parts)) <= LONGEST:
            yield Term(found.start(), found.end(), parts)


def _region(word: str) -> int:
    """Where endings may begin: after the first consonant that follows a vowel, and three letters at least."""
    for place in range(1, len(word)):
        if word[place] not in _VOWELS and word[place - 1] in _VOWELS:
            return max(place + 1, 3)
    return 3


@lru_cache(maxsize=50_000)
def trunk(word: str) -> str:
    """A small word without its ending, as it stands inside a compound: `aftalerne` is `aftal`, `busser` is `bus`."""
    if any(sign.isdigit() for sign in word):
        return fold(word)
    start = _region(word)
    for ending in _ENDINGS:
        left = len(word) - len(ending)
        if left < start or not word.endswith(ending):
            continue
        if ending == "s" and word[left - 1] not in _S_AFTER:
            break
        if ending[0] == "e" and word[left - 1] == "o":  # leverandoer: an ø written out
            continue
        word = word[:left]
        break
    return fold(_single(word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A small word without its inflection, folded: `aftalerne` and `aftale` are `aftal`, `midler` and `middel` `midl`.

    Takes off one ending and a doubled consonant, and then a neuter -t or the e that comes and goes before l, n and r.
    """
    bare = trunk(word)
    if len(bare) > 5 and bare[-1] == "t" and bare[-2] not in _VOWELS:
        return _single(bare[:-1])
    if len(bare) > 4 and bare[-2] == "e" and bare[-1] in "lnr" and bare[-3] not in _VOWELS:
        return _single(bare[:-2]) + bare[-1]
    return bare


def _single(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS else word


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The wider stem, folded: `bæredygtig`, `bæredygtige` and `bæredygtighed` are one."""
    return fold(_snowball.stemWord(word))


def is_ending(rest: str, before: str) -> bool:
    """Whether `rest` can be an ending after the stem `before`, with its last consonant doubled or not."""
    if rest == "" or rest in _ENDINGS or rest == "t":
        return True
    return len(rest) > 1 and rest[0] == before[-1:] and rest[1:] in _ENDINGS


def modifiers(piece: str) -> Iterator[str]:
    """What a word may have been before it was joined to the next: as it is, or without a linking s or e."""
    yield piece
    if len(piece) > 3 and piece[-1] in "se":
        yield piece[:-1]


def is_near(one: str, other: str, most: int) -> bool:
    """Whether two words are at most so many slips apart: a letter more, less, other, or two changed about.

    The optimal string alignment distance, row by row, given up as soon as a row is wholly above `most`.
    """
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != letter))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
