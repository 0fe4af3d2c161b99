"""What a reader must know beyond the bytes: whose purchases these are, rates, and how persons are hidden."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from flok.kernel.identifiers import is_cvr

from .._persons import is_cpr, without_cpr

CVR_SCHEMES = frozenset({"DK:CVR", "0184", "0198", "DK:VAT", "DKCVR"})
_GLN_SCHEMES = frozenset({"GLN", "0088", "EAN"})
_CPR_SCHEMES = frozenset({"DK:CPR", "CPR", "DKCPR"})


class Rates(Protocol):
    """A dated rate table; None where it has no rate for the currency and day."""

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None: ...


@dataclass(frozen=True, slots=True)
class OnlyKroner:
    """No rate table was given: every other currency is without a rate."""

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """`buyer_ids`: own CVR numbers; `unit_ids`: GLN of own units; both empty means every document is ours.

    `secret` keys the pseudonyms of persons; keep it with the store, else they differ from run to run.
    """

    buyer_ids: frozenset[str] = frozenset()
    unit_ids: frozenset[str] = frozenset()
    secret: bytes = field(default=b"", repr=False)
    rates: Rates = OnlyKroner()
    today: date = field(default_factory=date.today)

    def pseudonym(self, cpr: str) -> str:
        """Twelve hex digits for a person's number; the same for the same secret, not reversible without it."""
        return _pseudonym(cpr, self.secret)

    def mask(self, text: str) -> str:
        """The text with anything shaped like a CPR number (a valid day and month first) as `[cpr]`."""
        return without_cpr(text)

    def supplier_id(self, scheme: str | None, value: str) -> str:
        """A company's identifier in one shape: bare eight digits for CVR, else `scheme:value`.

        Sources: OIOUBL schematron F-LIB180/184 (DK:CVR is DK + 8 digits), Peppol EAS codes 0184 and 0198.
        A CVR of another length is returned as it stands (see `is_cvr`).
        """
        return _supplier_id((scheme or "").strip().upper(), value.strip(), self.secret)

    def to_dkk(self, currency: str, day: date, amounts: Sequence[int]) -> list[int] | None:
        """Øre of a currency in DKK øre, adding up to the rounded total; None where there is no rate."""
        if currency == "DKK":
            return list(amounts)
        return self.rates.to_dkk(currency, day, amounts)

    def is_addressed_to_us(self, buyer_id: str | None, unit_id: str | None) -> bool:
        """Whether a document is ours: a known unit, our CVR, or no CVR at all (then the unit is unknown).

        Without `buyer_ids` and `unit_ids` every document is taken as ours.
        """
        if unit_id is not None and unit_id in self.unit_ids:
            return True
        if buyer_id is not None and is_cvr(buyer_id):
            return buyer_id in self.buyer_ids or not self.buyer_ids
        return True


def _pseudonym(cpr: str, secret: bytes) -> str:
    digits = re.sub(r"[^0-9]", "", cpr)
    return hmac.new(secret, digits.encode(), hashlib.sha256).hexdigest()[:12]


@lru_cache(maxsize=65_536)
def _supplier_id(scheme: str, value: str, secret: bytes) -> str:
    """See ReadContext.supplier_id; the same companies come again and again."""
    bare = value[2:].strip() if value[:2].upper() == "DK" else value
    if scheme in _CPR_SCHEMES:
        return f"cpr:{_pseudonym(value, secret)}"
    if scheme in CVR_SCHEMES or (not scheme and is_cvr(bare)):
        return bare
    if is_cpr(bare):
        return f"cpr:{_pseudonym(bare, secret)}"
    if scheme == "DK:SE":
        return without_cpr(f"se:{bare}")
    name = "gln" if scheme in _GLN_SCHEMES else scheme.lower() or "id"
    return without_cpr(f"{name}:{value}")


def gln(scheme: str | None, value: str | None) -> str | None:
    """The value where its scheme says GLN."""
    if value is None or (scheme or "").strip().upper() not in _GLN_SCHEMES:
        return None
    return value.strip()
