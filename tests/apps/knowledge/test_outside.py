"""Outside the network: a copy with listed fields and cleaned files, by two persons, and taken home again (F21)."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from flok.apps.knowledge import actions, files
from flok.apps.knowledge.models import Attachment, Case, Proposal, PublicCase
from flok.apps.members.scoping import inside
from tests.apps.knowledge.cases import NOW, PNG, new_case
from tests.apps.worlds import World, signed_in


@pytest.fixture
def case(world: World) -> Case:
    with inside(world.organisation):
        return new_case(
            world, ring="organisation", title="Til alle", figures=[{"text": "52 %", "source": "Linjer"}],
            uses=[{"kind": "definition", "name": "Vores", "key": "own-x", "copy": {"toml": "HEMMELIG-KOPI"}}],
        )  # fmt: skip


def _page(case: Case) -> str:
    return reverse("knowledge:outside", args=[case.pk])


def _ask(world: World, case: Case, *attached: Attachment) -> None:
    client = signed_in(world.people["administrator"])
    sent = {"do": "ask", "considered": "on", "attached": [str(one.pk) for one in attached]}
    assert client.post(_page(case), sent).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_persons_make_a_case_public_and_it_is_taken_home_again(world: World, case: Case) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        file = actions.attach(case, [PNG], title="Skilt", kind="png", size=len(PNG), by=by, now=NOW)
        actions.remark(case, kind="comment", text="Kun os", of=world.organisation, by=other, now=NOW)
        actions.tell_outcome(case, state="stopped", text="Det holdt ikke.", months=6, by=by, now=NOW)
    _ask(world, case, file)
    before = PublicCase.objects.count()
    first, second = signed_in(by), signed_in(other)
    confirm = {"do": "confirm", "considered": "on"}
    assert first.post(_page(case), confirm).status_code == 422  # the one who asked
    assert second.post(_page(case), {"do": "confirm"}).status_code == 422  # has not said that it was read
    assert PublicCase.objects.count() == before
    assert second.post(_page(case), confirm).status_code == 302
    copy = PublicCase.objects.get(case_key=case.pk)
    key = copy.content["files"][0]["key"]
    read = Client().get(reverse("knowledge:public_case", args=[copy.pk])).content.decode()
    assert [one for one in ("Til alle", "52 %", "Det holdt ikke.", "Vores", "Skilt") if one not in read] == []
    assert [one for one in ("HEMMELIG-KOPI", "Kun os", by.name, other.name) if one in read] == []
    assert Client().get(reverse("knowledge:public_file", args=[copy.pk, key])).status_code == 200
    assert "Til alle" in Client().get(reverse("knowledge:public_cases")).content.decode()
    assert not files.waiting_path(world.organisation, key).exists()
    assert first.post(_page(case), {"do": "withdraw"}).status_code == 302
    assert Client().get(reverse("knowledge:public_case", args=[copy.pk])).status_code == 404
    assert not files.public_path(key).exists()


@pytest.mark.django_db
def test_what_is_copied_are_listed_fields_as_they_stood(world: World, case: Case) -> None:
    by = world.people["administrator"]
    with inside(world.organisation):
        proposal = actions.propose(case, [], by=by, now=NOW)
        actions.write_case(
            case, {"done": "Rettet siden"}, version=case.version, form=None, is_automatic=False, by=by, now=NOW
        )
    assert sorted(proposal.content) == [
        "afterwards", "cost_ore", "done", "figures", "files", "happened", "hours", "kind", "not_again", "permission",
        "phase", "published", "result", "situation", "theme", "title", "uses", "works_community", "works_politics",
        "works_size", "works_types",
    ]  # fmt: skip
    assert proposal.content["uses"] == [{"kind": "definition", "name": "Vores"}]
    assert "Rettet siden" not in signed_in(world.people["member"]).get(_page(case)).content.decode()


@pytest.mark.django_db
def test_f21_a_file_with_tracked_changes_is_refused_by_name_and_nothing_waits(world: World, case: Case) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:del>HEMMELIG</w:del>")
    client = signed_in(world.people["administrator"])
    sent = {"title": "Notat", "file": SimpleUploadedFile("notat.docx", kept.getvalue())}
    assert client.post(reverse("knowledge:attach", args=[case.pk]), sent).status_code == 302
    with inside(world.organisation):
        notat = Attachment.objects.get(case=case)
        good = actions.attach(case, [PNG], title="Skilt", kind="png", size=len(PNG), by=None, now=NOW)
    answer = client.post(_page(case), {"do": "ask", "considered": "on", "attached": [str(notat.pk), str(good.pk)]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [one for one in ("Notat", "registrerede ændringer", "PDF") if one not in page] == []
    with inside(world.organisation):
        assert list(Proposal.objects.filter(case=case)) == []


@pytest.mark.django_db
def test_nothing_is_asked_or_confirmed_from_another_house_or_for_a_draft(world: World, case: Case) -> None:
    with inside(world.organisation):
        draft = new_case(world)
        actions.attach(case, [PNG], title="Skilt", kind="png", size=len(PNG), by=None, now=NOW)
    client = signed_in(world.people["administrator"])
    assert client.post(_page(draft), {"do": "ask", "considered": "on"}).status_code == 404
    assert client.post(_page(case), {"do": "confirm", "considered": "on"}).status_code == 404
    assert (
        client.post(_page(case), {"do": "ask", "considered": "on", "attached": [str(uuid.uuid4())]}).status_code == 422
    )
    assert signed_in(world.people["member"]).post(_page(case), {"do": "ask", "considered": "on"}).status_code == 404


@pytest.mark.django_db
def test_a_deleted_case_takes_its_public_copy_with_it(world: World, case: Case) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        actions.confirm(actions.propose(case, [], by=by, now=NOW), by=other, now=NOW)
        actions.delete_case(case, by=by, now=NOW)
    assert not PublicCase.objects.filter(case_key=case.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_case_taken_back_is_nowhere_outside_either(world: World, case: Case) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        actions.confirm(actions.propose(case, [], by=by, now=NOW), by=other, now=NOW)
    _ask(world, case)  # a newer copy waits
    assert signed_in(by).post(reverse("knowledge:take_back", args=[case.pk])).status_code == 302
    assert not PublicCase.objects.filter(case_key=case.pk).exists()
    with inside(world.organisation):
        assert not Proposal.objects.filter(case=case).exists()


@pytest.mark.django_db
def test_a_copy_whose_file_is_gone_is_not_made_public(world: World, case: Case) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        file = actions.attach(case, [PNG], title="Skilt", kind="png", size=len(PNG), by=by, now=NOW)
        proposal = actions.propose(case, [file], by=by, now=NOW)
    files.waiting_path(world.organisation, proposal.content["files"][0]["key"]).unlink()
    answer = signed_in(other).post(_page(case), {"do": "confirm", "considered": "on"})
    assert (answer.status_code, PublicCase.objects.filter(case_key=case.pk).exists()) == (422, False)
    assert "Bed om en ny" in answer.content.decode()


@pytest.mark.django_db
def test_c02_what_a_colleague_has_confirmed_is_not_confirmed_once_more(world: World, case: Case) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        proposal = actions.propose(case, [], by=by, now=NOW)
        key = proposal.pk
        copy = actions.confirm(proposal, by=other, now=NOW)
        proposal.pk = key  # as it was read before it was dealt with
        with pytest.raises(actions.GoneError):
            actions.confirm(proposal, by=other, now=NOW)
    assert list(PublicCase.objects.filter(case_key=case.pk)) == [copy]


@pytest.mark.django_db
def test_a_copy_tells_days_as_they_are_in_copenhagen(world: World, case: Case) -> None:
    by, late = world.people["administrator"], datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    with inside(world.organisation):
        actions.tell_outcome(case, state="holds", text="", by=by, now=late)
        proposal = actions.propose(case, [], by=by, now=NOW)
    assert [one["day"] for one in proposal.content["afterwards"]] == ["2026-07-02"]
