"""Signing up, oneself or others."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.meetings.models import How, Meeting, Shown, SignUp
from flok.apps.meetings.queries import possible_participants, shows_how
from flok.apps.members.fields import Line


class SignUpForm(forms.Form):
    """How one comes and what others see. `how` is asked only where the meeting is both."""

    how = forms.ChoiceField(label=_("How do you take part?"), choices=How.choices, widget=forms.RadioSelect)
    shown = forms.ChoiceField(
        label=_("What may other members see?"), choices=Shown.choices, widget=forms.RadioSelect,
        help_text=_("Those who arrange the meeting see your name in any case."),
    )  # fmt: skip
    note = Line(
        label=_("A word to those who arrange"), max_length=300, required=False,
        help_text=_("Seen by them alone, and deleted a month after the meeting."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, made: SignUp | None = None, **options: Any) -> None:
        how, shown = How.PLACE, Shown.ORGANISATION
        options["initial"] = {"how": made.how, "shown": made.shown, "note": made.note} if made else {
            "how": how, "shown": shown,
        }  # fmt: skip
        super().__init__(*args, **options)
        if not shows_how(meeting):
            del self.fields["how"]

    def fields_of(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"shown": given["shown"], "how": given.get("how", How.PLACE), "note": given["note"]}


class SomeoneForm(forms.Form):
    """A member, or a guest from outside. After is_valid: `representation` (None: a guest)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    member = forms.ChoiceField(label=_("A member"), required=False)
    name = Line(label=_("or a guest from outside"), max_length=120, required=False)
    organisation_name = Line(label=_("Organisation"), max_length=200, required=False)
    how = forms.ChoiceField(label=_("How do they take part?"), choices=How.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), "how": How.PLACE}
        super().__init__(*args, **options)
        self.members = {str(one.pk): (one, said) for one, said in possible_participants(meeting)}
        self.fields["member"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Not a member")), *((key, said) for key, (_one, said) in self.members.items()),
        ]  # fmt: skip
        if not shows_how(meeting):
            del self.fields["how"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        found = self.members.get(given.get("member") or "")
        given["representation"] = found[0] if found else None
        if not self.errors and found is None and not given.get("name"):
            self.add_error("member", _("Choose a member, or write the guest's name."))
        given.setdefault("how", How.PLACE)
        return given
