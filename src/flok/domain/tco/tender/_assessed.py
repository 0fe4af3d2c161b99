"""What people decided of the bids, as a TOML document: points by criterion; bids admitted or rejected with a reason.

    [points."bid-a.xlsx"]
    service = 8.5
    [admit]
    "bid-b.xlsx" = "The comment is a greeting."
    [reject]
    "bid-c.xlsx" = "The bidder is excluded."

Bids are named by their file's name or its SHA-256.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flok.domain.tco._study import Problem, StudyError
from flok.domain.tco._text import SIZE_LIMIT

from ._award import Decision
from ._bid import Bid
from ._terms import Model

_POINTS = re.compile(r"[0-9]{1,7}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Assessed:
    """Points by bid and criterion, as written decimals, and decisions; bids by the SHA-256 of their file."""

    points: dict[str, dict[str, str]]
    decisions: tuple[Decision, ...]


def read_assessed(text: str, bids: Sequence[Bid], model: Model, origin: str = "assessed.toml") -> Assessed:
    """The document read strictly against the bids and the model. Raises StudyError with every problem found."""
    problems: list[Problem] = []
    try:
        if len(text) > SIZE_LIMIT:
            raise ValueError("256 kB")
        content = tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        problem = Problem("", "syntax", f"kan ikke læses: {error}", f"cannot be read: {error}")
        raise StudyError(origin, (problem,)) from None
    for key in content.keys() - {"points", "admit", "reject"}:
        problems.append(Problem(key, "unknown_key", "kendes ikke", "is not known"))
    points = {
        sha256: _points(problems, f"points.{name}", given, model)
        for name, sha256, given in _named(problems, "points", content, bids)
    }
    decisions = tuple(
        Decision(sha256, word == "admit", _reason(problems, f"{word}.{name}", reason))
        for word in ("admit", "reject")
        for name, sha256, reason in _named(problems, word, content, bids)
    )
    twice = {each.bid for each in decisions if sum(other.bid == each.bid for other in decisions) > 1}
    problems += [Problem(each, "twice", "er afgjort to gange", "is decided twice") for each in sorted(twice)]
    if problems:
        raise StudyError(origin, tuple(problems))
    return Assessed(points, decisions)


def _named(
    problems: list[Problem], key: str, content: dict[str, Any], bids: Sequence[Bid]
) -> list[tuple[str, str, Any]]:
    table = content.get(key, {})
    if not isinstance(table, dict):
        problems.append(Problem(key, "table", "skal være en tabel", "must be a table"))
        return []
    found = []
    for name, given in table.items():
        matching = {each.sha256 for each in bids if name in (each.file, each.sha256)}
        if len(matching) == 1:
            found.append((name, matching.pop(), given))
        else:
            told = ("flere tilbud hedder sådan; brug SHA-256", "several bids are called so; use the SHA-256")
            if not matching:
                told = ("intet tilbud hedder sådan", "no bid is called so")
            problems.append(Problem(f"{key}.{name}", "bid", *told))
    return found


def _points(problems: list[Problem], place: str, given: Any, model: Model) -> dict[str, str]:
    known = {each.id: each for each in model.criteria}
    found: dict[str, str] = {}
    for key, value in given.items() if isinstance(given, dict) else ():
        criterion = known.get(key)
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if criterion is None:
            problems.append(Problem(f"{place}.{key}", "unknown_key", "er ikke et kriterium", "is no criterion"))
        elif not _POINTS.fullmatch(text) or Decimal(text) > Decimal(str(criterion.highest)):
            highest = f"{criterion.highest:g}"
            told = (f"skal være point fra 0 til {highest}", f"must be points from 0 to {highest}")
            problems.append(Problem(f"{place}.{key}", "value", *told))
        else:
            found[key] = text
    return found


def _reason(problems: list[Problem], place: str, reason: Any) -> str:
    if isinstance(reason, str) and 0 < len(reason.strip()) <= 2_000:
        return reason.strip()
    problems.append(Problem(place, "missing", "skal have en begrundelse", "must have a reason"))
    return ""
