"""What search finds of meetings: themselves, minutes, each point and each file, until they go."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from flok.apps.knowledge import search
from flok.apps.meetings import actions, found
from flok.apps.meetings.models import Meeting
from flok.apps.members.models import Person
from flok.apps.members.queries import viewer_of
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import inside
from tests.apps.meetings.cases import FIELDS, PDF
from tests.apps.worlds import new_organisation, new_person

NOW = timezone.now()


@pytest.fixture
def viewer(transactional_db: None) -> Iterator[Viewer]:
    house = new_organisation("Fiktrup Kommune")
    found = viewer_of(new_person("Kollega K", house), None)
    assert found is not None
    with inside(house):
        yield found


def hits(viewer: Viewer, words: str) -> list[tuple[str, str]]:
    return sorted((one.kind, one.link.partition("#")[2]) for one in search.find(viewer, words).hits)


def test_everything_of_a_meeting_is_found_where_it_stands(viewer: Viewer) -> None:
    by: Person = new_person("Formand F", viewer.organisation, is_chair=True)
    when = {"starts_at": NOW - timedelta(days=2), "ends_at": NOW - timedelta(days=1)}
    fields = {**FIELDS, **when, "title": "Vandmøllens fremtid", "purpose": "Hvad gør vi med kværnstenen?"}
    meeting = actions.call_meeting(uuid.uuid4(), fields, by=by, now=NOW)
    actions.write_minutes(
        meeting, decisions=["Skovlhjulet udskiftes."], minutes="Om dæmningen.", version=1, by=by, now=NOW
    )
    answer = {"kind": "answer", "question": "Hvem ejer slusen?", "text": "Det gør lauget."}
    action = {"kind": "action", "text": "Mål vandstanden", "owner_name": "Fiktrup"}
    decision = meeting.points.get()
    points = [actions.add_point(meeting, uuid.uuid4(), one, by=by, now=NOW) for one in (answer, action)]
    more = {"kind": "pdf", "is_public": False, "by": by, "now": NOW}
    actions.add_material(meeting, [PDF], title="Møllebækken i tal", **more)
    wanted = {
        "kværnstenen": [("meeting", "")],
        "dæmning": [("minutes", "referat")],
        "skovlhjul": [("decision", decision.mark)],
        "slusen": [("answer", points[0].mark)],
        "vandstand": [("action", points[1].mark)],
        "møllebækken": [("slides", "filer")],
    }
    assert {words: hits(viewer, words) for words in wanted} == wanted
    actions.write_minutes(meeting, decisions=[], minutes="", version=2, by=by, now=NOW)
    assert [hits(viewer, words) for words in ("skovlhjul", "dæmning")] == [[], []]
    actions.delete_meeting(Meeting.objects.get(), by=by, now=NOW)
    assert {words: hits(viewer, words) for words in wanted} == {words: [] for words in wanted}


def test_what_search_has_lost_is_gathered_again(viewer: Viewer) -> None:
    by = new_person("Formand F", viewer.organisation, is_chair=True)
    meeting = actions.call_meeting(uuid.uuid4(), {**FIELDS, "title": "Vandmøllen"}, by=by, now=NOW)
    actions.decide(meeting, "Skovlhjulet udskiftes.", by=by, now=NOW)
    kinds = [one.kind for kind in ("meeting", "minutes", "decision") for one in found.rows(kind)]
    assert kinds == ["meeting", "decision"]
