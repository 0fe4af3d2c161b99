"""An organisation's own facts: its profile, its purchasing communities, its units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from flok.apps.members import audit
from flok.apps.members.models import Community, CommunityRole, Organisation, Person, Unit
from flok.apps.members.transactions import in_transaction

PROFILE = (
    "name", "is_contracting_authority", "inhabitants", "employees", "purchase_volume_mio_kr", "political_focus",
    "data_level",
)  # fmt: skip


class OvertakenError(Exception):
    """Someone else saved first; `organisation` as it stands."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation.version)
        self.organisation = organisation


@in_transaction
def change_profile(
    organisation: Organisation, *, version: int, facts: Mapping[str, Any], by: Person, now: datetime
) -> None:
    """Save the facts of PROFILE, where nobody saved since `version`; otherwise OvertakenError, unchanged."""
    given = {name: facts[name] for name in PROFILE}
    kept = Organisation.objects.filter(pk=organisation.pk, version=version)
    if not kept.update(**given, version=F("version") + 1):
        raise OvertakenError(Organisation.objects.get(pk=organisation.pk))
    audit.note(audit.Act.CHANGE, "profile", by=by, now=now, organisation=organisation)


@in_transaction
def join_community(organisation: Organisation, *, name: str, role: str, by: Person, now: datetime) -> None:
    """The organisation's role in a purchasing community, which is made where it is new; a role it has is replaced."""
    known = Community.objects.filter(name__iexact=name).first()
    community = known or Community.objects.get_or_create(name=name)[0]
    CommunityRole.objects.update_or_create(organisation=organisation, community=community, defaults={"role": role})
    audit.note(audit.Act.CHANGE, "community", by=by, now=now, organisation=organisation)


@in_transaction
def leave_community(role: CommunityRole, *, by: Person, now: datetime) -> None:
    organisation = role.organisation
    role.delete()
    audit.note(audit.Act.DELETE, "community", by=by, now=now, organisation=organisation)


@in_transaction
def add_unit(
    organisation: Organisation, *, gln: str, name: str, department: str, by: Person, now: datetime
) -> Unit | None:
    """A unit with its GLN; None where the organisation has a unit with that number."""
    unit, is_new = Unit.objects.get_or_create(
        organisation=organisation, gln=gln, defaults={"name": name, "department": department}
    )
    if not is_new:
        return None
    audit.note(audit.Act.ADD, "unit", by=by, now=now, organisation=organisation)
    return unit


@in_transaction
def change_unit(unit: Unit, *, gln: str, name: str, department: str, by: Person, now: datetime) -> bool:
    """False where another unit of the organisation has the number."""
    if Unit.objects.filter(gln=gln).exclude(pk=unit.pk).exists():
        return False
    Unit.objects.filter(pk=unit.pk).update(gln=gln, name=name, department=department)
    audit.note(audit.Act.CHANGE, "unit", by=by, now=now, organisation=unit.organisation)
    return True


@in_transaction
def remove_unit(unit: Unit, *, by: Person, now: datetime) -> None:
    organisation = unit.organisation
    unit.delete()
    audit.note(audit.Act.DELETE, "unit", by=by, now=now, organisation=organisation)
