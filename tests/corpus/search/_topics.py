"""The hand-written parts: topics with titles, paragraphs in several wordings, and a remark that leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")
FOLDER = Path(__file__).parent
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    tags: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """`aside` is what another document says of it in passing, which helps nobody who looks for the topic."""

    key: str
    theme: str
    titles: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the paragraphs in a document of one kind."""

    titles: tuple[str, ...]
    openings: tuple[str, ...]
    endings: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """All of them, theme by theme."""
    return tuple(topic for path in sorted((FOLDER / "topics").glob("*.txt")) for topic in _topics_in(path))


def _topics_in(path: Path) -> list[Topic]:
    return [_topic(text, path.stem) for text in path.read_text("utf-8").split("= ")[1:]]


def _topic(text: str, theme: str) -> Topic:
    key, *blocks = text.strip().split("\n\n")
    name, *titles = key.split("\n! ")
    *paragraphs, aside = blocks
    return Topic(name, theme, tuple(titles), tuple(map(_paragraph, paragraphs)), aside.removeprefix("~ "))


def _paragraph(block: str) -> Paragraph:
    *tags, text = block.split("\n")
    return Paragraph(tuple(" ".join(tags).split()), text)


@cache
def frames() -> dict[str, Frame]:
    """By kind of document."""
    found = {}
    for text in (FOLDER / "frames.txt").read_text("utf-8").split("= ")[1:]:
        kind, *lines = text.strip().splitlines()
        titles, openings, endings = (
            tuple(line[2:].replace("\\n", "\n") for line in lines if line.startswith(mark)) for mark in "!<>"
        )
        found[kind] = Frame(titles, openings, endings)
    return found


@cache
def names() -> tuple[tuple[str, ...], ...]:
    """Organisations that do not exist, each with two people who do not either."""
    return tuple(tuple(line.split(" · ")) for line in (FOLDER / "names.txt").read_text("utf-8").splitlines())


def worded(text: str, random: Random) -> str:
    """`[one|another]` is either."""
    return _CHOICE.sub(lambda found: pick(found[1].split("|"), random), text)


def pick(among: Sequence[T], random: Random) -> T:
    """One of them; by random() alone, which gives the same in every version of Python."""
    return among[int(random.random() * len(among))]
