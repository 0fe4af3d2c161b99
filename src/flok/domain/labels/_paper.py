"""A printed page as plain content: headings, sentences, points and tables in one language. Layout is flok.report's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flok.kernel.danish import long_date

from ._answers import Assessment
from ._groups import find_group
from ._sources import sources

_ENGLISH = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` have as many cells as `heads`."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """`made_on` dates the document; `lead` is the one sentence to read if one reads no more."""

    title: str
    about: str
    lang: str
    made_on: date
    lead: str
    sections: tuple[Section, ...]


def either(lang: str, danish: str, english: str) -> str:
    """The one of two texts that `lang` asks for."""
    return english if lang == "en" else danish


def day_told(day: date, lang: str) -> str:
    """`12. marts 2026`, or in English `12 March 2026`."""
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}" if lang == "en" else long_date(day)


def named(ids: Iterable[str], lang: str) -> str:
    """Sources by name."""
    return "; ".join(sources()[each].name.of(lang) for each in ids)


def about(assessment: Assessment, lang: str) -> str:
    """The purchase in a line: what, which group, who, when."""
    buys = assessment.purchase
    group = find_group(buys.product_group)
    parts = [buys.title, group.name.of(lang) if group else buys.product_group, buys.authority, assessment.made_by]
    return " · ".join([*filter(None, parts), day_told(assessment.made_on, lang)])
