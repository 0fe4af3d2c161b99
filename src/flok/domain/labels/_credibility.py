"""Is the label worth relying on? Another question than whether the law lets it be required."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ._answers import Assessment

CONTROL = tuple(f"D{number}" for number in range(1, 11))
GATES = ("D1", "D6")


@dataclass(frozen=True, slots=True)
class Credibility:
    """How many of the ten questions on control are met; unknown ones are counted apart, as neither.

    `stands`: both gates (third-party certification, withdrawal and complaints) are yes; "no" when one is not;
    "not_known" when that hangs on an answer that is missing.
    """

    stands: Literal["yes", "no", "not_known"]
    met: int
    partly: int
    not_met: int
    unknown: int
    gates: Mapping[str, str]

    @property
    def of(self) -> int:
        return len(CONTROL)


def credibility(assessment: Assessment) -> Credibility:
    """The answers of block D, counted. No weight is put on any; the two gates are Flok's own choice."""
    given = [assessment.answer(key) for key in CONTROL]
    gates = {key: assessment.answer(key) for key in GATES}
    stands: Literal["yes", "no", "not_known"] = "yes"
    if any(answer in ("no", "partly") for answer in gates.values()):
        stands = "no"
    elif "not_known" in gates.values():
        stands = "not_known"
    met, partly, not_met = given.count("yes"), given.count("partly"), given.count("no")
    return Credibility(stands, met, partly, not_met, given.count("not_known"), gates)
