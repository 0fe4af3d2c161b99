"""A list of coming tenders is kept as it was read, and deleted."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from flok.apps.labels.models import KeptPlan
from flok.apps.labels.rules import own_key
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person
from flok.apps.members.transactions import in_transaction
from flok.domain import labels


@in_transaction
def keep_plan(
    key: UUID, name: str, plan: labels.Plan, *, organisation: Organisation, by: Person, now: datetime
) -> KeptPlan:
    """Keep what was read of a plan. `key` is the form's: sent twice is one."""
    given = {
        "name": name[:200], "tenders": [asdict(each) for each in plan.tenders], "made_by": by, "at": now,
        "problems": [{"row": each.row, "da": each.told.da, "en": each.told.en} for each in plan.problems],
    }  # fmt: skip
    key = own_key(organisation, key)
    kept, is_new = KeptPlan.objects.get_or_create(pk=key, organisation=organisation, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "label plan", by=by, now=now, organisation=organisation, detail=str(key))
    return kept


@in_transaction
def delete_plan(plan: KeptPlan, *, by: Person, now: datetime) -> None:
    audit.note(audit.Act.DELETE, "label plan", by=by, now=now, organisation=plan.organisation, detail=str(plan.pk))
    plan.delete()
