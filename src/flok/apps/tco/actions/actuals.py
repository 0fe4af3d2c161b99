"""After the award: an alternative is followed, and what was used and paid is told year by year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.tco.models import Actual, FollowUp, KeptStudy, StudyVersion
from flok.domain import tco

Told = tuple[float | None, int | None]


@in_transaction
def follow(study: KeptStudy, version: StudyVersion, alternative: str, *, by: Person, now: datetime) -> FollowUp:
    """From now on this alternative of this version is followed; what was told of another is deleted.

    Raises KeyError for an alternative there is not.
    """
    tco.read_study(version.toml).alternative(alternative)
    before = FollowUp.objects.select_for_update().filter(study=study).first()
    if before is not None:
        if (before.version, before.alternative) == (version.number, alternative):
            return before
        before.delete()
    made: FollowUp = FollowUp.objects.create(
        organisation=study.organisation, study=study, version=version.number, alternative=alternative, by=by, at=now
    )
    audit.note(audit.Act.CHANGE, "follow-up", by=by, now=now, organisation=study.organisation, detail=str(study.pk))
    return made


@in_transaction
def tell_actuals(
    follow_up: FollowUp, year: int, told: Mapping[str, Told], *, by: Person, now: datetime
) -> None:  # fmt: skip
    """What happened in a year, by line: (quantity, øre paid); a line of which nothing is known is taken away."""
    kept = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    before = {each.line: each for each in kept.actuals.filter(year=year)}
    for line, (quantity, paid_ore) in told.items():
        actual = before.get(line)
        if quantity is None and paid_ore is None:
            if actual is not None:
                actual.delete()
            continue
        if actual is not None and (actual.quantity, actual.paid_ore) == (quantity, paid_ore):
            continue
        actual = actual or Actual(organisation=kept.organisation, follow_up=kept, line=line, year=year)
        actual.quantity, actual.paid_ore, actual.by, actual.at = quantity, paid_ore, by, now
        actual.save()
    detail = f"{kept.study_id} {year}"
    audit.note(audit.Act.CHANGE, "follow-up", by=by, now=now, organisation=kept.organisation, detail=detail)
