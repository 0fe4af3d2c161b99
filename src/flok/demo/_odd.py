"""The broken and the odd: one document of each kind that a year really brings, and what must become of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from flok.demo._buyer import Buyer
from flok.demo._drawing import Drawn
from flok.demo._numbers import cvr
from flok.demo._parts import reference
from flok.demo._tree import Element, group, leaf, written
from flok.demo.documents import EXEMPT, Document, Line, Party
from flok.demo.oioubl import oioubl_invoice, party
from flok.demo.peppol import peppol_invoice

SENDER = Party(name="Fiktiv Blandet Handel A/S", number=cvr(600), city="Opdigtby")
PERSON = Party(name="Fiktiv Privatperson", number="0101010000", scheme="cpr", city="Opdigtby")

_Maker: TypeAlias = Callable[[int, int], Document]
"""A plain document from a serial number and a month."""


@dataclass(frozen=True, slots=True)
class OddFile:
    """A file for a month's delivery. `counts` is the document where it counts all the same."""

    month: int
    name: str
    content: bytes
    status: str
    code: str | None
    about: str
    counts: Drawn | None = None


def odd_files(buyer: Buyer, year: int) -> Iterator[OddFile]:
    """All of them, in the order of their months."""
    base = Document(
        supplier=SENDER,
        buyer=buyer.party,
        unit=buyer.units[0].gln,
        lines=(Line(name="Brød & boller", price="12.50", quantity="40", unspsc="50181900", item_id="B-1"),),
    )

    def made(number: int, month: int) -> Document:
        return replace(base, number=f"S-{buyer.first + number}", date=datetime.date(year, month, 14))

    yield from _unreadable(made, buyer)
    yield from _set_aside(made)
    yield from _excluded(made, buyer, year)
    yield from _repeated(made)
    yield from _counted(made, buyer)


