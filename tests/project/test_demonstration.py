"""The fictional network as rows: whole, fictional, and the same when it is filled twice."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from flok.apps.knowledge.models import Attachment, Case, Guide, GuideLink, Outcome, PublicCase, Remark
from flok.apps.labels.models import KeptAssessment
from flok.apps.meetings import files
from flok.apps.meetings.models import Material, Meeting, Point, SignUp
from flok.apps.meetings.models.polls import Poll
from flok.apps.meetings.queries import next_meeting
from flok.apps.members.models import Application, MembershipChange, Organisation, Person, Representation, Unit
from flok.apps.members.scoping import across_organisations
from flok.apps.tco.models import KeptStudy
from flok.demo import knowledge as known
from flok.demo.network import NETWORK
from flok.project import demonstration
from flok.project.network import network

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all apps, whoever they belong to."""
    with across_organisations():
        own = [model for model in apps.get_models() if model.__module__.startswith("flok.")]
        return {model._meta.label: sorted(model.objects.values(), key=repr) for model in own}


def test_all_of_the_network_is_there(folder: Path) -> None:
    demonstration.fill(now=NOW)
    with across_organisations():
        numbers = {
            model.__name__: model.objects.count()
            for model in (Organisation, Person, Representation, Unit, MembershipChange, Application, Meeting, Material)
        }
        statuses = Counter(Organisation.objects.values_list("status", flat=True))
    assert numbers == {
        "Organisation": 12,
        "Person": 40,
        "Representation": sum(len(one.posts) for one in NETWORK.people),
        "Unit": sum(len(one.units) for one in NETWORK.organisations),
        "MembershipChange": sum(len(one.history) for one in NETWORK.organisations),
        "Application": 1,
        "Meeting": len(known.MEETINGS),
        "Material": sum(len(one.presentations) for one in known.MEETINGS),
    }
    assert statuses == {"member": 9, "applied": 1, "paused": 1, "ended": 1}
    public = {f"{one.pk}.public" for one in Material.objects.filter(is_public=True)}
    assert {path.name for path in files.folder().iterdir()} == public | {str(one.pk) for one in Material.objects.all()}


def test_what_the_network_knows_and_what_came_of_its_meetings(folder: Path) -> None:
    demonstration.fill(now=NOW)
    with across_organisations():
        cases = list(Case.objects.values_list("kind", "ring"))
        numbers = {model.__name__: model.objects.count() for model in (Outcome, Attachment, Remark, PublicCase)}
    assert Counter(cases) == Counter((one.kind, one.ring) for one in known.CASES)
    assert numbers == {
        "Outcome": sum(len(one.outcomes) for one in known.CASES),
        "Attachment": sum(len(one.attachments) for one in known.CASES),
        "Remark": sum(len(one.remarks) for one in known.CASES),
        "PublicCase": sum(one.is_public for one in known.CASES),
    }
    assert (Guide.objects.count(), GuideLink.objects.count()) == (
        len(known.GUIDES) + 1,
        len(known.LINKS),
    )  # and the guide to labels
    assert Counter(Point.objects.values_list("kind", flat=True)) == {
        "decision": sum(len(one.decisions) for one in known.MEETINGS),
        "answer": sum(len(one.answers) for one in known.RECORDS.values()),
        "action": sum(len(one.actions) for one in known.RECORDS.values()),
    }


def test_the_next_meeting_has_places_left_and_a_poll_waits_for_answers(folder: Path) -> None:
    demonstration.fill(now=NOW)
    coming = next_meeting(NOW)
    assert coming is not None
    seats = SignUp.objects.filter(meeting=coming, has_place=True, how="place").count()
    assert (coming.places, 0 < seats < 12) == (12, True)
    assert not SignUp.objects.filter(meeting=coming, person__name="Karen Opdigtsen").exists()
    poll = Poll.objects.get()
    assert (poll.state, poll.options.count(), poll.ballots.count(), poll.deadline > NOW) == ("open", 3, 4, True)


