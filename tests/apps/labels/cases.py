"""The routes of labels, and a world's assessment with documentation, and its plan of coming tenders."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from flok.apps.labels import actions
from flok.apps.labels.models import KeptAssessment
from flok.apps.members.models import Person
from flok.domain import labels
from tests.apps.worlds import Case, World

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SEEN = date(2026, 11, 20)
PLAN = "udbud;mærke;tal\nRengøring;SVANEN;1\nKaffe;Fairtrade;2\n"


def cleaning(title: str = "Rengøring af skoler", label: str = "nordic_swan", **answers: str) -> labels.Assessment:
    """The Nordic Swan for cleaning, with these answers, each with evidence nobody can find fault with."""
    return labels.Assessment(
        label=label,
        purchase=labels.Purchase(
            title=title, product_group="cleaning_services", authority="Opdigtet Kommune",
            contract_start=date(2027, 1, 1), contract_end=date(2030, 12, 31),
        ),
        made_on=NOW.date(),
        answers={
            key: labels.Answered(key, said, "side 3", "https://example.org", SEEN) for key, said in answers.items()
        },
    )  # fmt: skip


def new_assessment(world: World, *, ring: str = "", by: Person | None = None, score: int | None = 1,
                   **answers: str) -> KeptAssessment:  # fmt: skip
    """The world's own, inside it: decided, unless the answers say otherwise; shown where there is a ring."""
    by = by or world.people["administrator"]
    title = answers.pop("title", "Rengøring af skoler")
    given = cleaning(title, answers.pop("label", "nordic_swan"), **({"B1": "yes", "B2": "yes"} | answers))
    kept = actions.begin_assessment(uuid.uuid4(), given, score=score, organisation=world.organisation, by=by, now=NOW)
    if ring:
        actions.show_assessment(kept, ring=ring, theme=None, by=by, now=NOW)
    return kept


def judged(kept: KeptAssessment, by: Person, *, supplier: str = "Opdigtet Rengøring A/S", **fields: Any) -> Any:
    asked = labels.Asked(
        label="Svanemærket", requirements=(), needed_on=date(2027, 1, 1), contract_end=date(2030, 12, 31)
    )
    proof = labels.Proof(**{"kind": "label", "name": "Svanemærket", "covers": "yes", **fields})
    return actions.keep_proof(kept, uuid.uuid4(), supplier, asked, proof, by=by, now=NOW)


