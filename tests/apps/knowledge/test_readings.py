"""Beside a file of a case stands, in plain words, when search could not read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from flok.apps.knowledge import actions
from flok.apps.knowledge.models import Case, Following, Theme
from flok.apps.knowledge.search import tasks
from flok.apps.knowledge.views._parts import with_readings
from flok.apps.members.scoping import inside
from tests.apps.knowledge.cases import NOW, PNG, new_case
from tests.apps.knowledge.search import documents
from tests.apps.worlds import World, new_organisation, new_person, signed_in

LOCKED = "Filen er låst med en adgangskode. Den findes kun på sin titel."
Commit = Callable[..., Any]


@pytest.fixture
def case(world: World, tmp_path: Path, django_capture_on_commit_callbacks: Commit) -> Case:
    """Shown to a theme's group, with a locked file, one that is read, and a picture."""
    whole = documents.pdf(tmp_path / "read.pdf", ["Tolv ord om kopipapir til skoler, som alle kan læse her"])
    offered = [
        ("Priser", "pdf", documents.locked_pdf(tmp_path / "locked.pdf").read_bytes()),
        ("Klausul", "pdf", whole.read_bytes()),
        ("Billede", "png", PNG),
    ]
    with django_capture_on_commit_callbacks(execute=True), inside(world.organisation):
        made = new_case(world, ring="theme")
        for title, kind, content in offered:
            actions.attach(made, [content], title=title, kind=kind, size=len(content), by=None, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        for waiting in DBTaskResult.objects.filter(status="READY"):
            tasks.read_file.call(*waiting.args_kwargs["args"])
    return made


def test_those_who_see_the_case_are_told(world: World, case: Case) -> None:
    reader = new_person("Læser Prøve", new_organisation("Nabo Kommune (opdigtet)"))
    Following.objects.create(theme=Theme.objects.get(key="labels"), person=reader, since=timezone.now())
    for person in (world.people["administrator"], reader):
        page = signed_in(person).get(reverse("knowledge:case", args=[case.pk])).content.decode()
        assert page.count("findes kun på sin titel") == page.count(LOCKED) == 1
    page = signed_in(world.people["administrator"]).get(reverse("knowledge:write", args=[case.pk])).content.decode()
    assert page.count(LOCKED) == 1


def test_of_a_file_that_was_read_and_of_a_picture_nothing_is_told(
    world: World, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with inside(world.organisation):
        attached = list(case.attachments.all())
        with django_assert_num_queries(1):
            told = {file.title: words for file, words in with_readings(attached)}
        with django_assert_num_queries(0):
            assert with_readings(one for one in attached if one.kind == "png")[0][1] == ""
    assert told == {"Priser": LOCKED, "Klausul": "", "Billede": ""}
