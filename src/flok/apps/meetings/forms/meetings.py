"""What those who lead the network fill in about a meeting."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Theme
from flok.apps.knowledge.queries import themes
from flok.apps.meetings.forms.clocks import clock_field, day_field
from flok.apps.meetings.forms.overtaken import Overtaken
from flok.apps.meetings.models import Meeting, Place
from flok.apps.meetings.rules import HERE, moments
from flok.apps.members.fields import Line, Prose

OTHER = "other"  # the theme that says nothing by its name


def _which(label: Any) -> forms.ChoiceField:
    choices = [("0", _("the first time (summer time)")), ("1", _("the second time (winter time)"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)


class MeetingForm(Overtaken):
    """Gives `fields` for actions.call_meeting and change_meeting. `key` and `version` are not shown."""

    TEXTS: ClassVar[tuple[str, ...]] = ("purpose", "practical")
    key = forms.UUIDField(widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.none(), empty_label=None)
    title = Line(
        label=_("Own title"), max_length=150, required=False, help_text=_("Shown instead of the theme's name.")
    )
    purpose = Prose(
        label=_("Purpose"), max_length=2_000, required=False, help_text=_("Two lines: what do we go home with?")
    )
    day = day_field(label=_("Day"))
    starts = clock_field(label=_("Begins"))
    starts_which = _which(_("That hour comes twice, because the clock is set back. Which one does it begin?"))
    ends = clock_field(label=_("Ends"))
    ends_which = _which(_("That hour comes twice, because the clock is set back. Which one does it end?"))
    last_day = day_field(label=_("Last day"), required=False, help_text=_("Only when it ends on another day."))
    form = forms.ChoiceField(label=_("How we meet"), choices=Place.choices)
    town = Line(
        label=_("Town"), max_length=80, required=False, help_text=_("Seen by everyone. Needed unless you meet online.")
    )
    venue = Line(label=_("Address and room"), max_length=200, required=False, help_text=_("Seen by members only."))
    online_address = forms.URLField(
        label=_("Link to the online meeting"), max_length=500, required=False, help_text=_("Seen by members only."),
        assume_scheme="https",
    )  # fmt: skip
    places = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=10_000, required=False,
        help_text=_("Empty: no limit. Where we also meet online, these are the seats in the room."),
    )  # fmt: skip
    closes_day = day_field(
        label=_("Sign up at the latest"), required=False, help_text=_("Until the day is over. Empty: until we begin.")
    )
    practical = Prose(
        label=_("Practical notes"), max_length=2_000, required=False,
        help_text=_("For those who come: parking, lunch, what to bring."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting | None = None, **options: Any) -> None:
        options["initial"] = meeting_initial(meeting) if meeting else {"key": uuid.uuid4(), "version": 0}
        super().__init__(*args, **options)
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]  # a ModelChoiceField
        for name in ("starts", "ends"):
            if not self._is_twice(name):
                del self.fields[f"{name}_which"]

    def _is_twice(self, name: str) -> bool:
        """Whether the day and hour that were sent come twice; asked before the form is checked."""
        try:
            day = self.fields["day"].clean(self._sent("last_day" if name == "ends" else "day") or self._sent("day"))
            return len(moments(day, self.fields[name].clean(self._sent(name)))) > 1
        except (forms.ValidationError, AttributeError):
            return False

    def _sent(self, name: str) -> Any:
        value = self.data.get(name) if self.is_bound else self.get_initial_for_field(self.fields[name], name)
        return value

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "theme" in given and given["theme"].pk == OTHER and not given.get("title"):
            self.add_error("title", _("Say what the meeting is about."))
        if given.get("form") in (Place.PLACE, Place.BOTH) and not given.get("town") and "town" not in self.errors:
            self.add_error("town", _("Say in which town it is held."))
        address = given.get("online_address")
        if address and not str(address).startswith(("https://", "http://")):
            self.add_error("online_address", _("The link must begin with https://."))
        if "day" in given:
            starts = self._moment("starts", given["day"], given)
            ends = self._moment("ends", given.get("last_day") or given["day"], given)
            if starts and ends and ends <= starts:
                self.add_error("ends", _("The meeting must end after it begins."))
            given["starts_at"], given["ends_at"] = starts, ends
            given["sign_up_closes_at"] = self._closes_at(given.get("closes_day"), starts)
        return given

    def _closes_at(self, day: date | None, starts: datetime | None) -> datetime | None:
        """The midnight that ends the day; None where sign-up closes when the meeting begins."""
        if day is None or starts is None or day >= starts.astimezone(HERE).date():
            return None
        return moments(day + timedelta(days=1), time(0))[0]

    def _moment(self, name: str, day: date, given: dict[str, Any]) -> datetime | None:
        if name not in given:
            return None
        found = moments(day, given[name])
        if not found:
            self.add_error(name, _("That time does not exist: the clock is set forward that night."))
            return None
        if len(found) == 1:
            return found[0]
        if given.get(f"{name}_which") not in ("0", "1"):
            self.add_error(f"{name}_which", _("Choose one of the two."))
            return None
        return found[int(given[f"{name}_which"])]


def meeting_initial(meeting: Meeting) -> dict[str, Any]:
    starts, ends = meeting.starts_at.astimezone(HERE), meeting.ends_at.astimezone(HERE)
    names = ("theme", "title", "purpose", "form", "town", "venue", "online_address", "places", "version", "practical")
    return {
        **{name: getattr(meeting, name) for name in names},
        "closes_day": meeting.last_day_to_sign_up,
        "key": meeting.pk,
        "day": starts.date(),
        "starts": starts.time().replace(fold=0),
        "starts_which": str(starts.fold),
        "ends": ends.time().replace(fold=0),
        "ends_which": str(ends.fold),
        "last_day": ends.date() if ends.date() != starts.date() else None,
    }