def _unreadable(made: _Maker, buyer: Buyer) -> Iterator[OddFile]:
    whole = oioubl_invoice(made(101, 2))
    yield OddFile(2, "afkortet.xml", whole[: len(whole) * 2 // 3], "rejected", "malformed", "cut off")
    head, body = oioubl_invoice(made(102, 3)).split(b"\n", 1)
    doctype = head + b'\n<!DOCTYPE Invoice [<!ENTITY e "x">]>\n' + body
    yield OddFile(3, "doctype.xml", doctype, "rejected", "doctype", "holds a DOCTYPE")
    latin = peppol_invoice(made(103, 3)).decode().encode("iso-8859-1")
    yield OddFile(3, "tegnsaet.xml", latin, "rejected", "encoding", "Latin-1 bytes declared UTF-8")
    yield OddFile(4, "tom.xml", b"", "rejected", "empty", "no bytes")
    comma = replace(made(104, 4), lines=(Line(price="1234.50", amount_text="1.234,50"),))
    yield OddFile(4, "komma.xml", oioubl_invoice(comma), "rejected", "amount", "an amount with a decimal comma")
    other = replace(made(105, 6), buyer=buyer.neighbour, unit=buyer.neighbour.gln)
    about = f"addressed to another {buyer.called[1]}"
    yield OddFile(6, "nabo.xml", peppol_invoice(other), "rejected", "not_your_document", about)


def _set_aside(made: _Maker) -> Iterator[OddFile]:
    wrong = replace(made(201, 5), header={"LineExtensionAmount": "1000.00"})
    about = "the header's sum of lines is 500.00 too high"
    yield OddFile(5, "sum-oioubl.xml", oioubl_invoice(wrong), "set_aside", "arith", about)
    wrong = replace(made(202, 7), header={"TaxExclusiveAmount": "400.00"})
    about = "the header's net total is 100.00 too low"
    yield OddFile(7, "sum-peppol.xml", peppol_invoice(wrong), "set_aside", "arith", about)
    unknown = replace(made(203, 8), customization="urn:eksempel.dk:faktura:9.9")
    yield OddFile(8, "profil.xml", peppol_invoice(unknown), "set_aside", "profile", "an unknown CustomizationID")
    dollars = replace(made(204, 9), currency="SGD")
    yield OddFile(9, "sgd.xml", peppol_invoice(dollars), "set_aside", "rate", "a currency with no rate")


def _excluded(made: _Maker, buyer: Buyer, year: int) -> Iterator[OddFile]:
    pro_forma = replace(made(301, 2), type_code="325")
    yield OddFile(2, "proforma.xml", oioubl_invoice(pro_forma), "excluded", "pro_forma", "type code 325")
    for month, root in ((5, "Reminder"), (8, "UtilityStatement"), (10, "Order")):
        content = _other_document(root, f"S-31{month}", datetime.date(year, month, 14), buyer.party)
        yield OddFile(month, f"{root.lower()}.xml", content, "excluded", "doc_type", "a " + root)
    pdf = b"%PDF-1.4\n% fiktivt bilag\n%%EOF\n"
    yield OddFile(6, "bilag.pdf", pdf, "excluded", "not_a_document", "an attachment")
    thumbs = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    yield OddFile(9, "Thumbs.db", thumbs, "excluded", "not_a_document", "a system file")


def _other_document(root: str, number: str, day: datetime.date, buyer: Party) -> bytes:
    """A UBL document that is neither an invoice nor a credit note."""
    sender, receiver = ("Buyer", "Seller") if root == "Order" else ("Supplier", "Customer")
    content: list[Element | None] = [
        leaf("UBLVersionID", "2.1"),
        leaf("CustomizationID", "OIOUBL-2.1"),
        leaf("ID", number),
        leaf("IssueDate", day.isoformat()),
        leaf("DocumentCurrencyCode", "DKK"),
        reference("OrderReference", "4711") if root != "Order" else None,
        group(f"Accounting{sender}Party", party(SENDER, None, "salg")),
        group(f"Accounting{receiver}Party", party(buyer, buyer.gln, "1")),
        group("LegalMonetaryTotal", leaf("PayableAmount", "150.00", ' currencyID="DKK"')),
    ]
    return written(root, content)


def _repeated(made: _Maker) -> Iterator[OddFile]:
    first = Drawn(made(401, 2), "o")
    yield OddFile(2, "dobbelt.xml", first.written(), "counted", None, "comes again later", first)
    yield OddFile(4, "dobbelt.xml", first.written(), "excluded", "duplicate", "the same bytes")
    again = first.written(whitespace=False)
    yield OddFile(11, "dobbelt-igen.xml", again, "excluded", "duplicate", "the same document, otherwise set")
    first = Drawn(made(402, 3), "p")
    yield OddFile(3, "strid.xml", first.written(), "counted", None, "is contradicted later", first)
    other = replace(first.document, lines=(Line(price="900.00"),))
    yield OddFile(10, "strid.xml", peppol_invoice(other), "set_aside", "conflict", "same number, other content")


def _counted(made: _Maker, buyer: Buyer) -> Iterator[OddFile]:
    new_unit = Drawn(replace(made(501, 6), unit=buyer.new_unit), "p")
    about = "a unit that stands in no list"
    yield OddFile(6, "ukendt-enhed.xml", new_unit.written(), "counted", None, about, new_unit)
    line = Line(name="Foredrag", price="1500.00", vat=EXEMPT, unspsc="86101700", item_id=None)
    person = Drawn(replace(made(502, 7), supplier=PERSON, lines=(line,)), "o")
    yield OddFile(7, "privatperson.xml", person.written(), "counted", None, "a person's CPR number", person)


def in_envelope(document: bytes, root: str) -> bytes:
    """The document in the envelope (SBDH) it travels in between access points."""
    body = document.split(b"\n", 1)[1]
    header = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sh:StandardBusinessDocument xmlns:sh="http://www.unece.org/cefact/namespaces/'
        'StandardBusinessDocumentHeader">\n'
        "<sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion>"
        "<sh:DocumentIdentification><sh:Standard>urn:oasis:names:specification:ubl:schema:xsd:"
        f"{root}-2</sh:Standard><sh:TypeVersion>2.1</sh:TypeVersion><sh:Type>{root}</sh:Type>"
        "</sh:DocumentIdentification></sh:StandardBusinessDocumentHeader>\n"
    )
    return header.encode() + body + b"</sh:StandardBusinessDocument>\n"
