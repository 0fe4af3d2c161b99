"""What the worker does again and again for meetings; each reminder is told once, whichever worker comes first."""

from __future__ import annotations

from django.utils import timezone

from flok.apps.meetings import actions, queries


def remind() -> None:
    """Who presents is reminded of their slides, who owns an action of its day."""
    now = timezone.now()
    for item in queries.items_without_slides(now):
        actions.ask_for_slides(item, now=now)
    actions.remind_owners(queries.actions_to_remind_of(now), now=now)


def clear_notes() -> None:
    actions.clear_notes(now=timezone.now())
