"""What happened afterwards is asked for; cases outlive their authors; all of it can be taken along."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from flok.apps.knowledge import actions, personal_data, tasks
from flok.apps.knowledge.models import Case, Following, GuideLink, Reader, Theme
from flok.apps.members import personal_data as registry
from flok.apps.members.actions import erase_person
from flok.apps.members.models import Representation
from flok.apps.members.scoping import across_organisations, inside
from flok.apps.notices.models import Notice
from tests.apps.knowledge.cases import NOW, PNG, new_case
from tests.apps.worlds import World, new_person, signed_in


@pytest.fixture
def case(world: World) -> Case:
    with inside(world.organisation):
        Case.objects.all().update(asked_months=12)
        return new_case(world, ring="network", by=world.people["member"], title="Den vi følger")


def _asked(case: Case) -> list[str]:
    told = Notice.objects.filter(kind="case outcome", about=case.title).order_by("at")
    return [str(one.person) for one in told]


@pytest.mark.django_db
def test_the_author_is_asked_after_6_and_12_months_once_each(world: World, case: Case) -> None:
    days = [NOW + timedelta(days=number) for number in (0, 180, 184, 185, 364, 366, 900)]
    assert [tasks.ask_what_happened(day) for day in days] == [0, 0, 1, 0, 0, 1, 0]
    assert _asked(case) == ["Medlem A", "Medlem A"]
    link = Notice.objects.filter(kind="case outcome").latest("at").link
    client = signed_in(world.people["member"])
    assert "12 måneder" in client.get(link).content.decode()
    assert client.post(link, {"state": "nothing", "text": "Ingen bruger listen mere."}).status_code == 302
    page = client.get(reverse("knowledge:case", args=[case.pk])).content.decode()
    assert [one for one in ("Der skete ikke noget", "12 måneder efter", "Ingen bruger listen") if one not in page] == []


@pytest.mark.django_db
def test_where_the_author_has_left_the_administrators_are_asked_and_take_over(world: World, case: Case) -> None:
    Representation.objects.filter(person=world.people["member"]).update(until="2026-06-01")
    tasks.ask_what_happened(NOW + timedelta(days=200))
    assert _asked(case) == ["Administrator A"]
    client = signed_in(world.people["administrator"])
    assert "uden forfatter" in client.get(reverse("knowledge:own")).content.decode()
    page = reverse("knowledge:hand_over", args=[case.pk])
    assert client.post(page, {"person": str(world.people["member"].pk)}).status_code == 422  # represents nobody now
    assert client.post(page, {"person": str(world.people["administrator"].pk)}).status_code == 302
    with inside(world.organisation):
        assert Case.objects.get(pk=case.pk).author == world.people["administrator"]


@pytest.mark.django_db
def test_a_draft_without_an_author_is_found_by_administrators_alone(world: World) -> None:
    author, colleague = new_person("Ny A", world.organisation), world.people["member"]
    with inside(world.organisation):
        draft = new_case(world, by=author, title="Den glemte")
    page, admin = reverse("knowledge:case", args=[draft.pk]), world.people["administrator"]
    assert signed_in(admin).get(page).status_code == 404
    Representation.objects.filter(person=author).update(until="2026-06-01")
    assert [signed_in(one).get(page).status_code for one in (admin, colleague, author)] == [200, 404, 403]
    assert "Den glemte" in signed_in(admin).get(reverse("knowledge:own")).content.decode()


@pytest.mark.django_db
def test_who_is_erased_leaves_the_story_and_nothing_of_themselves(world: World, case: Case) -> None:
    person = world.people["member"]
    actions.follow_theme(Theme.objects.get(key="labels"), by=person, now=NOW)
    with across_organisations():
        told = personal_data.export(person)
    assert [(one["title"], one["ring"]) for one in told["cases"]] == [("Den vi følger", "network")]
    assert (len(told["asked_to_read"]), [one["theme_id"] for one in told["themes"]]) == (1, ["labels"])
    erase_person(person, by=world.people["administrator"], reason="bad om det", now=NOW)
    assert (Following.objects.filter(person=person).count(), Reader.objects.filter(person=person).count()) == (0, 0)
    page = signed_in(world.people["administrator"]).get(reverse("knowledge:case", args=[case.pk])).content.decode()
    assert ("tidligere medlem" in page, "Medlem A" in page) == (True, False)
    assert "knowledge" in [one.name for one in registry.keepers()]


@pytest.mark.django_db
def test_all_an_organisation_has_told_can_be_taken_along(world: World, case: Case) -> None:
    with inside(world.organisation):
        actions.attach(case, [PNG], title="Et skilt", kind="png", size=len(PNG), by=None, now=NOW)
    client = signed_in(world.people["administrator"])
    answers = [b"".join(client.get(reverse("knowledge:export")).streaming_content) for _ in range(2)]  # type: ignore[attr-defined]
    assert answers[0] == answers[1]
    with zipfile.ZipFile(io.BytesIO(answers[0])) as archive:
        index = json.loads(archive.read("index.json"))
        folder = next(one["folder"] for one in index["cases"] if one["title"] == "Den vi følger")
        assert archive.read(f"{folder}/01-et-skilt.png") == PNG
        told = json.loads(archive.read(f"{folder}/case.json"))
        text = archive.read(f"{folder}/case.md").decode()
    assert (told["title"], told["ring"], told["files"][0]["is_there"]) == ("Den vi følger", "network", True)
    assert text.startswith("# Den vi følger\n")
    assert "## Situationen\n\nFjorten skoler købte papir." in text
    assert signed_in(world.people["member"]).get(reverse("knowledge:export")).status_code == 403


@pytest.mark.django_db
def test_leaders_are_reminded_once_of_links_nobody_has_checked_for_a_year(world: World) -> None:
    leader = new_person("Sekretær", is_coordinator=True)
    link = world.things["link"]
    GuideLink.objects.exclude(pk=link.pk).delete()
    later = datetime(2027, 5, 6, 9, 0, tzinfo=UTC)
    assert [tasks.remind_of_links(NOW), tasks.remind_of_links(later), tasks.remind_of_links(later)] == [0, 1, 0]
    assert Notice.objects.filter(person=leader, kind="guide link").count() == 1
    tend = reverse("knowledge:tend_link", args=[link.pk])
    assert signed_in(leader).post(tend, {"do": "checked"}).status_code == 302
    link.refresh_from_db()
    assert (link.reminded_at, link.checked > NOW.date()) == (None, True)


@pytest.mark.django_db
def test_c04_two_leaders_at_one_guide_lose_no_word(world: World) -> None:
    leader, guide = new_person("Sekretær", is_coordinator=True), world.things["guide"]
    client, page = signed_in(leader), reverse("knowledge:change_guide", args=[guide.key])
    assert client.post(page, {"title": "Guide", "body": "Den enes", "version": 1}).status_code == 302
    answer = client.post(page, {"title": "Guide", "body": "Den andens", "version": 1})
    text = answer.content.decode()
    assert (answer.status_code, "Den enes" in text, "Den andens" in text) == (409, True, True)


@pytest.mark.django_db
def test_the_labels_guide_is_there_from_the_beginning(world: World) -> None:
    page = signed_in(world.people["member"]).get(reverse("knowledge:guide", args=["standarder-og-maerker"]))
    assert "https://denansvarligeindkober.dk/standarder-og-maerker-i-indkoeb" in page.content.decode()
