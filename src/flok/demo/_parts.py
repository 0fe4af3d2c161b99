"""The elements that read the same in OIOUBL and in Peppol BIS."""

from __future__ import annotations

import base64
import uuid

from flok.demo._tree import Element, group, leaf
from flok.demo.documents import Attachment, Certificate, Document


def identity(document: Document) -> str:
    """The document's UUID: the same for the same supplier, kind and number."""
    name = f"{document.supplier.number}/{document.kind}/{document.number}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def attachment(item: Attachment, place: int) -> Element:
    """cac:AdditionalDocumentReference with the file embedded."""
    attributes = f' mimeCode="{item.mime}" filename="{item.name}"'
    embedded = base64.b64encode(item.content).decode()
    return group(
        "AdditionalDocumentReference",
        leaf("ID", str(place)),
        group("Attachment", leaf("EmbeddedDocumentBinaryObject", embedded, attributes)),
    )


def reference(tag: str, identifier: str | None) -> Element | None:
    """A cac: element that holds only an ID, such as OrderReference; nothing where there is no ID."""
    return group(tag, leaf("ID", identifier)) if identifier else None


def credited(number: str | None) -> Element | None:
    """cac:BillingReference to the invoice a credit note credits."""
    return group("BillingReference", reference("InvoiceDocumentReference", number)) if number else None


def item_property(name: str, value: str) -> Element:
    """cac:AdditionalItemProperty."""
    return group("AdditionalItemProperty", leaf("Name", name), leaf("Value", value))


def certificate(item: Certificate) -> Element:
    """cac:Certificate, as it stands on invoice lines and in catalogues."""
    return group(
        "Certificate",
        leaf("ID", item.id),
        leaf("CertificateTypeCode", item.type_code),
        leaf("CertificateType", item.type),
        group("IssuerParty", group("PartyName", leaf("Name", "NA"))),
    )
