"""What members fill in about proposals and polls, and those who lead the network about a poll's beginning and end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.knowledge.queries import themes
from flok.apps.meetings.forms.clocks import clock_field, day_field
from flok.apps.meetings.models import Place, Poll, PollBallot, Proposal
from flok.apps.meetings.queries.polls import OptionSeen, PollSeen, proposals
from flok.apps.meetings.rules import FEWEST_OPTIONS, HERE, MOST_OPTIONS, moments
from flok.apps.members.fields import Line, Prose
from flok.domain.pogi import goal_for
from flok.domain.polls import needs_reason

LONGEST = timedelta(days=120)  # a poll is open
_NO_ANSWER = ""
ANSWERS = [("yes", _("Yes")), ("if_need_be", _("If need be")), ("no", _("No")), (_NO_ANSWER, _("Don't know yet"))]


class ProposalForm(forms.Form):
    """A theme one would have the network meet about. `goal`: the POGI goal it belongs to, where it is a category."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = Line(label=_("What should we meet about?"), max_length=150)
    why = Line(
        label=_("Why?"), max_length=300, help_text=_("One line: what could we do afterwards that we cannot do now?")
    )
    theme = forms.ModelChoiceField(label=_("Belongs to"), queryset=Theme.objects.none(), empty_label=None)
    anyway = forms.BooleanField(label=_("It is about how we buy; propose it all the same"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), "theme": "other"}
        super().__init__(*args, **options)
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.goal = goal_for(self.data.get("title", "")) if self.is_bound else None
        if self.goal is None:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.goal is not None and not given.get("anyway"):
            self.add_error("title", _("That is a product category. It belongs to a POGI goal, see above."))
        return given


class _DeadlineForm(forms.Form):
    """`last_day` is the last day to answer; after is_valid `deadline` is the moment it ends in Copenhagen."""

    last_day = day_field(label=_("Answer no later than"), help_text=_("The whole of that day counts."))

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = now.astimezone(HERE).date()

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(
                _("Choose a day from today on, and no more than %(days)d days ahead.") % {"days": LONGEST.days}
            )
        self.cleaned_data["deadline"] = moments(day + timedelta(days=1), time(0))[0]
        return day


class ExtendForm(_DeadlineForm):
    """A later deadline for `poll`, before the first of its times."""

    def __init__(self, *args: Any, poll: Poll, **options: Any) -> None:
        super().__init__(*args, **options)
        self.poll = poll

    def clean_last_day(self) -> date:
        day, deadline = super().clean_last_day(), self.cleaned_data["deadline"]
        if deadline < self.poll.deadline:
            raise forms.ValidationError(_("The deadline can only be moved to a later day."))
        if self.poll.options.filter(starts_at__lt=deadline).exists():
            raise forms.ValidationError(_("The first of the times comes before the answers are in."))
        return day


class _OpenForm(_DeadlineForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    shows_names = forms.TypedChoiceField(
        label=_("What is shown"),
        choices=[("1", _("Who answers what")), ("0", _("Only how many, when all have answered"))],
        widget=forms.RadioSelect, coerce=lambda word: word == "1", initial="1",
    )  # fmt: skip


class ThemePollForm(_OpenForm):
    """After is_valid: `proposals`, those chosen."""

    title = Line(label=_("The question"), max_length=150, initial=_("What shall the next meeting be about?"))
    chosen = forms.ModelMultipleChoiceField(
        label=_("Choose between"), queryset=Proposal.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("title", "chosen", "last_day", "shows_names")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].initial = uuid.uuid4()
        self.fields["chosen"].queryset = proposals()  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    def clean_chosen(self) -> list[Proposal]:
        chosen = list(self.cleaned_data["chosen"])
        _check_number(len(chosen))
        return chosen


class DatePollForm(_OpenForm):
    """The meeting to be, and times to choose between. After is_valid: `times`, pairs of moments (begins, ends)."""

    FIRST = 4  # lines for times that are not folded away

    follows = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Line(label=_("Title of the meeting"), max_length=150)
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.none(), empty_label=None)
    purpose = Prose(
        label=_("Purpose"), max_length=2_000, required=False, help_text=_("Two lines: what do we go home with?")
    )
    form = forms.ChoiceField(label=_("How we meet"), choices=Place.choices)
    town = Line(label=_("Town"), max_length=80, required=False, help_text=_("Needed unless you meet online."))
    field_order = ("title", "theme", "purpose", "form", "town", "last_day", "shows_names")

    def __init__(self, *args: Any, follows: Poll | None = None, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), **_as_initial(follows)}
        super().__init__(*args, **options)
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]  # a ModelChoiceField
        for number in range(1, MOST_OPTIONS + 1):
            self.fields[f"day_{number}"] = day_field(label=_("Day"), required=False)
            for name, label in (("starts", _("Begins")), ("ends", _("Ends"))):
                self.fields[f"{name}_{number}"] = clock_field(label=label, required=False)
                if self._is_twice(name, number):
                    self.fields[f"{name}_{number}_which"] = forms.ChoiceField(
                        label=_("That hour comes twice, because the clock is set back. Which one?"),
                        choices=[("0", _("the first time (summer time)")), ("1", _("the second time (winter time)"))],
                        widget=forms.RadioSelect, required=False,
                    )  # fmt: skip

    def _is_twice(self, name: str, number: int) -> bool:
        if not self.is_bound:
            return False
        try:
            day, at = (self.fields[one].clean(self.data.get(one)) for one in (f"day_{number}", f"{name}_{number}"))
        except forms.ValidationError:
            return False
        return day is not None and at is not None and len(moments(day, at)) > 1

    @property
    def first_rows(self) -> list[list[forms.BoundField]]:
        return [self._row(number) for number in range(1, self.FIRST + 1)]

    @property
    def more_rows(self) -> list[list[forms.BoundField]]:
        return [self._row(number) for number in range(self.FIRST + 1, MOST_OPTIONS + 1)]

    @property
    def has_more(self) -> bool:
        """Whether something is written in the lines that are folded away at first."""
        return any(field.data for row in self.more_rows for field in row)

    def _row(self, number: int) -> list[forms.BoundField]:
        names = ("day_{}", "starts_{}", "starts_{}_which", "ends_{}", "ends_{}_which")
        return [self[name.format(number)] for name in names if name.format(number) in self.fields]

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in self.field_order]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("form") in (Place.PLACE, Place.BOTH) and not given.get("town") and "town" not in self.errors:
            self.add_error("town", _("Say in which town it is held."))
        times = [one for number in range(1, MOST_OPTIONS + 1) if (one := self._time(number, given))]
        if not self.errors:
            if len(set(times)) != len(times):
                self.add_error(None, _("The same time stands there twice."))
            elif len(times) < FEWEST_OPTIONS:
                self.add_error(None, _("Write at least two times to choose between."))
            elif min(times)[0] < given["deadline"]:
                self.add_error("last_day", _("The first of the times comes before the answers are in."))
        given["times"] = sorted(times)
        return given

    def _time(self, number: int, given: dict[str, Any]) -> tuple[datetime, datetime] | None:
        words = [given.get(f"{name}_{number}") for name in ("day", "starts", "ends")]
        if not any(word is not None for word in words) or any(f"{n}_{number}" in self.errors for n in _ROW):
            return None
        for name, word in zip(_ROW, words, strict=True):
            if word is None:
                self.add_error(f"{name}_{number}", _("Fill this in too, or leave the whole line empty."))
                return None
        starts, ends = (self._moment(name, number, given) for name in ("starts", "ends"))
        if starts and ends and ends <= starts:
            self.add_error(f"ends_{number}", _("The meeting must end after it begins."))
            return None
        return (starts, ends) if starts and ends else None

    def _moment(self, name: str, number: int, given: dict[str, Any]) -> datetime | None:
        found = moments(given[f"day_{number}"], given[f"{name}_{number}"])
        if not found:
            self.add_error(f"{name}_{number}", _("That time does not exist: the clock is set forward that night."))
            return None
        if len(found) == 1:
            return found[0]
        which = given.get(f"{name}_{number}_which")
        if which not in ("0", "1"):
            self.add_error(f"{name}_{number}_which", _("Choose one of the two."))
            return None
        return found[int(which)]


