"""Documents put together from the hand-written parts, each by its own seed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from random import Random

from tests.corpus.search._topics import Frame, Paragraph, Topic, frames, names, pick, topics, worded

EACH = 6
"""Judged documents of a topic."""
WITH_ASIDE = 0.35
_MONTHS = "januar februar marts april maj juni august september oktober november december".split()
_TOWNS = "Fabelby Eventyrup Drømmelund Sagnfjord Luftborg Skyhuse Tænkeby".split()
_NETWORK = ("meeting", "minutes", "decision", "guide", "slides")  # nobody writes a case about parking


@dataclass(frozen=True, slots=True)
class Document:
    """A text somebody in the network could have written, or that was read from a file (kind `slides`)."""

    id: str
    kind: str
    theme: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Made:
    """`facets` are what rules can ask for: its topic, topic#tag of its paragraphs, kind, names in it, title:word."""

    document: Document
    facets: frozenset[str]


@cache
def made(place: int) -> Made:
    """The document at this place; those of a round (one a topic) stand together."""
    number, which = divmod(place, len(topics()))
    topic = topics()[which]
    random = Random(f"flok {topic.key} {number}")
    kinds = _NETWORK if topic.theme == "netvaerket" else tuple(frames())
    kind = kinds[(number + which) % len(kinds)]
    slots = _slots(random)
    paragraphs = _some(topic, number, short=kind == "decision")
    title, body = _written(topic, frames()[kind], paragraphs, slots, random, as_slides=kind == "slides")
    named = {name for name in (slots["org"], slots["person"]) if name in title + body}
    tags = {f"{topic.key}{tag}" for paragraph in paragraphs for tag in paragraph.tags}
    facets = {topic.key, kind, *tags, *named, *(f"title:{word}" for word in re.findall(r"\w+", title.lower()))}
    if kind == "slides" and which % 4 == 0:
        title, body = (unicodedata.normalize("NFD", text) for text in (title, body))  # as some systems hand it over
    return Made(Document(f"{topic.key}-{number + 1}", kind, topic.theme, title, body), frozenset(facets))


def _some(topic: Topic, number: int, *, short: bool) -> tuple[Paragraph, ...]:
    """Two to four of the topic's paragraphs, others in each of its first documents."""
    sizes = (2,) if short else (3, 4) if len(topic.paragraphs) > 4 else (3, 2)
    every = [some for size in sizes for some in combinations(topic.paragraphs, size)]
    return every[(number * 7 + len(topic.key)) % len(every)]


def _written(
    topic: Topic,
    frame: Frame,
    paragraphs: tuple[Paragraph, ...],
    slots: dict[str, str],
    random: Random,
    as_slides: bool,
) -> tuple[str, str]:
    title = worded(pick(topic.titles, random), random)
    texts = [worded(paragraph.text, random) for paragraph in paragraphs]
    if random.random() < WITH_ASIDE:
        texts.append(worded(pick([other.aside for other in topics() if other is not topic], random), random))
    if as_slides:
        texts = [re.sub(r"(?<=[.?!]) (?=[A-ZÆØÅ»0-9])", "\n• ", f"• {text}") for text in texts]
    opening, ending = worded(pick(frame.openings, random), random), worded(pick(frame.endings, random), random)
    slots = {**slots, "title": title.format_map(slots)}
    heading = pick(frame.titles, random).format_map(slots)
    return heading, "\n\n".join([opening, *texts, ending]).format_map(slots)


def _slots(random: Random) -> dict[str, str]:
    org, *people = pick(names(), random)
    year, month = 2023 + int(random.random() * 4), pick(_MONTHS, random)
    day, later = 1 + int(random.random() * 28), 1 + int(random.random() * 28)
    return {
        "org": org,
        "person": pick(people, random),
        "town": pick(_TOWNS, random),
        "year": str(year),
        "month": month,
        "date": f"{day}. {month} {year}",
        "date2": f"{later}. {pick(_MONTHS, random)} {year + 1}",
        "n": str(2 + int(random.random() * 7)),
        "pct": str(pick((60, 70, 75, 80), random)),
    }
