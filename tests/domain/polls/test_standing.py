from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.polls import Answer, Ballot, Count, count, leading, needs_reason, standing
from tests.domain.polls.test_counting import OPTIONS, VOTERS, ballots

TUE, WED, THU = Count("tir", 3, 1, 0, 0), Count("ons", 1, 3, 0, 0), Count("tor", 1, 2, 1, 0)


def place(option: str, given_ballots: list[Ballot]) -> int:
    """How many options stand before this one or even with it, itself left out."""
    ranks = standing(count(OPTIONS, given_ballots, VOTERS))
    at = next(number for number, even in enumerate(ranks) if option in {one.option for one in even})
    return sum(len(even) for even in ranks[: at + 1]) - 1


def test_first_what_most_can_live_with_then_what_most_want() -> None:
    assert standing([THU, WED, TUE]) == ((TUE,), (WED,), (THU,))


def test_even_options_stand_together_in_the_order_they_were_given() -> None:
    other = Count("fre", 3, 1, 0, 0)
    assert standing([WED, other, TUE]) == ((other, TUE), (WED,))
    assert leading([WED, other, TUE]) == (other, TUE)


def test_nothing_leads_where_nobody_can_live_with_any() -> None:
    assert leading([Count("tir", 0, 0, 4, 0), Count("ons", 0, 0, 0, 4)]) == ()
    assert leading([]) == ()


def test_only_the_one_that_leads_alone_is_chosen_without_a_reason() -> None:
    assert [needs_reason(one.option, [TUE, WED, THU]) for one in (TUE, WED, THU)] == [False, True, True]
    even = [TUE, Count("fre", 3, 1, 0, 0)]
    assert [needs_reason(one.option, even) for one in even] == [True, True]
    assert needs_reason("tir", [Count("tir", 0, 0, 4, 0)])


def test_what_is_not_an_option_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="not an option"):
        needs_reason("søn", [TUE])


@given(ballots, st.sampled_from(VOTERS), st.sampled_from(OPTIONS))
def test_a_better_answer_never_lowers_an_option(given_ballots: list[Ballot], voter: str, option: str) -> None:
    before = place(option, given_ballots)
    for better in (Answer.IF_NEED_BE, Answer.YES):
        changed = {one.voter: dict(one.answers) for one in given_ballots}
        own = changed.setdefault(voter, {})
        own[option] = max(better, own.get(option, better), key=[Answer.NO, Answer.IF_NEED_BE, Answer.YES].index)
        assert place(option, [Ballot(one, answers) for one, answers in changed.items()]) <= before


@given(ballots, st.sampled_from(VOTERS), st.sampled_from(OPTIONS))
def test_leaving_open_counts_as_much_as_a_no(given_ballots: list[Ballot], voter: str, option: str) -> None:
    """An option is not lifted by staying silent, nor by saying no: unknown is not yes."""
    with_no = {one.voter: dict(one.answers) for one in given_ballots}
    with_no.setdefault(voter, {})[option] = Answer.NO
    without = {name: {k: v for k, v in own.items() if (name, k) != (voter, option)} for name, own in with_no.items()}
    ranks = [
        [
            [one.option for one in even]
            for even in standing(count(OPTIONS, [Ballot(*one) for one in all_.items()], VOTERS))
        ]
        for all_ in (with_no, without)
    ]
    assert ranks[0] == ranks[1]


@given(ballots)
def test_every_option_stands_once(given_ballots: list[Ballot]) -> None:
    ranks = standing(count(OPTIONS, given_ballots, VOTERS))
    assert sorted(one.option for even in ranks for one in even) == sorted(OPTIONS)
    assert [(even[0].possible, even[0].yes) for even in ranks] == sorted(
        {(one.possible, one.yes) for even in ranks for one in even}, reverse=True
    )
