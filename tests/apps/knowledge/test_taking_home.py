"""What a case used is copied into it by its author, and from it by who takes it home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from flok.apps.knowledge import actions, uses
from flok.apps.knowledge.models import Case
from flok.apps.members.rules import Viewer
from flok.apps.members.scoping import inside
from tests.apps.knowledge.cases import NOW, STORY, new_case
from tests.apps.worlds import make_world, signed_in


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mapping[str, Any]]]:
    """A small app above that keeps studies: what was taken home, by whom."""
    found: list[tuple[str, Mapping[str, Any]]] = []

    def offered(viewer: Viewer) -> list[tuple[str, str]]:
        return (
            [("s1", "Vaskemaskiner")]
            if viewer.organisation and viewer.organisation.name.startswith("Organisation A")
            else []
        )

    def take_home(viewer: Viewer, copy: Mapping[str, Any], now: datetime) -> str:
        found.append((str(viewer.organisation), copy))
        return "/tco/"

    monkeypatch.setattr(uses, "_keepers", {})
    uses.register("study", uses.Keeper(offered, lambda viewer, key: {"years": 8}, take_home))
    return found


@pytest.mark.django_db
def test_a_copy_goes_with_the_case_and_home(taken: list[tuple[str, Mapping[str, Any]]]) -> None:
    a, b = make_world("A"), make_world("B")
    with inside(a.organisation):
        draft = new_case(a)
    author = signed_in(a.people["administrator"])
    page = reverse("knowledge:used", args=[draft.pk])
    assert "Vaskemaskiner" in author.get(page).content.decode()
    assert author.post(page, {"version": draft.version, "own": ["study:andres"]}).status_code == 422
    assert author.post(page, {"version": draft.version - 1, "own": ["study:s1"]}).status_code == 409
    assert author.post(page, {"version": draft.version, "own": ["study:s1"]}).status_code == 302
    sent = {**STORY, "version": draft.version + 1, "theme": "labels"}  # what goes along stays when the text is saved
    assert author.post(reverse("knowledge:save", args=[draft.pk]), sent).status_code == 302
    with inside(a.organisation):
        case = actions.show_case(Case.objects.get(pk=draft.pk), ring="network", by=a.people["administrator"], now=NOW)
    assert case.uses == [{"kind": "study", "name": "Vaskemaskiner", "key": "s1", "copy": {"years": 8}}]
    reader = signed_in(b.people["member"])
    assert "Tag med hjem" in reader.get(reverse("knowledge:case", args=[case.pk])).content.decode()
    answer = reader.post(reverse("knowledge:take_home", args=[case.pk, 1]))
    assert (answer.status_code, answer["Location"]) == (302, "/tco/")
    assert taken == [(b.organisation.name, {"years": 8})]
    assert reader.post(reverse("knowledge:take_home", args=[case.pk, 2])).status_code == 404


def test_a_kind_nobody_knows_is_not_kept() -> None:
    with pytest.raises(ValueError, match="ukendt"):
        uses.register("ukendt", uses.Keeper(lambda viewer: [], lambda viewer, key: None, lambda viewer, copy, now: ""))
