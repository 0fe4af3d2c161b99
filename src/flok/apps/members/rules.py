"""What holds of organisations and people, from what is given alone: no query is made here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flok.apps.members.models import Organisation, Person, Representation

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def mail_key(address: str) -> str:
    """An address as it is compared: full-width and capital letters are the same as plain small ones (NFKC)."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def is_cvr(number: str) -> bool:
    """Eight ASCII digits whose weighted sum is divisible by 11.

    Source: Erhvervsstyrelsen, modulus 11 check of CVR numbers (weights 2, 7, 6, 5, 4, 3, 2, 1).
    """
    if len(number) != 8 or not (number.isascii() and number.isdigit()):
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, _CVR_WEIGHTS, strict=True)) % 11 == 0


def is_gln(number: str) -> bool:
    """Thirteen ASCII digits with a valid GS1 check digit. Source: GS1 General Specifications, section 7.9."""
    if len(number) != 13 or not (number.isascii() and number.isdigit()):
        return False
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number)) % 10 == 0


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
    def may_write(self) -> bool:
        """A paused member reads; it does not write."""
        return self.organisation is not None and self.organisation.status == "member"
