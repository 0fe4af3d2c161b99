"""Texts to paste into tender documents and contracts, each sentence with the rule it serves."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ._answers import Assessment
from ._looking_up import find_label
from ._placing import Placement
from ._profiles import profile
from ._sources import known_sources, sources
from ._verdict import Verdict
from ._words import Words, pair

_TO_FILL = {
    "what": Words("[det I køber]", "[what you buy]"),
    "document": Words("[kriteriedokument og version]", "[criteria document and version]"),
    "requirements": Words("[skriv kravene, ét pr. linje]", "[write the requirements, one a line]"),
    "who": Words("[hvem]", "[who]"),
    "when": Words("[dato]", "[date]"),
    "register": Words("[adresse]", "[address]"),
    "weight": Words("[vægt i %]", "[weight in %]"),
}

_UNREAD = Words("[slå adressen efter]", "[verify the address]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a person adds to the texts. What is left empty stands as [something to fill in].

    `requirements` are the ones to list where the label itself may not be required, in the purchaser's own words.
    """

    what: str = ""
    document: str = ""
    requirements: tuple[str, ...] = ()
    weight: str = ""
    who: str = ""
    how_often: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`serves` are ids of sources(): the rules the sentence is there for."""

    words: Words
    serves: tuple[str, ...]

    def rules(self, lang: str) -> str:
        """The rules by name: `udbudsloven § 46, stk. 3`."""
        return "; ".join(sources()[each].name.of(lang) for each in self.serves)


@dataclass(frozen=True, slots=True)
class Clause:
    """kind: "requirement", "award", "contract_term", "documentation" or "verification"."""

    kind: str
    name: Words
    sentences: tuple[Sentence, ...]

    @property
    def to_fill(self) -> int:
        """How many places are still to be filled in."""
        blanks = [words.da for words in (*_TO_FILL.values(), _UNREAD) if words.da.startswith("[")]
        return sum(blank in sentence.words.da for sentence in self.sentences for blank in blanks)


def paste_texts(
    assessment: Assessment,
    verdict: Verdict,
    placement: Placement,
    wording: Wording | None = None,
    *,
    every_months: int = 12,
) -> tuple[Clause, ...]:
    """The clauses for this verdict in this place; none where the label is left out or nothing is decided.

    `every_months`: as of follow_up; it says how often is checked where the wording does not.
    """
    filled = _filled(assessment, wording or Wording(), every_months)
    return tuple(
        Clause(
            entry["kind"],
            pair(entry["name"]),
            tuple(
                Sentence(_capital(pair(each["words"]).filled(**filled)), known_sources(each["serves"], entry["kind"]))
                for each in entry["sentences"]
            ),
        )
        for entry in shipped_clauses()
        if verdict.code in entry["codes"] and placement.use in entry["uses"]
    )


@cache
def shipped_clauses() -> Sequence[dict[str, Any]]:
    """The clauses as they stand in texts.toml."""
    found: Sequence[dict[str, Any]] = tomllib.loads((files(__package__) / "texts.toml").read_text(encoding="utf-8"))[
        "clause"
    ]
    return found


def label_name(assessment: Assessment) -> Words:
    """The label's name from the register, or as it was written."""
    found = find_label(assessment.label)
    return Words(found.name_da, found.name_en) if found else Words(assessment.label, assessment.label)


def licence_register(assessment: Assessment) -> tuple[str, bool]:
    """Where a licence is looked up, and whether that was verified.

    The address the assessment gives (D5) is its own, unless it answers that a licence cannot be looked up; else the
    register's, else "".
    """
    given = assessment.answers.get("D5")
    if given and given.address and given.answer in ("yes", "partly"):
        return given.address, True
    found = find_label(assessment.label)
    known = profile(found.id) if found else None
    fact = known.facts.get("licence_register") if known else None
    return (str(fact.value), fact.source is not None) if fact else ("", False)


def _filled(assessment: Assessment, wording: Wording, every_months: int) -> dict[str, Words | str]:
    what = wording.what or assessment.purchase.title
    level = assessment.text("A8")
    given: dict[str, str] = {
        "what": what,
        "document": wording.document,
        "requirements": "\n".join(f"• {each}" for each in wording.requirements),
        "who": wording.who or assessment.purchase.authority,
        "when": wording.when,
        "weight": wording.weight,
    }
    filled: dict[str, Words | str] = {key: given.get(key) or words for key, words in _TO_FILL.items()}
    address, verified = licence_register(assessment)
    filled["register"] = _address(address, verified)
    filled["how_often"] = wording.how_often or _how_often(every_months)
    filled["what_in"] = _inside(what) or _TO_FILL["what"]
    filled["label"] = label_name(assessment)
    filled["level"] = f" ({level})" if level else ""
    return filled


def _address(address: str, verified: bool) -> Words | str:
    if not address:
        return _TO_FILL["register"]
    return address if verified else Words(f"{address} {_UNREAD.da}", f"{address} {_UNREAD.en}")


def _how_often(months: int) -> Words:
    da, en = {1: ("hver måned", "monthly"), 12: ("én gang om året", "yearly")}.get(
        months, (f"hver {months}. måned", f"every {months} months")
    )
    return Words(f"ved kontraktstart og derefter {da}", f"at the start of the contract and then {en}")


def _inside(what: str) -> str:
    """As it stands within a sentence: `Rengøring` is written small there, `IT-udstyr` and `A4-papir` as they are."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def _capital(words: Words) -> Words:
    return Words(words.da[:1].upper() + words.da[1:], words.en[:1].upper() + words.en[1:])
