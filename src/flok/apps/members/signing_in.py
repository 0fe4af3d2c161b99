"""How allauth is bound to this network: nobody signs up by themselves, and each organisation's sign-in is its own."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from flok.apps.members import audit
from flok.apps.members.models import Person, Representation
from flok.apps.members.queries import SEEN, person_by_address

logger = logging.getLogger("flok")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {  # noqa: RUF012 - allauth's own shape
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail and the password do not go together. Try again, or choose a new password."
        ),
        "too_many_login_attempts": _("There have been too many attempts. Wait five minutes and try again."),
        "rate_limited": _("There have been too many attempts. Wait a few minutes and try again."),
        "enter_current_password": _("This is not the password you have now."),
        "incorrect_password": _("This is not your password."),
        "account_inactive": _("This account is closed. Your organisation's administrator or the secretariat can help."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """In the log, by the same work whether the address is known or not; what was typed is not kept."""
        person = person_by_address(str(credentials.get("email", "")))
        logger.warning("sign-in refused, from %s", self.get_client_ip(request))
        audit.note(audit.Act.REFUSED, "sign-in", by=None, about=person, now=timezone.now())

    def reauthenticate(self, user: Person, password: str) -> bool:
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/medlemmer/mig/"


class OrganisationSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An organisation's own sign-in (OIDC) lets in its own people only, by the address it has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who they are is told by the address; that they are of the organisation, by its CVR number."""
        app = sociallogin.account.get_provider().app
        person = sociallogin.user if sociallogin.is_existing else _by_verified_address(sociallogin, app)
        if person is None or not _represents(person, app.settings["cvr"]):
            audit.note(audit.Act.REFUSED, "organisation's sign-in", by=None, about=person, now=timezone.now())
            logger.warning("organisation's own sign-in refused: %s", app.provider_id)
            raise ImmediateHttpResponse(
                render(request, "socialaccount/not_for_you.html", {"organisation_name": app.name}, status=403)
            )
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)


def _by_verified_address(sociallogin: Any, app: Any) -> Person | None:
    trusted = bool(app.settings["mail_is_verified"])
    verified = [one.email for one in sociallogin.email_addresses if one.email and (trusted or one.verified is True)]
    return person_by_address(verified[0]) if verified else None


def _represents(person: Person, cvr: str) -> bool:
    found = Representation.objects.filter(
        person=person, until=None, organisation__cvr=cvr, organisation__status__in=SEEN
    )
    return person.is_active and found.exists()


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {  # noqa: RUF012 - allauth's own shape
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or it is too old. Wait for a new one and try again."),
    }

    def _get_site_name(self) -> str:
        return str(settings.NETWORK.name)
