"""How good an order is: nDCG with gain 2**grade - 1 and discount log2(place + 1), and recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from tests.corpus.search._queries import Query


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the queries asked, each 0 to 1."""

    ndcg10: float
    recall20: float


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], at: int = 10) -> float:
    """Discounted gain of the first `at`, as a share of what the best order would gain (Järvelin and Kekäläinen 2002).

    A document that stands twice gains once. Raises ValueError where nothing is relevant.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    if not best:
        raise ValueError("nothing is relevant")
    first = dict.fromkeys(ranked)
    return _gain([grades.get(one, 0) for one in list(first)[:at]]) / best


def recall(ranked: Sequence[str], grades: Mapping[str, int], at: int = 20) -> float:
    """How much of all that is relevant (grade 1 or better) stands among the first `at`."""
    return len(set(ranked[:at]) & set(grades)) / len(grades)


def score(found: Mapping[str, Sequence[str]], queries: Sequence[Query]) -> Score:
    """`found`: id of a query to ids of documents, best first. A query that is not in it found nothing."""
    ndcgs = [ndcg(found.get(query.id, ()), query.grades) for query in queries]
    recalls = [recall(found.get(query.id, ()), query.grades) for query in queries]
    return Score(sum(ndcgs) / len(queries), sum(recalls) / len(queries))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
