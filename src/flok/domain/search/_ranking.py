"""How well each text answers: BM25 over the fields title and body (BM25F), for families of words instead of words.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), sections 3.4 and 3.6.
A concept's frequency in a text is the sum over its family, each word by its weight and each field by its own; the more
of the question's concepts a text has, the more it counts. Sums run in the order of weight and alphabet, so that the
same texts give the same numbers in every process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from flok.domain.search._nearness import Places
from flok.domain.search._question import Concept, Together
from flok.domain.search._view import Floats, View
from flok.domain.search._vocabulary import Vocabulary

K1 = 1.2
TITLE, BODY = 2.5, 1.0  # what one place in the field counts
B_TITLE, B_BODY = 0.4, 0.6  # how much a long field counts against it
COVERAGE = 0.5
COMMON = 2.0
SIDE_BY_SIDE, PHRASE, APART = 0.5, 0.2, 0.5
FAR_PHRASE, NEAR_PHRASE = 0.25, 0.3  # what means the same in several words: anywhere in the text, and side by side


@dataclass(frozen=True, slots=True)
class _Weighed:
    frequency: Floats
    best: Floats  # the weight of the best word there


class Ranking:
    """The scores of all texts a reader sees; 0 where nothing answers."""

    def __init__(self, view: View, vocabulary: Vocabulary) -> None:
        self._view, self._vocabulary = view, vocabulary
        lengths = view.postings.lengths / view.mean_lengths
        self.rarity: dict[str, float] = {}
        self._title = TITLE / (1 - B_TITLE + B_TITLE * lengths[:, 0])
        self._body = BODY / (1 - B_BODY + B_BODY * lengths[:, 1])

    def scores(self, asked: Sequence[Concept]) -> Floats:
        """One score for each place."""
        size = len(self._view.mask)
        total, covered, whole = np.zeros(size), np.zeros(size), 0.0
        for concept in asked:
            held = self._concept(concept)
            present = held.frequency > 0
            spread = float(held.best.sum())
            rarity = float(np.log(1 + (self._view.count - spread + 0.5) / (spread + 0.5)))
            self.rarity[concept.said] = rarity
            total += rarity * held.best * held.frequency / (K1 + held.frequency)
            covered += rarity * np.where(present, held.best, 0.0)
            whole += rarity
        if whole > 0:
            total *= (covered / whole) ** COVERAGE
        return np.round(total, 9)

    def nearness(self, asked: Sequence[Concept], texts: Places) -> Floats:
        """What is added to texts where concepts asked for side by side, or the words of a phrase, stand together."""
        total = np.zeros(len(texts))
        for first, second in pairwise(asked):
            rarity = min(self.rarity[first.said], self.rarity[second.said])
            total += SIDE_BY_SIDE * rarity * texts.nearness(first.words, second.words)
        for concept in asked:
            each = [PHRASE * _together(one, texts) for one in concept.together]
            each += [NEAR_PHRASE * _together(one, texts) for one in concept.phrases]
            if each:
                total += self.rarity[concept.said] * np.maximum.reduce(each)
        return np.round(total, 9)

    def with_common(self, scores: Floats, common: Sequence[tuple[float, Mapping[int, float]]]) -> Floats:
        """The scores, raised by the words the best answers have in common (weights and families)."""
        highest = float(scores.max(initial=0.0))
        if not common or highest <= 0:
            return scores
        raised = np.zeros(len(scores))
        for weight, words in common:
            held = self._family(words, title=BODY / TITLE)
            raised += weight * held.frequency / (K1 + held.frequency)
        found: Floats = np.round(scores / highest + COMMON * raised, 9)
        return found

    def _concept(self, concept: Concept) -> _Weighed:
        held = self._family(concept.words)
        several = [(weight * APART, families) for weight, families in concept.together]
        several += [(weight * FAR_PHRASE, families) for weight, families in concept.phrases]
        for weight, families in several:
            each = [self._family(words) for words in families]
            frequency = np.minimum.reduce([one.frequency for one in each]) * weight
            best = np.minimum.reduce([one.best for one in each]) * weight
            best = np.where(frequency > 0, best, 0.0)
            held = _Weighed(np.maximum(held.frequency, frequency), np.maximum(held.best, best))
        return held

    def _family(self, words: Mapping[int, float], title: float = 1.0) -> _Weighed:
        size = len(self._view.mask)
        if not words:
            return _Weighed(np.zeros(size), np.zeros(size))
        order = sorted(words, key=lambda number: (words[number], self._vocabulary[number].word))
        found = [self._view.of(number) for number in order]
        places = np.concatenate([one.texts for one in found])
        weights = np.repeat([words[number] for number in order], [len(one.texts) for one in found])
        titles = np.concatenate([one.title for one in found])
        body = np.concatenate([one.body for one in found])
        counts = weights * (titles * title * self._title[places] + body * self._body[places])
        best = np.zeros(size)
        best[places] = weights  # in rising order: the last written is the highest
        return _Weighed(np.bincount(places, counts, minlength=size).astype(np.float64), best)


def _together(one: Together, texts: Places) -> Floats:
    """How near each other the words of a phrase stand at best in each text, by their weights and its own."""
    weight, families = one
    near: Floats = np.minimum.reduce([texts.nearness(first, other) for first, other in pairwise(families)])
    return weight * near