def furnish(world: World) -> None:
    """An assessment with documentation, seen by the own organisation, another of the same label, and a plan."""
    by, say = world.people["administrator"], world.canary
    given = cleaning(say("label-title"), B1="yes", B2="partly", B3=say("label-outside"))
    given = replace(
        given, purchase=replace(given.purchase, product_group=say("label-group"), authority=say("label-authority"))
    )
    seen = labels.Answered("B1", "yes", say("label-evidence"), f"https://example.org/{say('label-address')}", SEEN)
    kept = actions.begin_assessment(
        uuid.uuid4(), given.with_answers(seen), score=1, organisation=world.organisation, by=by, now=NOW
    )
    wording = {"what": say("label-what"), "document": say("label-document"), "requirements": [say("label-requirement")],
               "who": say("label-who"), "how_often": say("label-often")}  # fmt: skip
    actions.write_texts(kept, wording, every_months=12, by=by, now=NOW)
    world.things["assessment"] = kept
    world.things["other"] = new_assessment(world, title=say("label-other"))
    world.things["proof"] = judged(
        kept, by, supplier=say("label-supplier"), name=say("label-proof"), issuer=say("label-issuer"),
        holder=say("label-holder"), licence_number=str(world.number("label-licence")),
        valid_until=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    tender = labels.PlannedTender(2, say("label-tender"), say("label-plan-group"), "nordic_swan", 1, None, False)
    problem = labels.PlanProblem(3, labels.Words(say("label-problem"), say("label-problem")))
    world.things["plan"] = actions.keep_plan(
        uuid.uuid4(),
        say("label-plan"),
        labels.Plan((tender,), (problem,)),
        organisation=world.organisation,
        by=by,
        now=NOW,
    )


def _key(name: str = "assessment", **more: Any) -> Any:
    return lambda world: {"key": world.things[name].pk, **more}


def _proof(world: World) -> dict[str, Any]:
    return {"key": world.things["assessment"].pk, "number": world.things["proof"].pk}


def _nothing(world: World) -> dict[str, Any]:
    return {}


def _begun(world: World) -> Mapping[str, Any]:
    return {"key": uuid.uuid4(), "label": "Svanemærket", "title": "Papir"}


def _answered(world: World) -> Mapping[str, Any]:
    return {"version": world.things["assessment"].version, "asked": "B1", "B1": "no", "del": "B"}


def _handed_in(world: World) -> Mapping[str, Any]:
    return {"key": uuid.uuid4(), "version": 1, "supplier": "Opdigtet A/S", "kind": "label", "needed_on": "2027-01-01"}


def _planned(world: World) -> Mapping[str, Any]:
    return {"key": uuid.uuid4(), "name": "Plan", "file": SimpleUploadedFile("plan.csv", PLAN.encode())}


_OK, _DONE = (200,), (200, 302)
CASES = [
    Case("labels:front", "network", statuses=_OK),
    Case("labels:begin", "member", post=_begun, statuses=_DONE),
    Case("labels:assessments", "network", statuses=_OK),
    Case("labels:register", "network", statuses=_OK),
    Case("labels:compare", "network", statuses=_OK),
    Case("labels:label", "network", kwargs=lambda w: {"label": "nordic_swan"}, statuses=_OK),
    Case("labels:sources", "network", statuses=_OK),
    Case("labels:plans", "member", post=_planned, statuses=_DONE),
    Case("labels:plan", "member", kwargs=_key("plan"), owned=True, statuses=_OK),
    Case("labels:plan_book", "member", kwargs=_key("plan"), owned=True, statuses=_OK),
    Case("labels:delete_plan", "member", kwargs=_key("plan"), owned=True, post=_nothing, statuses=_DONE),
    Case("labels:answer", "network", kwargs=_key(), owned=True, statuses=_OK),
    Case("labels:fill", "member", kwargs=_key(), owned=True, statuses=_OK),
    Case("labels:save", "public", kwargs=_key(), reads=False, post=_answered, statuses=(302, 403, 404)),
    Case("labels:score", "member", kwargs=_key(), owned=True, reads=False, post=lambda w: {"score": "2"},
         statuses=(302,)),
    Case("labels:wording", "member", kwargs=_key(), owned=True, post=lambda w: {"every_months": 12},
         statuses=(*_DONE, 409)),
    Case("labels:download", "network", kwargs=_key(form="vurdering-pdf"), owned=True, statuses=_OK),
    Case("labels:beside", "network", kwargs=_key(), owned=True, statuses=_OK),
    Case("labels:show", "member", kwargs=_key(), owned=True, post=lambda w: {"ring": "organisation"}, statuses=_DONE),
    Case("labels:take_home", "member", kwargs=_key(), owned=True, reads=False, post=lambda w: {"key": uuid.uuid4()},
         statuses=(302,)),
    Case("labels:delete", "member", kwargs=_key(), owned=True, post=_nothing, statuses=_DONE),
    Case("labels:new_proof", "member", kwargs=_key(), owned=True, post=_handed_in, statuses=_DONE),
    Case("labels:proof", "member", kwargs=_proof, owned=True, statuses=_OK),
    Case("labels:change_proof", "member", kwargs=_proof, owned=True, post=_handed_in, statuses=_DONE),
    Case("labels:delete_proof", "member", kwargs=_proof, owned=True, post=_nothing, statuses=_DONE),
]  # fmt: skip