_ROW = ("day", "starts", "ends")


def _as_initial(follows: Poll | None) -> dict[str, Any]:
    """What is known of the meeting when a poll has chosen its theme."""
    proposal = follows.chosen.proposal if follows and follows.chosen else None
    if follows is None or proposal is None:
        return {"theme": "other"}
    return {"follows": follows.pk, "title": proposal.title, "theme": proposal.theme_id, "purpose": proposal.why}


def _check_number(number: int) -> None:
    if not FEWEST_OPTIONS <= number <= MOST_OPTIONS:
        raise forms.ValidationError(
            _("Choose between %(least)d and %(most)d.") % {"least": FEWEST_OPTIONS, "most": MOST_OPTIONS}
        )


class BallotForm(forms.Form):
    """An answer to each option, or none. After is_valid: `answers`, option id → answer."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, options: Iterable[OptionSeen], ballot: PollBallot | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["version"].initial = ballot.version if ballot else 0
        self.options = tuple(options)
        for one in self.options:
            self.fields[f"answer_{one.option.number}"] = forms.ChoiceField(
                choices=ANSWERS, widget=forms.RadioSelect, required=False, initial=one.own, label=""
            )

    @property
    def rows(self) -> list[tuple[OptionSeen, forms.BoundField]]:
        return [(one, self[f"answer_{one.option.number}"]) for one in self.options]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = {str(one.option.pk): given.get(f"answer_{one.option.number}") for one in self.options}
        given["answers"] = {option: answer for option, answer in said.items() if answer}
        if not given["answers"] and not self.errors:
            raise forms.ValidationError(_("Answer at least one of them."))
        return given


class CloseForm(forms.Form):
    """The choice. What leads alone is suggested; where it is even nothing is."""

    choice = forms.TypedChoiceField(coerce=uuid.UUID, widget=forms.RadioSelect)
    reason = Line(
        label=_("Why this one?"), max_length=500, required=False,
        help_text=_("Needed when it is even, or when you choose another than the one that leads. The members see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, seen: PollSeen, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen, self.now = seen, now
        self.fields["choice"].choices = [(str(one.option.pk), "") for one in seen.options]  # type: ignore[attr-defined]
        leaders = [one for one in seen.options if one.leads]
        self.fields["choice"].initial = str(leaders[0].option.pk) if len(leaders) == 1 else None

    @property
    def choices_shown(self) -> list[tuple[OptionSeen, Any]]:
        """Each option with its radio button."""
        return list(zip(self.seen.options, self["choice"], strict=True))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        counts = [one.count for one in self.seen.options if one.count is not None]
        past = {one.option.pk for one in self.seen.options if one.option.starts_at and one.option.starts_at <= self.now}
        if given.get("choice") in past:
            self.add_error("choice", _("That time has passed. Choose another, or call the poll off."))
        if "choice" in given and not given.get("reason") and needs_reason(str(given["choice"]), counts):
            self.add_error("reason", _("Say why: the answers alone do not point to it."))
        return given


class CallOffForm(forms.Form):
    reason = Line(label=_("Why?"), max_length=500, help_text=_("The members see it."))
