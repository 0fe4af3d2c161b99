"""The guided assessment's questions, as data: blocks A to E, each with help and sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from ._sources import known_sources
from ._words import Words, pair

SCALE = ("yes", "partly", "no", "not_known")
SCALE_WORDS = {
    "yes": Words("ja", "yes"),
    "partly": Words("delvist", "partly"),
    "no": Words("nej", "no"),
    "not_known": Words("ved ikke", "not known"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`about` is what the answer depends on; `decides` whether a verdict can rest on it.

    `choices` holds the answers by id for kinds "scale" and "choice"; for "text" and "date" it is empty.
    """

    id: str
    block: str
    asks: Words
    help: Words
    sources: tuple[str, ...]
    kind: Literal["scale", "choice", "text", "date"]
    about: Literal["label", "purchase"]
    decides: bool
    choices: Mapping[str, Words]


@cache
def questions() -> Mapping[str, Question]:
    """Every question by id, in the order they are asked. Raises ValueError when the shipped data are not right."""
    asked = {entry["id"]: _question(entry) for entry in _shipped()["question"]}
    return MappingProxyType(asked)


@cache
def blocks() -> Mapping[str, Words]:
    """The names of the blocks, A to E."""
    return MappingProxyType({entry["id"]: pair(entry["name"]) for entry in _shipped()["block"]})


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "questions.toml").read_text(encoding="utf-8"))


def _question(entry: dict[str, Any]) -> Question:
    kind = entry["kind"]
    if kind not in ("scale", "choice", "text", "date") or entry["about"] not in ("label", "purchase"):
        raise ValueError(f"question {entry['id']}: its kind or what it is about is not right")
    return Question(
        id=entry["id"],
        block=entry["id"][0],
        asks=pair(entry["asks"]),
        help=pair(entry["help"]),
        sources=known_sources(entry["sources"], f"question {entry['id']}"),
        kind=kind,
        about=entry["about"],
        decides=entry.get("decides", False),
        choices=SCALE_WORDS if kind == "scale" else {key: pair(words) for key, *words in entry.get("choices", ())},
    )
