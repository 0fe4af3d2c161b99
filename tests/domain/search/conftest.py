from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from flok.domain.search import Index, Synonyms, Text

SYNONYMS = Synonyms.of(
    [
        ["TCO", "totalomkostninger", "livscyklusomkostninger", "total cost of ownership"],
        ["genudbud", "nyt udbud"],
        ["PC", "computer"],
    ]
)
NETWORK = frozenset({"network"})


def text(key: str, title: str, body: str = "", *, reach: str = "network", kind: str = "case", theme: str = "") -> Text:
    return Text(key, kind, theme, reach, f"{title} {body}", title, body)


@pytest.fixture
def index_of(tmp_path: Path) -> Iterator[Callable[[Mapping[str, str]], Index]]:
    """An index of texts by key, each its title and after a line its body."""

    def made(texts: Mapping[str, str]) -> Index:
        index = Index(tmp_path / "words.sqlite3", SYNONYMS)
        index.put(text(key, *said.split("\n", 1)) for key, said in texts.items())
        return index

    return made
