"""The routes of polls and calendars. They belong to the network, not to an organisation: they carry no canary."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.models import Poll, Proposal
from flok.apps.meetings.rules import HERE
from tests.apps.worlds import Case, World

TITLES = ("Markedsdialog før udbud", "Klimakrav i kontrakten")


def in_days(days: int, hour: int = 10) -> datetime:
    """That many days from now, at an hour of the clock in Copenhagen."""
    day = timezone.now().astimezone(HERE).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE).astimezone(UTC)


def new_proposal(world: World, title: str = TITLES[0], **fields: Any) -> Proposal:
    given = {
        "theme": Theme.objects.get(key="other"), "title": title, "why": "Vi spilder det første møde med markedet.",
        "organisation": world.organisation, "by": world.people["member"], "now": timezone.now(),
    }  # fmt: skip
    return actions.propose(uuid.uuid4(), **{**given, **fields})


def new_theme_poll(world: World, proposals: list[Proposal] | None = None, **fields: Any) -> Poll:
    given = {
        "title": "Hvad skal næste møde handle om?", "shows_names": True, "deadline": in_days(10, 0),
        "proposals": proposals or [new_proposal(world, title) for title in TITLES], "by": world.people["administrator"],
        "now": timezone.now(),
    }  # fmt: skip
    return actions.open_theme_poll(uuid.uuid4(), **{**given, **fields})


def new_date_poll(world: World, **fields: Any) -> Poll:
    meeting = {
        "title": "Kontraktperioden i praksis", "theme": Theme.objects.get(key="contract_period"), "form": "place",
        "purpose": "Hvad følger vi op på?", "town": "Fiktrup",
    }  # fmt: skip
    given = {
        "meeting": meeting, "times": [(in_days(day), in_days(day, 14)) for day in (30, 31, 37)],
        "deadline": in_days(10, 0), "shows_names": True, "by": world.people["administrator"], "now": timezone.now(),
    }  # fmt: skip
    return actions.open_date_poll(uuid.uuid4(), **{**given, **fields})


def furnish(world: World) -> None:
    """A proposal, and an open poll of each kind."""
    world.things["proposal"] = new_proposal(world)
    world.things["theme_poll"] = new_theme_poll(world)
    world.things["date_poll"] = new_date_poll(world)


def _poll(world: World) -> dict[str, Any]:
    return {"key": world.things["date_poll"].pk}


def _proposal(world: World) -> dict[str, Any]:
    return {"key": world.things["proposal"].pk}


def _last_day(days: int = 12) -> str:
    return str(in_days(days).date())


def answer_sent(world: World) -> Mapping[str, Any]:
    return {"version": "0", "answer_1": "yes", "answer_2": "no", "answer_3": "if_need_be"}


def theme_poll_sent(world: World) -> Mapping[str, Any]:
    chosen = [str(new_proposal(world, title).pk) for title in TITLES]
    return {
        "key": str(uuid.uuid4()),
        "title": "Næste tema?",
        "chosen": chosen,
        "last_day": _last_day(),
        "shows_names": "1",
    }


def date_poll_sent(world: World) -> Mapping[str, Any]:
    times = {
        f"{name}_{number}": value
        for number, day in enumerate((30, 33), 1)
        for name, value in (("day", _last_day(day)), ("starts", "10:00"), ("ends", "14:00"))
    }
    meeting = {"title": "Et møde", "theme": "labels", "purpose": "", "form": "place", "town": "Fiktrup"}
    return {"key": str(uuid.uuid4()), "last_day": _last_day(), "shows_names": "0", **meeting, **times}


def _closed(world: World) -> Mapping[str, Any]:
    return {"choice": str(world.things["date_poll"].options.first().pk), "reason": "Lokalet er ledigt."}


def _proposed(world: World) -> Mapping[str, Any]:
    return {"key": str(uuid.uuid4()), "title": TITLES[1], "why": "Så vi kan følge op.", "theme": "contract_period"}


_DONE = (200, 302)
CASES = [
    Case("meetings:polls", "network"),
    Case("meetings:propose", "member", post=_proposed, statuses=_DONE),
    Case("meetings:take_back", "member", kwargs=_proposal, owned=True, post=lambda world: {}, statuses=(*_DONE, 404)),
    Case("meetings:poll", "network", kwargs=_poll),
    Case("meetings:answer", "member", kwargs=_poll, reads=False, post=answer_sent, statuses=(302,)),
    Case("meetings:open_theme_poll", "leader", post=theme_poll_sent, statuses=_DONE),
    Case("meetings:open_date_poll", "leader", post=date_poll_sent, statuses=_DONE),
    Case("meetings:close_poll", "leader", kwargs=_poll, post=_closed, statuses=_DONE),
    Case(
        "meetings:extend_poll", "leader", kwargs=_poll, post=lambda world: {"last_day": _last_day(20)}, statuses=_DONE
    ),
    Case("meetings:call_off_poll", "leader", kwargs=_poll, post=lambda world: {"reason": "Aflyst"}, statuses=_DONE),
    Case("meetings:calendars", "network", post=lambda world: {"kind": "own"}, statuses=_DONE),
    Case("meetings:own_feed", "public", statuses=(404,)),
    Case("meetings:group_feed", "public", statuses=(404,)),
    Case("meetings:meeting_calendar", "network", kwargs=lambda world: {"key": world.things["meeting"].pk}),
]
