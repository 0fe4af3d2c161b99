"""What those who lead the network fill in about a meeting."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings import files
from flok.apps.meetings.actions import NamedPresenter
from flok.apps.meetings.models import Meeting, Place, ProgrammeItem, Theme
from flok.apps.meetings.queries import possible_presenters
from flok.apps.meetings.rules import HERE, moments
from flok.apps.members.fields import Line, Prose
from flok.apps.members.models import Person

PRESENTERS = 4
_YEARS = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 12, 31)))


def _day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-input"})
    return forms.DateField(widget=widget, validators=_YEARS, **options)


def _clock(**options: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **options)


def _which(label: Any) -> forms.ChoiceField:
    choices = [("0", _("the first time (summer time)")), ("1", _("the second time (winter time)"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)


class MeetingForm(forms.Form):
    """Gives `fields` for actions.call_meeting and change_meeting. `key` and `version` are not shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)
    title = Line(
        label=_("Own title"), max_length=150, required=False, help_text=_("Shown instead of the theme's name.")
    )
    purpose = Prose(
        label=_("Purpose"), max_length=2_000, required=False, help_text=_("Two lines: what do we go home with?")
    )
    day = _day(label=_("Day"))
    starts = _clock(label=_("Begins"))
    starts_which = _which(_("That hour comes twice, because the clock is set back. Which one does it begin?"))
    ends = _clock(label=_("Ends"))
    ends_which = _which(_("That hour comes twice, because the clock is set back. Which one does it end?"))
    last_day = _day(label=_("Last day"), required=False, help_text=_("Only when it ends on another day."))
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
        label=_("Places"), min_value=1, max_value=10_000, required=False, help_text=_("Empty: no limit.")
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **options: Any) -> None:
        options["initial"] = _as_initial(meeting) if meeting else {"key": uuid.uuid4(), "version": 0}
        super().__init__(*args, **options)
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
        if given.get("theme") == Theme.OTHER and not given.get("title"):
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
        return given

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


def _as_initial(meeting: Meeting) -> dict[str, Any]:
    starts, ends = meeting.starts_at.astimezone(HERE), meeting.ends_at.astimezone(HERE)
    names = ("theme", "title", "purpose", "form", "town", "venue", "online_address", "places", "version")
    return {
        **{name: getattr(meeting, name) for name in names},
        "key": meeting.pk,
        "day": starts.date(),
        "starts": starts.time().replace(fold=0),
        "starts_which": str(starts.fold),
        "ends": ends.time().replace(fold=0),
        "ends_which": str(ends.fold),
        "last_day": ends.date() if ends.date() != starts.date() else None,
    }


class MinutesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    decisions = Prose(
        label=_("Decided"), max_length=5_000, required=False, help_text=_("One decision a line. Shown first.")
    )
    minutes = Prose(
        label=_("Minutes"), max_length=40_000, required=False,
        help_text=_("Plain text; an empty line begins a new paragraph."),
    )  # fmt: skip


class ItemForm(forms.Form):
    """One item of the programme. After is_valid: `starts_at` and `presenters`."""

    title = Line(label=_("What happens"), max_length=200)
    day = _day(label=_("Day"), required=False)
    starts = _clock(label=_("Begins"))

    def __init__(self, *args: Any, meeting: Meeting, item: ProgrammeItem | None = None, **options: Any) -> None:
        self.meeting = meeting
        self.people: dict[str, tuple[Person, str]] = {str(one.pk): (one, at) for one, at in possible_presenters()}
        already = list(item.presenters.select_related("person")) if item else []
        for one in already:
            if one.person:
                self.people.setdefault(str(one.person.pk), (one.person, one.organisation_name))
        if item:
            here = item.starts_at.astimezone(HERE)
            options["initial"] = {"title": item.title, "day": here.date(), "starts": here.time()}
            for number, one in enumerate(already, 1):
                options["initial"] |= {
                    f"person_{number}": str(one.person_id or ""),
                    f"name_{number}": one.name,
                    f"organisation_{number}": one.organisation_name,
                }
        super().__init__(*args, **options)
        if meeting.starts_at.astimezone(HERE).date() == meeting.ends_at.astimezone(HERE).date():
            del self.fields["day"]
        self.rows = max(PRESENTERS, len(already))
        choices = [("", _("Not a member"))] + [(key, f"{one}, {at}") for key, (one, at) in self.people.items()]
        for number in range(1, self.rows + 1):
            self.fields[f"person_{number}"] = forms.ChoiceField(label=_("A member"), choices=choices, required=False)
            self.fields[f"name_{number}"] = Line(label=_("or someone from outside"), max_length=120, required=False)
            self.fields[f"organisation_{number}"] = Line(label=_("Organisation"), max_length=200, required=False)

    @property
    def presenter_rows(self) -> list[list[forms.BoundField]]:
        return [
            [self[f"{name}_{number}"] for name in ("person", "name", "organisation")]
            for number in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["presenters"] = []
        for number in range(1, self.rows + 1):
            key, name = given.get(f"person_{number}"), given.get(f"name_{number}") or ""
            organisation = given.get(f"organisation_{number}") or ""
            if key:
                person, at = self.people[key]
                given["presenters"].append(NamedPresenter(organisation or at, person))
            elif name:
                given["presenters"].append(NamedPresenter(organisation, name=name))
            elif organisation:
                self.add_error(f"name_{number}", _("Write the presenter's name too."))
        if "starts" in given:
            given["starts_at"] = self._moment(given["starts"], given.get("day"))
        return given

    def _moment(self, starts: time, day: date | None) -> datetime | None:
        day = day or self.meeting.starts_at.astimezone(HERE).date()
        for moment in moments(day, starts):
            if self.meeting.starts_at <= moment <= self.meeting.ends_at:
                return moment
        self.add_error("starts", _("That is before the meeting begins or after it ends."))
        return None


REFUSALS = {
    "kind": _("This kind of file cannot be kept here. Save it as PDF, pptx, docx, xlsx or OpenDocument."),
    "content": _("The file does not hold what its name says. Open it, save it again, and try once more."),
    "macros": _("The file holds macros. Save it without them, or as PDF."),
    "large": _("The file is larger than 50 MB. Save it with smaller pictures, or as PDF."),
    "empty": _("The file is empty."),
}  # fmt: skip


class MaterialForm(forms.Form):
    """A file and its title. After is_valid: `kind`."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, max_length=255,
        help_text=_("PDF, pptx, docx, xlsx, odp, odt or ods; at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in files.KINDS)}),
    )  # fmt: skip
    title = Line(label=_("Title"), max_length=150)
    item = forms.ChoiceField(label=_("Belongs to"), required=False)
    is_public = forms.BooleanField(label=_("Everyone may fetch it, also without signing in"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(one.pk): one for one in meeting.programme.all()}
        self.fields["item"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("the whole meeting")),
            *((key, str(one)) for key, one in self.items.items()),
        ]

    def clean_item(self) -> ProgrammeItem | None:
        return self.items.get(self.cleaned_data["item"])

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.cleaned_data["kind"] = files.kind_of(sent.name, sent.file, sent.size)
        except files.RefusedFileError as error:
            raise forms.ValidationError(REFUSALS[error.code], code=error.code) from None
        return sent
