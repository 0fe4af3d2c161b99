"""Decisions and minutes of a meeting, and the single points of them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings.forms.clocks import day_field
from flok.apps.meetings.forms.overtaken import Overtaken
from flok.apps.meetings.models import Meeting, Point
from flok.apps.meetings.queries import outcome_of, possible_presenters
from flok.apps.members.fields import Line, Prose
from flok.apps.members.models import Person

LONGEST = 2_000  # signs of one decision


class MinutesForm(Overtaken):
    """After is_valid: `lines`, the decisions one by one."""

    TEXTS: ClassVar[tuple[str, ...]] = ("decisions", "minutes")
    decisions = Prose(
        label=_("Decided"), max_length=20_000, required=False, help_text=_("One decision a line. Shown first.")
    )
    minutes = Prose(
        label=_("Minutes"), max_length=40_000, required=False,
        help_text=_("An empty line begins a new paragraph. **bold**, - lists and links as in Markdown."),
    )  # fmt: skip

    def clean_decisions(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["decisions"].splitlines()]
        self.cleaned_data["lines"] = [line for line in lines if line]
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("One decision is longer than 2,000 signs. Put the reasons in the minutes."))
        return "\n".join(self.cleaned_data["lines"])


def minutes_initial(meeting: Meeting) -> dict[str, Any]:
    decided = "\n".join(" ".join(one.text.split()) for one in outcome_of(meeting).decisions)
    return {"version": meeting.version, "decisions": decided, "minutes": meeting.minutes}


class AnswerForm(Overtaken):
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    key = forms.UUIDField(widget=forms.HiddenInput)
    question = Line(label=_("Question"), max_length=500)
    text = Prose(label=_("Answer"), max_length=5_000)

    def fields_of(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("question", "text")}


class ActionForm(Overtaken):
    """Someone does something, at the latest on a day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = Line(label=_("What is to be done"), max_length=500)
    owner = forms.ChoiceField(label=_("Who does it"), required=False)
    owner_name = Line(
        label=_("or an organisation, or someone from outside"), max_length=200, required=False,
        help_text=_("Only a member is reminded."),
    )  # fmt: skip
    due = day_field(label=_("At the latest"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        self.people: dict[str, tuple[Person, str]] = {str(one.pk): (one, at) for one, at in possible_presenters()}
        owner = (options.get("initial") or {}).get("owner")
        if isinstance(owner, Person):
            self.people.setdefault(str(owner.pk), (owner, ""))
            options["initial"] = {**options["initial"], "owner": str(owner.pk)}
        super().__init__(*args, **options)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Not a member")),
            *((key, f"{one}, {at}" if at else str(one)) for key, (one, at) in self.people.items()),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not given.get("owner") and not given.get("owner_name"):
            self.add_error("owner", _("Say who does it."))
        return given

    def fields_of(self) -> dict[str, Any]:
        given = self.cleaned_data
        owner = self.people[given["owner"]][0] if given["owner"] else None
        name = "" if owner else given["owner_name"]
        return {"text": given["text"], "owner": owner, "owner_name": name, "due": given["due"]}


PointForm = AnswerForm | ActionForm


def point_initial(point: Point | None) -> dict[str, Any]:
    """What a form begins with: a point as it is, or a new one."""
    if point is None:
        return {"key": uuid.uuid4(), "version": 0}
    names = (
        ("version", "question", "text") if point.kind == Point.Kind.ANSWER else ("version", "text", "owner_name", "due")
    )
    owner = {} if point.kind == Point.Kind.ANSWER else {"owner": point.owner or ""}
    return {"key": point.pk, **{name: getattr(point, name) for name in names}, **owner}
