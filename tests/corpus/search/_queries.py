"""Queries as users type them, with what is judged relevant to each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tests.corpus.search._documents import EACH, made
from tests.corpus.search._topics import FOLDER, topics

TRAITS = (
    "plain",
    "inflection",
    "closed_compound",  # typed apart, written as one word in the documents
    "open_compound",  # typed as one word, written apart
    "letters",  # æ, ø, å as ae, oe, aa, or decomposed
    "misspelt",
    "synonym",
    "name",
    "several",
)
SIZE = EACH * len(topics())
"""How many documents are judged: the first ones."""


@dataclass(frozen=True, slots=True)
class Query:
    """`need` is what the user wants to find. `grades`: id of a document to 1 (touches it), 2 (helps) or 3 (is it)."""

    id: str
    text: str
    trait: str
    need: str
    grades: Mapping[str, int]


@cache
def queries() -> tuple[Query, ...]:
    """Two thirds of the queries, to work with."""
    return _read("queries.jsonl")


@cache
def last_queries() -> tuple[Query, ...]:
    """The third that is looked at only at the end."""
    return _read("queries_last.jsonl")


def _read(name: str) -> tuple[Query, ...]:
    rows = map(json.loads, (FOLDER / name).read_text("utf-8").splitlines())
    return tuple(Query(row["id"], row["text"], row["trait"], row["need"], _judged(row["grades"])) for row in rows)


def _judged(rules: Mapping[str, list[str]]) -> dict[str, int]:
    """The best grade whose rule holds. A rule is facets joined by ` + `, all of which the document has.

    Raises AssertionError for a rule no document keeps: it is misspelt.
    """
    grades: dict[str, int] = {}
    for grade, facets in sorted((int(grade), facet) for grade, some in rules.items() for facet in some):
        found = [made(place) for place in range(SIZE) if set(facets.split(" + ")) <= made(place).facets]
        assert found, f"no document has {facets}"
        grades |= {one.document.id: grade for one in found}
    return grades
