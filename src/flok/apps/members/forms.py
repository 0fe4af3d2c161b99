"""The forms of members."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from flok.apps.members.fields import Cvr, Gln, Line, Mail, Prose
from flok.apps.members.models import Application, CommunityRole, DataLevel, Kind, Person, Representation

SUPPLIER = "supplier"
KINDS = [("", _("Choose")), *Kind.choices, (SUPPLIER, _("supplier or private company"))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class ApplicationForm(forms.Form):
    """Asking to become a member. `website` is seen by programs only; `once` tells two sendings of one form apart."""

    organisation_name = Line(label=_("The organisation's name"), max_length=200)
    cvr = Cvr(label=_("CVR number"), help_text=_("Eight digits"))
    kind = forms.ChoiceField(label=_("What kind of organisation is it?"), choices=KINDS)
    is_contracting_authority = forms.ChoiceField(
        label=_("Is the organisation a contracting authority?"),
        help_text=_(
            "It must put its purchases out to tender under the Public Procurement Act or the Utilities Directive."
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    is_paid_up = forms.ChoiceField(
        label=_("Is the organisation a member of the association, with its fee paid?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    name = Line(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = Mail(label=_("Your e-mail at work"))
    title = Line(label=_("Your title"), max_length=120, required=False)
    message = Prose(label=_("Anything the secretariat should know"), max_length=2_000, required=False)
    website = forms.CharField(required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, said: QueryDict | None = None) -> None:
        super().__init__(said, initial={"once": uuid.uuid4()})
        self.fields["is_paid_up"].help_text = settings.NETWORK.association

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("kind") == SUPPLIER or said.get("is_contracting_authority") == "no":
            self.add_error(
                "kind" if said.get("kind") == SUPPLIER else "is_contracting_authority",
                _(
                    "The network is for contracting authorities only, so that they can speak freely about coming"
                    " tenders. Suppliers are welcome as presenters: write to the secretariat."
                ),
            )
        if said.get("is_paid_up") == "no":
            self.add_error(
                "is_paid_up",
                _("Membership of the association comes first. Write to the secretariat, and apply once you have it."),
            )
        return said


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(Application.Decision.APPROVED, ""), (Application.Decision.REJECTED, "")])
    reason = Prose(label=_("Reason"), help_text=_("The applicant gets to see it."), max_length=500)


class StatusForm(forms.Form):
    """`seen`: the status on the page it was asked from."""

    status = forms.CharField(max_length=10)
    seen = forms.CharField(max_length=10)
    reason = Line(label=_("Reason"), max_length=500)


class InvitationForm(forms.Form):
    name = Line(label=_("Name"), max_length=120)
    email = Mail(label=_("E-mail at work"), autocomplete="off")
    title = Line(label=_("Title"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Representation.Role.choices)


class AcceptForm(forms.Form):
    """For somebody the network does not know yet."""

    name = Line(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )

    def __init__(self, *given: Any, email: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class ProfileForm(forms.Form):
    """What the whole network sees of an organisation. `version`: of the facts the form was filled from."""

    name = Line(label=_("Name"), max_length=200)
    is_contracting_authority = forms.NullBooleanField(
        label=_("Contracting authority"),
        widget=forms.Select(choices=[("unknown", _("We do not know")), ("true", _("Yes")), ("false", _("No"))]),
    )
    inhabitants = forms.IntegerField(label=_("Inhabitants"), min_value=0, max_value=2_000_000_000, required=False)
    employees = forms.IntegerField(label=_("Employees"), min_value=0, max_value=2_000_000_000, required=False)
    purchase_volume_mio_kr = forms.IntegerField(
        label=_("Purchases a year, million kroner"), min_value=0, max_value=2_000_000_000, required=False
    )
    data_level = forms.ChoiceField(
        label=_("What you can see in your purchasing data"),
        choices=[("", _("We do not know")), *DataLevel.choices],
        required=False,
    )
    political_focus = Prose(
        label=_("Political focus, in your own words"), max_length=2_000, required=False,
        help_text=_("What your politicians ask for. The whole network can read it."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class CommunityForm(forms.Form):
    community = Line(label=_("Purchasing community"), max_length=200)
    role = forms.ChoiceField(label=_("Your role in it"), choices=CommunityRole.Role.choices)


class UnitForm(forms.Form):
    gln = Gln(label=_("GLN (EAN number)"), help_text=_("13 digits"))
    name = Line(label=_("Name"), max_length=200)
    department = Line(label=_("Department"), max_length=200, required=False)


class RepresentationForm(forms.Form):
    title = Line(label=_("Title"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Representation.Role.choices)


class PersonForm(forms.Form):
    name = Line(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language of mails"), choices=[("da", "Dansk"), ("en", "English")])


class AddressForm(forms.Form):
    email = Mail(label=_("New e-mail"))


class LeaderForm(forms.Form):
    is_chair = forms.BooleanField(label=_("Chair"), required=False)
    is_coordinator = forms.BooleanField(label=_("Coordinator"), required=False)


class ReasonForm(forms.Form):
    reason = Line(label=_("Reason"), max_length=300)


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, erase my account. It cannot be undone."))
