"""What is told of what happens among members."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flok.apps.members.models import Application, Invitation, MembershipChange, Organisation, Person, Representation
from flok.apps.notices.actions import post, tell
from flok.apps.notices.rules import plain
from flok.apps.notices.texts import address, letter


def when_application_received(application: Application, **_more: Any) -> None:
    coordinators = Person.objects.filter(is_coordinator=True, is_active=True, erased_at=None)
    tell(
        coordinators, "application", gettext_lazy("An organisation asks to become a member"),
        link=reverse("members:application", kwargs={"pk": application.pk}), by=None, now=timezone.now(),
        about=application.organisation_name,
    )  # fmt: skip


def when_application_decided(application: Application, **_more: Any) -> None:
    """To the applicant, who has no account: the decision and the reason that was written to them."""
    with translation.override(application.language):
        if application.decision == Application.Decision.APPROVED:
            subject = _("Your organisation is now a member")
            said = _("Your application has been approved. You get a mail of its own with a link to join.")
        else:
            subject = _("Your application for membership")
            said = _("Your application has not been approved.")
        reason = [_("The reason: %(reason)s") % {"reason": plain(application.reason)}] if application.reason else []
        body = letter(_("Hello %(name)s") % {"name": plain(application.name)}, said, *reason)
    post(application.email, subject, body, language=application.language, now=timezone.now())


def when_invited(invitation: Invitation, token: str, **_more: Any) -> None:
    language = _language_of(invitation.email)
    with translation.override(language):
        subject = _("You are invited to join the network")
        body = letter(
            _("Hello %(name)s") % {"name": plain(invitation.name)},
            _("You are invited to represent your organisation in the network. Choose a password here:"),
            address(reverse("members:invitation_link", kwargs={"token": token})),
            _("The link works once, and only for you. If you do not know what this is about, do nothing."),
        )
    post(invitation.email, subject, body, language=language, now=timezone.now())


def _language_of(email: str) -> str:
    """The one chosen by the person with this address, or in their latest application; else that of who invites."""
    known = Person.objects.filter(email=email).values_list("language", flat=True).first()
    asked = Application.objects.filter(email__iexact=email).order_by("-at").values_list("language", flat=True).first()
    return known or asked or (translation.get_language() or "da")[:2]


def when_membership_changed(organisation: Organisation, change: MembershipChange, **_more: Any) -> None:
    """To those who administer the organisation. One that is new has none yet; its applicant is told otherwise."""
    administrators = Person.objects.filter(
        representations__organisation=organisation, representations__until=None,
        representations__role=Representation.Role.ADMINISTRATOR,
    )  # fmt: skip
    tell(
        administrators, "membership", gettext_lazy("Your organisation's membership has been changed"),
        link=reverse("members:membership"), by=change.by, now=timezone.now(), about=organisation.name,
    )  # fmt: skip


def when_role_changed(person: Person, organisation: Organisation | None = None, **_more: Any) -> None:
    tell(
        [person], "role", gettext_lazy("Your access to the network has been changed"), link=reverse("members:me"),
        by=None, now=timezone.now(), about=organisation.name if organisation else "", is_security=True,
    )  # fmt: skip
