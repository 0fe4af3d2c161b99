"""From ballots to counts: one voice per organisation, and what is unanswered stays unanswered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter (an organisation) answers: option → answer. An option left out is not answered."""

    voter: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Count:
    """How many voters answered what to one option. The four add up to those who may vote."""

    option: str
    yes: int
    if_need_be: int
    no: int
    unanswered: int

    @property
    def possible(self) -> int:
        """Those for whom it can be: yes, or if need be."""
        return self.yes + self.if_need_be


def count(options: Sequence[str], ballots: Iterable[Ballot], voters: Iterable[str]) -> tuple[Count, ...]:
    """One count per option, in the options' order. Ballots of others than `voters` do not count.

    Raises ValueError for two ballots of one voter, and for an option named twice.
    """
    if len(set(options)) != len(options):
        raise ValueError("an option is named twice")
    entitled = frozenset(voters)
    counted = _of_each(ballots, entitled)
    return tuple(_count(option, counted, len(entitled)) for option in options)


def missing(options: Sequence[str], ballots: Iterable[Ballot], voters: Sequence[str]) -> tuple[str, ...]:
    """The voters who have answered none of the options, in the voters' order.

    A ballot that answers some of them is an answer: who leaves a time open has been there and is not reminded again.
    Raises ValueError for two ballots of one voter.
    """
    given = _of_each(ballots, frozenset(voters))
    there = {voter for voter, ballot in given.items() if any(option in ballot.answers for option in options)}
    return tuple(voter for voter in voters if voter not in there)


def _of_each(ballots: Iterable[Ballot], voters: frozenset[str]) -> dict[str, Ballot]:
    given: dict[str, Ballot] = {}
    for ballot in ballots:
        if ballot.voter in given:
            raise ValueError("two ballots of one voter")
        if ballot.voter in voters:
            given[ballot.voter] = ballot
    return given


def _count(option: str, ballots: Mapping[str, Ballot], voters: int) -> Count:
    answers = Counter(ballot.answers[option] for ballot in ballots.values() if option in ballot.answers)
    unanswered = voters - answers.total()
    return Count(option, answers[Answer.YES], answers[Answer.IF_NEED_BE], answers[Answer.NO], unanswered)
