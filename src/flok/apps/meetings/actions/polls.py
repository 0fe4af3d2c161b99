"""Proposing themes, opening polls, answering and closing them.

Who may: any member proposes and answers for their organisation, those who lead the network open and close; the pages
ask first. What a page cannot know (the poll was closed a moment ago, a colleague answered) is asked here, under a lock
on the poll.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.knowledge.models import Theme
from flok.apps.meetings.actions.meetings import call_meeting
from flok.apps.meetings.actions.outcome import decide
from flok.apps.meetings.models import Poll, PollBallot, PollOption, Proposal
from flok.apps.meetings.queries import calendars
from flok.apps.meetings.queries.polls import people_of, standing_of
from flok.apps.meetings.rules import FEWEST_OPTIONS, MOST_OPTIONS, shows_counts
from flok.apps.members import audit
from flok.apps.members.models import Organisation, Person, Representation, Status
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.actions import tell
from flok.domain.polls import Answer, Count, needs_reason

KIND = "poll"  # the kind of notice


class PollEndedError(Exception):
    """The poll takes no more answers: it is closed or called off, or its deadline has passed. Nothing was written."""


class AnsweredMeanwhileError(Exception):
    """A colleague answered after this form was opened; nothing was written. `ballot`: what they answered."""

    def __init__(self, ballot: PollBallot) -> None:
        super().__init__()
        self.ballot = ballot


class ReasonNeededError(Exception):
    """The choice is even with others or does not lead, and no reason is given."""


class NotYetError(Exception):
    """A poll that hides names is closed when all have answered or its deadline has passed, and not before."""


@in_transaction
def propose(
    key: uuid.UUID, *, theme: Theme, title: str, why: str, organisation: Organisation, by: Person, now: datetime
) -> Proposal:
    """A theme the network might meet about. `key` is made with the form: the same form sent twice gives one."""
    given = {"theme": theme, "title": title, "why": why, "organisation": organisation, "by": by, "at": now}
    proposal, is_new = Proposal.objects.get_or_create(pk=key, defaults=given)
    if is_new:
        audit.note(audit.Act.ADD, "proposal", by=by, now=now, organisation=organisation, detail=str(key))
    return proposal


@in_transaction
def take_back(proposal: Proposal, *, by: Person, now: datetime) -> None:
    """It can be chosen no more. A poll it already stands in keeps it."""
    if Proposal.objects.filter(pk=proposal.pk, withdrawn_at=None).update(withdrawn_at=now):
        audit.note(audit.Act.CHANGE, "proposal", by=by, now=now, detail=f"{proposal.pk} withdrawn")


@in_transaction
def open_theme_poll(
    key: uuid.UUID, *, title: str, proposals: Sequence[Proposal], deadline: datetime, shows_names: bool, by: Person,
    now: datetime,
) -> Poll:  # fmt: skip
    """Let the members choose between proposals. Raises ValueError for too few or too many of them."""
    fields = {"kind": Poll.Kind.THEME, "title": title, "shows_names": shows_names, "deadline": deadline}
    return _open(key, fields, [{"proposal": one} for one in proposals], by, now)


@in_transaction
def open_date_poll(
    key: uuid.UUID, *, meeting: Mapping[str, Any], times: Sequence[tuple[datetime, datetime]], deadline: datetime,
    shows_names: bool, by: Person, now: datetime, follows: Poll | None = None,
) -> Poll:  # fmt: skip
    """Let the members choose between times (begins, ends) for a meeting.

    `meeting`: title, theme, purpose, form and town of the meeting to be. `follows`: the poll that chose its theme.
    Raises ValueError for too few or too many times.
    """
    said = {name: meeting[name] for name in ("title", "theme", "purpose", "form", "town")}
    fields = {"kind": Poll.Kind.DATE, "shows_names": shows_names, "deadline": deadline, "follows": follows, **said}
    options = [{"starts_at": starts, "ends_at": ends} for starts, ends in sorted(times)]
    return _open(key, fields, options, by, now)


def _open(
    key: uuid.UUID, fields: Mapping[str, Any], options: Sequence[Mapping[str, Any]], by: Person, now: datetime
) -> Poll:
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise ValueError("too few or too many options")
    poll, is_new = Poll.objects.get_or_create(pk=key, defaults={**fields, "owner": by, "opened_at": now})
    if not is_new:
        return poll
    for number, one in enumerate(options, 1):
        PollOption.objects.create(poll=poll, number=number, **one)
    audit.note(audit.Act.ADD, "poll", by=by, now=now, detail=str(key))
    _tell_all(poll, gettext_lazy("The network asks your organisation: a poll is open"), by, now)
    return poll


@in_transaction
def answer(
    poll: Poll, answers: Mapping[str, str], *, version: int, organisation: Organisation, by: Person, now: datetime
) -> PollBallot:
    """What an organisation answers, in place of what it has answered before. `answers`: option id → Answer.

    `version`: that of the ballot the form was filled from (0: none). The same answers sent twice are one answer.
    Raises PollEndedError, AnsweredMeanwhileError, PermissionDenied where `by` does not represent a member any more, and
    ValueError for an option or an answer there is not, and for none at all.
    """
    latest = _locked(poll)
    if not latest.takes_answers(now):
        raise PollEndedError
    represents = Representation.objects.filter(person=by, organisation=organisation, until=None)
    if not represents.filter(organisation__status=Status.MEMBER).exists():
        raise PermissionDenied
    known = {str(key) for key in latest.options.values_list("pk", flat=True)}
    if not answers or not set(answers) <= known:
        raise ValueError("no answer, or not an option of this poll")
    said = {option: Answer(one).value for option, one in answers.items()}
    ballot = PollBallot.objects.filter(poll=latest, organisation=organisation).first()
    if ballot is not None and ballot.answers == said:
        return ballot
    if (ballot.version if ballot else 0) != version:
        raise AnsweredMeanwhileError(ballot or PollBallot(poll=latest, organisation=organisation))
    ballot = ballot or PollBallot(poll=latest, organisation=organisation)
    ballot.answers, ballot.by, ballot.at, ballot.version = said, by, now, version + 1
    ballot.save()
    audit.note(audit.Act.CHANGE, "ballot", by=by, now=now, organisation=organisation, detail=str(poll.pk))
    _tell_when_all_have(latest, now)
    return ballot


def _tell_when_all_have(poll: Poll, now: datetime) -> None:
    if poll.all_answered_at is not None or standing_of(poll).missing:
        return
    poll.all_answered_at = now
    poll.save(update_fields=["all_answered_at"])
    tell_owner(poll, gettext_lazy("All organisations have answered your poll"), now)


@in_transaction
def extend(poll: Poll, deadline: datetime, *, by: Person, now: datetime) -> Poll:
    """A later deadline, from which reminders are reckoned anew. Raises PollEndedError where it is closed."""
    latest = _locked(poll)
    if latest.state != Poll.State.OPEN:
        raise PollEndedError
    latest.deadline, latest.deadline_told_at = deadline, None
    latest.save(update_fields=["deadline", "deadline_told_at"])
    audit.note(audit.Act.CHANGE, "poll", by=by, now=now, detail=f"{poll.pk} deadline")
    return latest


@in_transaction
def close_poll(poll: Poll, choice: uuid.UUID, *, reason: str, by: Person, now: datetime) -> Poll:
    """End a poll with a choice. Of a poll over dates a meeting is made, under the id of the chosen time.

    Raises ReasonNeededError where the choice is even with others or does not lead, NotYetError, PollEndedError where it
    has been ended otherwise, and ValueError for an option there is not. The same choice again changes nothing.
    """
    latest = _locked(poll)
    if latest.state == Poll.State.CLOSED and latest.chosen_id == choice:
        return latest
    if latest.state != Poll.State.OPEN:
        raise PollEndedError
    stands = standing_of(latest)
    if not shows_counts(latest, all_answered=not stands.missing, now=now):
        raise NotYetError
    if needs_reason(str(choice), stands.counts) and not reason:
        raise ReasonNeededError
    latest.chosen = next(one for one in stands.options if one.pk == choice)
    _end(latest, Poll.State.CLOSED, stands.voters, reason, by, now)
    if latest.is_about_dates:
        counted = next(one for one in stands.counts if one.option == str(choice))
        _make_meeting(latest, latest.chosen, counted, by=by, now=now)
        text = gettext_lazy("The date of a meeting is decided")
    else:
        text = gettext_lazy("The theme of a meeting is decided")
    _tell_all(latest, text, by, now)
    return latest


@in_transaction
def call_off(poll: Poll, *, reason: str, by: Person, now: datetime) -> Poll:
    """End a poll without a choice. Raises PollEndedError where it has been closed."""
    latest = _locked(poll)
    if latest.state == Poll.State.CALLED_OFF:
        return latest
    if latest.state != Poll.State.OPEN:
        raise PollEndedError
    _end(latest, Poll.State.CALLED_OFF, standing_of(latest).voters, reason, by, now)
    _tell_all(latest, gettext_lazy("A poll is called off"), by, now)
    return latest


@in_transaction
def forget_voter(person: Person) -> None:
    """What an organisation answers is its own and stays; who filled it in goes. Proposals stay, without a name."""
    PollBallot.objects.filter(by=person).update(by=None)


def tell_owner(poll: Poll, text: Any, now: datetime) -> None:
    """A notice to the one who opened the poll, whatever they did themselves."""
    if poll.owner is not None:
        tell([poll.owner], KIND, text, link=_address(poll), by=None, now=now, about=poll.title)


def tell_people(poll: Poll, organisations: Sequence[Organisation], text: Any, by: Person | None, now: datetime) -> None:
    """A notice to all who represent these organisations; with the mails go the times of a poll over dates."""
    times = cache(lambda language: calendars.holds_text(poll, now))  # the same for all who read the same language
    tell(
        people_of(organisations), KIND, text, link=_address(poll), by=by, now=now, about=poll.title,
        calendar=lambda person: times(person.language),
    )  # fmt: skip


def _tell_all(poll: Poll, text: Any, by: Person, now: datetime) -> None:
    tell_people(poll, standing_of(poll).voters, text, by, now)


def _address(poll: Poll) -> str:
    return reverse("meetings:poll", args=[poll.pk])


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update().get(pk=poll.pk)


def _end(poll: Poll, state: str, voters: Sequence[Organisation], reason: str, by: Person, now: datetime) -> None:
    poll.state, poll.reason, poll.ended_by, poll.ended_at = state, reason, by, now
    poll.voters = [str(one.pk) for one in voters]
    poll.save()
    audit.note(audit.Act.CHANGE, "poll", by=by, now=now, detail=f"{poll.pk} {state}")


def _make_meeting(poll: Poll, option: PollOption, counted: Count, *, by: Person, now: datetime) -> None:
    fields = {
        "theme": poll.theme, "title": poll.title, "purpose": poll.purpose, "starts_at": option.starts_at,
        "ends_at": option.ends_at, "form": poll.form, "town": poll.town, "venue": "", "online_address": "",
        "places": None,
    }  # fmt: skip
    meeting = call_meeting(option.pk, fields, by=by, now=now)
    with translation.override(settings.LANGUAGE_CODE):  # minutes are in the network's language
        text = _("The date was chosen by poll: %(yes)d yes, %(perhaps)d if need be, %(no)d no, %(open)d not answered.")
        said = text % {
            "yes": counted.yes, "perhaps": counted.if_need_be, "no": counted.no, "open": counted.unanswered,
        }  # fmt: skip
    decide(meeting, f"{said} {poll.reason}".strip(), by=by, now=now)
