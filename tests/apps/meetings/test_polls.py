"""Polls as they are opened, answered, reminded of and closed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from flok.apps.meetings.actions import delete_meeting, reminding
from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.models import Meeting, Poll, PollBallot, PollOption
from flok.apps.meetings.queries import polls as queries
from flok.apps.members.models import AuditEntry, Organisation, Person, Representation, Status
from flok.apps.members.rules import Viewer
from flok.apps.notices.models import Letter, Notice
from tests.apps.meetings.conftest import LIGHT
from tests.apps.meetings.poll_cases import in_days, new_date_poll, new_proposal, new_theme_poll
from tests.apps.worlds import World, make_world, new_organisation, new_person, signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def other(world: World) -> World:
    return make_world("B", LIGHT)


def options_of(poll: Poll) -> list[str]:
    return [str(key) for key in poll.options.values_list("pk", flat=True)]


def answered(poll: Poll, world: World, words: str, **more: Any) -> PollBallot:
    """`words`: one letter for each option: y, m (if need be), n or - (not answered)."""
    by = {"y": "yes", "m": "if_need_be", "n": "no"}
    said = {option: by[word] for option, word in zip(options_of(poll), words, strict=True) if word != "-"}
    given = {"version": 0, "organisation": world.organisation, "by": world.people["member"], "now": timezone.now()}
    return actions.answer(poll, said, **{**given, **more})


def seen_by(person: Person, poll: Poll) -> queries.PollSeen:
    representation = person.representations.filter(until=None).first()
    found = queries.poll_of(poll.pk)
    assert found is not None
    return queries.seen(found, Viewer(person, representation), timezone.now())


def test_a_poll_stands_as_the_organisations_answer(world: World, other: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "ym-")
    answered(poll, other, "ynn")
    seen = seen_by(world.people["administrator"], poll)
    counts = [
        (one.count.yes, one.count.if_need_be, one.count.no, one.count.unanswered) for one in seen.options if one.count
    ]
    assert counts == [(2, 0, 0, 0), (0, 1, 1, 0), (0, 0, 1, 1)]
    assert [one.leads for one in seen.options] == [True, False, False]
    assert ([one.own for one in seen.options], seen.answered, seen.voters, seen.missing) == (
        ["yes", "if_need_be", ""], 2, 2, (),
    )  # fmt: skip
    assert seen.rows == (
        ("Organisation A (opdigtet)", ("yes", "if_need_be", "")),
        ("Organisation B (opdigtet)", ("yes", "no", "no")),
    )


def test_one_voice_each_a_colleague_answers_in_place_of_another(world: World) -> None:
    poll = new_date_poll(world)
    first = answered(poll, world, "ynn")
    second = answered(poll, world, "nny", version=1, by=world.people["administrator"])
    assert (first.pk, second.version, str(second.by)) == (second.pk, 2, "Administrator A")
    assert PollBallot.objects.filter(poll=poll).count() == 1
    counts = [one.count.yes for one in seen_by(world.people["member"], poll).options if one.count]
    assert counts == [0, 0, 1]


def test_c02_the_same_answer_sent_twice_is_one(world: World) -> None:
    poll = new_date_poll(world)
    ballots = [answered(poll, world, "ymn") for _ in range(2)]
    assert ([one.version for one in ballots], PollBallot.objects.filter(poll=poll).count()) == ([1, 1], 1)
    assert AuditEntry.objects.filter(subject="ballot", detail=str(poll.pk)).count() == 1


def test_c04_an_answer_does_not_overwrite_one_that_was_not_seen(world: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "ynn")
    with pytest.raises(actions.AnsweredMeanwhileError) as meanwhile:
        answered(poll, world, "nny", by=world.people["administrator"])
    assert meanwhile.value.ballot.answers[options_of(poll)[0]] == "yes"
    assert PollBallot.objects.get(poll=poll).version == 1


def test_c05_who_left_the_organisation_meanwhile_does_not_answer_for_it(world: World) -> None:
    poll = new_date_poll(world)
    Representation.objects.filter(person=world.people["member"]).update(until="2026-01-01")
    with pytest.raises(PermissionDenied):
        answered(poll, world, "ynn")


def test_a_paused_member_does_not_answer_and_is_not_awaited(world: World, other: World) -> None:
    poll = new_date_poll(world)
    answered(poll, other, "ynn")
    Organisation.objects.filter(pk=other.organisation.pk).update(status=Status.PAUSED)
    with pytest.raises(PermissionDenied):
        answered(poll, other, "nnn", version=1)
    seen = seen_by(world.people["member"], poll)
    assert (seen.voters, seen.answered, seen.missing) == (1, 0, ("Organisation A (opdigtet)",))


@pytest.mark.parametrize("words", [{}, {"x": "yes"}, {str(uuid.uuid4()): "yes"}])
def test_f08_only_this_polls_options_can_be_answered(world: World, words: dict[str, str]) -> None:
    poll, by = new_date_poll(world), world.people["member"]
    with pytest.raises(ValueError, match="option"):
        actions.answer(poll, words, version=0, organisation=world.organisation, by=by, now=timezone.now())


def test_an_answer_there_is_not_is_refused(world: World) -> None:
    poll, by = new_date_poll(world), world.people["member"]
    with pytest.raises(ValueError, match="perhaps"):
        actions.answer(
            poll,
            {options_of(poll)[0]: "perhaps"},
            version=0,
            organisation=world.organisation,
            by=by,
            now=timezone.now(),
        )


@pytest.mark.parametrize("how", ["deadline", "closed", "called off"])
def test_a_poll_that_ended_takes_no_answer(world: World, how: str) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    now = poll.deadline if how == "deadline" else timezone.now()
    if how == "closed":
        actions.close_poll(poll, poll.options.first().pk, reason="Salen er ledig", by=by, now=now)
    elif how == "called off":
        actions.call_off(poll, reason="Vi venter", by=by, now=now)
    with pytest.raises(actions.PollEndedError):
        answered(poll, world, "ynn", now=now)
    assert PollBallot.objects.filter(poll=poll).count() == 0


def test_d03_the_last_moment_before_the_deadline_counts(world: World) -> None:
    poll = new_date_poll(world)
    assert answered(poll, world, "ynn", now=poll.deadline - timedelta(microseconds=1)).version == 1
    assert poll.last_day == in_days(9).date()


def test_names_hidden_means_counts_when_no_answer_is_awaited_and_never_who(world: World, other: World) -> None:
    poll = new_theme_poll(world, shows_names=False)
    answered(poll, world, "yn")
    leader = new_person("Formand H", is_chair=True)
    before = [seen_by(one, poll) for one in (other.people["member"], leader)]
    assert [([one.count for one in seen.options], seen.rows) for seen in before] == [([None, None], None)] * 2
    assert [seen.missing for seen in before] == [None, ("Organisation B (opdigtet)",)]
    with pytest.raises(actions.NotYetError):
        actions.close_poll(poll, poll.options.first().pk, reason="x", by=leader, now=timezone.now())
    answered(poll, other, "ny")
    after = seen_by(other.people["member"], poll)
    assert ([one.count.yes for one in after.options if one.count], after.rows) == ([1, 1], None)
    assert [one.own for one in after.options] == ["no", "yes"]


def test_all_are_told_and_the_times_go_with_the_mail(world: World, other: World) -> None:
    poll = new_date_poll(world)
    letter = Letter.objects.filter(to=other.people["member"].email).latest("at")
    holds = list(vobject.readOne(letter.calendar).vevent_list)
    assert [(one.uid.value, one.status.value, one.transp.value, one.sequence.value) for one in holds] == [
        (key, "TENTATIVE", "TRANSPARENT", "0") for key in options_of(poll)
    ]
    assert poll.title not in letter.calendar + letter.body


def test_telling_many_asks_for_the_times_once(world: World) -> None:
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as made:
            new_date_poll(world)
        asked.append(sum('"meetings_polloption"."number" ASC' in one["sql"] for one in made.captured_queries))
        for more in range(5):
            new_person(f"Kollega {number}{more}", world.organisation)
    assert asked[0] == asked[1]


def test_the_owner_is_told_once_when_all_have_answered(world: World, other: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "ynn")
    assert Notice.objects.filter(kind="poll", person=poll.owner, at__gte=poll.opened_at).count() == 0
    answered(poll, other, "ynn")
    answered(poll, other, "nnn", version=1)
    assert Notice.objects.filter(kind="poll", person=poll.owner, link=f"/moeder/afstemninger/{poll.pk}/").count() == 1


def test_those_who_have_not_answered_are_reminded_and_only_they(
    world: World, other: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "ynn")
    Notice.objects.all().delete()
    link = f"/moeder/afstemninger/{poll.pk}/"
    found = []
    for before in (4 * DAY, 3 * DAY, 2 * DAY, DAY, -DAY, -2 * DAY):
        moment = poll.deadline - before
        monkeypatch.setattr(reminding.timezone, "now", lambda moment=moment: moment)
        for _ in range(2):
            reminding.look_after_polls()
        found.append(sorted(Notice.objects.filter(link=link).values_list("person__name", flat=True)))
        Notice.objects.all().delete()
    both = ["Administrator B", "Medlem B"]
    assert found == [[], both, [], both, ["Administrator A"], []]


def test_a_poll_over_dates_becomes_a_meeting_under_the_holds_own_id(world: World, other: World) -> None:
    poll = new_date_poll(world)
    answered(poll, world, "nyn")
    chosen = PollOption.objects.get(poll=poll, number=2)
    for _ in range(2):  # c02
        actions.close_poll(poll, chosen.pk, reason="", by=world.people["administrator"], now=timezone.now())
    meeting = Meeting.objects.get(pk=chosen.pk)
    assert (str(meeting), meeting.theme_id, meeting.starts_at, meeting.ends_at, meeting.town, meeting.version) == (
        poll.title, "contract_period", chosen.starts_at, chosen.ends_at, "Fiktrup", 2,
    )  # fmt: skip
    assert [one.text for one in meeting.points.all()] == [
        "Datoen blev valgt ved afstemning: 1 ja, 0 om nødvendigt, 0 nej, 1 ikke svaret."
    ]
    ended = Poll.objects.get(pk=poll.pk)
    assert (ended.state, ended.chosen, ended.reason) == (Poll.State.CLOSED, chosen, "")
    assert ended.voters == [str(world.organisation.pk), str(other.organisation.pk)]
    letter = Letter.objects.filter(to=other.people["member"].email).latest("at")
    events = {
        one.uid.value: (one.status.value, one.sequence.value) for one in vobject.readOne(letter.calendar).vevent_list
    }
    first, second, third = options_of(poll)
    assert events == {first: ("CANCELLED", "1"), second: ("CONFIRMED", "2"), third: ("CANCELLED", "1")}


def test_a_meeting_that_was_deleted_is_not_led_to(world: World) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    answered(poll, world, "nyn")
    chosen = PollOption.objects.get(poll=poll, number=2)
    actions.close_poll(poll, chosen.pk, reason="", by=by, now=timezone.now())
    client, page, link = signed_in(by), f"/moeder/afstemninger/{poll.pk}/", f'href="/moeder/{chosen.pk}/"'
    before = link in client.get(page).content.decode()
    delete_meeting(Meeting.objects.get(pk=chosen.pk), by=by, now=timezone.now())
    assert (before, link in client.get(page).content.decode()) == (True, False)


def test_what_is_even_or_does_not_lead_is_chosen_with_a_reason(world: World, other: World) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    answered(poll, world, "yny")
    answered(poll, other, "yny")
    assert seen_by(by, poll).is_even
    first, second, _third = poll.options.all()
    for option in (first, second):
        with pytest.raises(actions.ReasonNeededError):
            actions.close_poll(poll, option.pk, reason="", by=by, now=timezone.now())
    assert Poll.objects.get(pk=poll.pk).state == Poll.State.OPEN
    ended = actions.close_poll(poll, second.pk, reason="Salen er kun ledig her.", by=by, now=timezone.now())
    assert (ended.chosen, ended.reason) == (second, "Salen er kun ledig her.")


def test_how_it_ended_stands_whoever_joins_or_leaves_afterwards(world: World, other: World) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    answered(poll, world, "ynn")
    actions.close_poll(poll, poll.options.first().pk, reason="", by=by, now=timezone.now())
    before = seen_by(world.people["member"], poll)
    new_organisation("Ny (opdigtet)")
    Organisation.objects.filter(pk=other.organisation.pk).update(status=Status.ENDED)
    after = seen_by(world.people["member"], poll)
    assert (after.rows, after.voters, [one.count for one in after.options]) == (
        before.rows, 2, [one.count for one in before.options],
    )  # fmt: skip


def test_a_theme_that_is_chosen_is_ready_for_a_poll_over_dates(world: World) -> None:
    poll, by = new_theme_poll(world), world.people["administrator"]
    answered(poll, world, "ym")
    ended = actions.close_poll(poll, poll.options.first().pk, reason="", by=by, now=timezone.now())
    following = new_date_poll(world, follows=ended)
    assert (str(ended.chosen), following.follows, Meeting.objects.filter(pk=ended.chosen.pk).exists()) == (
        "Markedsdialog før udbud", ended, False,
    )  # fmt: skip


def test_ended_otherwise_it_is_not_closed_again(world: World) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    for _ in range(2):
        actions.call_off(poll, reason="Vi venter.", by=by, now=timezone.now())
    with pytest.raises(actions.PollEndedError):
        actions.close_poll(poll, poll.options.first().pk, reason="x", by=by, now=timezone.now())
    with pytest.raises(actions.PollEndedError):
        actions.extend(poll, in_days(20), by=by, now=timezone.now())


def test_a_later_deadline_lets_answers_in_again(world: World) -> None:
    poll, late = new_date_poll(world), in_days(11)
    actions.extend(poll, in_days(15, 0), by=world.people["administrator"], now=late)
    assert answered(poll, world, "ynn", now=late).version == 1


@pytest.mark.parametrize("number", [0, 1, 13])
def test_too_few_or_too_many_options_make_no_poll(world: World, number: int) -> None:
    before = Poll.objects.count()
    times = [(in_days(30 + day), in_days(30 + day, 14)) for day in range(number)]
    with pytest.raises(ValueError, match="options"):
        new_date_poll(world, times=times)
    assert Poll.objects.count() == before


def test_a_proposal_taken_back_stays_in_the_poll_it_stands_in(world: World) -> None:
    proposals = [new_proposal(world, "A"), new_proposal(world, "B")]
    poll = new_theme_poll(world, proposals)
    actions.take_back(proposals[0], by=world.people["member"], now=timezone.now())
    assert [str(one) for one in poll.options.all()] == ["A", "B"]
    assert proposals[0] not in queries.proposals()


def test_what_is_stored_of_a_person_is_taken_out_and_forgotten(world: World) -> None:
    poll, member = new_date_poll(world), world.people["member"]
    new_proposal(world, "Seneste forslag")
    answered(poll, world, "ynn")
    stored = queries.polls_of(member)
    assert ([one["title"] for one in stored["proposals"]][-1], [one["poll"] for one in stored["answers"]]) == (
        "Seneste forslag", [poll.title],
    )  # fmt: skip
    actions.forget_voter(member)
    assert (queries.polls_of(member)["answers"], PollBallot.objects.get(poll=poll).organisation) == (
        [],
        world.organisation,
    )
