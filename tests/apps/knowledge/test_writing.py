"""Writing a case: saved as it is written, never lost, never over another's words."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flok.apps.knowledge import actions
from flok.apps.knowledge.models import Case, Guide, GuideLink
from flok.apps.members.models import AuditEntry
from flok.apps.members.scoping import inside
from tests.apps.knowledge.cases import NOW, STORY, new_case
from tests.apps.worlds import World, make_world, new_person, signed_in

AUTOMATIC = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(world: World) -> Case:
    with inside(world.organisation):
        return new_case(world)


@pytest.fixture
def author(world: World) -> Client:
    return signed_in(world.people["administrator"])


def _sent(case: Case, **fields: Any) -> dict[str, Any]:
    return {**STORY, "version": case.version, "theme": "labels", "works_types": ["municipality"], **fields}


def _save(client: Client, case: Case, headers: dict[str, str] | None = None, **fields: Any) -> Any:
    return client.post(reverse("knowledge:save", args=[case.pk]), _sent(case, **fields), **(headers or {}))


def _now(world: World, case: Case) -> Case:
    with inside(world.organisation):
        found: Case = Case.objects.get(pk=case.pk)
    return found


@pytest.mark.django_db
def test_c02_the_same_form_sent_twice_begins_one_draft_with_the_profile_filled_in(world: World, author: Client) -> None:
    world.organisation.inhabitants, world.organisation.political_focus = 42_300, "Grønt flertal"
    world.organisation.save()
    form = {"key": uuid.uuid4(), "kind": "measure", "theme": "labels"}
    answers = [author.post(reverse("knowledge:begin"), form) for _ in range(2)]
    assert {one["Location"] for one in answers} == {reverse("knowledge:write", args=[form["key"]])}
    case = _now(world, Case(pk=form["key"]))
    assert (case.works_types, case.works_size, case.works_politics, case.ring, case.state) == (
        "municipality", "42.300 indbyggere", "Grønt flertal", "organisation", "draft",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_draft_is_saved_however_little_it_says(world: World, author: Client, draft: Case) -> None:
    answer = author.post(reverse("knowledge:save", args=[draft.pk]), {"version": draft.version, "theme": "strategy"})
    assert answer.status_code == 302
    case = _now(world, draft)
    assert (case.title, case.theme_id, case.figures, case.works_types) == ("", "strategy", [], "")


@pytest.mark.django_db
def test_what_is_written_comes_back_as_it_was_written(world: World, author: Client, draft: Case) -> None:
    _save(author, draft, hours="65", cost_ore="12.500,50 kr.", figure_1="52 til 97 %", source_1="Ordrelinjer",
          use_1="label", name_1="Svanemærket")  # fmt: skip
    case = _now(world, draft)
    assert (case.hours, case.cost_ore, case.figures, case.uses, case.works_types) == (
        65, 1_250_050, [{"text": "52 til 97 %", "source": "Ordrelinjer"}],
        [{"kind": "label", "name": "Svanemærket"}], "municipality",
    )  # fmt: skip
    page = author.get(reverse("knowledge:write", args=[draft.pk])).content.decode()
    assert [one for one in ("12.500,50", "52 til 97 %", "Svanemærket") if one not in page] == []


@pytest.mark.django_db
def test_the_form_saves_by_itself_and_tells_its_new_version(world: World, author: Client, draft: Case) -> None:
    answer = _save(author, draft, AUTOMATIC, done="Nyt", hours="mange")
    page = answer.content.decode()
    assert (answer.status_code, f'value="{draft.version + 1}" id="id_version"' in page) == (200, True)
    assert "Timer, cirka" in page  # said, and the rest saved
    assert _now(world, draft).done == "Nyt"


@pytest.mark.django_db
def test_one_does_not_meet_ones_own_automatic_save_as_a_strangers(world: World, author: Client, draft: Case) -> None:
    form = uuid.uuid4()
    _save(author, draft, AUTOMATIC, done="Halvt", form=form)
    assert _save(author, draft, done="Helt", form=form).status_code == 302  # sent before the answer came
    _save(author, draft, AUTOMATIC, done="For sent", form=form)
    assert _now(world, draft).done == "Helt"


@pytest.mark.django_db
def test_c04_two_at_once_lose_no_word(world: World, author: Client, draft: Case) -> None:
    assert _save(author, draft, done="Den enes ord").status_code == 302
    assert _save(author, draft, AUTOMATIC, done="Den andens ord").status_code == 409
    answer = _save(author, draft, done="Den andens ord", title="Anden titel")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [one for one in ("Den enes ord", "Den andens ord", STORY["title"], "Anden titel") if one not in page] == []
    assert _now(world, draft).done == "Den enes ord"
    assert _save(author, _now(world, draft), done="Begges ord").status_code == 302
    assert _now(world, draft).done == "Begges ord"


@pytest.mark.django_db
def test_who_is_signed_out_gets_the_text_back(world: World, draft: Case) -> None:
    answer = _save(Client(), draft, done="Lang tekst <b>")
    assert (answer.status_code, "Lang tekst &lt;b&gt;" in answer.content.decode()) == (403, True)
    assert _now(world, draft).done == STORY["done"]


@pytest.mark.django_db
def test_who_may_not_write_in_it_changes_nothing_and_gets_the_text_back(world: World, draft: Case) -> None:
    answer = _save(signed_in(world.people["member"]), draft, done="Kollegas ord")
    assert (answer.status_code, "Kollegas ord" in answer.content.decode()) == (404, True)
    assert _now(world, draft).done == STORY["done"]


@pytest.mark.django_db
def test_f07_organisation_ring_and_state_cannot_be_sent_along(world: World, author: Client, draft: Case) -> None:
    more = {"ring": "network", "state": "shown", "organisation": str(uuid.uuid4()), "published_at": "2026-01-01"}
    _save(author, draft, **more)
    case = _now(world, draft)
    assert (case.ring, case.state, case.organisation_id) == ("organisation", "draft", world.organisation.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 201}, {"done": "x" * 20_001}, {"title": "skjult\u200btegn"}, {"title": "vendt\u202etekst"},
        {"done": "nul\0tegn"}, {"hours": "-1"}, {"hours": "1e9"}, {"cost_ore": "1.2.3"},
        {"cost_ore": "NaN"}, {"cost_ore": "１２"}, {"theme": "findes-ikke"}, {"phase": "x"}, {"version": "x"},
        {"works_types": ["x"]}, {"use_1": "x"},
    ],
)  # fmt: skip
def test_u02_u03_bad_input_is_a_form_error_and_nothing_is_written(
    world: World, author: Client, draft: Case, fields: dict[str, Any]
) -> None:
    assert _save(author, draft, **fields).status_code in (400, 422)
    assert _now(world, draft).version == draft.version


@pytest.mark.django_db
def test_u01_letters_are_kept_in_one_form(world: World, author: Client, draft: Case) -> None:
    _save(author, draft, title="Ma\u030alet blev na\u030aet")
    assert _now(world, draft).title == "M\u00e5let blev n\u00e5et"


@pytest.mark.django_db
def test_a_shown_case_is_not_changed_by_itself(world: World, author: Client, draft: Case) -> None:
    with inside(world.organisation):
        case = actions.show_case(draft, ring="network", by=world.people["administrator"], now=NOW)
    assert _save(author, case, AUTOMATIC, done="Halv sætning").status_code == 204
    assert _now(world, case).done == STORY["done"]
    assert _save(author, case, done="Hel sætning").status_code == 302
    assert AuditEntry.objects.filter(subject="case", detail=str(case.pk), act="change").exists()


@pytest.mark.django_db
def test_a_part_is_looked_at_before_it_is_saved(author: Client) -> None:
    answer = author.post(reverse("knowledge:preview"), {"part": "done", "done": "**Vi** <script>"})
    assert "<strong>Vi</strong> &lt;script&gt;" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kroner", "ore"), [("999.999.999.999,99", 99_999_999_999_999), ("9.999.999.999.999.999.999.999", None)]
)
def test_x22_an_amount_is_kept_as_far_as_both_databases_can_count(
    world: World, author: Client, draft: Case, kroner: str, ore: int | None
) -> None:
    assert _save(author, draft, cost_ore=kroner).status_code == (422 if ore is None else 302)
    assert _now(world, draft).cost_ore == ore


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["\0", "labels\0", "findes-ikke", "x" * 5_000])
def test_u03_a_theme_that_cannot_be_is_a_form_error(world: World, author: Client, draft: Case, theme: str) -> None:
    assert _save(author, draft, theme=theme).status_code == 422
    begun = {"key": uuid.uuid4(), "kind": "case", "theme": theme}
    assert author.post(reverse("knowledge:begin"), begun).status_code == 422
    assert _now(world, draft) == draft


@pytest.mark.django_db
def test_what_others_see_keeps_what_they_need(world: World, author: Client, draft: Case) -> None:
    with inside(world.organisation):
        shown = actions.show_case(draft, ring="network", by=world.people["administrator"], now=NOW)
    answer = _save(author, shown, title="", result="")
    assert (answer.status_code, answer.content.decode().count("så længe andre kan se casen")) == (422, 2)
    assert (_now(world, shown).title, _now(world, shown).version) == (STORY["title"], shown.version)
    assert _save(author, shown, title="Et bedre resultat").status_code == 302


@pytest.mark.django_db
def test_f06_a_form_with_the_key_of_another_organisations_draft_begins_nothing(world: World, draft: Case) -> None:
    other = make_world("B", apps=())
    begun = {"key": draft.pk, "kind": "case", "theme": "labels"}
    assert signed_in(other.people["member"]).post(reverse("knowledge:begin"), begun).status_code == 404
    assert _now(world, draft).organisation == world.organisation


@pytest.mark.django_db
def test_line_breaks_of_browsers_are_no_difference(world: World, author: Client) -> None:
    with inside(world.organisation):
        case = new_case(world, done="Først det ene.\n\nSå det andet.")
        actions.write_case(
            case, {"title": "En kollegas"}, version=case.version, form=uuid.uuid4(), is_automatic=False,
            by=world.people["member"], now=NOW,
        )  # fmt: skip
    answer = _save(author, case, title="Min", done="Først det ene.\r\n\r\nSå det andet.")
    assert answer.status_code == 409
    different = [label for label, _now in answer.context["different"]]
    assert [one in different for one in ("Resultatet i én sætning", "Hvad vi gjorde")] == [True, False]


@pytest.mark.django_db
def test_what_came_from_elsewhere_with_more_than_the_form_has_lines_for_is_kept(world: World, author: Client) -> None:
    figures = [{"text": f"{number} %", "source": "Linjer"} for number in range(7)]
    used = [{"kind": "measure", "name": f"Tiltag {number}"} for number in range(6)]
    with inside(world.organisation):
        case = new_case(world, figures=figures, uses=used)
    form = author.get(reverse("knowledge:write", args=[case.pk])).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert author.post(reverse("knowledge:save", args=[case.pk]), sent).status_code == 302
    assert (_now(world, case).figures, _now(world, case).uses) == (figures, used)


@pytest.mark.django_db
def test_c02_a_guide_and_a_link_sent_twice_are_one(world: World) -> None:
    client = signed_in(new_person("Formand F", world.organisation, is_chair=True))
    link = {"title": "En andens", "publisher": "X", "address": "https://guide.example/y", "checked": "2026-05-01"}
    for _ in range(2):
        client.post(reverse("knowledge:new_guide"), {"title": "Ny guide", "body": "Kort.", "version": 0})
        client.post(reverse("knowledge:new_link"), link)
    assert (Guide.objects.filter(title="Ny guide").count(), GuideLink.objects.filter(title="En andens").count()) == (
        1, 1,
    )  # fmt: skip
