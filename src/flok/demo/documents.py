"""What an e-invoice says, apart from the format it is written in. Everything has a plain default.

`Document()` is a valid invoice of one line; change what matters with keywords or `dataclasses.replace`.
Amounts are integer øre of the document's currency; quantities and prices are decimal text as written.
`flok.demo.oioubl` and `flok.demo.peppol` write it and compute its totals by their format's own rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flok.demo._numbers import cvr, gln
from flok.kernel.money import exact, rounded

STANDARD, EXEMPT, ZERO, REVERSE = "S", "E", "Z", "AE"
"""VAT categories by their EN 16931 code: 25 %, exempt, 0 %, reverse charge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A supplier or a buyer. `scheme` says what `number` is: cvr, cpr, gln, se_org or de_vat."""

    name: str
    number: str
    scheme: str = "cvr"
    gln: str | None = None
    street: str = "Eksempelvej"
    building: str = "1"
    city: str = "Tørsted"
    zone: str = "9999"
    country: str = "DK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """An allowance or a charge (which one is told by the tuple it stands in). `amount` øre, positive."""

    amount: int
    reason: str = "Rabat"
    code: str = "95"  # UNTDID 5189 for allowances (95 discount), 7161 for charges (FC freight)
    vat: str = STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """cac:Certificate as written, for a line whose label does not stand where its format wants it."""

    id: str = "NA"
    type_code: str = "NA"
    type: str = "NA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An embedded file."""

    name: str = "bilag.pdf"
    mime: str = "application/pdf"
    content: bytes = b"%PDF-1.4\n% fiktivt bilag\n%%EOF\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `labels` are GS1 codes (put where the format wants them) or Certificates (put as they are).

    `free` and `excise` (øre, with its OIOUBL scheme and name) exist in OIOUBL only. `amount_text` replaces
    the computed line amount as written; totals are still computed from quantity and price.
    """

    name: str = "Kopipapir A4 80 g"
    description: str | None = None
    quantity: str = "1"
    unit: str = "EA"
    price: str = "100.00"
    base_quantity: int = 1
    vat: str = STANDARD
    item_id: str | None = "1001"
    gtin: str | None = None
    unspsc: str | None = "14111507"
    unspsc_version: str = "19.0501"
    cpv: str | None = None
    labels: tuple[str | Certificate, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()  # AdditionalItemProperty: name, value
    allowances: tuple[Adjustment, ...] = ()
    charges: tuple[Adjustment, ...] = ()
    free: bool = False
    excise: int = 0
    excise_scheme: tuple[str, str] = ("31", "Bæreposer")
    account: str | None = None
    order_line: str | None = None
    id: str | None = None  # its place in the document when not given
    amount_text: str | None = None

    @property
    def gross_ore(self) -> int:
        """Quantity × price ÷ base quantity in øre, rounded half away from zero."""
        return rounded(exact(self.quantity) * exact(self.price) * Fraction(100, self.base_quantity))


SUPPLIER = Party(name="Fiktiv Kontorforsyning A/S", number=cvr(1))
BUYER = Party(name="Tørsted Kommune", number=cvr(0), gln=gln(0), street="Rådhuspladsen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An invoice or a credit note (`kind`). `unit` is the GLN it is addressed to; None: the buyer's CVR.

    `type_code` is 380 or 381 when not given; `customization` replaces the format's CustomizationID; `header`
    replaces texts in LegalMonetaryTotal by element name (`{"PayableAmount": "1.00"}`), for broken documents.
    """

    number: str = "F-1001"
    date: datetime.date | str = datetime.date(2026, 1, 15)
    kind: str = "invoice"  # or credit_note
    supplier: Party = SUPPLIER
    buyer: Party = BUYER
    unit: str | None = BUYER.gln
    lines: tuple[Line, ...] = (Line(),)
    allowances: tuple[Adjustment, ...] = ()
    charges: tuple[Adjustment, ...] = ()
    currency: str = "DKK"
    type_code: str | None = None
    credits: str | None = None  # the number of the invoice a credit note credits
    order: str | None = None
    contract: str | None = None
    account: str | None = None
    reference: str = "90015"  # the person or the requisition at the buyer
    note: str | None = None
    attachments: tuple[Attachment, ...] = ()
    prepaid: int = 0
    rounding: int = 0
    customization: str | None = None
    header: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_credit_note(self) -> bool:
        return self.kind == "credit_note"

    @property
    def sign(self) -> int:
        """−1 for a credit note, whose amounts are written as positive."""
        return -1 if self.is_credit_note else 1

    @property
    def date_text(self) -> str:
        return self.date if isinstance(self.date, str) else self.date.isoformat()


def adjusted(document: Document, vat: str) -> int:
    """Document charges less allowances in one VAT category, in øre."""
    charges = sum(item.amount for item in document.charges if item.vat == vat)
    return charges - sum(item.amount for item in document.allowances if item.vat == vat)


def total_of(items: tuple[Adjustment, ...]) -> int | None:
    """The sum of allowances or charges; None where there are none, so that the element is left out."""
    return sum(item.amount for item in items) if items else None


def vat_of(base: int, category: str) -> int:
    """VAT in øre on a base: 25 % of the standard rate, nothing else."""
    return rounded(Fraction(base, 4)) if category == STANDARD else 0
