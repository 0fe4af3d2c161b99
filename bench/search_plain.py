"""Search by what a database has of its own: two of SQLite's tokenizers, PostgreSQL's Danish stemmer, its trigrams.

Each is asked in the best plain way found on the queries there are to work with: words, and what begins with them,
joined by OR and ranked, the title counting more where that helps. Letters are composed and lower case for all four.

Tried and worse, in points of nDCG@10: FTS5 by whole words 11, ts_rank by whole words 6, ts_rank_cd 1, ts_rank by length
1, trigrams without the spaces between words 1; pg_trgm by similarity 21, by word_similarity of the whole query (strict
or not) 5, title and body alike 3, through an index with the threshold 0.4 (a third faster at 20,000 documents) 1.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Protocol

import psycopg

from bench.result import Result
from tests import postgresql
from tests.corpus import search
from tests.corpus.search import Document, Query
from tests.corpus.search.scoring import Score, score


class Ask(Protocol):
    """The ids of the documents found, best first."""

    def __call__(self, text: str, limit: int = 20) -> list[str]: ...


def baselines(documents: Sequence[Document], queries: Sequence[Query]) -> dict[str, Score]:
    """How well each of the four does on the queries; starts and stops a PostgreSQL of its own."""
    scores = {}
    for name, start in FOUR.items():
        with start(documents) as ask:
            scores[name] = score({query.id: ask(query.text) for query in queries}, queries)
    return scores


def run() -> list[Result]:
    """The four on the two thirds of the queries that are there to work with."""
    results = []
    for name, one in baselines(search.documents(), search.queries()).items():
        results.append(Result(f"search: {name}", 100 * one.ndcg10, "the best order", 100.0, "nDCG@10", "told only"))
        results.append(Result(f"search: {name}", 100 * one.recall20, "all", 100.0, "recall@20", "told only"))
    return results


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text))


@contextmanager
def _fts5(documents: Sequence[Document], *, tokenizer: str, terms: Callable[[str], list[str]]) -> Iterator[Ask]:
    """bm25 with the title counting twice."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, title, body, tokenize = '{tokenizer}')")
    rows = [(one.id, _plain(one.title), _plain(one.body)) for one in documents]
    connection.executemany("INSERT INTO found VALUES (?, ?, ?)", rows)

    def ask(text: str, limit: int = 20) -> list[str]:
        sql = "SELECT id FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 2, 1), id LIMIT ?"
        return [row[0] for row in connection.execute(sql, (" OR ".join(terms(text)), limit))]

    yield ask
    connection.close()


def _beginnings(text: str) -> list[str]:
    return [f'"{word}" *' for word in _words(text)]


def _trigrams(text: str) -> list[str]:
    """Of the words with the spaces around them."""
    spaced = f" {' '.join(_words(text))} "
    return [f'"{spaced[place : place + 3]}"' for place in range(len(spaced) - 2)]


@contextmanager
def _postgresql(documents: Sequence[Document], *, prepare: Sequence[str], sql: str) -> Iterator[Ask]:
    server = postgresql.start()
    try:
        with psycopg.connect(f"host={server.folder} user=owner dbname=flok", autocommit=True) as connection:
            connection.execute("CREATE TABLE found (id text, title text, body text)")
            with connection.cursor().copy("COPY found FROM STDIN") as copy:
                for one in documents:
                    copy.write_row((one.id, _plain(one.title), _plain(one.body)))
            for statement in prepare:
                connection.execute(statement)

            def ask(text: str, limit: int = 20) -> list[str]:
                words = _words(text)
                asked = {"beginnings": " | ".join(f"{word}:*" for word in words), "words": words, "limit": limit}
                return [row[0] for row in connection.execute(sql, asked)]

            yield ask
    finally:
        postgresql.stop(server)


_DANISH = (
    """ALTER TABLE found ADD words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('danish', title), 'A') || setweight(to_tsvector('danish', body), 'D')) STORED""",
    "CREATE INDEX ON found USING gin (words)",
    "ANALYZE found",
)
_DANISH_ASKED = """
SELECT id FROM found, to_tsquery('danish', %(beginnings)s) AS asked WHERE words @@ asked
ORDER BY ts_rank(words, asked) DESC, id LIMIT %(limit)s
"""
_TRIGRAMS_ASKED = """
SELECT id FROM found ORDER BY (
    SELECT sum(word_similarity(word, title) + 2 * word_similarity(word, body)) FROM unnest(%(words)s::text[]) AS word
) DESC, id LIMIT %(limit)s
"""
FOUR: dict[str, Callable[[Sequence[Document]], AbstractContextManager[Ask]]] = {
    "SQLite FTS5 unicode61": partial(_fts5, tokenizer="unicode61", terms=_beginnings),
    "SQLite FTS5 trigram": partial(_fts5, tokenizer="trigram", terms=_trigrams),
    "PostgreSQL danish": partial(_postgresql, prepare=_DANISH, sql=_DANISH_ASKED),
    "PostgreSQL pg_trgm": partial(_postgresql, prepare=("CREATE EXTENSION pg_trgm",), sql=_TRIGRAMS_ASKED),
}
