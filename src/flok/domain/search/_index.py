"""The index of one process: what the file says, in memory, as new as the file at each question."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flok.domain.search._family import ROOT
from flok.domain.search._feedback import ANSWERS, common_words
from flok.domain.search._file import Text, WordFile
from flok.domain.search._marking import Phrase
from flok.domain.search._nearness import Places
from flok.domain.search._postings import Postings
from flok.domain.search._question import Concept, concepts
from flok.domain.search._ranking import Ranking
from flok.domain.search._synonyms import Synonyms
from flok.domain.search._view import Floats, View
from flok.domain.search._vocabulary import Vocabulary
from flok.kernel import terms

LOOKED_AT = 80  # texts whose words are looked at in order
LEAST = 0.07  # of the best score; what answers worse is no answer
_LEAST_MARKED = 0.25
_MOST_VIEWS = 64
_MOST_FOLLOWED = 50  # texts that changed; after more the views are made anew


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of texts, best first, and the words that stood for what was asked, small, with their weights, to be marked.

    `phrases`: what means the same in several words, each with the forms of it; to be marked where all stand together.
    `instead`: the question as it was understood, where a word of it was found nowhere as it is written; else empty.
    """

    keys: tuple[str, ...]
    words: Mapping[str, float]
    phrases: tuple[Phrase, ...]
    instead: str


class Index:
    """Texts are put in and found. May be used by several threads; several processes may use one file."""

    def __init__(self, path: Path, synonyms: Synonyms) -> None:
        self._path, self._synonyms = path, synonyms
        self._lock = threading.RLock()
        self._file = WordFile(path)
        self._begin()

    def _begin(self) -> None:
        self._vocabulary, self._postings = Vocabulary(), Postings()
        self._serial = self._word = 0
        self._views: dict[frozenset[str], View] = {}

    def put(self, texts: Iterable[Text]) -> None:
        with self._lock:
            self._file.put(texts)

    def remove(self, keys: Iterable[str]) -> None:
        with self._lock:
            self._file.remove(keys)

    def digests(self) -> dict[str, str]:
        with self._lock:
            return self._file.digests()

    def ask(self, text: str, reaches: Collection[str], *, kind: str = "", theme: str = "", limit: int = 20) -> Found:
        """The best texts among those a reader with these words of reach may see. Of equals, the lower key first."""
        with self._lock:
            self._refresh()
            view = self._view(frozenset(reaches))
            asked = concepts(text, self._vocabulary, view, self._synonyms)
            ranking = Ranking(view, self._vocabulary)
            scores = ranking.scores(asked)
            scores = self._with_nearness(ranking, scores, asked)
            scores = ranking.with_common(scores, self._common_words(scores, asked, view))
            scores[scores < LEAST * scores.max(initial=0.0)] = 0.0
            scores[~view.only(kind, theme)] = 0.0
            places = _best(scores, limit)
            ordered = sorted(places, key=lambda place: (-scores[place], self._postings.keys[place]))[:limit]
            instead = " ".join(one.said for one in asked) if any(one.is_meant for one in asked) else ""
            keys = tuple(self._postings.keys[place] for place in ordered)
            return Found(keys, self._marked(asked), self._phrases(asked), instead)

    def suggest(self, text: str, reaches: Collection[str], limit: int) -> tuple[str, ...]:
        """How the last word of a question may go on: first the words the reader sees in most texts."""
        cut = list(terms.terms(text))
        if not cut or cut[-1].end != len(text):
            return ()
        with self._lock:
            self._refresh()
            view = self._view(frozenset(reaches))
            begun = terms.fold(cut[-1].word)
            found = [
                (-view.spread[number], self._vocabulary[number].word) for number in self._vocabulary.beginning(begun)
            ]
            best = [word for spread, word in sorted(found) if spread]
            start = text[: cut[-1].start]
            return tuple(start + word for word in best if terms.fold(word) != begun)[:limit]

    def _with_nearness(self, ranking: Ranking, scores: Floats, asked: list[Concept]) -> Floats:
        """The scores of the best, raised where what was asked for stands together."""
        if len(asked) == 1 and not (asked[0].together or asked[0].phrases):
            return scores
        places = sorted(_best(scores, LOOKED_AT))[: 2 * LOOKED_AT]
        serials = [int(self._postings.serials[place]) for place in places]
        bodies = self._file.bodies(serials)
        held = [place for place, serial in zip(places, serials, strict=True) if serial in bodies]
        if not held:
            return scores
        texts = Places([bodies[int(self._postings.serials[place])] for place in held], self._word)
        raised = scores.copy()
        raised[held] += ranking.nearness(asked, texts)
        return raised

    def _common_words(
        self, scores: Floats, asked: list[Concept], view: View
    ) -> list[tuple[float, Mapping[int, float]]]:
        places = sorted(_best(scores, ANSWERS), key=lambda place: (-scores[place], self._postings.keys[place]))[
            :ANSWERS
        ]
        serials = [int(self._postings.serials[place]) for place in places]
        bodies = self._file.bodies(serials)
        answers = [
            (float(scores[place]), np.concatenate(bodies[serial]))
            for place, serial in zip(places, serials, strict=True)
            if serial in bodies
        ]
        return common_words(answers, asked, self._vocabulary, view)

    def _marked(self, asked: list[Concept]) -> dict[str, float]:
        found: dict[str, float] = {}
        for one in asked:
            families = [one.words, *(family for _weight, together in one.together for family in together)]
            for family in families:
                for number, weight in family.items():
                    word = self._vocabulary[number].word
                    found[word] = max(found.get(word, 0.0), weight)
        return {word: weight for word, weight in found.items() if weight > _LEAST_MARKED}

    def _phrases(self, asked: list[Concept]) -> tuple[Phrase, ...]:
        return tuple(
            tuple(
                {self._vocabulary[number].word: weight * worth for number, worth in family.items() if worth >= ROOT}
                for family in families
            )
            for one in asked
            for weight, families in one.phrases
        )

    def _view(self, reaches: frozenset[str]) -> View:
        if reaches not in self._views:
            if len(self._views) >= _MOST_VIEWS:
                self._views.pop(next(iter(self._views)))
            self._views[reaches] = View(self._postings, reaches, len(self._vocabulary.words))
        return self._views[reaches]

    def _refresh(self) -> None:
        if not self._file.is_same():
            self._file.close()
            self._file = WordFile(self._path)
            self._begin()
        with self._file.reading():
            serial, word = self._file.latest()
            if (serial, word) == (self._serial, self._word):
                return
            if serial < self._serial or word < self._word:  # begun anew
                self._begin()
            words = list(self._file.words_after(self._word))
            rows = list(self._file.since(self._serial))
        self._vocabulary.take_in(words)
        change = self._postings.take_in(rows)
        self._serial, self._word = serial, word
        if len(rows) > _MOST_FOLLOWED:
            self._views = {}
        for view in self._views.values():
            view.follow(change, len(self._vocabulary.words))


def _best(scores: Floats, limit: int) -> list[int]:
    """The places of the highest scores above 0, and of all that equal the last of them."""
    above = np.flatnonzero(scores > 0)
    if len(above) > limit:
        least = np.partition(scores[above], len(above) - limit)[len(above) - limit]
        above = above[scores[above] >= least]
    return [int(place) for place in above]
