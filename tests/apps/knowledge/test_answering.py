"""What colleagues say of a case is said once, and told to who answers for it now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from flok.apps.knowledge import actions, queries
from flok.apps.knowledge.models import Case, Outcome, Reader, Remark
from flok.apps.members.actions import end_representation
from flok.apps.members.models import Person, Representation
from flok.apps.members.scoping import inside
from flok.apps.notices.models import Notice
from tests.apps.knowledge.cases import NOW, new_case
from tests.apps.worlds import World, make_world, new_person, signed_in


@pytest.fixture
def author(world: World) -> Person:
    """One of the house, who represents another member too."""
    other = make_world("B", apps=())
    person = new_person("Forfatter F", world.organisation)
    Representation.objects.create(person=person, organisation=other.organisation, role="member", since=NOW.date())
    return person


def _leaves(world: World, person: Person) -> None:
    kept = Representation.objects.get(person=person, organisation=world.organisation)
    end_representation(kept, by=world.people["administrator"], now=NOW)


def _told(case: Case) -> set[str]:
    link = reverse("knowledge:case", args=[case.pk])
    return set(Notice.objects.filter(link=link, kind__startswith="case").values_list("person__name", flat=True))


def test_an_author_who_has_left_is_not_told_what_is_said_among_those_who_are_there(
    world: World, author: Person
) -> None:
    with inside(world.organisation):
        case = new_case(world, ring="organisation", by=author)
        _leaves(world, author)
        case.refresh_from_db()
        actions.remark(case, kind="comment", text="Kun os", of=None, by=world.people["member"], now=NOW)
    assert _told(case) == {world.people["administrator"].name}


def test_who_has_left_reads_the_drafts_of_the_house_no_more(world: World, author: Person) -> None:
    with inside(world.organisation):
        draft = new_case(world)
        actions.ask_to_read(draft, person=author, by=world.people["administrator"], now=NOW)
    client, page = signed_in(author), reverse("knowledge:case", args=[draft.pk])
    assert client.get(page).status_code == 200
    _leaves(world, author)
    assert signed_in(Person.objects.get(pk=author.pk)).get(page).status_code == 404
    assert not Reader.objects.filter(person=author).exists()


def test_c02_the_same_words_sent_twice_are_said_once(world: World) -> None:
    by = world.people["member"]
    with inside(world.organisation):
        case = new_case(world, ring="organisation", by=by)
    client, after = signed_in(by), {"state": "holds", "text": ""}
    for _ in range(2):
        client.post(reverse("knowledge:remark", args=[case.pk]), {"kind": "comment", "text": "Hvad kostede det?"})
        client.post(reverse("knowledge:outcome", args=[case.pk]), after)
    client.post(reverse("knowledge:remark", args=[case.pk]), {"kind": "comment", "text": "Og hvor længe?"})
    with inside(world.organisation):
        assert [one.text for one in Remark.objects.filter(case=case)] == ["Hvad kostede det?", "Og hvor længe?"]
        assert Outcome.objects.filter(case=case).count() == 1
        actions.tell_outcome(case, state="holds", text="", by=by, now=NOW + timedelta(days=40_000))
        assert Outcome.objects.filter(case=case).count() == 2


def test_words_that_come_too_late_are_given_back(world: World) -> None:
    by, other = world.people["administrator"], world.people["member"]
    with inside(world.organisation):
        shown, draft = new_case(world, ring="organisation", by=by), new_case(world, by=by)
    words = ("Mit lange råd", "Mit svar")
    late = (
        signed_in(by).post(reverse("knowledge:have_read", args=[shown.pk]), {"text": words[0]}),
        signed_in(other).post(reverse("knowledge:remark", args=[draft.pk]), {"kind": "comment", "text": words[1]}),
    )
    told = [(one.status_code, word in one.content.decode()) for one, word in zip(late, words, strict=True)]
    assert told == [(404, True), (404, True)]
    with inside(world.organisation):
        assert not Remark.objects.filter(case__in=(shown, draft)).exists()


def test_a_case_taken_back_is_out_of_the_news_and_the_notes_on_a_draft_stay_out_of_the_export(world: World) -> None:
    by = world.people["administrator"]
    with inside(world.organisation):
        case = new_case(world, by=by, title="Trukket tilbage")
        actions.remark(case, kind="note", text="Råd til forfatteren", of=None, by=by, now=NOW)
        case = actions.show_case(case, ring="organisation", by=by, now=NOW)
        actions.remark(case, kind="comment", text="Sagt", of=None, by=by, now=NOW)
        actions.tell_outcome(case, state="holds", text="Holdt", by=by, now=NOW)
        told = next(one for one in queries.all_whole(world.organisation) if one.pk == case.pk)
        assert [one.text for one in told.remarks.all()] == ["Sagt"]
        actions.take_back_case(case, by=by, now=NOW)
    page = signed_in(world.people["member"]).get(reverse("knowledge:news")).content.decode()
    assert "Trukket tilbage" not in page