def test_studies_and_assessments_are_there_with_their_answers(folder: Path) -> None:
    demonstration.fill(now=NOW)
    with across_organisations():
        studies = sorted(KeptStudy.objects.values_list("organisation__name", "ring"))
        verdicts = sorted(KeptAssessment.objects.values_list("label", "code"))
        carried = [one for case in Case.objects.all() for one in case.uses if one["copy"]]
    assert studies == [
        ("Boligselskabet Luftslottet", "network"),
        ("Region Fiktivsund", "network"),
        ("Region Fiktivsund", "theme"),
        ("Tørsted Kommune", "network"),
        ("Tørsted Kommune", "organisation"),
    ]
    assert verdicts == [("iso_14001", "R0"), ("nordic_swan", "R1"), ("nordic_swan", "R2")]
    assert [one["kind"] for one in carried] == ["study", "study"]


def test_one_has_left_an_organisation_for_another(folder: Path) -> None:
    demonstration.fill(now=NOW)
    posts = Representation.objects.filter(person__name="Lone Sagnberg").order_by("since")
    assert [(one.organisation.name, one.until is None) for one in posts] == [
        ("Tågelund Kommune", False),
        ("Tørsted Kommune", True),
    ]


def test_filled_again_nothing_changes(folder: Path) -> None:
    demonstration.fill(now=NOW)
    before, kept = everything(), sorted(path.name for path in folder.rglob("*"))
    demonstration.fill(now=datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    assert everything() == before
    assert sorted(path.name for path in folder.rglob("*")) == kept


def test_all_is_fictional_and_nobody_has_a_password(folder: Path) -> None:
    demonstration.fill(now=NOW)
    assert [one.cvr for one in Organisation.objects.all() if not one.cvr.startswith("99")] == []
    with across_organisations():
        assert [one.gln for one in Unit.objects.all() if not re.match(r"57980099|952", one.gln)] == []
    assert [one.email for one in Person.objects.all() if not one.email.endswith(".example")] == []
    assert [one.email for one in Person.objects.all() if one.has_usable_password()] == []


def test_those_one_can_sign_in_as_stand_in_a_file_the_head_of_procurement_first(folder: Path) -> None:
    demonstration.fill(now=NOW)
    offered = json.loads((folder / "demonstration.json").read_text(encoding="utf-8"))
    assert offered[0] == {
        "email": "karen.opdigtsen@toersted.example",
        "da": "Indkøbschef i Tørsted Kommune: ser, hvor langt kommunen er fra sit mål, og hvorfor",
        "en": "Head of procurement, Tørsted Kommune: sees how far the municipality is from its target, and why",
    }
    assert Person.objects.filter(email__in=[one["email"] for one in offered]).count() == len(offered)


def test_the_networks_words_are_written_once_and_then_the_installations_own(folder: Path) -> None:
    demonstration.write_settings(folder)
    path = folder / "network.toml"
    assert network(tomllib.loads(path.read_text(encoding="utf-8"))) == demonstration.network()
    path.write_text('name = "Vores eget"\n', encoding="utf-8")
    demonstration.write_settings(folder)
    assert path.read_text(encoding="utf-8") == 'name = "Vores eget"\n'


@pytest.mark.parametrize("year", [2026, 2027, 2031])
def test_there_is_always_a_next_meeting_and_the_others_are_held(folder: Path, year: int) -> None:
    now = NOW.replace(year=year)
    demonstration.fill(now=now)
    coming = next_meeting(now)
    assert coming is not None
    assert (str(coming), coming.starts_at > now, coming.starts_at.weekday()) == ("Kontraktperioden i praksis", True, 1)
    assert Meeting.objects.filter(ends_at__lte=now).count() == len(known.MEETINGS) - 1


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    demonstration.fill(lambda step, steps: told.append((step, steps)), now=NOW)
    assert told == [(number, len(told) - 1) for number in range(len(told))]


def test_its_public_presentations_are_on_the_front_page(folder: Path, client: Client, settings: Any) -> None:
    settings.NETWORK = demonstration.network()
    demonstration.fill(now=NOW)
    body = client.get("/").content.decode()
    latest = known.MEETINGS[-7:-1]
    public = [talk.title.da for one in latest for talk in one.presentations if talk.is_public]
    private = [talk.title.da for one in known.MEETINGS for talk in one.presentations if not talk.is_public]
    assert ([one for one in public if one not in body], [one for one in private if one in body]) == ([], [])
