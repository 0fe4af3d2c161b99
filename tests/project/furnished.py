"""Fills an installation with something of every kind that is hard to carry between databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def furnish() -> None:
    """Two worlds with all that the apps put in them, odd texts and dates, and files."""
    from flok.apps.members.models import AuditEntry, MembershipChange, Person
    from flok.apps.members.scoping import inside
    from tests.apps.worlds import make_world

    for letter in ("A", "B"):
        world = make_world(letter)
        organisation = world.organisation
        organisation.political_focus = "Æblegrød «æøå» 🌱\n\tanden linje\u2028\\N \"'%s {}"
        organisation.purchase_volume_mio_kr = 2_147_483_647
        organisation.save()
        with inside(organisation):
            MembershipChange.objects.create(
                organisation=organisation, at=datetime(1, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC), status="member"
            )
            MembershipChange.objects.create(
                organisation=organisation, at=datetime(9998, 12, 30, 23, 59, 59, 999_999, tzinfo=UTC), status="ended",
                reason="",
            )  # fmt: skip
        person = world.people["member"]
        person.representations.update(until=date(2026, 10, 25))
        AuditEntry.objects.create(at=timezone.now(), act="read", by=person, organisation=organisation, subject="x")
        folder = Path(settings.DATA) / "organisations" / str(organisation.pk)
        for name, content in {
            "received/a.xml": b"<Invoice/>", "store/CURRENT": b"00001.json",
            "store/lines/1.parquet": bytes(range(256)) * 99,
            "store/secret": b"00" * 32, "share/tom": b"", "store/staging/halv": b"x", "store/x.tmp": b"x",
        }.items():  # fmt: skip
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "store" / "secret").chmod(0o600)
    data = Path(settings.DATA)
    (data / "network").mkdir(exist_ok=True)
    (data / "network" / "billede æøå.png").write_bytes(b"\x89PNG")
    (data / "network.toml").write_text('name = "Fiktivt netværk"\n', encoding="utf-8")
    Person.objects.filter(is_coordinator=True).update(is_chair=True)
