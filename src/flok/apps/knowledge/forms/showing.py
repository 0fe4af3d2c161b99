"""Who sees a case, and what its author has thought of before that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from flok.apps.knowledge.models import Attachment, Case
from flok.apps.knowledge.rules import Doubt, doubts_in
from flok.apps.members.fields import Prose
from flok.apps.members.models import Person
from flok.apps.members.scoping import Ring


class ShowForm(forms.Form):
    """`ring`, and a tick for what must have been thought of before others than the own organisation see it."""

    ring = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)
    considered = forms.BooleanField(
        label=_(
            "I have read it through: it says nothing of a coming tender that suppliers must not know, and nothing of a"
            " person that the person would not want told."
        ),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ring"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (Ring.ORGANISATION, _("Only my organisation")),
            (Ring.THEME, _("My theme group: those who follow “%(theme)s”") % {"theme": case.theme}),
            (Ring.NETWORK, _("All members of the network")),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ring") not in (None, Ring.ORGANISATION) and not given.get("considered"):
            self.add_error(
                "considered", _("Tick that you have thought of it, or show it to your own organisation only.")
            )
        return given


class DoubtForm(forms.Form):
    """A text that others will see. Where it holds something doubtful (`doubts`) it is sent again with a tick."""

    text = Prose(label=_("Text"), max_length=5_000)
    considered = forms.BooleanField(label=_("I have thought of it; it may stand"), required=False)
    doubts: tuple[Doubt, ...] = ()

    @property
    def shown(self) -> list[forms.BoundField]:
        """Its fields; the tick only where there is something to think of."""
        return [self[name] for name in self.fields if name != "considered" or self.doubts]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.doubts = doubts_in([given.get("text") or ""])
        if self.doubts and not given.get("considered"):
            words = "; ".join(f"“{one.found}”" for one in self.doubts[:5])
            self.add_error(
                "considered",
                _(
                    "Is this about a coming tender or a person? %(words)s. Write it otherwise, or tick that it may"
                    " stand."
                )
                % {"words": words},
            )
        return given


class OutsideForm(forms.Form):
    """Which files go with the copy; none by themselves."""

    attached = forms.MultipleChoiceField(
        label=_("Files to go with it"), widget=forms.CheckboxSelectMultiple, required=False
    )
    considered = forms.BooleanField(
        label=_("I have read the whole of it, also the files: everyone may know this, suppliers and the press too.")
    )

    def __init__(self, *args: Any, attachments: Iterable[Attachment], **options: Any) -> None:
        super().__init__(*args, **options)
        self.attachments = {str(one.pk): one for one in attachments}
        self.fields["attached"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{one.title} ({one.kind})") for key, one in self.attachments.items()
        ]
        if not self.attachments:
            del self.fields["attached"]

    @property
    def chosen(self) -> list[Attachment]:
        return [self.attachments[key] for key in self.cleaned_data.get("attached", ())]


class PersonForm(forms.Form):
    """One of some people, told with their organisation."""

    person = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one, _at in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Choose")), *((str(one.pk), f"{one}, {at}") for one, at in people)
        ]  # fmt: skip

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]
