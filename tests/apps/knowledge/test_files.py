"""Files of cases: shared without being lost, told apart by content, within the room there is."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from flok.apps.knowledge import actions, files, tasks
from flok.apps.knowledge.models import Attachment, Case
from flok.apps.members.scoping import inside
from tests.apps.knowledge.cases import NOW, PNG, new_case
from tests.apps.worlds import World, signed_in

PDF = b"%PDF-1.7 opdigtet"


@pytest.fixture
def pair(world: World) -> tuple[Case, Case]:
    """Two cases with the same file."""
    with inside(world.organisation):
        one, other = new_case(world, ring="network"), new_case(world, ring="network")
        for case in (one, other):
            actions.attach(case, [PDF], title="Klausul", kind="pdf", size=len(PDF), by=None, now=NOW)
    return one, other


def _age(world: World) -> None:
    for path in files.folder_of(world.organisation).iterdir():
        os.utime(path, (time.time() - 7_200,) * 2)


@pytest.mark.django_db
def test_c07_a_file_shared_by_two_cases_survives_the_deletion_of_one(world: World, pair: tuple[Case, Case]) -> None:
    one, other = pair
    with inside(world.organisation):
        digests = set(Attachment.objects.filter(case__in=pair).values_list("digest", flat=True))
        left = Attachment.objects.get(case=other)
    (digest,) = digests  # kept once
    by = world.people["administrator"]
    with inside(world.organisation):
        actions.delete_case(one, by=by, now=NOW)
    _age(world)
    tasks.sweep_files()
    answer = signed_in(by).get(reverse("knowledge:attachment", args=[other.pk, left.pk]))
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # a FileResponse
    with inside(world.organisation):
        actions.detach(left, by=by, now=NOW)
    assert tasks.sweep_files() == 1
    assert not files.attachment_path(world.organisation, digest).exists()


@pytest.mark.django_db
def test_a_file_that_was_just_added_is_not_swept_away_before_its_row_is_there(world: World) -> None:
    _size, digest = files.keep(world.organisation, [b"paa vej"])
    tasks.sweep_files()
    assert files.attachment_path(world.organisation, digest).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("x.svg", b"<svg/>"), ("x.html", b"<p>"), ("x.pdf", b"<html>"), ("x.png", b"GIF89a"), ("x.jpg", PDF),
     ("x.docx", b"PK\x03\x04"), ("x.pdf", b""), ("../../x.exe", b"MZ")],
)  # fmt: skip
def test_f05_files_that_are_not_what_they_say_are_refused(
    world: World, pair: tuple[Case, Case], name: str, content: bytes
) -> None:
    page = reverse("knowledge:attach", args=[pair[0].pk])
    sent = {"title": "Fil", "file": SimpleUploadedFile(name, content)}
    assert signed_in(world.people["administrator"]).post(page, sent).status_code == 422


@pytest.mark.django_db
def test_a_file_is_sent_to_be_saved_and_never_shown_as_a_page(world: World, pair: tuple[Case, Case]) -> None:
    with inside(world.organisation):
        file = actions.attach(pair[0], [PNG], title='Skilt "../x\r\n', kind="png", size=len(PNG), by=None, now=NOW)
    answer: Any = signed_in(world.people["member"]).get(reverse("knowledge:attachment", args=[pair[0].pk, file.pk]))
    assert {name: answer[name] for name in ("Content-Disposition", "Content-Type", "X-Content-Type-Options")} == {
        "Content-Disposition": 'attachment; filename="Skilt-x.png"', "Content-Type": "image/png",
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip


@pytest.mark.django_db
def test_there_is_only_so_much_room(world: World, pair: tuple[Case, Case], settings: Any) -> None:
    settings.KNOWLEDGE_QUOTA = 60
    page = reverse("knowledge:attach", args=[pair[0].pk])
    sent = {"title": "Fil", "file": SimpleUploadedFile("x.pdf", PDF * 4)}
    answer = signed_in(world.people["administrator"]).post(page, sent)
    assert (answer.status_code, "brugt den plads" in answer.content.decode()) == (422, True)
