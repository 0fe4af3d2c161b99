"""A Document written as OIOUBL 2.1 (or 2.02, 2.01, by `customization`).

The rules that differ from EN 16931: TaxExclusiveAmount is the tax (F-INV127); a line amount is price ×
quantity and line allowances are information only (F-INV340, F-INV343, F-INV348); a free-of-charge line is
not in the header's sum (F-INV126); excise duties stand in TaxTotal beside VAT (scheme 63).
"""

from __future__ import annotations

from flok.demo._parts import attachment, certificate, credited, identity, item_property, reference
from flok.demo._tree import Element, group, kroner, leaf, monetary_total, optional, written
from flok.demo.documents import (
    EXEMPT,
    REVERSE,
    STANDARD,
    ZERO,
    Adjustment,
    Certificate,
    Document,
    Line,
    Party,
    adjusted,
    total_of,
    vat_of,
)

CUSTOMIZATION = "OIOUBL-2.1"
PROFILE = "urn:www.nesubl.eu:profiles:profile5:ver2.0"
_SCHEMES = {"cvr": ("DK:CVR", "DK"), "cpr": ("DK:CPR", ""), "gln": ("GLN", "")}
_CATEGORIES = {STANDARD: "StandardRated", EXEMPT: "ZeroRated", ZERO: "ZeroRated", REVERSE: "ReverseCharge"}


def oioubl_invoice(document: Document, *, whitespace: bool = True) -> bytes:
    """The document as an OIOUBL Invoice or CreditNote, UTF-8."""
    root = "CreditNote" if document.is_credit_note else "Invoice"
    return written(root, _content(document), whitespace=whitespace)


def oioubl_line_ore(line: Line) -> int:
    """A line's contribution to the document's net in øre: a free line gives nothing."""
    return 0 if line.free else line.gross_ore


def oioubl_net_ore(document: Document) -> int:
    """The document's net in øre of its currency as it counts: signed, without VAT and excise."""
    lines = sum(oioubl_line_ore(line) for line in document.lines)
    return document.sign * (lines + sum(adjusted(document, vat) for vat in _CATEGORIES))


def oioubl_totals(document: Document) -> dict[str, int | None]:
    """LegalMonetaryTotal by element, in øre; None where the element is left out."""
    lines = sum(oioubl_line_ore(line) for line in document.lines)
    allowances, charges = total_of(document.allowances), total_of(document.charges)
    tax = sum(vat_of(base, vat) for vat, base in _vat_bases(document).items())
    tax += sum(line.excise for line in document.lines)
    inclusive = lines + tax + (charges or 0) - (allowances or 0)
    return {
        "LineExtensionAmount": lines,
        "TaxExclusiveAmount": tax,
        "TaxInclusiveAmount": inclusive + document.rounding,
        "AllowanceTotalAmount": allowances,
        "ChargeTotalAmount": charges,
        "PrepaidAmount": document.prepaid or None,
        "PayableRoundingAmount": document.rounding or None,
        "PayableAmount": inclusive + document.rounding - document.prepaid,
    }


def _vat_bases(document: Document) -> dict[str, int]:
    """The base of VAT by category, in øre; excise is part of its line's base."""
    bases: dict[str, int] = {}
    for line in document.lines:
        bases[line.vat] = bases.get(line.vat, 0) + oioubl_line_ore(line) + line.excise
    for item in document.allowances + document.charges:
        bases.setdefault(item.vat, 0)
    return {vat: base + adjusted(document, vat) for vat, base in bases.items()}


