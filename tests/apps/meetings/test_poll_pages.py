"""Polls through their pages: what members and those who lead the network meet."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.models import Meeting, Poll, PollBallot, Proposal
from tests.apps.meetings.conftest import LIGHT
from tests.apps.meetings.poll_cases import (
    answer_sent,
    date_poll_sent,
    in_days,
    new_date_poll,
    new_proposal,
    new_theme_poll,
    theme_poll_sent,
)
from tests.apps.meetings.test_polls import answered, options_of
from tests.apps.worlds import World, make_world, new_person, signed_in

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


@pytest.fixture
def poll(world: World) -> Poll:
    found: Poll = world.things["date_poll"]
    return found


def address(poll: Poll, word: str = "") -> str:
    return f"/moeder/afstemninger/{poll.pk}/{word}"


def test_a_member_answers_for_the_organisation_and_sees_it_again(member: Client, world: World, poll: Poll) -> None:
    response = member.post(address(poll, "svar/"), answer_sent(world))
    assert response["Location"] == address(poll)
    page = member.get(address(poll))
    assert 'name="answer_3" value="if_need_be" class="form-radio" id="id_answer_3_1" checked' in page.content.decode()
    said = text_of(page)
    assert "Jeres svar er talt med." in said
    assert "1 af 1 organisationer har svaret." in said
    assert "Det seneste svar gælder, uanset hvem af jer der giver det." in said


def test_f07_an_organisation_in_the_form_is_not_the_one_that_answers(member: Client, world: World, poll: Poll) -> None:
    other = make_world("B", LIGHT)
    member.post(address(poll, "svar/"), {**answer_sent(world), "organisation": str(other.organisation.pk)})
    assert [one.organisation for one in PollBallot.objects.filter(poll=poll)] == [world.organisation]


BAD_ANSWERS = {
    "none at all": {"version": "0"},
    "one there is not": {"version": "0", "answer_1": "perhaps"},
    "no version": {"answer_1": "yes"},
    "a version that is none": {"version": "-1", "answer_1": "yes"},
    "another poll's": {"version": "0", "answer_9": "yes"},
}


@pytest.mark.parametrize("what", BAD_ANSWERS)
def test_a_bad_answer_is_said_so_and_not_counted(member: Client, poll: Poll, what: str) -> None:
    response = member.post(address(poll, "svar/"), BAD_ANSWERS[what])
    assert (response.status_code, PollBallot.objects.filter(poll=poll).count()) == (422, 0)


def test_c04_both_colleagues_answers_are_on_the_page(member: Client, world: World, poll: Poll) -> None:
    answered(poll, world, "nny", by=world.people["administrator"])
    response = member.post(address(poll, "svar/"), answer_sent(world))
    page = response.content.decode()
    assert (response.status_code, "En kollega svarede for jer" in page, 'name="version" value="1"' in page) == (
        409, True, True,
    )  # fmt: skip
    assert 'name="answer_1" value="yes" class="form-radio" id="id_answer_1_0" checked' in page
    assert PollBallot.objects.get(poll=poll).answers[options_of(poll)[2]] == "yes"
    again = member.post(address(poll, "svar/"), {**answer_sent(world), "version": "1"})
    assert (again.status_code, PollBallot.objects.get(poll=poll).answers[options_of(poll)[0]]) == (302, "yes")


def test_a_poll_closed_while_one_answers_says_so(member: Client, world: World, poll: Poll) -> None:
    actions.call_off(poll, reason="Vi venter.", by=world.people["administrator"], now=timezone.now())
    response = member.post(address(poll, "svar/"), answer_sent(world))
    said = text_of(response)
    assert (response.status_code, "Afstemningen var slut, før dit svar kom." in said, "Vi venter." in said) == (
        409, True, True,
    )  # fmt: skip


def test_names_are_not_on_the_page_of_a_poll_that_hides_them(world: World) -> None:
    other = make_world("B", LIGHT)
    poll = new_theme_poll(world, shows_names=False)
    answered(poll, world, "yn")
    said = text_of(signed_in(other.people["member"]).get(address(poll)))
    assert "vises, når alle har svaret" in said
    assert world.organisation.name not in said.partition("Sådan står det")[2]


def test_a_tie_is_shown_and_closed_with_a_reason_only(chair: Client, world: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "yny")
    assert text_of(chair.get(address(poll))).count("Står lige") == 2
    page = chair.get(address(poll, "luk/")).content.decode()
    assert (page.count('type="radio"'), " checked" in page) == (3, False)
    chosen = options_of(poll)[2]
    refused = chair.post(address(poll, "luk/"), {"choice": chosen, "reason": ""})
    assert (refused.status_code, "Skriv hvorfor" in text_of(refused)) == (422, True)
    done = chair.post(address(poll, "luk/"), {"choice": chosen, "reason": "Salen er ledig."})
    assert done["Location"] == f"/moeder/{chosen}/"
    ended = text_of(chair.get(address(poll)))
    assert [word in ended for word in ("Salen er ledig.", "Formand F")] == [True, True]


def test_what_leads_alone_is_suggested(chair: Client, world: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "nyn")
    page = chair.get(address(poll, "luk/")).content.decode()
    assert f'value="{options_of(poll)[1]}" class="form-radio" id="id_choice_1" required checked' in page


@pytest.mark.parametrize("words", [{}, {"choice": "x"}, {"choice": str(uuid.uuid4()), "reason": "x"}])
def test_f08_only_an_option_of_the_poll_can_be_chosen(chair: Client, poll: Poll, words: dict[str, str]) -> None:
    response = chair.post(address(poll, "luk/"), words)
    assert (response.status_code, Poll.objects.get(pk=poll.pk).state) == (422, "open")


def test_a_poll_is_closed_once_by_the_first_of_two(chair: Client, world: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "ynn")
    first, second, _third = options_of(poll)
    chair.post(address(poll, "luk/"), {"choice": first, "reason": ""})
    late = chair.post(address(poll, "luk/"), {"choice": second, "reason": "x"}, follow=True)
    assert "Afstemningen var allerede slut." in text_of(late)
    assert [Meeting.objects.filter(pk=key).exists() for key in (first, second)] == [True, False]


def test_from_a_theme_to_a_date(chair: Client, world: World) -> None:
    poll = new_theme_poll(world)
    answered(poll, world, "yn")
    done = chair.post(address(poll, "luk/"), {"choice": options_of(poll)[0], "reason": ""}, follow=True)
    assert f'href="/moeder/afstemninger/dato/?tema={poll.pk}"' in done.content.decode()
    form = chair.get(f"/moeder/afstemninger/dato/?tema={poll.pk}").content.decode()
    assert 'value="Markedsdialog før udbud"' in form
    assert f'name="follows" value="{poll.pk}"' in form
    words = {**date_poll_sent(world), "follows": str(poll.pk)}
    chair.post("/moeder/afstemninger/dato/", words)
    made = Poll.objects.get(pk=words["key"])
    assert (made.follows, made.options.count(), made.shows_names, made.last_day) == (poll, 2, False, in_days(12).date())


def test_c02_the_same_form_sent_twice_opens_one_poll(chair: Client, world: World) -> None:
    for route, words in (("tema", theme_poll_sent(world)), ("dato", date_poll_sent(world))):
        before = Poll.objects.count()
        answers = [chair.post(f"/moeder/afstemninger/{route}/", words)["Location"] for _ in range(2)]
        assert (answers[0], Poll.objects.count() - before) == (answers[1], 1)


REFUSED: dict[str, tuple[dict[str, str | int], str]] = {  # a number: a day so many days from now
    "d01 an hour that does not exist": ({"day_1": "2027-03-28", "starts_1": "02:30"}, "Det tidspunkt findes ikke"),
    "d02 an hour that comes twice": ({"day_1": "2026-10-25", "starts_1": "02:30"}, "Den time kommer to gange"),
    "one time only": ({"day_2": "", "starts_2": "", "ends_2": ""}, "mindst to tidspunkter"),
    "the same time twice": ({"day_2": 30}, "står der to gange"),
    "half a line": ({"ends_2": ""}, "lad hele linjen stå tom"),
    "ends before it begins": ({"ends_1": "09:00"}, "Mødet skal slutte"),
    "a time before the deadline": ({"day_1": 5}, "før svarene er inde"),
    "a deadline in the past": ({"last_day": "2020-01-01"}, "Vælg en dag fra i dag"),
    "a deadline far away": ({"last_day": "2099-01-01"}, "Vælg en dag fra i dag"),
    "a day there is not": ({"day_1": "2027-02-30"}, "form-error"),
    "a year far away": ({"day_1": "9999-12-31"}, "form-error"),
    "24:00": ({"ends_1": "24:00"}, "form-error"),
    "in a place without a town": ({"town": ""}, "hvilken by"),
    "no title": ({"title": ""}, "form-error"),
    "a theme there is not": ({"theme": "guld"}, "form-error"),
    "NUL": ({"title": "a\x00b"}, "form-error"),
    "u02 text turned round": ({"title": "a\u202eb"}, "form-error"),
    "u03 too long": ({"purpose": "x" * 2_001}, "form-error"),
    "a key that is none": ({"key": "1 OR 1=1"}, "key"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_said_beside_the_field_and_no_poll_is_opened(chair: Client, world: World, what: str) -> None:
    words, said = REFUSED[what]
    changed = {name: str(in_days(word).date()) if isinstance(word, int) else word for name, word in words.items()}
    before = Poll.objects.count()
    response = chair.post("/moeder/afstemninger/dato/", {**date_poll_sent(world), **changed})
    assert (response.status_code, said in response.content.decode(), Poll.objects.count()) == (422, True, before)


def test_d02_which_of_the_two_hours_is_asked_and_kept(chair: Client, world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 1, 8, tzinfo=UTC))
    words = {
        **date_poll_sent(world), "last_day": "2026-10-10", "day_1": "2026-10-25", "starts_1": "02:30",
        "starts_1_which": "1", "ends_1": "05:00", "day_2": "2026-10-26",
    }  # fmt: skip
    chair.post("/moeder/afstemninger/dato/", words)
    made = Poll.objects.get(pk=words["key"])
    assert made.options.first().starts_at.isoformat() == "2026-10-25T01:30:00+00:00"


def test_a_deadline_is_moved_to_a_later_day_before_the_first_of_the_times(chair: Client, world: World) -> None:
    poll = new_date_poll(world)
    first = poll.options.order_by("starts_at").first()
    assert first is not None
    assert first.starts_at is not None
    days = (poll.last_day - timedelta(days=1), poll.last_day + timedelta(days=1), first.starts_at.date())
    answers = [chair.post(address(poll, "frist/"), {"last_day": day.isoformat()}).status_code for day in days]
    poll.refresh_from_db()
    assert (answers, poll.last_day) == ([422, 302, 422], days[1])


def test_a_time_that_has_passed_is_not_chosen(chair: Client, world: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "yyy")
    first = poll.options.order_by("starts_at").first()
    assert first is not None
    poll.options.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(days=1))
    response = chair.post(address(poll, "luk/"), {"choice": str(first.pk), "reason": "Den passer bedst."})
    assert (response.status_code, "Det tidspunkt er gået" in text_of(response)) == (422, True)
    assert not Meeting.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize("number", [0, 1, 13])
def test_a_choice_is_between_two_and_twelve(chair: Client, world: World, number: int) -> None:
    chosen = [str(new_proposal(world, f"Forslag {one}").pk) for one in range(number)]
    before = Poll.objects.count()
    response = chair.post("/moeder/afstemninger/tema/", {**theme_poll_sent(world), "chosen": chosen})
    assert (response.status_code, Poll.objects.count()) == (422, before)


def test_a_proposal_is_seen_by_the_network_and_can_be_taken_back(member: Client, world: World) -> None:
    words = {
        "key": str(uuid.uuid4()),
        "title": "<script>alert(1)</script>",
        "why": "Vi ved for lidt.",
        "theme": "other",
    }
    for _ in range(2):  # c02
        member.post("/moeder/afstemninger/forslag/", words)
    other = signed_in(new_person("Nabo", make_world("B", LIGHT).organisation))
    page = other.get("/moeder/afstemninger/").content.decode()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;</h3>") == 1
    made = f"/moeder/afstemninger/forslag/{words['key']}/tag-tilbage/"
    assert other.post(made).status_code == 404
    member.post(made)
    assert "alert(1)" not in other.get("/moeder/afstemninger/").content.decode()


def test_a_product_category_is_pointed_to_its_goal_and_proposed_only_if_one_insists(member: Client) -> None:
    words = {"key": str(uuid.uuid4()), "title": "Fødevarer", "why": "Vi køber mange.", "theme": "other"}
    refused = member.post("/moeder/afstemninger/forslag/", words)
    said = text_of(refused)
    assert (refused.status_code, "Mål 1: Fødevarer." in said, Proposal.objects.filter(pk=words["key"]).exists()) == (
        422, True, False,
    )  # fmt: skip
    member.post("/moeder/afstemninger/forslag/", {**words, "anyway": "on"})
    assert Proposal.objects.filter(pk=words["key"]).exists()


@pytest.mark.parametrize(
    "words",
    [{"title": "a\x00b"}, {"title": "a\u200bb"}, {"title": "x" * 151}, {"why": ""}, {"theme": "x"}, {"key": "x"}],
)
def test_a_bad_proposal_is_not_kept(member: Client, words: dict[str, str]) -> None:
    before = Proposal.objects.count()
    sent = {"key": str(uuid.uuid4()), "title": "Markedsdialog", "why": "Fordi.", "theme": "other", **words}
    assert member.post("/moeder/afstemninger/forslag/", sent).status_code == 422
    assert Proposal.objects.count() == before


def test_the_list_says_what_waits_for_an_answer(member: Client, world: World) -> None:
    poll = world.things["date_poll"]
    assert f'href="/moeder/afstemninger/{poll.pk}/">Svar' in member.get("/moeder/afstemninger/").content.decode()
    answered(poll, world, "ynn")
    said = text_of(member.get("/moeder/afstemninger/"))
    assert "1 organisation har svaret I har svaret." in said


def test_one_who_leads_without_an_organisation_reads_and_closes_but_has_no_voice(world: World, poll: Poll) -> None:
    leader = signed_in(new_person("Koordinator U", is_coordinator=True))
    page = leader.get(address(poll))
    assert (page.status_code, "Send svaret" in text_of(page)) == (200, False)
    assert leader.post(address(poll, "svar/"), answer_sent(world)).status_code == 403
