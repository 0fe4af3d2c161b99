"""What the register tells of a label beyond its codes: fact by fact, each with a checked source or "not verified".

The same register as resolves codes on invoices: a profile is looked up by the label's id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ._groups import product_groups
from ._questions import questions
from ._register import Register
from ._sources import sources
from ._words import Words, pair

KINDS = frozenset("product process organisation management_system declaration claim not_sustainability".split())
CATEGORIES = frozenset({"official", "recognised", "other"})
STAGES = ("raw_material", "production", "use", "end_of_life")
TOLD = ("owner", "certifier", "accreditation", "validity", "criteria")  # facts in words
_LISTS = ("stages", "product_groups")
FACTS = ("kind", "category", *TOLD, *_LISTS, "licence_register")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and the source that was read for it; None: not verified.

    The value is Words for what is told, a tuple of ids for stages and product groups, else an id or an address.
    """

    value: Any
    source: str | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level or version of a label, and what it takes. A purchaser has to say which is meant."""

    name: Words
    means: Words
    source: str | None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Another label with equivalent requirements, and the requirements it was compared by: never an opinion."""

    label: str
    criteria: tuple[Words, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Mistaken:
    """What the label is often mistaken for; `label` is a register id where it is one."""

    label: str | None
    told: Words
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`answers` are the register's facts in the shape of the assessment's answers: question id to yes, partly, no."""

    label: str
    facts: Mapping[str, Fact]
    answers: Mapping[str, Fact]
    levels: tuple[Level, ...]
    equivalents: tuple[Equivalent, ...]
    mistaken_for: tuple[Mistaken, ...]

    def is_verified(self, name: str) -> bool:
        """Whether the fact is there and a source was read for it."""
        found = self.facts.get(name) or self.answers.get(name)
        return found is not None and found.source is not None


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by label id. Raises ValueError when the shipped data are not right."""
    found: dict[str, Profile] = {}
    for file in sorted((files(__package__) / "profiles").iterdir(), key=lambda each: each.name):
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if key in found:
                raise ValueError(f"label {key} has two profiles")
            found[key] = read_profile(key, entry)
    return MappingProxyType(found)


def profile(label: str) -> Profile | None:
    """The profile of a label id, or None where the register has codes and names only."""
    return profiles().get(label)


def read_profile(key: str, entry: Mapping[str, Any]) -> Profile:
    """One entry of profiles/*.toml. Raises ValueError for a label, id or source that does not exist."""
    checked = entry.get("sources", {})
    register = Register.load()
    named = {name: _value(name, entry[name]) for name in FACTS if name in entry}
    answers = entry.get("answers", {})
    profile = Profile(
        label=key,
        facts={name: Fact(value, checked.get(name)) for name, value in named.items()},
        answers={question: Fact(value, checked.get(question)) for question, value in answers.items()},
        levels=tuple(
            Level(pair(one["name"]), pair(one["means"]), one.get("source")) for one in entry.get("levels", ())
        ),
        equivalents=tuple(
            Equivalent(one["label"], tuple(map(pair, one["criteria"])), one.get("source"))
            for one in entry.get("equivalents", ())
        ),
        mistaken_for=tuple(
            Mistaken(one.get("label"), pair(one["told"]), one.get("source")) for one in entry.get("mistaken_for", ())
        ),
    )
    unknown = set(entry) - {*FACTS, "answers", "sources", "levels", "equivalents", "mistaken_for"}
    others = {key, *(one.label for one in profile.equivalents)} | {one.label or key for one in profile.mistaken_for}
    sourced = [*(one.source for one in profile.levels), *(one.source for one in profile.equivalents)]
    sourced += [*(one.source for one in profile.mistaken_for), *checked.values()]
    cited = {each for each in sourced if each is not None}
    wrong = [
        *(f"no such fact: {name}" for name in sorted(unknown)),
        *(f"no such label: {each}" for each in sorted(others - set(register.labels))),
        *(f"no such source: {each}" for each in sorted(cited - set(sources()))),
        *(f"not checked: {each}" for each in sorted(cited & set(sources())) if sources()[each].checked is None),
        *(f"a source for nothing: {each}" for each in sorted(set(checked) - set(named) - set(answers))),
        *(f"no such answer: {q} {a}" for q, a in answers.items() if a not in questions()[q].choices),
        *(f"no such id: {each}" for each in sorted(_ids(named) - _KNOWN)),
    ]
    if wrong:
        raise ValueError(f"label {key}: {'; '.join(wrong)}")
    return profile


_KNOWN = frozenset({*KINDS, *CATEGORIES, *STAGES, *product_groups()})


def _ids(named: Mapping[str, Any]) -> set[str]:
    single = {named[name] for name in ("kind", "category") if name in named}
    return single | {each for name in _LISTS for each in named.get(name, ())}


def _value(name: str, written: Any) -> Any:
    if name in TOLD:
        return pair(written)
    return tuple(written) if name in _LISTS else written
