"""allauth's forms with the house's fields: addresses alike however they are written, and no text inside the fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from flok.apps.members.fields import Line, Mail
from flok.apps.members.tasks import send_reset_link


def _plain(form: forms.Form, labels: dict[str, Any]) -> None:
    """Labels over the fields, nothing in them, and no link among the hints."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]
        if name in ("password", "oldpassword"):
            field.help_text = ""


class Credential(forms.JSONField):
    """What a passkey says. What is not of the `shape` it must have is refused in words, whatever it is instead."""

    widget = forms.HiddenInput

    def __init__(self, *, shape: Any) -> None:
        super().__init__()
        self.shape = shape

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
            if found is not None:
                self.shape.from_dict(found)
        except (RecursionError, LookupError, TypeError, AttributeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return found


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["login"] = Mail(autocomplete="username webauthn")
        self.order_fields(["login", "password", "remember"])
        self.fields["password"].max_length = 200
        _plain(self, {"password": _("Password")})


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The same is done for an address that is known and for one that is not: a task, and the worker looks it up."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["email"] = Mail()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **_named: Any) -> str:
        email = str(self.cleaned_data["email"])
        send_reset_link.enqueue(email, request.build_absolute_uri("/"))
        return email


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"password1": _("New password"), "password2": _("New password once more")})


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        labels = {
            "oldpassword": _("Password now"),
            "password1": _("New password"),
            "password2": _("New password once more"),
        }
        _plain(self, labels)


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"password1": _("New password"), "password2": _("New password once more")})


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"password": _("Password")})


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"code": _("Code from your app, or a recovery code")})


class SecondStepAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"code": _("Code from your app, or a recovery code")})


class PasskeyForm(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = Credential(shape=AuthenticationResponse)


class PasskeySignInForm(webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = Credential(shape=AuthenticationResponse)


class PasskeyAgainForm(webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = Credential(shape=AuthenticationResponse)


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _plain(self, {"code": _("The six digits your app shows")})


class AddWebAuthnForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    credential = Credential(shape=RegistrationResponse)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["name"] = Line(label=_("Name, so that you can tell your passkeys apart"), max_length=100)
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Sign in with it without a password"), required=False, initial=True
        )


class EditWebAuthnForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["name"] = Line(label=_("Name"), max_length=100)
