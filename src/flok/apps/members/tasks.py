"""What the worker does for members: mails about signing in, which go at once and to one person."""

from __future__ import annotations

from urllib.parse import urljoin

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from flok.apps.members.queries import person_by_address


@task()
def send_reset_link(email: str, site: str) -> None:
    """A link to choose a new password, to an address somebody gave; nothing where no open account has it.

    `site`: the address of the site's front page, as the browser gave it and ALLOWED_HOSTS let through.
    """
    person = person_by_address(email)
    if person is None or not person.is_active:
        return
    words = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    send_link(
        "reset", person.email, person.language, urljoin(site, reverse("account_reset_password_from_key", kwargs=words))
    )


def send_link(about: str, email: str, language: str, link: str) -> None:
    """One mail with one link, in the reader's language. Templates: members/mails/<about>_subject.txt and .txt."""
    with translation.override(language):
        said = {"network": settings.NETWORK, "link": link}
        subject = " ".join(render_to_string(f"members/mails/{about}_subject.txt", said).split())
        EmailMessage(subject, render_to_string(f"members/mails/{about}.txt", said), to=[email]).send()
