"""The routes of what the network knows, and a world's cases: shown, commented, asked about, and one to be public."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from flok.apps.knowledge import actions
from flok.apps.knowledge.models import Case as OurCase
from flok.apps.knowledge.models import Guide, GuideLink, PublicCase, Theme
from flok.apps.members.models import Person
from tests.apps.worlds import Case, World

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)
STORY: Mapping[str, Any] = {
    "title": "Mærket papir kostede det samme", "phase": "contract", "situation": "Fjorten skoler købte papir.",
    "done": "Vi tog tre varenumre ud.", "happened": "Andelen steg.", "result": "better",
}  # fmt: skip


def new_case(world: World, *, ring: str = "", by: Person | None = None, **fields: Any) -> OurCase:
    """A case of the world's organisation, inside it: a draft, or (with a ring) shown."""
    by = by or world.people["administrator"]
    theme = Theme.objects.get(key=fields.pop("theme", "labels"))
    kind = fields.pop("kind", "case")
    case = actions.begin_case(uuid.uuid4(), kind=kind, theme=theme, organisation=world.organisation, by=by, now=NOW)
    case = actions.write_case(
        case, {**STORY, **fields}, version=case.version, form=None, is_automatic=False, by=by, now=NOW
    )
    return actions.show_case(case, ring=ring, by=by, now=NOW) if ring else case


def furnish(world: World) -> None:
    """A case shown in the own organisation with something of every kind on it, and a draft with a reader."""
    by, other = world.people["administrator"], world.people["member"]
    say, number = world.canary, world.number
    case = new_case(
        world, ring="organisation", title=say("case-title"), situation=say("case-situation"), done=say("case-done"),
        happened=say("case-happened"), not_again=say("case-not-again"), permission=say("case-permission"),
        hours=number("case-hours") % 1_000_000, cost_ore=number("case-cost") * 100,
        figures=[{"text": say("case-figure"), "source": say("case-source")}], works_size=say("case-size"),
        works_community=say("case-community"), works_politics=say("case-politics"),
        uses=[{"kind": "measure", "name": say("case-use")}],
    )  # fmt: skip
    world.things["case"] = case
    world.things["attachment"] = actions.attach(
        case, [PNG], title=say("attachment"), kind="png", size=len(PNG), by=by, now=NOW
    )
    own = {"of": world.organisation, "by": by, "now": NOW}
    world.things["remark"] = actions.remark(case, kind="comment", text=say("remark"), **own)
    actions.remark(case, kind="also", text=say("remark-also"), result="nothing", **own)
    world.things["outcome"] = actions.tell_outcome(case, state="stopped", text=say("outcome"), months=6, by=by, now=NOW)
    outside = world.things["outside"] = new_case(world, ring="organisation", title=say("outside-title"))
    copied = actions.attach(outside, [PNG], title=say("outside-file"), kind="png", size=len(PNG), by=other, now=NOW)
    proposal = actions.propose(outside, [copied], by=other, now=NOW)
    world.things["waiting"] = proposal.content["files"][0]["key"]
    draft = world.things["draft"] = new_case(world, title=say("draft-title"))
    world.things["reader"] = actions.ask_to_read(draft, person=other, by=by, now=NOW)
    actions.remark(draft, kind="note", text=say("note"), **own)
    _of_the_network(world)


def _of_the_network(world: World) -> None:
    """A guide, a link and a public copy: seen by others, so without canaries."""
    by, letter = world.people["administrator"], world.letter
    fields = {"title": f"Opdigtet guide {letter}", "theme": None, "summary": "Kort.", "body": "## Sådan\n\nGør det."}
    world.things["guide"] = actions.write_guide(None, fields, by=by, now=NOW)
    link = {"title": f"Andres guide {letter}", "publisher": "Opdigtet styrelse", "address": "https://guide.example/"}
    more = {"theme": None, "note": "", "checked": NOW.date()}
    world.things["link"] = actions.write_link(None, {**link, **more}, by=by, now=NOW)
    case = new_case(world, ring="network", title=f"Alle ser den {letter}")
    file = actions.attach(case, [PNG], title="Et skilt", kind="png", size=len(PNG), by=by, now=NOW)
    proposal = actions.propose(case, [file], by=world.people["member"], now=NOW)
    world.things["public"] = actions.confirm(proposal, by=by, now=NOW)


def _key(name: str = "case") -> Any:
    return lambda world: {"key": world.things[name].pk}


def _numbered(name: str, case: str = "case") -> Any:
    return lambda world: {"key": world.things[case].pk, "number": world.things[name].pk}


def _guide(world: World) -> dict[str, Any]:
    guide: Guide = world.things["guide"]
    return {"key": guide.key}


def _link(world: World) -> dict[str, Any]:
    link: GuideLink = world.things["link"]
    return {"number": link.pk}


def _public_file(world: World) -> dict[str, Any]:
    copy: PublicCase = world.things["public"]
    return {"key": copy.pk, "file": copy.content["files"][0]["key"]}


def _nothing(world: World) -> dict[str, Any]:
    return {}


def _written(world: World) -> dict[str, Any]:
    return {"version": world.things["case"].version, "theme": "labels", "title": world.things["case"].title}


