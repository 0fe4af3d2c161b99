"""The routes of notices, and a notice and a mail of each world."""

from __future__ import annotations

from django.utils import timezone

from flok.apps.notices.models import Letter, Notice
from tests.apps.worlds import Case, World

CASES = [
    Case("notices:list", "person"),
    Case("notices:settings", "person", post=lambda world: {"frequency": "daily"}),
    Case("notices:read_all", "person", reads=False, post=lambda world: {}),
    Case(
        "notices:open", "person", kwargs=lambda world: {"notice": world.things["notice"].pk}, owned=True, reads=False,
        post=lambda world: {}, statuses=(302, 404),
    ),
]  # fmt: skip


def furnish(world: World) -> None:
    """A notice of the member's, a mail that waits, and as much for the administrator."""
    now = timezone.now()
    for role in ("administrator", "member"):
        person = world.people[role]
        world.things["notice"] = Notice.objects.create(
            person=person, organisation=world.organisation, kind="test", text=world.canary(f"notice-text-{role}"),
            about=world.canary(f"notice-about-{role}-{world.number(role)}"), link="/overblik/", at=now,
        )  # fmt: skip
        world.things["letter"] = Letter.objects.create(
            person=person, to=person.email, subject=f"KANARIE-{world.letter}-letter-subject-{role}",
            body=f"KANARIE-{world.letter}-letter-body-{role}", at=now, next_at=now,
        )  # fmt: skip
