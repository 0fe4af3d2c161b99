"""Making a release: what each consenting organisation contributes, and what may be shown of it together."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection

from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person, Status
from flok.apps.members.scoping import inside
from flok.apps.members.transactions import in_transaction
from flok.apps.share.models import Release
from flok.apps.share.queries import consents, share_of, shipped
from flok.domain import comparison, spend

RULES = comparison.Rules(p_percent=settings.COMPARISON_P_PERCENT)


@in_transaction
def release_period(*, period: str, by: Person, now: datetime) -> int:
    """Release a closed year ("2025") or quarter ("2025-Q3") under every definition that comes with Flok.

    Own definitions are nobody else's, and are not compared. Returns how many releases were made; none where
    nobody contributes. Raises ValueError where the comparison cannot take more releases or members.
    """
    _one_at_a_time()
    earlier = [comparison.Release.from_data(one.ledger) for one in Release.objects.all()]
    made = 0
    for definition in shipped():
        contributions = _contributions(definition, months_of(period))
        if not contributions:
            continue
        new = comparison.release(
            contributions,
            definition=definition.id,
            version=definition.version,
            period=period,
            earlier=earlier,
            rules=RULES,
        )
        earlier.append(new)
        Release.objects.create(
            at=now, by=by, definition=new.definition, version=str(new.version), period=period,
            public=new.public(), ledger=new.to_data(),
        )  # fmt: skip
        made += 1
    audit.note(audit.Act.ADD, "comparison", by=by, now=now, detail=period)
    return made


def months_of(period: str) -> tuple[str, ...]:
    """The months of a year or a quarter: "2026-Q3" is 2026-07, 2026-08, 2026-09."""
    year, _, quarter = period.partition("-Q")
    first = 3 * int(quarter) - 2 if quarter else 1
    return tuple(f"{year}-{month:02d}" for month in range(first, first + (3 if quarter else 12)))


def _contributions(definition: spend.Definition, months: tuple[str, ...]) -> list[comparison.Contribution]:
    """What each member that has said yes bought in the months, added up under the definition."""
    found = []
    for organisation in Organisation.objects.filter(status=Status.MEMBER).order_by("pk"):
        with inside(organisation):
            share = share_of(organisation) if consents() else None
        published = {one["id"]: one for one in share.overview["definitions"]} if share else {}
        if share is None or published.get(definition.id, {}).get("version") != definition.version:
            continue
        own = spend.selection_total(share, definition.id, {"month": months})
        if any(own["lines"].values()):
            amounts = (own["sustainable_ore"], own["not_sustainable_ore"], own["unknown_ore"])
            found.append(comparison.Contribution(str(organisation.pk), organisation.kind, *amounts))
    return found


def _one_at_a_time() -> None:
    """Two releases at once would not see each other: the second waits (SQLite: BEGIN IMMEDIATE waits already)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('flok.comparison'))")