def _content(document: Document) -> list[Element | None]:
    money = f' currencyID="{document.currency}"'
    customization = document.customization or CUSTOMIZATION
    code = document.type_code or ("381" if document.is_credit_note else "380")
    code_tag = "CreditNoteTypeCode" if document.is_credit_note else "InvoiceTypeCode"
    has_code = document.type_code is not None or not document.is_credit_note
    return [
        leaf("UBLVersionID", "2.1" if customization == "OIOUBL-2.1" else "2.0"),
        leaf("CustomizationID", customization),
        leaf("ProfileID", PROFILE, _coded("scheme", "profileid-1.2", "id")),
        leaf("ID", document.number),
        leaf("CopyIndicator", "false"),
        leaf("UUID", identity(document)),
        leaf("IssueDate", document.date_text),
        leaf(code_tag, code, _coded("list", "invoicetypecode-1.1", "codelist")) if has_code else None,
        optional("Note", document.note),
        leaf("DocumentCurrencyCode", document.currency),
        optional("AccountingCost", document.account),
        reference("OrderReference", document.order),
        credited(document.credits),
        reference("ContractDocumentReference", document.contract),
        *(attachment(item, place) for place, item in enumerate(document.attachments, 1)),
        group("AccountingSupplierParty", party(document.supplier, None, "salg")),
        group("AccountingCustomerParty", party(document.buyer, document.unit, document.reference)),
        _payment(document),
        *(_adjustment(item, False, money) for item in document.allowances),
        *(_adjustment(item, True, money) for item in document.charges),
        *_tax_totals(_vat_bases(document), document.lines, money),
        monetary_total(oioubl_totals(document), document.header, document.currency),
        *(_line(line, place, document.is_credit_note, money) for place, line in enumerate(document.lines, 1)),
    ]


def _coded(kind: str, name: str, family: str) -> str:
    return f' {kind}AgencyID="320" {kind}ID="urn:oioubl:{family}:{name}"'


def _identifier(tag: str, subject: Party) -> Element:
    scheme, prefix = _SCHEMES[subject.scheme]
    return leaf(tag, prefix + subject.number, f' schemeID="{scheme}"')


def party(subject: Party, endpoint_gln: str | None, contact: str) -> Element:
    """cac:Party; `endpoint_gln` is the GLN a document is sent to, where that is how it is addressed."""
    endpoint = (
        leaf("EndpointID", endpoint_gln, ' schemeAgencyID="9" schemeID="GLN"')
        if endpoint_gln
        else _identifier("EndpointID", subject)
    )
    return group(
        "Party",
        endpoint,
        group("PartyIdentification", ("cbc:ID", *endpoint[1:])),
        group("PartyName", leaf("Name", subject.name)),
        group(
            "PostalAddress",
            leaf("AddressFormatCode", "StructuredDK", _coded("list", "addressformatcode-1.1", "codelist")),
            leaf("StreetName", subject.street),
            leaf("BuildingNumber", subject.building),
            leaf("CityName", subject.city),
            leaf("PostalZone", subject.zone),
            group("Country", leaf("IdentificationCode", subject.country)),
        ),
        group(
            "PartyTaxScheme",
            leaf("CompanyID", "DK" + subject.number, ' schemeID="DK:SE"'),
            _tax_scheme("63", "Moms"),
        )
        if subject.scheme == "cvr"
        else None,
        group(
            "PartyLegalEntity",
            leaf("RegistrationName", subject.name),
            _identifier("CompanyID", subject),
        ),
        group("Contact", leaf("ID", contact), leaf("Name", "Fiktiv Person")),
    )


def _payment(document: Document) -> Element | None:
    if document.is_credit_note:
        return None
    return group(
        "PaymentMeans",
        leaf("ID", "1"),
        leaf("PaymentMeansCode", "42"),
        leaf("PaymentDueDate", document.date_text),
        leaf("PaymentChannelCode", "DK:BANK", _coded("list", "paymentchannelcode-1.1", "codelist")),
        group(
            "PayeeFinancialAccount",
            leaf("ID", "0000000000"),
            group("FinancialInstitutionBranch", leaf("ID", "0000")),
        ),
    )


def _tax_scheme(scheme: str, name: str) -> Element:
    return group("TaxScheme", leaf("ID", scheme, _coded("scheme", "taxschemeid-1.1", "id")), leaf("Name", name))


def _tax_category(vat: str) -> Element:
    return group(
        "TaxCategory",
        leaf("ID", _CATEGORIES[vat], _coded("scheme", "taxcategoryid-1.1", "id")),
        leaf("Percent", "25" if vat == STANDARD else "0"),
        _tax_scheme("63", "Moms"),
    )


def _adjustment(item: Adjustment, is_charge: bool, money: str) -> Element:
    return group(
        "AllowanceCharge",
        leaf("ChargeIndicator", "true" if is_charge else "false"),
        leaf("AllowanceChargeReason", item.reason),
        leaf("Amount", kroner(item.amount), money),
        _tax_category(item.vat),
    )


