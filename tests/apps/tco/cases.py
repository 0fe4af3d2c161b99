"""The routes of life-cycle cost, and a world's studies: own with two versions and what came of it, and one shown."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flok.apps.tco import actions
from flok.apps.tco.documents import Document
from flok.apps.tco.forms import StudyForm
from flok.apps.tco.models import KeptStudy
from flok.domain import tco
from tests.apps.tco import tender_cases
from tests.apps.worlds import Case, World
from tests.domain.tco.studies import document

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def toml_of(**changed: Any) -> str:
    """The small document of two machines, as TOML."""
    return tco.study_to_toml(tco.study_from(document(**changed), "test"))


def new_study(world: World, toml: str = "", **given: Any) -> KeptStudy:
    """A study of the world's organisation, inside it."""
    by = world.people["administrator"]
    return actions.begin_study(
        uuid.uuid4(), toml or toml_of(), organisation=world.organisation, by=by, now=NOW, **given
    )


def furnish(world: World) -> None:
    """A study whose names and amounts are the world's own, with two versions and what was paid afterwards."""
    by, say = world.people["administrator"], world.canary
    told = document(name=say("study"), summary=say("study-summary"))
    told["input"][2]["source"] = say("study-source")
    told["line"][0]["account"] = say("study-account")
    told["alternative"][0]["name"] = say("study-alternative")
    origin = {"organisation": say("study-from"), "name": say("study-old-name"), "version": 1, "on": "2026-11-24"}
    first = tco.study_to_toml(tco.study_from(told, "test"))
    study = new_study(world, first, note=say("study-first-note"), origin=origin)
    told["version"] = 2
    told["alternative"][0]["values"]["price"] = world.number("study-price")
    second = tco.study_to_toml(tco.study_from(told, "test"))
    version = actions.save_version(study, second, based_on=1, note=say("study-note"), by=by, now=NOW)
    followed = actions.follow(study, version, "a", by=by, now=NOW)
    actions.tell_actuals(followed, 1, {"run": (400.0, world.number("study-paid") * 100)}, by=by, now=NOW)
    actions.put_away(new_study(world, toml_of(name=say("study-away"))), by=by, now=NOW)
    world.things["study"] = KeptStudy.objects.get(pk=study.pk)
    tender_cases.furnish(world)


def filled(toml: str, **changed: Any) -> dict[str, Any]:
    """What the form of a study sends, with some fields changed (`__` for `.`)."""
    form = StudyForm(document=Document(tco.read_study(toml)))
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {"document": toml, **{name: "" if value is None else value for name, value in sent.items()}, **changed}


def _sent(world: World) -> Mapping[str, Any]:
    study: KeptStudy = world.things["study"]
    return {**filled(_toml(world)), "based_on": study.latest, "value.power": "3"}


def _toml(world: World) -> str:
    toml: str = world.things["study"].versions.get(number=2).toml
    return toml


def _key(world: World) -> dict[str, Any]:
    return {"key": world.things["study"].pk}


def _nothing(world: World) -> dict[str, Any]:
    return {}


_DONE = (200, 302)
CASES = [
    Case("tco:studies", "network", statuses=(200,)),
    Case("tco:begin", "member", post=lambda w: {"key": uuid.uuid4(), "start": "appliances"}, statuses=_DONE),
    Case("tco:away", "member", statuses=(200,)),
    Case("tco:study", "network", kwargs=_key, owned=True, statuses=(200,)),
    Case("tco:tried", "network", kwargs=_key, owned=True, reads=False, post=_nothing, statuses=_DONE),
    Case("tco:save", "member", kwargs=_key, owned=True, reads=False, post=_nothing, statuses=_DONE),
    Case("tco:document", "member", kwargs=_key, owned=True, post=lambda w: {"based_on": 2, "toml": toml_of()},
         statuses=_DONE),
    Case("tco:download", "network", kwargs=_key, owned=True, statuses=(200,)),
    Case("tco:versions", "member", kwargs=_key, owned=True, statuses=(200,)),
    Case("tco:show", "member", kwargs=_key, owned=True, post=lambda w: {"ring": "organisation"}, statuses=_DONE),
    Case("tco:take_home", "member", kwargs=_key, owned=True, reads=False, post=_nothing, statuses=(302, 404)),
    Case("tco:put_away", "member", kwargs=_key, owned=True, post=_nothing, statuses=_DONE),
    Case("tco:bring_back", "member", kwargs=_key, owned=True, reads=False, post=_nothing, statuses=(302,)),
    Case("tco:report", "network", kwargs=_key, owned=True, statuses=(200,)),
    Case("tco:workbook", "network", kwargs=_key, owned=True, statuses=(200,)),
    Case("tco:follow", "member", kwargs=_key, owned=True, post=lambda w: {"paid.run": "12,50"}, statuses=_DONE),
    *tender_cases.CASES,
]  # fmt: skip
