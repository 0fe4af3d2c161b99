"""The words of mails. They hold no content of the network, only that something is there and where."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from flok.apps.notices.models import Notice


def address(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.ADDRESS}{path}"


def one_notice(notice: Notice, name: str, is_security: bool) -> tuple[str, str]:
    """Subject and body of the mail about a single notice."""
    lines = [_("Hello %(name)s") % {"name": name}, notice.text, address(notice.link)]
    return notice.text, letter(*lines, footer="" if is_security else _frequency_footer())


def digest(notices: Sequence[Notice], name: str) -> tuple[str, str]:
    """Subject and body of the mail about several notices."""
    count = len(notices)
    subject = ngettext("%(count)d new notice in %(network)s", "%(count)d new notices in %(network)s", count)
    subject %= {"count": count, "network": settings.NETWORK.name}
    told = [f"{one.text}\n{address(one.link)}" for one in notices]
    return subject, letter(_("Hello %(name)s") % {"name": name}, *told, footer=_frequency_footer())


def letter(*paragraphs: str, footer: str = "") -> str:
    """Paragraphs and who writes, as the plain text of a mail."""
    signed = _("Best regards\n%(network)s") % {"network": settings.NETWORK.name}
    return "\n\n".join([*paragraphs, signed, *([footer] if footer else [])]) + "\n"


def _frequency_footer() -> str:
    return _("You choose how often you get mails: %(address)s") % {"address": address(reverse("notices:settings"))}