def _tax_totals(bases: dict[str, int], lines: tuple[Line, ...], money: str) -> list[Element]:
    """TaxTotal of VAT, and one of excise where there is any."""
    vat = sum(vat_of(base, category) for category, base in bases.items())
    subtotals = [
        group(
            "TaxSubtotal",
            leaf("TaxableAmount", kroner(base), money),
            leaf("TaxAmount", kroner(vat_of(base, category)), money),
            _tax_category(category),
        )
        for category, base in bases.items()
    ]
    totals = [group("TaxTotal", leaf("TaxAmount", kroner(vat), money), *subtotals)]
    dutiable = [line for line in lines if line.excise]
    if dutiable:
        excise = kroner(sum(line.excise for line in dutiable))
        duties = [_duty(line, money) for line in dutiable]
        totals.append(group("TaxTotal", leaf("TaxAmount", excise, money), *duties))
    return totals


def _duty(line: Line, money: str) -> Element:
    scheme, name = line.excise_scheme
    return group(
        "TaxSubtotal",
        leaf("TaxableAmount", kroner(oioubl_line_ore(line)), money),
        leaf("TaxAmount", kroner(line.excise), money),
        group(
            "TaxCategory",
            leaf("ID", "Excise", _coded("scheme", "taxcategoryid-1.1", "id")),
            leaf("BaseUnitMeasure", line.quantity, f' unitCode="{line.unit}"'),
            leaf("PerUnitAmount", kroner(line.excise), money),
            _tax_scheme(scheme, name),
        ),
    )


def _line(line: Line, place: int, is_credit_note: bool, money: str) -> Element:
    quantity_tag = "CreditedQuantity" if is_credit_note else "InvoicedQuantity"
    return group(
        "CreditNoteLine" if is_credit_note else "InvoiceLine",
        leaf("ID", line.id or str(place)),
        leaf(quantity_tag, line.quantity, f' unitCode="{line.unit}"'),
        leaf("LineExtensionAmount", line.amount_text or kroner(line.gross_ore), money),
        optional("AccountingCost", line.account),
        leaf("FreeOfChargeIndicator", "true") if line.free else None,
        group("OrderLineReference", leaf("LineID", line.order_line)) if line.order_line else None,
        *(_adjustment(item, False, money) for item in line.allowances),
        *(_adjustment(item, True, money) for item in line.charges),
        *_tax_totals({line.vat: oioubl_line_ore(line) + line.excise}, (line,), money),
        _item(line),
        group(
            "Price",
            leaf("PriceAmount", line.price, money),
            leaf("BaseQuantity", str(line.base_quantity), f' unitCode="{line.unit}"'),
            leaf("OrderableUnitFactorRate", "1") if line.base_quantity == 1 else None,
        ),
    )


def _item(line: Line) -> Element:
    """A GTIN stands in the seller's id where the line has no other, as Danish suppliers often write it."""
    seller_id, is_gtin = (line.item_id, False) if line.item_id else (line.gtin, True)
    gtin_scheme = ' schemeAgencyID="9" schemeID="GTIN"'
    classes = f' listAgencyID="113" listID="UNSPSC" listVersionID="{line.unspsc_version}"'
    return group(
        "Item",
        leaf("Description", line.description or line.name),
        leaf("Name", line.name[:40].rstrip()),
        group("SellersItemIdentification", leaf("ID", seller_id, gtin_scheme if is_gtin else ""))
        if seller_id
        else None,
        group("StandardItemIdentification", leaf("ID", line.gtin, gtin_scheme)) if line.gtin and not is_gtin else None,
        group("CommodityClassification", leaf("ItemClassificationCode", line.unspsc, classes)) if line.unspsc else None,
        *(item_property(name, value) for name, value in line.properties),
        *(certificate(_certificate(label)) for label in line.labels),
    )


def _certificate(label: str | Certificate) -> Certificate:
    """A bare GS1 code stands in cbc:ID in OIOUBL (F-INV351)."""
    return label if isinstance(label, Certificate) else Certificate(id=label)
