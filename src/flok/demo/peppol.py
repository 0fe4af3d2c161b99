"""A Document written as Peppol BIS Billing 3 (EN 16931): invoices and credit notes.

The rules that differ from OIOUBL: TaxExclusiveAmount is the net total (BR-CO-13); a line amount is net of the
line's own allowances and charges (PEPPOL-EN16931-R120); VAT is one TaxTotal with a subtotal per category.
"""

from __future__ import annotations

from flok.demo._parts import attachment, certificate, credited, item_property, reference
from flok.demo._tree import Element, group, kroner, leaf, monetary_total, optional, written
from flok.demo.documents import (
    EXEMPT,
    REVERSE,
    STANDARD,
    Adjustment,
    Certificate,
    Document,
    Line,
    Party,
    adjusted,
    total_of,
    vat_of,
)

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_SCHEMES = {"cvr": "0184", "gln": "0088", "se_org": "0007", "de_vat": "9930"}
_REASONS = {EXEMPT: "Momsfri ydelse", REVERSE: "Omvendt betalingspligt"}


def peppol_invoice(document: Document, *, whitespace: bool = True) -> bytes:
    """The document as a Peppol BIS Billing 3 Invoice or CreditNote, UTF-8.

    Raises ValueError for what the format has no place for: free lines, excise, a person's CPR number.
    """
    if any(line.free or line.excise for line in document.lines):
        raise ValueError("free lines and excise exist in OIOUBL only")
    if document.supplier.scheme not in _SCHEMES:
        raise ValueError("no Peppol scheme for " + document.supplier.scheme)
    root = "CreditNote" if document.is_credit_note else "Invoice"
    return written(root, _content(document), whitespace=whitespace)


def peppol_line_ore(line: Line) -> int:
    """A line's amount in øre: quantity × price, with its own charges and less its own allowances."""
    charges = sum(item.amount for item in line.charges)
    return line.gross_ore + charges - sum(item.amount for item in line.allowances)


def peppol_net_ore(document: Document) -> int:
    """The document's net in øre of its currency as it counts: signed, without VAT."""
    lines = sum(peppol_line_ore(line) for line in document.lines)
    return document.sign * (lines + (total_of(document.charges) or 0) - (total_of(document.allowances) or 0))


def peppol_totals(document: Document) -> dict[str, int | None]:
    """LegalMonetaryTotal by element, in øre; None where the element is left out."""
    allowances, charges = total_of(document.allowances), total_of(document.charges)
    lines = sum(peppol_line_ore(line) for line in document.lines)
    net = lines + (charges or 0) - (allowances or 0)
    inclusive = net + sum(vat_of(base, vat) for vat, base in _vat_bases(document).items())
    return {
        "LineExtensionAmount": lines,
        "TaxExclusiveAmount": net,
        "TaxInclusiveAmount": inclusive,
        "AllowanceTotalAmount": allowances,
        "ChargeTotalAmount": charges,
        "PrepaidAmount": document.prepaid or None,
        "PayableRoundingAmount": document.rounding or None,
        "PayableAmount": inclusive + document.rounding - document.prepaid,
    }


def _vat_bases(document: Document) -> dict[str, int]:
    """The base of VAT by category, in øre."""
    bases: dict[str, int] = {}
    for line in document.lines:
        bases[line.vat] = bases.get(line.vat, 0) + peppol_line_ore(line)
    for item in document.allowances + document.charges:
        bases.setdefault(item.vat, 0)
    return {vat: base + adjusted(document, vat) for vat, base in bases.items()}


def _content(document: Document) -> list[Element | None]:
    money = f' currencyID="{document.currency}"'
    is_credit_note = document.is_credit_note
    code = document.type_code or ("381" if is_credit_note else "380")
    return [
        leaf("CustomizationID", document.customization or CUSTOMIZATION),
        leaf("ProfileID", PROFILE),
        leaf("ID", document.number),
        leaf("IssueDate", document.date_text),
        None if is_credit_note else leaf("DueDate", document.date_text),
        leaf("CreditNoteTypeCode" if is_credit_note else "InvoiceTypeCode", code),
        optional("Note", document.note),
        leaf("DocumentCurrencyCode", document.currency),
        optional("AccountingCost", document.account),
        leaf("BuyerReference", document.reference),
        reference("OrderReference", document.order),
        credited(document.credits),
        reference("ContractDocumentReference", document.contract),
        *(attachment(item, place) for place, item in enumerate(document.attachments, 1)),
        group("AccountingSupplierParty", _party(document.supplier, None)),
        group("AccountingCustomerParty", _party(document.buyer, document.unit)),
        group(
            "PaymentMeans",
            leaf("PaymentMeansCode", "30"),
            leaf("PaymentID", document.number),
            group("PayeeFinancialAccount", leaf("ID", "DK0000000000000000")),
        ),
        *(_adjustment(item, False, money, True) for item in document.allowances),
        *(_adjustment(item, True, money, True) for item in document.charges),
        _tax_total(_vat_bases(document), money),
        monetary_total(peppol_totals(document), document.header, document.currency),
        *(_line(line, place, is_credit_note, money) for place, line in enumerate(document.lines, 1)),
    ]


