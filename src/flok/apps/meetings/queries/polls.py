"""Reading of polls: how each stands, as far as names may be shown, and who is to be told."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q, QuerySet

from flok.apps.meetings.models import Meeting, Poll, PollBallot, PollOption, Proposal
from flok.apps.meetings.rules import arranges_meetings, shows_counts
from flok.apps.members.models import Organisation, Person, Status
from flok.apps.members.rules import Viewer
from flok.domain.polls import Answer, Ballot, Count, count, leading, missing


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option and its count (None while it is not shown); `own`: what the viewer's organisation answers."""

    option: PollOption
    count: Count | None
    leads: bool
    own: str


@dataclass(frozen=True, slots=True)
class PollSeen:
    """A poll as a viewer may see it. `missing`: names of who has not answered, and `rows` who answers what, or None
    where the names are not shown to this viewer.
    """

    poll: Poll
    options: tuple[OptionSeen, ...]
    voters: int
    answered: int
    missing: tuple[str, ...] | None
    rows: tuple[tuple[str, tuple[str, ...]], ...] | None
    own: PollBallot | None

    @property
    def is_even(self) -> bool:
        return sum(one.leads for one in self.options) > 1

    @property
    def all_answered(self) -> bool:
        return self.answered == self.voters > 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted of a poll, with all names: for actions and for `seen`, never for a page as it is."""

    options: tuple[PollOption, ...]
    ballots: tuple[PollBallot, ...]
    voters: tuple[Organisation, ...]
    counts: tuple[Count, ...]
    missing: tuple[Organisation, ...]


def proposals() -> QuerySet[Proposal]:
    """Those that stand, newest first."""
    return Proposal.objects.filter(withdrawn_at=None).select_related("theme", "organisation", "by")


def open_polls(organisation: Organisation | None = None) -> QuerySet[Poll]:
    """The one whose deadline comes first, first; each with `given`, how many members have answered, and `is_answered`,
    whether this organisation has.
    """
    by_members = Number("ballots", filter=Q(ballots__organisation__status=Status.MEMBER))
    found = Poll.objects.filter(state=Poll.State.OPEN).order_by("deadline", "id")
    return found.annotate(given=by_members, is_answered=Exists(_own(organisation)))


def _own(organisation: Organisation | None) -> QuerySet[PollBallot]:
    return PollBallot.objects.filter(poll=OuterRef("pk"), organisation=organisation)


def ended_polls() -> QuerySet[Poll]:
    """Latest first, with what was chosen."""
    return Poll.objects.exclude(state=Poll.State.OPEN).select_related("chosen__proposal").order_by("-ended_at", "id")


def unanswered_polls(viewer: Viewer, now: datetime) -> QuerySet[Poll]:
    """Open polls that the viewer's organisation may still answer and has not. One query."""
    found = open_polls(viewer.organisation).filter(deadline__gt=now)
    return found.filter(~Exists(_own(viewer.organisation))) if viewer.may_write else found.none()


def poll_of(key: uuid.UUID) -> Poll | None:
    found = Poll.objects.select_related("theme", "owner", "ended_by", "chosen__proposal", "follows")
    return found.filter(pk=key).first()


def seen(poll: Poll, viewer: Viewer, now: datetime) -> PollSeen:
    """How a poll stands for a viewer. Three queries."""
    stands = standing_of(poll)
    own = next((one for one in stands.ballots if one.organisation_id == _key(viewer.organisation)), None)
    all_answered = not stands.missing
    counted = shows_counts(poll, all_answered=all_answered, now=now)
    leaders = {one.option for one in leading(stands.counts)} if counted else set()
    options = tuple(
        OptionSeen(
            option, one if counted else None, one.option in leaders, own.answers.get(one.option, "") if own else ""
        )
        for option, one in zip(stands.options, stands.counts, strict=True)
    )
    return PollSeen(
        poll=poll,
        options=options,
        voters=len(stands.voters),
        answered=len(stands.voters) - len(stands.missing),
        missing=_names(stands.missing) if poll.shows_names or arranges_meetings(viewer) else None,
        rows=_rows(stands) if poll.shows_names else None,
        own=own,
    )


def has_its_meeting(poll: Poll) -> bool:
    """Whether the meeting that a poll over dates chose is still there."""
    chosen = poll.chosen_id if poll.is_about_dates else None
    return chosen is not None and Meeting.objects.filter(pk=chosen).exists()


def standing_of(poll: Poll) -> Standing:
    """Counted as it stands now, or as it stood when it ended. Three queries."""
    options, ballots, voters = tuple(options_of(poll)), tuple(poll.ballots.select_related("by")), tuple(voters_of(poll))
    keys = [str(one.pk) for one in options]
    said = [Ballot(str(one.organisation_id), _answers(one, keys)) for one in ballots]
    by_key = {str(one.pk): one for one in voters}
    return Standing(
        options=options,
        ballots=ballots,
        voters=voters,
        counts=count(keys, said, by_key),
        missing=tuple(by_key[one] for one in missing(keys, said, tuple(by_key))),
    )


def options_of(poll: Poll) -> QuerySet[PollOption]:
    return PollOption.objects.filter(poll=poll).select_related("proposal__organisation", "poll")


def voters_of(poll: Poll) -> QuerySet[Organisation]:
    """Members (not paused ones); of a poll that has ended, those who were members then. By name."""
    if poll.voters is None:
        return Organisation.objects.filter(status=Status.MEMBER)
    return Organisation.objects.filter(pk__in=poll.voters)


def people_of(organisations: Sequence[Organisation]) -> QuerySet[Person]:
    """All who represent one of these now."""
    found = Person.objects.filter(is_active=True, erased_at=None, representations__until=None)
    return found.filter(representations__organisation__in=organisations).distinct()


def _key(organisation: Organisation | None) -> uuid.UUID | None:
    return organisation.pk if organisation else None


def _answers(ballot: PollBallot, keys: Sequence[str]) -> dict[str, Answer]:
    return {option: Answer(answer) for option, answer in ballot.answers.items() if option in keys}


def _names(organisations: Iterable[Organisation]) -> tuple[str, ...]:
    return tuple(one.name for one in organisations)


def _rows(stands: Standing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said = {one.organisation_id: one.answers for one in stands.ballots}
    return tuple(
        (one.name, tuple(said[one.pk].get(str(option.pk), "") for option in stands.options))
        for one in stands.voters
        if one not in stands.missing
    )


def polls_of(person: Person) -> dict[str, list[dict[str, str]]]:
    """What is stored of a person here, as plain data."""
    proposed = Proposal.objects.filter(by=person).order_by("at")
    answered = PollBallot.objects.filter(by=person).select_related("poll").order_by("at")
    return {
        "proposals": [{"at": one.at.isoformat(), "title": one.title, "why": one.why} for one in proposed],
        "answers": [{"at": one.at.isoformat(), "poll": one.poll.title} for one in answered],
    }
