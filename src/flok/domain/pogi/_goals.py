"""The goals as data (goals.toml), and the one a text names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from flok.kernel.terms import small, stem, terms

_IN_COMPOUNDS = 5  # letters: a shorter word is meant only where it stands alone, or "it" would be in "kvalitet"

_SAME = ("key", "number", "name", "name_en", "status", "says", "says_en", "source", "of")


@dataclass(frozen=True, slots=True)
class Goal:
    """A product category, and POGI's goal for it.

    `number`: None where no source that was read gives it. `is_known`: whether there is such a goal as far as we know.
    `status`: in_revision, revised, lapsed or unknown. `says`: what `source` says of it, in Danish and English. `of`:
    the date on that page, where it bears one. READ is the day the sources were read.
    """

    key: str
    name: str
    name_en: str
    words: tuple[str, ...]
    status: str
    says: str
    says_en: str
    source: str
    number: int | None = None
    is_known: bool = True
    of: date | None = None


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(files("flok.domain.pogi").joinpath("goals.toml").read_text(encoding="utf-8"))


def goals() -> tuple[Goal, ...]:
    """All that are known here, in the order of their numbers, those without one last."""
    return tuple(
        Goal(
            words=tuple(one["words"]),
            is_known=one.get("known", True),
            **{name: one[name] for name in _SAME if name in one},
        )
        for one in _document()["goal"]
    )


def goal_for(text: str) -> Goal | None:
    """The goal of the product category that a text names; None where it names none.

    A word of the text is meant in any inflection, and as the beginning or the end of a compound (kontorpapir is
    papir). Where several are named, a goal's own name decides, then the longest word, then the first.
    """
    said = small(text)
    found = [(len(one.name), 0, one) for one in goals() if len(one.name) >= _IN_COMPOUNDS and small(one.name) in said]
    for place, term in enumerate(terms(text)):
        found += [(len(word), -place, goal) for word, goal in _words() if _names(stem(term.word), word)]
    return max(found, key=lambda one: one[:2])[2] if found else None


@cache
def _words() -> tuple[tuple[str, Goal], ...]:
    """Every word of every goal as a stem."""
    return tuple((stem(word.replace("-", "")), goal) for goal in goals() for word in goal.words)


def _names(said: str, word: str) -> bool:
    return said == word or (len(word) >= _IN_COMPOUNDS and (said.startswith(word) or said.endswith(word)))


OVERVIEW: str = _document()["overview"]
READ: date = _document()["read"]