def _party(subject: Party, endpoint_gln: str | None) -> Element:
    scheme = f' schemeID="{_SCHEMES[subject.scheme]}"'
    endpoint = (
        leaf("EndpointID", endpoint_gln, ' schemeID="0088"')
        if endpoint_gln
        else leaf("EndpointID", subject.number, scheme)
    )
    vat_number = "DK" + subject.number if subject.scheme == "cvr" else subject.number
    return group(
        "Party",
        endpoint,
        group("PartyIdentification", ("cbc:ID", *endpoint[1:])),
        group("PartyName", leaf("Name", subject.name)),
        group(
            "PostalAddress",
            leaf("StreetName", f"{subject.street} {subject.building}"),
            leaf("CityName", subject.city),
            leaf("PostalZone", subject.zone),
            group("Country", leaf("IdentificationCode", subject.country)),
        ),
        group("PartyTaxScheme", leaf("CompanyID", vat_number), _TAX_SCHEME),
        group(
            "PartyLegalEntity",
            leaf("RegistrationName", subject.name),
            leaf("CompanyID", subject.number, scheme),
        ),
        group("Contact", leaf("Name", "Fiktiv Person")),
    )


_TAX_SCHEME = group("TaxScheme", leaf("ID", "VAT"))


def _tax_category(tag: str, vat: str, *, with_reason: bool = False) -> Element:
    return group(
        tag,
        leaf("ID", vat),
        leaf("Percent", "25" if vat == STANDARD else "0"),
        optional("TaxExemptionReason", _REASONS.get(vat)) if with_reason else None,
        _TAX_SCHEME,
    )


def _adjustment(item: Adjustment, is_charge: bool, money: str, of_document: bool) -> Element:
    return group(
        "AllowanceCharge",
        leaf("ChargeIndicator", "true" if is_charge else "false"),
        leaf("AllowanceChargeReasonCode", item.code),
        leaf("AllowanceChargeReason", item.reason),
        leaf("Amount", kroner(item.amount), money),
        _tax_category("TaxCategory", item.vat) if of_document else None,
    )


def _tax_total(bases: dict[str, int], money: str) -> Element:
    vat = sum(vat_of(base, category) for category, base in bases.items())
    subtotals = (
        group(
            "TaxSubtotal",
            leaf("TaxableAmount", kroner(base), money),
            leaf("TaxAmount", kroner(vat_of(base, category)), money),
            _tax_category("TaxCategory", category, with_reason=True),
        )
        for category, base in bases.items()
    )
    return group("TaxTotal", leaf("TaxAmount", kroner(vat), money), *subtotals)


def _line(line: Line, place: int, is_credit_note: bool, money: str) -> Element:
    quantity_tag = "CreditedQuantity" if is_credit_note else "InvoicedQuantity"
    unit = f' unitCode="{line.unit}"'
    return group(
        "CreditNoteLine" if is_credit_note else "InvoiceLine",
        leaf("ID", line.id or str(place)),
        leaf(quantity_tag, line.quantity, unit),
        leaf("LineExtensionAmount", line.amount_text or kroner(peppol_line_ore(line)), money),
        optional("AccountingCost", line.account),
        group("OrderLineReference", leaf("LineID", line.order_line)) if line.order_line else None,
        *(_adjustment(item, False, money, False) for item in line.allowances),
        *(_adjustment(item, True, money, False) for item in line.charges),
        _item(line),
        group(
            "Price",
            leaf("PriceAmount", line.price, money),
            leaf("BaseQuantity", str(line.base_quantity), unit) if line.base_quantity != 1 else None,
        ),
    )


def _item(line: Line) -> Element:
    version = f' listID="TST" listVersionID="{line.unspsc_version}"'
    return group(
        "Item",
        optional("Description", line.description),
        leaf("Name", line.name),
        reference("SellersItemIdentification", line.item_id),
        group("StandardItemIdentification", leaf("ID", line.gtin, ' schemeID="0160"')) if line.gtin else None,
        _classification(line.unspsc, version),
        _classification(line.cpv, ' listID="STI"'),
        _tax_category("ClassifiedTaxCategory", line.vat),
        *(item_property(name, value) for name, value in line.properties),
        *(certificate(_certificate(label)) for label in line.labels),
    )


def _classification(code: str | None, attributes: str) -> Element | None:
    if not code:
        return None
    return group("CommodityClassification", leaf("ItemClassificationCode", code, attributes))


def _certificate(label: str | Certificate) -> Certificate:
    """A bare GS1 code stands in cbc:CertificateTypeCode, as in Peppol catalogues."""
    return label if isinstance(label, Certificate) else Certificate(type_code=label, type="Environmental")
