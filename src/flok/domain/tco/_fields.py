"""Reading the fields of a table strictly, collecting what is wrong with its place instead of stopping at the first."""

from __future__ import annotations

import contextlib
import datetime
import difflib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from ._study import Name, Problem
from ._text import PROBLEM_LIMIT

T = TypeVar("T")
ID = r"[a-z][a-z0-9_-]{0,63}"
TEXT_LIMIT = 2_000
LARGEST = 1e12  # of any number in a study
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Table:
    """A table of the document at `place`. What cannot be read gives a problem and a harmless value."""

    def __init__(self, problems: list[Problem], place: str, content: Any, keys: Iterable[str]) -> None:
        self.problems, self.place = problems, place
        self.content: dict[str, Any] = content if isinstance(content, dict) else {}
        if not isinstance(content, dict):
            self.problem("", "table", "skal være en tabel", "must be a table")
        known = tuple(keys)
        for key in self.content:
            if key not in known:
                self._unknown(key, known)
            elif self.content[key] is None:
                self.problem(key, "value", "er null; lad feltet stå tomt", "is null; leave it out")

    def problem(self, key: str, code: str, danish: str, english: str) -> None:
        """Note what is wrong with a field (or the table itself, with an empty key)."""
        if len(self.problems) < PROBLEM_LIMIT:
            place = f"{self.place}.{key}".strip(".")
            self.problems.append(Problem(place, code, danish, english))

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self.content

    def text(self, key: str, default: str | None = None) -> str:
        """Text of one line or more; None as default: it must be there."""
        value = self._value(key, default)
        if not isinstance(value, str):
            return "" if value is None else self._wrong(key, "", "tekst", "text")
        if len(value) > TEXT_LIMIT or _HIDDEN.search(value):
            return self._wrong(key, "", "tekst på højst 2.000 synlige tegn", "text of at most 2,000 visible characters")
        return value.strip()

    def identifier(self, key: str, default: str | None = None) -> str:
        """An id: small letters a-z, digits, hyphens and underscores, a letter first."""
        value = self._value(key, default)
        if not self.has(key) or value is None:
            return default or ""
        if not isinstance(value, str) or not re.fullmatch(ID, value):
            return self._wrong(key, "", "et id af små bogstaver a-z, tal, - og _", "an id of a-z, digits, - and _")
        return value

    def identifiers(self, key: str) -> tuple[str, ...]:
        """An id or a list of ids; none where it is not there. At most 12."""
        value = self.content.get(key, [])
        listed = value if isinstance(value, list) else [value]
        if len(listed) > 12 or not all(isinstance(each, str) and re.fullmatch(ID, each) for each in listed):
            return self._wrong(key, (), "et id eller en liste af højst 12", "an id or a list of at most 12")
        return tuple(listed)

    def name(self, key: str, default: str | None = None) -> Name:
        """A text for both languages, or a table with `da` and `en`."""
        value = self._value(key, default)
        if isinstance(value, dict):
            both = Table(self.problems, f"{self.place}.{key}".strip("."), value, ("da", "en"))
            return Name(both.text("da"), both.text("en"))
        return Name(*[self.text(key, default)] * 2)

    def choice(self, key: str, words: Sequence[str], default: str | None = None) -> Any:
        """One of the words."""
        value = self._value(key, default)
        if value is None:
            return words[0]
        if not isinstance(value, str) or value not in words:
            listed = ", ".join(words)
            return self._wrong(key, words[0], f"et af: {listed}", f"one of: {listed}")
        return value

    def number(self, key: str, low: float, high: float, *, above: bool = False) -> float | None:
        """A number from `low` (or above it) to `high`; None where it is not there or no such number."""
        value = self.content.get(key)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= value <= high or (above and value == low):
            over = ("over", "above") if above else ("fra", "from")
            da, en = f"et tal {over[0]} {low:g} til {high:g}", f"a number {over[1]} {low:g} to {high:g}"
            return self._wrong(key, None, da, en)
        return float(value)

    def numbers(self, key: str, low: float, high: float, *, above: bool = False, most: int = 200) -> tuple[float, ...]:
        """A list of 1 to `most` such numbers; empty where it is not there."""
        value = self.content.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not 0 < len(value) <= most:
            return self._wrong(key, (), f"en liste af 1 til {most} tal", f"a list of 1 to {most} numbers")
        row = Table([], "", {str(i): each for i, each in enumerate(value, 1)}, map(str, range(1, len(value) + 1)))
        found = [row.number(str(i), low, high, above=above) for i in range(1, len(value) + 1)]
        if None in found:
            over = ("over", "above") if above else ("fra", "from")
            en = f"numbers {over[1]} {low:g} to {high:g}, is not in place {found.index(None) + 1}"
            da = f"tal {over[0]} {low:g} til {high:g}, er det ikke på plads {found.index(None) + 1}"
            return self._wrong(key, (), da, en)
        return tuple(each for each in found if each is not None)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        value = self._value(key, default)
        if not self.has(key) or value is None:
            return low if default is None else default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            return self._wrong(key, low, f"et helt tal fra {low} til {high}", f"a whole number from {low} to {high}")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where it is not there."""
        value = self.content.get(key, False)
        return value if isinstance(value, bool) else self._wrong(key, False, "true eller false", "true or false")

    def day(self, key: str) -> datetime.date:
        """A date; in JSON as text, 2026-12-31."""
        return self.as_day(key, self._value(key, None))

    def as_day(self, key: str, value: Any) -> datetime.date:
        """`value` as a date between 1990 and 2200."""
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with contextlib.suppress(ValueError):
                value = datetime.date.fromisoformat(value)
        is_day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
        if value is None or not is_day or not 1990 <= value.year <= 2200:
            da, en = "en dato som 2026-12-31", "a date such as 2026-12-31"
            return datetime.date(2000, 1, 1) if value is None else self._wrong(key, datetime.date(2000, 1, 1), da, en)
        day: datetime.date = value
        return day

    def table(self, key: str, keys: Iterable[str]) -> Table:
        """The table under a key; an empty one where it is not there."""
        return Table(self.problems, f"{self.place}.{key}".strip("."), self.content.get(key, {}), keys)

    def tables(self, key: str, keys: Iterable[str], limit: int) -> list[Table]:
        """The tables of a list, each placed by its id; none where it is not there."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or len(value) > limit:
            return self._wrong(key, [], f"højst {limit} tabeller, [[{key}]]", f"at most {limit} tables, [[{key}]]")
        known = tuple(keys)
        return [Table(self.problems, _entry(key, number, each), each, known) for number, each in enumerate(value, 1)]

    def _value(self, key: str, default: Any) -> Any:
        if key in self.content:
            return self.content[key]
        if default is None:
            self.problem(key, "missing", "mangler", "is missing")
        return default

    def _wrong(self, key: str, instead: T, danish: str, english: str) -> T:
        shown = json.dumps(self.content.get(key), ensure_ascii=False, default=str)[:60]
        self.problem(key, "value", f"skal være {danish}; der står {shown}", f"must be {english}; it is {shown}")
        return instead

    def _unknown(self, key: str, known: Sequence[str]) -> None:
        near = difflib.get_close_matches(str(key)[:60], known, 1)
        da = f"kendes ikke; menes {near[0]}?" if near else f"kendes ikke; kendte er {', '.join(known)}"
        en = f"is not known; is {near[0]} meant?" if near else f"is not known; known are {', '.join(known)}"
        self.problem(str(key)[:60], "unknown_key", da, en)


def _entry(key: str, number: int, content: Any) -> str:
    named = content.get("id") if isinstance(content, dict) else None
    return f"{key}.{named}" if isinstance(named, str) and re.fullmatch(ID, named) else f"{key}[{number}]"
