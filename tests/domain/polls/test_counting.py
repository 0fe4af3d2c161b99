from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flok.domain.polls import Answer, Ballot, Count, count, missing

YES, MAYBE, NO = Answer.YES, Answer.IF_NEED_BE, Answer.NO
OPTIONS = ("tir", "ons", "tor")
VOTERS = ("Fiktrup", "Tørsted", "Opdigtet Region", "Udfunden Forsyning")
BALLOTS = (
    Ballot("Fiktrup", {"tir": YES, "ons": NO}),
    Ballot("Tørsted", {"tir": MAYBE, "ons": YES, "tor": NO}),
    Ballot("Opdigtet Region", {}),
    Ballot("Leverandøren", {"tir": YES, "ons": YES, "tor": YES}),
)

answers = st.dictionaries(st.sampled_from(OPTIONS), st.sampled_from(Answer))
ballots = st.lists(
    st.builds(Ballot, st.sampled_from((*VOTERS, "fremmed")), answers), unique_by=lambda one: one.voter, max_size=5
)


def test_each_option_is_counted_and_what_is_unanswered_is_neither_yes_nor_no() -> None:
    assert count(OPTIONS, BALLOTS, VOTERS) == (
        Count("tir", 1, 1, 0, 2),
        Count("ons", 1, 0, 1, 2),
        Count("tor", 0, 0, 1, 3),
    )


def test_who_has_not_answered_stands_in_the_voters_order() -> None:
    assert missing(OPTIONS, BALLOTS, VOTERS) == ("Opdigtet Region", "Udfunden Forsyning")


def test_a_ballot_on_options_that_are_gone_is_no_answer() -> None:
    assert missing(("tor",), BALLOTS[:1], VOTERS[:1]) == ("Fiktrup",)


@pytest.mark.parametrize("count_or_missing", [count, missing])
def test_c02_two_ballots_of_one_voter_are_refused(count_or_missing: object) -> None:
    twice = (Ballot("Fiktrup", {"tir": YES}), Ballot("Fiktrup", {"tir": NO}))
    with pytest.raises(ValueError, match="two ballots"):
        count_or_missing(OPTIONS, twice, VOTERS)  # type: ignore[operator]


def test_an_option_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        count(("tir", "tir"), (), VOTERS)


@given(ballots, st.randoms())
def test_the_order_of_ballots_and_voters_does_not_matter(given_ballots: list[Ballot], chance: object) -> None:
    shuffled, voters = list(given_ballots), list(VOTERS)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(voters)  # type: ignore[attr-defined]
    assert count(OPTIONS, shuffled, voters) == count(OPTIONS, given_ballots, VOTERS)


@given(ballots)
def test_counts_do_not_tell_who_answered(given_ballots: list[Ballot]) -> None:
    """Anonymity: the same answers under other names count the same."""
    renamed = {name: name[::-1] for name in (*VOTERS, "fremmed")}
    others = [Ballot(renamed[one.voter], one.answers) for one in given_ballots]
    assert count(OPTIONS, others, [renamed[name] for name in VOTERS]) == count(OPTIONS, given_ballots, VOTERS)


@given(ballots)
def test_the_four_counts_add_up_to_those_who_may_vote(given_ballots: list[Ballot]) -> None:
    for one in count(OPTIONS, given_ballots, VOTERS):
        assert one.yes + one.if_need_be + one.no + one.unanswered == len(VOTERS)


@given(ballots)
def test_who_may_not_vote_changes_nothing(given_ballots: list[Ballot]) -> None:
    own = [one for one in given_ballots if one.voter in VOTERS]
    assert count(OPTIONS, given_ballots, VOTERS) == count(OPTIONS, own, VOTERS)
    assert missing(OPTIONS, given_ballots, VOTERS) == missing(OPTIONS, own, VOTERS)


@given(ballots)
def test_options_are_counted_apart_from_each_other(given_ballots: list[Ballot]) -> None:
    """What else is on the list changes no option's count."""
    assert tuple(count((option,), given_ballots, VOTERS)[0] for option in OPTIONS) == count(
        OPTIONS, given_ballots, VOTERS
    )
