"""The routes of meetings. A meeting belongs to the network, not to an organisation: it carries no canary."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from flok.apps.meetings import actions
from flok.apps.meetings.models import Meeting
from tests.apps.worlds import Case, World

STARTS, ENDS = datetime(2026, 6, 4, 8, 0, tzinfo=UTC), datetime(2026, 6, 4, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 opdigtet"
FIELDS: Mapping[str, Any] = {
    "theme": "labels", "title": "", "purpose": "Hvad siger et mærke?", "starts_at": STARTS, "ends_at": ENDS,
    "form": "place", "town": "Fiktrup", "venue": "Sal 9", "online_address": "", "places": 20,
}  # fmt: skip
SENT = {
    "theme": "other", "title": "Et møde", "day": "2027-05-04", "starts": "10:00", "ends": "14:00", "form": "place",
    "town": "Fiktrup",
}  # fmt: skip


def new_meeting(world: World, **fields: Any) -> Meeting:
    by = world.people["administrator"]
    return actions.call_meeting(uuid.uuid4(), {**FIELDS, **fields}, by=by, now=NOW)


def furnish(world: World) -> None:
    """A meeting held, with one item on its programme and one public file."""
    by = world.people["administrator"]
    meeting = world.things["meeting"] = new_meeting(world)
    presenters = [actions.NamedPresenter("Tørsted Kommune", by), actions.NamedPresenter("Huset Udefra", name="Ea Ude")]
    world.things["item"] = actions.put_on_programme(
        meeting, None, title="Mærker i praksis", starts_at=STARTS, presenters=presenters, by=by, now=NOW
    )
    world.things["material"] = actions.add_material(
        meeting, [PDF], title="Oplæg om mærker", kind="pdf", is_public=True, by=by, now=NOW
    )


def _meeting(world: World) -> dict[str, Any]:
    return {"key": world.things["meeting"].pk}


def _item(world: World) -> dict[str, Any]:
    return {**_meeting(world), "number": world.things["item"].pk}


def _material(world: World) -> dict[str, Any]:
    return {"key": world.things["material"].pk}


def _file(world: World) -> dict[str, Any]:
    return {"title": "Et oplæg", "file": SimpleUploadedFile("x.pdf", PDF + b" igen", "application/pdf")}


def _version(world: World) -> dict[str, Any]:
    return {"key": world.things["meeting"].pk, "version": 1}


_DONE = (200, 302)
CASES = [
    Case("meetings:list", "public"),
    Case("meetings:detail", "public", kwargs=_meeting),
    Case("meetings:material", "public", kwargs=_material),
    Case("meetings:call", "leader", post=lambda world: {**SENT, "key": uuid.uuid4(), "version": 0}, statuses=_DONE),
    Case("meetings:change", "leader", kwargs=_meeting, post=lambda world: SENT | _version(world), statuses=_DONE),
    Case("meetings:minutes", "leader", kwargs=_meeting, post=_version, statuses=_DONE),
    Case("meetings:delete", "leader", kwargs=_meeting, post=lambda world: {}, statuses=_DONE),
    Case(
        "meetings:new_item", "leader", kwargs=_meeting, post=lambda world: {"title": "Frokost", "starts": "12:00"},
        statuses=_DONE,
    ),
    Case(
        "meetings:item", "leader", kwargs=_item, post=lambda world: {"title": "Frokost", "starts": "12:00"},
        statuses=_DONE,
    ),
    Case("meetings:delete_item", "leader", kwargs=_item, post=lambda world: {}, statuses=_DONE),
    Case("meetings:add_material", "leader", kwargs=_meeting, post=_file, statuses=_DONE),
    Case(
        "meetings:publish", "leader", kwargs=_material, reads=False, post=lambda world: {"public": "0"},
        statuses=_DONE,
    ),
    Case("meetings:remove_material", "leader", kwargs=_material, post=lambda world: {}, statuses=_DONE),
]  # fmt: skip
