"""Phrases that mean the same: the field's own stand in synonyms.txt beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flok.kernel import terms

STOP = frozenset(
    "ad af aldrig alle alt anden andet andre at bare begge blev blive bliver da de dem den denne der deres det dette"
    " dig din disse dog du efter eller en end er et få får for fordi fra før ham han hans har have hende her hos hun"
    " hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ind ingen intet ja jeg jer jeres"
    " jo kan kom kunne man mange med meget men mens mere mig min mit mod må ned nej nok nogen noget nogle nu når"
    " næsten og også om op os over på så sådan selv sig sin sine sit skal skulle som til ud uden under var ved vi vil"
    " ville vor vores være været gør gøre gjorde findes finder finde bruge bruger the of and to".split()
)


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of phrases that mean the same, and where each begins: by the stem of its first word."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> Synonyms:
        """From phrases as they are written."""
        split = tuple(tuple(telling(tuple(_words(phrase))) for phrase in group) for group in groups)
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


@lru_cache(maxsize=1)
def field_synonyms() -> Synonyms:
    """The groups of synonyms.txt: one a line, phrases apart by " = "; a line that begins with # is for its readers."""
    lines = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines()
    return Synonyms.of([line.split("=") for line in lines if line.strip() and line[0] != "#"])


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say something, or all where none does."""
    return tuple(word for word in words if word not in STOP) or words


def _words(text: str) -> Iterator[str]:
    for term in terms.terms(text):
        yield from term.parts
