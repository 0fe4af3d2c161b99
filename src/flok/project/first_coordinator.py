"""The first person of a network, whom nobody can invite from a page."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from flok.apps.members import audit
from flok.apps.members.models import Person
from flok.apps.members.transactions import in_transaction
from flok.apps.notices.rules import one_address
from flok.apps.notices.texts import address


class NotAnAddressError(ValueError):
    """What was given is no mail address."""


@in_transaction
def coordinator(mail: str, name: str) -> str:
    """Make the person with this address coordinator, a new one where nobody has it; a link for choosing a password.

    "" for someone who has a password. Raises NotAnAddressError.
    """
    try:
        key = Person.objects.normalize_email(one_address(mail))
    except (ValidationError, BadHeaderError):
        raise NotAnAddressError from None
    person = Person.objects.filter(email=key).first() or Person.objects.create_user(key, name)
    person.is_coordinator = person.is_active = True
    person.sign_in_stamp += 1
    person.save()
    audit.note(
        audit.Act.CHANGE, "coordinator", by=None, about=person, now=timezone.now(), detail="flok invite-coordinator"
    )
    if person.has_usable_password():
        return ""
    generator = app_settings.PASSWORD_RESET_TOKEN_GENERATOR
    token = (import_string(generator) if isinstance(generator, str) else generator)().make_token(person)
    words = {"uidb36": user_pk_to_url_str(person), "key": token}
    return address(reverse("account_reset_password_from_key", kwargs=words))
