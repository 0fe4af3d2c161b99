"""What a definition is: plain frozen data, read from a TOML document a purchaser can read too.

definitions/*.toml are the ones Flok comes with; _definitions.py reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OUTCOMES = ("sustainable", "not_sustainable", "unknown", "out_of_scope")
CONTRACT_STANDINGS = ("none", "sustainable", "not_sustainable", "unknown")
CONTRACT_CONDITIONS = ("any", "sustainable", "not_sustainable")
PARTS = ("line", "free", "unallocated")
SCOPE_REASON = "out_of_scope"  # the reason of a line the scope leaves out; no rule decides it


@dataclass(frozen=True, slots=True)
class Target:
    """A target is data: `share` from 0 to 1 of the kroner in scope, by the end of `year`, and who set it."""

    share: float
    year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Lines with a UNSPSC or CPV code under none of the prefixes are out of scope; without a code, inside.

    `contract` "any": only lines bought on a contract are in scope. Empty prefixes: no limit by category.
    """

    unspsc: tuple[str, ...]
    cpv: tuple[str, ...]
    contract: str | None
    text_da: str
    text_en: str


@dataclass(frozen=True, slots=True)
class When:
    """Conditions that must all hold; an empty one (frozenset(), False, (), None) sets no condition.

    labels: one of these label ids is on the line, in the catalogue or in a list, by code.
    equivalent_to: a person has confirmed requirements equivalent to one of these labels.
    named: one of these labels was found by name only and is to be confirmed.
    item_known: a catalogue or list valid that day states the item's labels.
    contract: "any", or what the contract is assessed to be. contract_verified: a person has verified that.
    unspsc, cpv: the line's code begins with one of these prefixes. part: as in LINES.
    """

    labels: frozenset[str] = frozenset()
    equivalent_to: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    item_known: bool = False
    contract: str | None = None
    contract_verified: bool = False
    unspsc: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """When the conditions hold: the outcome, a reason (snake_case) and its words."""

    when: When
    outcome: str
    reason: str
    text_da: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a line in brief, and what the definition must make of it.

    `listed_labels` None: no catalogue or list knows the item; () : one does, and states no label.
    """

    name: str
    certificates: tuple[tuple[str, str, str], ...]
    unspsc: str | None
    cpv: str | None
    listed_labels: tuple[str, ...] | None
    equivalent_to: tuple[str, ...]
    contract: str
    contract_verified: bool
    part: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What counts as a sustainable purchase, in one version. The first rule that holds decides a line."""

    id: str
    version: int
    date: date
    name_da: str
    name_en: str
    summary_da: str
    summary_en: str
    source: str
    target: Target | None
    scope: Scope | None
    rules: tuple[Rule, ...]
    otherwise: Rule
    examples: tuple[Example, ...]


class DefinitionError(ValueError):
    """A mistake in a definition document: where, which word, and what was expected there.

    `line` counts from 1. str() is one line in Danish; `english` is the same in English.
    """

    def __init__(self, origin: str, line: int, word: str, expected_da: str, expected_en: str) -> None:
        super().__init__(origin, line, word, expected_da, expected_en)
        self.origin = origin
        self.line = line
        self.word = word
        self.expected_da = expected_da
        self.expected_en = expected_en

    def __str__(self) -> str:
        return f"{_brief(self.origin)}, linje {self.line}: {_brief(self.word)!r} – ventede {self.expected_da}"

    @property
    def english(self) -> str:
        return f"{_brief(self.origin)}, line {self.line}: {_brief(self.word)!r} – expected {self.expected_en}"


def _brief(text: str, limit: int = 200) -> str:
    """On one line and no longer than a line should be."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
