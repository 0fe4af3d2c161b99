"""A study's document as it is kept: the study, and the tender's own terms beside it, which no form here touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flok.domain import tco

FIELDS = 900  # of a form; a request may hold 1,000
PRICED = "quantity"


@dataclass(frozen=True, slots=True)
class Document:
    """`tender`: the `[tender]` table of the document, or None."""

    study: tco.Study
    tender: Mapping[str, Any] | None = None

    @property
    def toml(self) -> str:
        """As a text that is read back as the same. Comments that stood in an earlier text are not in it."""
        content = tco.study_to_data(self.study)
        return tco.document_to_toml(content if self.tender is None else {**content, "tender": self.tender})

    def with_study(self, study: tco.Study) -> Document:
        """The document with a changed study, read again. Raises tco.StudyError."""
        return replace(self, study=tco.study_from(tco.study_to_data(study), study.id))


def read(text: str, origin: str = "study.toml") -> Document:
    """The document in a text. Raises tco.StudyError."""
    return Document(tco.read_study(text, origin), tco.parse_text(text, origin).get("tender"))


def is_changed(before: tco.Study, after: tco.Study) -> bool:
    """Whether they say different things, their number and day left out."""
    return replace(before, version=after.version, date=after.date) != after


def blank(name: str, alternatives: Sequence[str], today: date) -> Document:
    """As little as a study can be: a number of things, their price, and what they cost a year."""
    own = {"price": 0, "yearly": 0}
    named: list[dict[str, Any]] = []
    for each in alternatives:
        named.append({"id": tco.new_id(each, [one["id"] for one in named], "alternative"), "name": each, "values": own})
    content = {
        "format": "flok-tco/1", "id": tco.new_id(name, (), "study"), "version": 1, "date": today, "name": name,
        "base_date": date(today.year + 1, 1, 1), "horizon": 5, "prices": "real",
        "discount": {"parameter": "dk-discount-2021@1"},
        "input": [
            {"id": PRICED, "name": {"da": "Antal", "en": "Number"}, "unit": "stk", "value": 1},
            {"id": "price", "name": {"da": "Pris pr. stk.", "en": "Price each"}, "unit": "DKK/stk",
             "fixed_by": "bidder"},
            {"id": "yearly", "name": {"da": "Udgift om året pr. stk.", "en": "Cost a year each"},
             "unit": "DKK/stk/år", "fixed_by": "bidder"},
        ],
        "alternative": named,
        "line": [
            {"id": "purchase", "name": {"da": "Indkøb", "en": "Purchase"}, "kind": "acquisition",
             "quantity": PRICED, "price": "price"},
            {"id": "operation", "name": {"da": "Drift", "en": "Operation"}, "kind": "operation",
             "quantity": PRICED, "price": "yearly"},
        ],
    }  # fmt: skip
    return Document(tco.study_from(content, "study"))
