"""One item of a programme, and who presents it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings.actions import NamedPresenter
from flok.apps.meetings.forms.clocks import clock_field, day_field
from flok.apps.meetings.models import Meeting, ProgrammeItem
from flok.apps.meetings.queries import possible_presenters
from flok.apps.meetings.rules import HERE, moments
from flok.apps.members.fields import Line
from flok.apps.members.models import Person

PRESENTERS = 4


class ItemForm(forms.Form):
    """One item of the programme. After is_valid: `starts_at` and `presenters`."""

    title = Line(label=_("What happens"), max_length=200)
    day = day_field(label=_("Day"), required=False)
    starts = clock_field(label=_("Begins"))
    expects_slides = forms.BooleanField(
        label=_("There will be slides: remind those who present, if they do not come"), required=False, initial=True
    )

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
            options["initial"]["expects_slides"] = item.expects_slides
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
