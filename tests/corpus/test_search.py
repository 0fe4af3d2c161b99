"""The search set is what its README says, and is the same every time; its measures are right."""

import hashlib
import json
from collections import Counter
from math import log2

import pytest

from tests.corpus import search
from tests.corpus.search.scoring import Score, ndcg, recall, score

EVERY = search.queries() + search.last_queries()


def test_the_set_is_the_one_figures_were_measured_on():
    told = json.dumps([[*map(repr, search.documents())], [[query.text, query.grades] for query in EVERY]])
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "a1e107a9f1672f37"


def test_documents_are_as_many_and_as_long_as_told():
    documents = search.documents()
    assert len(documents) == search.SIZE == 666
    assert len({one.id for one in documents}) == 666
    assert len({one.body for one in documents}) == 666
    words = [len(one.body.split()) for one in documents]
    assert min(words) > 40
    assert max(words) < 250
    assert sum(count >= 60 for count in words) > 0.95 * 666
    kinds = Counter(one.kind for one in documents)
    assert set(kinds) == {"meeting", "minutes", "decision", "case", "measure", "guide", "slides"}
    assert min(kinds.values()) >= 80
    assert not [one.id for one in documents if set("[]{}|#") & set(one.title + one.body)]


def test_more_documents_begin_with_the_same_and_are_new():
    more = search.documents(1_500)
    assert more[:666] == search.documents()
    assert len({one.id for one in more}) == 1_500


def test_queries_have_every_trait_and_a_third_is_kept_apart():
    assert (len(search.queries()), len(search.last_queries())) == (120, 60)
    assert len({query.id for query in EVERY}) == len({query.text for query in EVERY}) == 180
    for part, least in ((search.queries(), 10), (search.last_queries(), 5)):
        counts = Counter(query.trait for query in part)
        assert set(counts) == set(search.TRAITS)
        assert min(counts.values()) >= least
    assert {len(query.text.split()) for query in EVERY} <= {1, 2, 3, 4, 5}


def test_every_query_has_what_it_looks_for_and_not_too_much():
    ids = {one.id for one in search.documents()}
    for query in EVERY:
        assert set(query.grades) <= ids, query.id
        assert set(query.grades.values()) <= {1, 2, 3}, query.id
        assert 3 in query.grades.values(), query.id
        assert 3 <= len(query.grades) <= 21, query.id


def test_ndcg_by_hand():
    grades = {"a": 3, "b": 2, "c": 1}  # gains 7, 3, 1
    best = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg(["c", "x", "a"], grades) == pytest.approx((1 / log2(2) + 7 / log2(4)) / best)
    assert ndcg(["c", "x", "a"], grades, at=2) == pytest.approx(1 / (7 + 3 / log2(3)))
    assert ndcg(["a", "a", "b"], grades) == pytest.approx((7 + 3 / log2(3)) / best)
    assert ndcg([], grades) == 0
    with pytest.raises(ValueError, match="nothing is relevant"):
        ndcg(["a"], {})


def test_recall_by_hand():
    grades = {"a": 3, "b": 2, "c": 1, "d": 1}
    assert recall(["x", "a", "b", "c"], grades, at=3) == 0.5
    assert recall(["a", "a", "b", "c", "d"], grades) == 1


def test_a_score_is_the_mean_and_a_query_without_an_answer_found_nothing():
    first, second = EVERY[:2]
    ideal = sorted(first.grades, key=lambda one: -first.grades[one])
    assert score({first.id: ideal}, [first, second]) == Score(0.5, 0.5)
    assert score({query.id: list(query.grades)[::-1] for query in EVERY}, EVERY).recall20 > 0.99
