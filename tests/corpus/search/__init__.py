"""A test set for search in Danish: documents, queries, and what is relevant to what. See README.md.

The documents and everybody in them are made up.
"""

from __future__ import annotations

from tests.corpus.search._documents import Document, made
from tests.corpus.search._queries import SIZE, TRAITS, Query, last_queries, queries


def documents(count: int = SIZE) -> tuple[Document, ...]:
    """The first so many documents: SIZE of them are judged, more of the same kind are for timing."""
    return tuple(made(place).document for place in range(count))


__all__ = ["SIZE", "TRAITS", "Document", "Query", "documents", "last_queries", "queries"]
