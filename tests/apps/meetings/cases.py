"""The routes of meetings. A meeting belongs to the network, not to an organisation: it carries no canary."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from flok.apps.meetings import actions, files
from flok.apps.meetings.models import Meeting
from tests.apps.meetings import poll_cases
from tests.apps.worlds import Case, World

STARTS, ENDS = datetime(2026, 6, 4, 8, 0, tzinfo=UTC), datetime(2026, 6, 4, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def a_pdf(author: str = "") -> bytes:
    """A page of a PDF, with nothing hidden in it but who wrote it."""
    with pikepdf.new() as made, io.BytesIO() as kept:
        made.add_blank_page()
        if author:
            made.docinfo["/Author"] = author
        made.save(kept, deterministic_id=True)
        return kept.getvalue()


PDF = a_pdf()
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
    material = world.things["material"] = actions.add_material(
        meeting, [PDF], title="Oplæg om mærker", kind="pdf", is_public=False, by=by, now=NOW
    )
    files.public_path_of(material.pk).write_bytes(PDF)  # as publishing it makes it, without the time that takes
    material.is_public = True
    material.save()
    _furnish_outcome(world, meeting)
    coming = world.things["coming"] = new_meeting(
        world, title="Kommende møde", starts_at=datetime(2031, 5, 6, 8, tzinfo=UTC),
        ends_at=datetime(2031, 5, 6, 12, tzinfo=UTC), form="both",
    )  # fmt: skip
    world.things["sign_up"] = actions.sign_up(
        coming, world.people["member"], organisation=world.organisation, note="Jeg går kl. 11",
        by=world.people["member"], now=NOW,
    )  # fmt: skip
    poll_cases.furnish(world)


def _furnish_outcome(world: World, meeting: Meeting) -> None:
    """A decision, an answer and an open action of the member, and how often the group meets."""
    by = world.people["administrator"]
    points: dict[str, Mapping[str, Any]] = {
        "decision": {"kind": "decision", "text": "Vi mødes fire gange om året."},
        "answer": {"kind": "answer", "question": "Må vi kræve et mærke?", "text": "Ja, når kravet vedrører ydelsen."},
        "action": {
            "kind": "action",
            "text": "Del udbudsteksten",
            "owner": world.people["member"],
            "due": date(2031, 1, 1),
        },
    }
    for name, fields in points.items():
        world.things[name] = actions.add_point(meeting, uuid.uuid4(), fields, by=by, now=NOW)
    actions.set_rhythm("Fire gange om året", decision=world.things["decision"], by=by, now=NOW)


def _coming(world: World) -> dict[str, Any]:
    return {"key": world.things["coming"].pk}


def _sign_up(world: World) -> dict[str, Any]:
    return {**_coming(world), "sign_up": world.things["sign_up"].pk}


def _answer(world: World) -> dict[str, Any]:
    return {**_meeting(world), "number": world.things["answer"].pk}


def _action(world: World) -> dict[str, Any]:
    return {**_meeting(world), "number": world.things["action"].pk}


def _theme(world: World) -> dict[str, Any]:
    return {"key": "labels"}


def new_answer_sent(world: World) -> dict[str, Any]:
    return {"key": uuid.uuid4(), "version": 0, "question": "Hvorfor?", "text": "Fordi."}


def new_action_sent(world: World) -> dict[str, Any]:
    return {"key": uuid.uuid4(), "version": 0, "text": "Ring", "owner_name": "Tørsted Kommune", "due": "2031-02-03"}


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
    Case("meetings:archive", "public"),
    Case("meetings:actions", "network"),
    Case("meetings:rhythm", "leader", post=lambda world: {"says": "Hver anden måned"}, statuses=_DONE),
    Case(
        "meetings:sign_up", "network", kwargs=_coming, reads=False, post=lambda world: {"how": "place"}, statuses=_DONE
    ),
    Case(
        "meetings:change_sign_up", "network", kwargs=_coming, reads=False,
        post=lambda world: {"how": "online", "shown": "name"}, statuses=_DONE,
    ),
    Case("meetings:leave", "network", kwargs=_coming, reads=False, post=lambda world: {}, statuses=_DONE),
    Case("meetings:people", "leader", kwargs=_coming, post=lambda world: {}, statuses=_DONE),
    Case(
        "meetings:someone", "leader", kwargs=_coming, statuses=_DONE,
        post=lambda world: {"key": uuid.uuid4(), "name": "Ida Ude", "how": "place"},
    ),
    Case("meetings:remove_sign_up", "leader", kwargs=_sign_up, post=lambda world: {}, statuses=_DONE),
    Case("meetings:new_answer", "leader", kwargs=_meeting, post=new_answer_sent, statuses=_DONE),
    Case("meetings:new_action", "leader", kwargs=_meeting, post=new_action_sent, statuses=_DONE),
    Case("meetings:point", "leader", kwargs=_answer, post=lambda world: {
        **new_answer_sent(world), "key": world.things["answer"].pk, "version": 1,
    }, statuses=_DONE),
    Case("meetings:delete_point", "leader", kwargs=_action, post=lambda world: {}, statuses=_DONE),
    Case(
        "meetings:finish", "network", kwargs=_action, reads=False, post=lambda world: {"done": "1"},
        statuses=(302, 403),
    ),
    Case(
        "meetings:link_case", "network", kwargs=_meeting, post=lambda world: {"case": uuid.uuid4()},
        statuses=(200, 302, 404),
    ),
    Case("meetings:send_slides", "network", kwargs=_item, post=_file, statuses=(200, 302, 404)),
    Case("themes:list", "network"),
    Case("themes:theme", "network", kwargs=_theme),
    Case("themes:follow", "network", kwargs=_theme, reads=False, post=lambda world: {"follow": "1"}, statuses=_DONE),
    Case("themes:new", "leader", post=lambda world: {"name": "Cirkulære indkøb"}, statuses=_DONE),
    Case("themes:change", "leader", kwargs=_theme, post=lambda world: {"name": "Mærker i flok"}, statuses=_DONE),
    *poll_cases.CASES,
]  # fmt: skip
