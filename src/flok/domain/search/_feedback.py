"""What the best answers have in common that was not asked for: words that bring in texts about the same thing.

Pseudo relevance feedback: the words of the first answers, weighed by how well each answers and how rare the word is.
Source: Lavrenko and Croft, Relevance-Based Language Models (2001); Abdul-Jaleel et al., UMass at TREC 2004 (RM3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from flok.domain.search._file import Words
from flok.domain.search._question import Concept
from flok.domain.search._synonyms import STOP
from flok.domain.search._view import View
from flok.domain.search._vocabulary import Vocabulary

ANSWERS, WORDS = 8, 32
POWER = 2
LEAST_SPREAD = 2
_LONGEST = 2_000  # words of an answer that are looked at


def common_words(
    answers: Sequence[tuple[float, Words]], asked: Sequence[Concept], vocabulary: Vocabulary, view: View
) -> list[tuple[float, Mapping[int, float]]]:
    """Families of one stem with their weights, which add up to 1, or less where there are few answers; none asked for.

    `answers`: the score and the words of each of the best texts.
    """
    known = {number for one in asked for number in one.words}
    highest = max((score for score, _words in answers), default=1.0)
    weights: dict[str, float] = {}
    spread: dict[str, int] = {}
    for score, words in answers:
        numbers, counts = np.unique(words[:_LONGEST], return_counts=True)
        share = (score / highest) ** POWER / max(len(words[:_LONGEST]), 1)
        seen = set()
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            row = vocabulary[number]
            if number in known or len(row.word) < 3 or row.word in STOP or row.word.isdigit():
                continue
            weights[row.stem] = weights.get(row.stem, 0.0) + share * count
            seen.add(row.stem)
        for stem in seen:
            spread[stem] = spread.get(stem, 0) + 1
    found: list[tuple[float, str, Mapping[int, float]]] = []
    for stem, weight in weights.items():
        if spread[stem] < LEAST_SPREAD:
            continue
        family = {number: 1.0 for number in vocabulary.by_stem[stem] if view.holds(number)}
        texts = min(sum(view.spread[number] for number in family), view.count)
        rarity = float(np.log(1 + (view.count - texts + 0.5) / (texts + 0.5)))
        found.append((weight * rarity, stem, family))
    best = sorted(found, key=lambda one: (-one[0], one[1]))[:WORDS]
    total = sum(weight for weight, _stem, _family in best) * ANSWERS / max(len(answers), 1)
    return [(weight / total, family) for weight, _stem, family in best]