_DONE = (200, 302)
_OWN = (200, 302, 403)  # a colleague who is not its author reads it only
_DRAFT = (200, 302, 403, 404, 422)  # and one who was not asked to read a draft does not find it
_NEW_GUIDE = {"title": "En ny guide", "body": "Kort.", "version": 0}
_NEW_LINK = {"title": "En guide", "publisher": "X", "address": "https://guide.example/y", "checked": "2026-05-01"}
CASES = [
    Case("knowledge:cases", "network", statuses=(200,)),
    Case("knowledge:search", "network", statuses=(200,)),
    Case("knowledge:search-suggestions", "network", statuses=(200,)),
    Case("knowledge:own", "member", statuses=(200,)),
    Case("knowledge:news", "member", statuses=(200,)),
    Case("knowledge:export", "administrator", statuses=(200,)),
    Case("knowledge:begin", "member", post=lambda w: {"key": uuid.uuid4(), "kind": "case", "theme": "labels"}),
    Case("knowledge:preview", "member", reads=False, post=lambda w: {"part": "done", "done": "**Kort**"}),
    Case("knowledge:case", "network", kwargs=_key(), owned=True, statuses=(200,)),
    Case("knowledge:write", "member", kwargs=_key("draft"), owned=True, statuses=_DRAFT),
    Case("knowledge:save", "public", kwargs=_key(), reads=False, post=_written, statuses=(302, 403, 404, 409, 422)),
    Case("knowledge:show", "member", kwargs=_key(), owned=True, post=lambda w: {"ring": "organisation"},
         statuses=_OWN),
    Case("knowledge:used", "member", kwargs=_key(), owned=True, statuses=_OWN,
         post=lambda w: {"version": w.things["case"].version}),
    Case("knowledge:readers", "member", kwargs=_key("draft"), owned=True,
         post=lambda w: {"person": w.people["administrator"].pk}, statuses=_DRAFT),
    Case("knowledge:ask_no_more", "member", kwargs=_numbered("reader", "draft"), owned=True, reads=False,
         post=_nothing, statuses=_DRAFT),
    Case("knowledge:have_read", "network", kwargs=_key("draft"), owned=True, reads=False,
         post=lambda w: {"text": "Godt."}, statuses=(302, 404)),
    Case("knowledge:take_back", "member", kwargs=_key(), owned=True, post=_nothing, statuses=_OWN),
    Case("knowledge:delete", "member", kwargs=_key(), owned=True, post=_nothing, statuses=_OWN),
    Case("knowledge:hand_over", "administrator", kwargs=_key(), owned=True,
         post=lambda w: {"person": w.people["member"].pk}, statuses=_DONE),
    Case("knowledge:attach", "member", kwargs=_key(), owned=True, statuses=_OWN,
         post=lambda w: {"title": "Et skilt", "file": SimpleUploadedFile("x.png", PNG, "image/png")}),
    Case("knowledge:attachment", "network", kwargs=_numbered("attachment"), owned=True, statuses=(200,)),
    Case("knowledge:detach", "member", kwargs=_numbered("attachment"), owned=True, post=_nothing, statuses=_OWN),
    Case("knowledge:remark", "member", kwargs=_key(), owned=True, reads=False,
         post=lambda w: {"kind": "comment", "text": "Tak."}, statuses=_DONE),
    Case("knowledge:delete_remark", "member", kwargs=_numbered("remark"), owned=True, reads=False, post=_nothing,
         statuses=(302, 404)),
    Case("knowledge:outcome", "member", kwargs=_key(), owned=True, post=lambda w: {"state": "nothing"},
         statuses=_OWN),
    Case("knowledge:delete_outcome", "member", kwargs=_numbered("outcome"), owned=True, reads=False, post=_nothing,
         statuses=_OWN),
    Case("knowledge:take_home", "member", kwargs=lambda w: {**_key()(w), "number": 1}, owned=True, reads=False,
         post=_nothing, statuses=(302, 404)),
    Case("knowledge:outside", "member", kwargs=_key("outside"), owned=True,
         post=lambda w: {"do": "confirm", "considered": "on"}, statuses=(200, 302, 422)),
    Case("knowledge:waiting_file", "member", owned=True, statuses=(200,),
         kwargs=lambda w: {"key": w.things["outside"].pk, "file": uuid.UUID(w.things["waiting"])}),
    Case("knowledge:public_cases", "public", statuses=(200,)),
    Case("knowledge:public_case", "public", kwargs=_key("public"), statuses=(200,)),
    Case("knowledge:public_file", "public", kwargs=_public_file, statuses=(200,)),
    Case("knowledge:guides", "network", statuses=(200,)),
    Case("knowledge:guide", "network", kwargs=_guide, statuses=(200,)),
    Case("knowledge:new_guide", "leader", post=lambda w: _NEW_GUIDE, statuses=_DONE),
    Case("knowledge:change_guide", "leader", kwargs=_guide, post=lambda w: {**_NEW_GUIDE, "version": 1},
         statuses=_DONE),
    Case("knowledge:delete_guide", "leader", kwargs=_guide, post=_nothing, statuses=_DONE),
    Case("knowledge:new_link", "leader", post=lambda w: _NEW_LINK, statuses=_DONE),
    Case("knowledge:change_link", "leader", kwargs=_link, post=lambda w: _NEW_LINK, statuses=_DONE),
    Case("knowledge:tend_link", "leader", kwargs=_link, reads=False, post=lambda w: {"do": "checked"},
         statuses=_DONE),
]  # fmt: skip
