"""Answers and closings that come at the same instant, each from a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from flok.apps.meetings.actions import polls as actions
from flok.apps.meetings.models import Meeting, Poll, PollBallot
from flok.apps.meetings.queries.polls import standing_of
from tests.apps.meetings.poll_cases import new_date_poll
from tests.apps.meetings.test_polls import answered, options_of
from tests.apps.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*things: Callable[[], Any]) -> list[Any]:
    """What each gives or raises, all begun together."""
    gate, found = threading.Barrier(len(things)), [None] * len(things)

    def run(number: int, do: Callable[[], Any]) -> None:
        gate.wait(timeout=20)
        try:
            found[number] = do()
        except Exception as error:
            found[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def test_c01_two_colleagues_at_once_are_one_voice_and_the_other_is_told(world: World) -> None:
    for _ in range(ROUNDS):
        poll = new_date_poll(world)
        found = at_once(
            lambda poll=poll: answered(poll, world, "ynn"),
            lambda poll=poll: answered(poll, world, "nny", by=world.people["administrator"]),
        )
        assert sorted(type(one).__name__ for one in found) == ["AnsweredMeanwhileError", "PollBallot"]
        kept = next(one for one in found if isinstance(one, PollBallot))
        assert list(PollBallot.objects.filter(poll=poll).values_list("answers", "version")) == [(kept.answers, 1)]


def test_c02_the_same_answer_twice_at_once_is_one(world: World) -> None:
    for _ in range(ROUNDS):
        poll = new_date_poll(world)
        found = at_once(*[lambda poll=poll: answered(poll, world, "ynn")] * 3)
        assert [type(one).__name__ for one in found] == ["PollBallot"] * 3
        assert PollBallot.objects.filter(poll=poll).count() == 1


def test_a_poll_closed_while_one_answers_counts_the_answer_or_refuses_it(world: World) -> None:
    by = world.people["administrator"]
    for _ in range(ROUNDS):
        poll = new_date_poll(world)
        option = poll.options.first()
        found = at_once(
            lambda poll=poll: answered(poll, world, "ynn"),
            lambda poll=poll, option=option: actions.close_poll(
                poll, option.pk, reason="Salen er ledig", by=by, now=timezone.now()
            ),
        )
        was_counted = isinstance(found[0], PollBallot)
        assert was_counted or isinstance(found[0], actions.PollEndedError)
        assert isinstance(found[1], Poll)
        assert [one.yes for one in standing_of(found[1]).counts] == [int(was_counted), 0, 0]


def test_a_poll_closed_twice_at_once_makes_one_meeting(world: World) -> None:
    poll, by = new_date_poll(world), world.people["administrator"]
    answered(poll, world, "yyn")
    before = Meeting.objects.count()
    found = at_once(
        *[
            lambda option=option: actions.close_poll(poll, option.pk, reason="x", by=by, now=timezone.now())
            for option in list(poll.options.all())[:2]
        ]
    )
    assert sorted(type(one).__name__ for one in found) == ["Poll", "PollEndedError"]
    ended = Poll.objects.get(pk=poll.pk)
    assert (Meeting.objects.count(), Meeting.objects.filter(pk=ended.chosen_id).exists()) == (before + 1, True)
    assert str(ended.chosen_id) in options_of(poll)
