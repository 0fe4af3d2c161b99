"""Reading when an amount falls, and how it changes."""

from __future__ import annotations

from typing import Any

from ._fields import Table
from ._study import Change, Timing

YEARS = 120  # the longest period, as in LCCbyg
_WORDS: dict[str, Timing] = {
    "start": Timing("start"),
    "end": Timing("end"),
    "year_start": Timing("yearly", 0.0),
    "year_middle": Timing("yearly", 0.5),
    "year_end": Timing("yearly", 1.0),
    "monthly": Timing("monthly"),
}
BY_KIND = {
    "acquisition": "start",
    "transaction": "start",
    "end_of_life": "end",
    "resale": "end",
    "residual": "end",
}
_RATE = (-1.0, 10.0)


def read_timing(table: Table, kind: str) -> Timing:
    """The field `when`: a word, or a table; where it is not there, what is usual for the kind of line."""
    value = table.content.get("when", BY_KIND.get(kind, "year_end" if kind != "replacement" else None))
    if isinstance(value, str):
        if value in _WORDS:
            return _WORDS[value]
        table.choice("when", tuple(_WORDS))
        return Timing("start")
    if value is None:
        table.problem("when", "missing", "mangler: hvornår udskiftes der?", "is missing: when is it replaced?")
        return Timing("start")
    when = table.table("when", "each month every years dates first last at_end".split())
    named = [key for key in ("each", "month", "every", "years", "dates") if when.has(key)]
    if len(named) != 1:
        when.problem("", "value", "ét af: each, month, every, years, dates", "one of: each, month, every, years, dates")
        return Timing("start")
    return _stated(when, named[0])


def _stated(when: Table, key: str) -> Timing:
    first, last = when.whole("first", 1, YEARS, 0), when.whole("last", 1, YEARS, 0)
    if last and last < first:
        when.problem("last", "value", "er før first", "is before first")
    if key == "each":
        word = when.choice("each", ("year_end", "year_start", "year_middle", "monthly"))
        known = _WORDS[word]
        return Timing(known.kind, known.share_of_year, first or 1, last)
    if key == "month":
        return Timing("yearly", when.whole("month", 1, 12) / 12, first or 1, last)
    if key == "every":
        interval: int | str = when.identifier("every") if isinstance(when.content["every"], str) else 0
        interval = interval or when.whole("every", 1, YEARS)
        return Timing("every", first=first, last=last, interval=interval, at_end=when.flag("at_end"))
    if key == "years":
        years = when.numbers("years", 0, YEARS)
        if any(year != int(year) for year in years):
            when.problem("years", "value", "skal være hele år", "must be whole years")
        return Timing("years", years=tuple(sorted({int(year) for year in years})))
    return Timing("dates", dates=tuple(sorted(_days(when))))


def _days(when: Table) -> list[Any]:
    listed = when.content["dates"]
    if not isinstance(listed, list) or not 0 < len(listed) <= 200:
        when.problem("dates", "value", "skal være en liste af 1 til 200 datoer", "must be a list of 1 to 200 dates")
        return []
    return [when.as_day("dates", each) for each in listed]


def read_change(table: Table, key: str) -> Change:
    """A change: the id of a yearly rate, or a table with `rates` or `index`; none where it is not there."""
    value = table.content.get(key)
    if value is None:
        return Change()
    if isinstance(value, str):
        return Change(rate=table.identifier(key))
    given = table.table(key, ("rates", "index"))
    rates, index = given.numbers("rates", *_RATE, above=True), given.numbers("index", 0, 1e6)
    if bool(rates) == bool(index):
        given.problem("", "value", "ét af: rates, index", "one of: rates, index")
    return Change(rates=rates, index=() if rates else index)
