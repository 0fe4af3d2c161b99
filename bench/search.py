"""Flok's search beside the four plain ones on the same set: how well, and what a question costs at 20,000 texts.

`python -m bench.search` prints the measures by trait of question. What a question costs is processor time, of this
process and of the PostgreSQL that was started for it; the four answer with 20, and so does the engine.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psutil

from bench.result import WORK, Result
from bench.search_plain import FOUR, Ask, baselines
from flok.domain.search import Index, Text, field_synonyms
from tests.corpus import search
from tests.corpus.search import Document, Query
from tests.corpus.search.scoring import Score, score

FOLDER = WORK / "search"
MANY, FEW = 20_000, 30  # texts; one in so many questions for the four, of which one takes seconds for each
NDCG, AHEAD, CPU_MS, UPDATE_MS = 90.0, 8.0, 20.0, 1000.0
READER = frozenset({"network"})


def text_of(document: Document) -> Text:
    return Text(document.id, document.kind, document.theme, "network", "", document.title, document.body)


@contextmanager
def flok(documents: Sequence[Document]) -> Iterator[Ask]:
    """As the four are asked; the file is made anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    index = Index(FOLDER / "words.sqlite3", field_synonyms())
    for start in range(0, len(documents), 1_000):
        index.put(map(text_of, documents[start : start + 1_000]))

    def ask(text: str, limit: int = 20) -> list[str]:
        return list(index.ask(text, READER, limit=limit).keys)

    yield ask


def measured(queries: Sequence[Query]) -> Score:
    with flok(search.documents()) as ask:
        return score({query.id: ask(query.text) for query in queries}, queries)


def run() -> list[Result]:
    """On the two thirds of the queries that are there to work with."""
    queries = search.queries()
    own, plain = measured(queries), baselines(search.documents(), queries)
    best = max(plain.items(), key=lambda one: one[1].ndcg10)
    results = [
        Result("search: order of hits", 100 * own.ndcg10, "the best order", 100.0, "nDCG@10", f">= {NDCG:.0f}"),
        Result(
            "search: order of hits", 100 * own.ndcg10, best[0], 100 * best[1].ndcg10, "nDCG@10", f">= {AHEAD:.0f} more"
        ),
        Result("search: found", 100 * own.recall20, "all", 100.0, "recall@20", "told only"),
    ]
    many, asked = search.documents(MANY), [query.text for query in queries]
    with flok(many) as ask:
        ask("noget")  # the index is in memory from here on
        mine = _milliseconds(ask, asked)
        again = _milliseconds(ask, asked)
    results.append(Result("search: a question asked first", mine, "limit", CPU_MS, "CPU ms", "< 1x"))
    results.append(Result("search: a question asked again", again, "limit", CPU_MS, "CPU ms", "< 1x"))
    for name, start in FOUR.items():
        with start(many) as ask:
            results.append(
                Result("search: a question asked again", again, name, _milliseconds(ask, asked), "CPU ms", "told only")
            )
    results.append(Result("search: found after it is saved", _update(many), "limit", UPDATE_MS, "ms", "< 1x"))
    return results


def _milliseconds(ask: Ask, asked: Sequence[str]) -> float:
    """Mean processor time of a question, of this process and of a PostgreSQL that began after it."""
    born = psutil.Process().create_time()
    found = psutil.process_iter(["name", "create_time"])
    servers = [one for one in found if one.info["name"] == "postgres" and one.info["create_time"] > born]

    def spent() -> float:
        return time.process_time() + sum(sum(one.cpu_times()[:2]) for one in servers if one.is_running())

    before = spent()
    for text in asked:
        ask(text)
    return 1000 * (spent() - before) / len(asked)


def _update(documents: Sequence[Document]) -> float:
    """Wall milliseconds from a text is put until another process's index, which knew the others, finds it."""
    with flok(documents):
        writer = Index(FOLDER / "words.sqlite3", field_synonyms())
        reader = Index(FOLDER / "words.sqlite3", field_synonyms())
        reader.ask("noget", READER)
        start = time.perf_counter()
        writer.put([Text("new", "case", "", "network", "", "Nyt om havvindmølleparker", "Netop skrevet.")])
        assert "new" in reader.ask("havvindmøllepark", READER).keys
        return 1000 * (time.perf_counter() - start)


def _by_trait(queries: Sequence[Query]) -> None:
    with flok(search.documents()) as ask:
        for trait in (*search.TRAITS, ""):
            some = [query for query in queries if trait in ("", query.trait)]
            one = score({query.id: ask(query.text) for query in some}, some)
            print(f"{trait or 'all':16} {len(some):4} {one.ndcg10:.3f} {one.recall20:.3f}")
    for name, plain in baselines(search.documents(), queries).items():
        print(f"{name:22} {plain.ndcg10:.3f} {plain.recall20:.3f}")


if __name__ == "__main__":
    _by_trait(search.last_queries() if sys.argv[1:] == ["last"] else search.queries())
