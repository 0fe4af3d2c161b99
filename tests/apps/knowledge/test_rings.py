"""Who sees a case: rings that never widen by themselves, drafts that are shown to those who are asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from flok.apps.knowledge import actions, queries
from flok.apps.knowledge.models import Case, Theme
from flok.apps.members.models import Person
from flok.apps.members.queries import viewer_of
from flok.apps.members.scoping import in_the_network, inside
from flok.apps.notices.models import Notice
from tests.apps.knowledge.cases import NOW, new_case
from tests.apps.worlds import World, make_world, new_person, signed_in


@pytest.fixture
def worlds(db: None) -> tuple[World, World]:
    return make_world("A"), make_world("B")


def _sees(person: Person, case: Case) -> tuple[int, bool]:
    """How its page answers, and whether it stands in the list."""
    client = signed_in(person)
    page = client.get(reverse("knowledge:case", args=[case.pk]))
    listed = client.get(reverse("knowledge:cases"), {"tema": case.theme_id}).content.decode()
    return page.status_code, str(case.pk) in listed


def _shown(world: World, ring: str, **fields: Any) -> Case:
    with inside(world.organisation):
        return new_case(world, ring=ring, theme="strategy", **fields)


def test_own_ring_theme_group_and_network(worlds: tuple[World, World]) -> None:
    a, b = worlds
    follower, other = b.people["member"], b.people["administrator"]
    actions.follow_theme(Theme.objects.get(key="strategy"), by=follower, now=NOW)
    told = {ring: _shown(a, ring) for ring in ("organisation", "theme", "network")}
    seen, hidden = (200, True), (404, False)
    people = (a.people["member"], follower, other)
    assert {ring: tuple(_sees(one, case) for one in people) for ring, case in told.items()} == {
        "organisation": (seen, hidden, hidden),
        "theme": (seen, seen, hidden),
        "network": (seen, seen, seen),
    }


def test_who_leads_the_network_without_a_member_sees_what_the_network_sees(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    leader = new_person("Sekretær", is_coordinator=True)
    told = {ring: _shown(a, ring) for ring in ("organisation", "theme", "network")}
    assert {ring: _sees(leader, case)[0] for ring, case in told.items()} == {
        "organisation": 404, "theme": 404, "network": 200,
    }  # fmt: skip
    viewer = viewer_of(leader, None)
    with in_the_network():
        assert viewer is not None
        assert told["network"] in list(queries.cases_for(viewer))


def test_a_draft_is_its_authors_and_theirs_who_are_asked(worlds: tuple[World, World]) -> None:
    a, b = worlds
    author, colleague, outside = a.people["member"], a.people["administrator"], b.people["member"]
    with inside(a.organisation):
        draft = new_case(a, by=author, theme="strategy")
        actions.attach(draft, [b"%PDF-1.7"], title="Bilag", kind="pdf", size=8, by=author, now=NOW)
    assert [_sees(one, draft) for one in (author, colleague, outside)] == [(200, False), (404, False), (404, False)]
    with inside(a.organisation):
        asked = actions.ask_to_read(draft, person=outside, by=author, now=NOW)
    assert [_sees(one, draft) for one in (outside, b.people["administrator"])] == [(200, False), (404, False)]
    assert Notice.objects.filter(person=outside, link=reverse("knowledge:case", args=[draft.pk])).count() == 1
    client = signed_in(outside)
    assert client.post(reverse("knowledge:have_read", args=[draft.pk]), {"text": "Sig prisen."}).status_code == 302
    assert "Sig prisen." in signed_in(author).get(reverse("knowledge:write", args=[draft.pk])).content.decode()
    assert client.get(reverse("knowledge:write", args=[draft.pk])).status_code == 404
    with inside(a.organisation):
        asked.refresh_from_db()
        actions.ask_no_more(asked, by=author, now=NOW)
    assert _sees(outside, draft) == (404, False)


def test_asking_ends_when_the_case_is_shown_and_notes_are_not_heard(worlds: tuple[World, World]) -> None:
    a, b = worlds
    author, outside = a.people["member"], b.people["member"]
    with inside(a.organisation):
        draft = new_case(a, by=author)
        actions.ask_to_read(draft, person=outside, by=author, now=NOW)
        actions.remark(draft, kind="note", text="Internt råd", of=None, by=author, now=NOW)
        case = actions.show_case(draft, ring="organisation", by=author, now=NOW)
    assert _sees(outside, case) == (404, False)
    assert "Internt råd" not in signed_in(author).get(reverse("knowledge:case", args=[case.pk])).content.decode()


def test_what_was_said_among_few_stays_among_them_when_the_case_is_shown_to_more(worlds: tuple[World, World]) -> None:
    a, b = worlds
    case = _shown(a, "organisation")
    own, other = a.people["member"], b.people["member"]
    said = {"of": a.organisation, "by": own, "now": NOW}
    with inside(a.organisation):
        actions.remark(case, kind="comment", text="Kun os", **said)
        case = actions.show_case(case, ring="network", by=a.people["administrator"], now=NOW)
        actions.remark(case, kind="comment", text="Til alle", **said)
    pages = [signed_in(one).get(reverse("knowledge:case", args=[case.pk])).content.decode() for one in (own, other)]
    assert [("Kun os" in page, "Til alle" in page) for page in pages] == [(True, True), (False, True)]


def test_another_group_does_not_hear_what_the_old_one_said(worlds: tuple[World, World]) -> None:
    a, b = worlds
    other = b.people["member"]
    for key in ("strategy", "labels"):
        actions.follow_theme(Theme.objects.get(key=key), by=other, now=NOW)
    case, by = _shown(a, "theme"), a.people["administrator"]
    with inside(a.organisation):
        actions.remark(case, kind="comment", text="I den gamle gruppe", of=a.organisation, by=by, now=NOW)
    page = reverse("knowledge:case", args=[case.pk])
    assert "I den gamle gruppe" in signed_in(other).get(page).content.decode()
    labels = Theme.objects.get(key="labels")
    with inside(a.organisation):
        actions.write_case(case, {"theme": labels}, version=case.version, form=None, is_automatic=False, by=by, now=NOW)
    assert "I den gamle gruppe" not in signed_in(other).get(page).content.decode()


def test_a_case_taken_back_is_a_draft_nobody_else_sees(worlds: tuple[World, World]) -> None:
    a, b = worlds
    case = _shown(a, "network")
    client = signed_in(a.people["administrator"])
    assert client.post(reverse("knowledge:take_back", args=[case.pk])).status_code == 302
    assert [_sees(one, case) for one in (a.people["member"], b.people["member"])] == [(404, False), (404, False)]


def test_before_more_see_it_one_has_thought_of_it(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    with inside(a.organisation):
        draft = new_case(a, situation="Vores kommende udbud af papir.")
    client, page = signed_in(a.people["administrator"]), reverse("knowledge:show", args=[draft.pk])
    assert "kommende udbud" in client.get(page).content.decode()
    assert client.post(page, {"ring": "network"}).status_code == 422
    assert client.post(page, {"ring": "alle"}).status_code == 422
    assert client.post(page, {"ring": "network", "considered": "on"}).status_code == 302


def test_a_case_that_lacks_something_is_not_shown(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    with inside(a.organisation):
        draft = new_case(a, result="")
        with pytest.raises(ValueError, match="result"):
            actions.show_case(draft, ring="network", by=a.people["administrator"], now=NOW)
    client, page = signed_in(a.people["administrator"]), reverse("knowledge:show", args=[draft.pk])
    assert client.post(page, {"ring": "network", "considered": "on"}).status_code == 422
    assert "Hvordan gik det?" in client.get(page).content.decode()


def test_a_remark_with_something_doubtful_is_asked_about_once(worlds: tuple[World, World]) -> None:
    a, b = worlds
    case = _shown(a, "network")
    client, page = signed_in(b.people["member"]), reverse("knowledge:remark", args=[case.pk])
    sent = {"kind": "also", "result": "nothing", "text": "Vi genudbyder det samme."}
    answer = client.post(page, sent)
    assert (answer.status_code, "Vi genudbyder det samme." in answer.content.decode()) == (422, True)
    assert client.post(page, {**sent, "considered": "on"}).status_code == 302
    told = signed_in(a.people["administrator"]).get(reverse("knowledge:case", args=[case.pk])).content.decode()
    assert [one for one in ("Vi genudbyder", b.organisation.name, "Der skete ikke noget") if one not in told] == []


def test_one_takes_away_ones_own_words_only(worlds: tuple[World, World]) -> None:
    a, b = worlds
    case, writer = _shown(a, "network"), b.people["member"]
    with inside(b.organisation):
        said = actions.remark(case, kind="comment", text="Mit ord", of=b.organisation, by=writer, now=NOW)
    page = reverse("knowledge:delete_remark", args=[case.pk, said.pk])
    assert signed_in(b.people["administrator"]).post(page).status_code == 404
    assert signed_in(writer).post(page).status_code == 302


def test_f08_filters_answer_to_words_of_the_list_only(worlds: tuple[World, World]) -> None:
    a, _b = worlds
    client, page = signed_in(a.people["member"]), reverse("knowledge:cases")
    odd = {"tema": "labels' OR 1=1", "fase": "x" * 5_000, "udfald": "\0", "organisation": "å", "side": "-1"}
    assert client.get(page, odd).status_code == 200
    assert "Alle ser den A" in client.get(page, {"tema": "labels", "organisation": "municipality"}).content.decode()
    assert "Alle ser den A" not in client.get(page, {"udfald": "nothing"}).content.decode()
