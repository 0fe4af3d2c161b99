"""What holds of organisations and people, from what is given alone: no query is made here."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flok.kernel import identifiers

if TYPE_CHECKING:
    from flok.apps.members.models import Invitation, Organisation, Person, Representation

INVITATION_LASTS = timedelta(days=14)
SILENT_AFTER = timedelta(days=90)
ADDRESS_LINK_LASTS = timedelta(days=2)
NEXT_STATUS = {  # what a coordinator may make of a membership; "applied" ends by deciding the application
    "applied": (),
    "member": ("paused", "ended"),
    "paused": ("member", "ended"),
    "ended": ("member",),
}


def mail_key(address: str) -> str:
    """An address as it is compared: full-width and capital letters are the same as plain small ones (NFKC)."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def is_cvr(number: str) -> bool:
    """Eight ASCII digits with a right check digit."""
    return identifiers.is_cvr(number) and identifiers.is_cvr_checked(number)


def is_gln(number: str) -> bool:
    """Thirteen ASCII digits with a right check digit."""
    return len(number) == 13 and number.isascii() and number.isdigit() and identifiers.is_gs1_checked(number)


_HIDDEN = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
)


def has_hidden_signs(text: str, *, lines: bool = False) -> bool:
    """Whether a text holds signs that are not seen but change what is read: control signs, no width, other direction.

    `lines`: new lines and tabs are allowed. Source: Unicode TR 36, section 3.1 (bidirectional and invisible text).
    """
    allowed = "\n\r\t" if lines else ""
    return any(sign in _HIDDEN or (unicodedata.category(sign) == "Cc" and sign not in allowed) for sign in text)


def token_hash(token: str) -> str:
    """What is kept of an invitation's token: its SHA-256, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def refusal_of(invitation: Invitation | None, now: datetime) -> str:
    """Why an invitation opens nothing: unknown, used, withdrawn, expired or ended; empty where it does."""
    if invitation is None:
        return "unknown"
    if invitation.used_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    if invitation.expires_at <= now:
        return "expired"
    return "" if invitation.organisation.status in ("member", "paused") else "ended"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a person, and the organisation they act for just now (None: they represent none that is a member)."""

    person: Person
    representation: Representation | None = None
    others: tuple[Representation, ...] = ()

    @property
    def organisation(self) -> Organisation | None:
        return self.representation.organisation if self.representation else None

    @property
    def is_administrator(self) -> bool:
        return self.representation is not None and self.representation.role == "administrator"

    @property
    def is_chair(self) -> bool:
        return self.person.is_chair

    @property
    def is_coordinator(self) -> bool:
        return self.person.is_coordinator

    @property
    def sees_network(self) -> bool:
        """Members see each other; those who lead the network see it too."""
        return self.organisation is not None or self.is_chair or self.is_coordinator

    @property
    def may_write(self) -> bool:
        """A paused member reads; it does not write."""
        return self.organisation is not None and self.organisation.status == "member"
