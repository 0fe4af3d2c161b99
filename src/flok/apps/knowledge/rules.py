"""What holds of cases, from what is given alone: what must be filled in, what to warn of, who may, how far is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import Ring

if TYPE_CHECKING:
    from flok.apps.knowledge.models import Case

ASKED_AFTER = (6, 12)  # months
LINK_GROWS_OLD = timedelta(days=365)
PARTS = ("situation", "done", "permission", "happened", "not_again")
TEXTS = ("title", *PARTS, "works_size", "works_community", "works_politics")
FIELDS = ("theme", *TEXTS, "phase", "result", "hours", "cost_ore", "figures", "works_types", "uses")
# what a copy outside the network holds, and nothing more: no person's name, no remark, nothing copied from the house
PUBLIC_FIELDS = (
    "kind", "title", "phase", "situation", "done", "hours", "cost_ore", "permission", "happened", "result", "figures",
    "not_again", "works_types", "works_size", "works_community", "works_politics",
)  # fmt: skip
NEEDED = {
    "case": ("title", "phase", "situation", "done", "happened", "result"),
    "measure": ("title", "done", "result"),
}
_REACH = {Ring.ORGANISATION: 0, Ring.THEME: 1, Ring.NETWORK: 2}


def missing(case: Case) -> list[str]:
    """The fields that must be filled in before others can use the case."""
    return [name for name in NEEDED[case.kind] if not getattr(case, name)]


def may_change(case: Case, viewer: Viewer) -> bool:
    """The author, and who administers the organisation it belongs to; not a paused member."""
    if not viewer.may_write or viewer.organisation is None or case.organisation_id != viewer.organisation.pk:
        return False
    return case.author_id == viewer.person.pk or viewer.is_administrator


def is_wider(ring: str, than: str) -> bool:
    return _REACH[Ring(ring)] > _REACH[Ring(than)]


def rings_heard(case: Case, viewer: Viewer, in_group: bool) -> list[str]:
    """The rings whose remarks on the case a viewer hears: what was said among fewer stays among them."""
    if viewer.organisation is not None and viewer.organisation.pk == case.organisation_id:
        return [str(one) for one in Ring]
    return [str(Ring.NETWORK), *([str(Ring.THEME)] if in_group else [])]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def months_to_ask(published: date, asked: int, today: date) -> int:
    """After how many months what happened is to be asked for now; 0: not yet, or it has been asked.

    Where several are due (the worker has been off), the last one.
    """
    due = [months for months in ASKED_AFTER if months > asked and months_after(published, months) <= today]
    return max(due, default=0)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a text that perhaps should not be told. `code`: tender or person; `found`: the words."""

    code: str
    found: str


_DOUBTS = (
    ("tender", r"\b(kommende|forestående|planlagt\w*|næste)\s+(\w+\s+){0,2}\w*udbud\w*"),
    ("tender", r"\bvi\s+(skal\s+)?(udbyder|genudbyder|udbyde|genudbyde)\b"),
    ("tender", r"\b\w{0,40}udbud\w{0,40}\s+(i|til)\s+(foråret|efteråret|sommeren|vinteren|næste\s+år)\b"),
    ("tender", r"\b(fortrolig\w*|forretningshemmelig\w*|ikke\s+offentliggjort\w*|tilbudspris\w*)\b"),
    ("tender", r"\b(coming|upcoming|planned)\s+tender\w*|\bconfidential\b"),
    ("person", r"\b[0-3]\d[01]\d{3}[- ]?\d{4}\b"),
    ("person", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+"),
    ("person", r"\b(tlf|telefon|mobil|phone)\w*\.?:?\s*(\+45\s*)?(\d\s*){8}|\+45\s*(\d\s*){8}"),
    ("person", r"\b(sygemeld\w*|opsagt|fyret|afskediget|bortvist|advarsel)\b"),
)  # fmt: skip
_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _DOUBTS)


def doubts_in(texts: Iterable[str]) -> tuple[Doubt, ...]:
    """What in the texts may be about a coming tender or a person, by its words, each once.

    It is a reminder, not a guard: names of people and a tender told in other words are not found.
    """
    whole = "\n".join(texts)
    found = [Doubt(code, " ".join(one[0].split())) for code, pattern in _PATTERNS for one in pattern.finditer(whole)]
    return tuple(dict.fromkeys(found))
