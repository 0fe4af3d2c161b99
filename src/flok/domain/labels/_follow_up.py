"""What the contract owes afterwards: a record that contract follow-up can take over as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from ._answers import Assessment
from ._texts import label_name, licence_register
from ._words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The obligation that a certificate or licence is valid. Dates are days; `checks` are in order.

    `serves` is a source of sources(). `valid_until` is the licence's own end, where one is known. `look_up` is where
    licences are looked up; unless verified, nobody has read that address.
    """

    kind: str
    label: str
    told: Words
    checked_by: str
    checks: tuple[date, ...]
    look_up: str
    look_up_verified: bool
    licence_number: str
    holder: str
    valid_until: date | None
    criteria_until: str
    serves: str


_TOLD = Words(
    "Licens eller certifikat for {label} skal gælde i hele kontraktperioden.",
    "The licence or certificate of {label} must be valid throughout the contract period.",
)


def follow_up(
    assessment: Assessment,
    *,
    checked_by: str,
    every_months: int = 12,
    licence_number: str = "",
    holder: str = "",
    valid_until: date | None = None,
) -> FollowUp:
    """The obligation of this purchase: checked at the start, every so many months, and the day the licence ends.

    Without dates of the contract there are no checks to plan. Raises ValueError for no months.
    """
    if every_months < 1:
        raise ValueError("every_months: at least 1")
    start, end = assessment.purchase.contract_start, assessment.purchase.contract_end
    checks: set[date] = set()
    if start and end:
        days = (_later(start, n * every_months) for n in count())
        checks = set(takewhile(lambda day: day <= end, days))
        if valid_until and start <= valid_until <= end:
            checks.add(valid_until)
    address, verified = licence_register(assessment)
    return FollowUp(
        kind="certificate",
        label=assessment.label,
        told=_TOLD.filled(label=label_name(assessment)),
        checked_by=checked_by,
        checks=tuple(sorted(checks)),
        look_up=address,
        look_up_verified=verified,
        licence_number=licence_number,
        holder=holder,
        valid_until=valid_until,
        criteria_until=assessment.text("A9"),
        serves="follow-up",
    )


def _later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
