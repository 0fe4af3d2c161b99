"""The peer: invoices read the usual way, one XPath per field with lxml, to the same rows.

Only how fields are found differs; what is done with them (checks, apportionment, rows) is the reader's own, so
that the rows can be compared one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from flok.domain.spend import ReadContext, ReadDocument
from flok.domain.spend.reading import _invoice
from flok.domain.spend.reading._invoice import Origin

NS = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_PARTY = {
    "endpoint": "cbc:EndpointID",
    "identification": "cac:PartyIdentification/cbc:ID",
    "tax": "cac:PartyTaxScheme/cbc:CompanyID",
    "legal": "cac:PartyLegalEntity/cbc:CompanyID",
}
HEADER = {
    "customization": "cbc:CustomizationID",
    "number": "cbc:ID",
    "issue_date": "cbc:IssueDate",
    "type_code": "cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode",
    "currency": "cbc:DocumentCurrencyCode",
    "account": "cbc:AccountingCost",
    "order_ref": "cac:OrderReference/cbc:ID",
    "contract_ref": "cac:ContractDocumentReference/cbc:ID",
    "credits": "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
    "supplier_name": "cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name",
    "supplier_legal_name": "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName",
    "buyer_name": "cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name",
    "tax_inclusive": "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
    "allowance_total": "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount",
    "charge_total": "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount",
    "payable_rounding": "cac:LegalMonetaryTotal/cbc:PayableRoundingAmount",
}
LINE = {
    "line_no": "cbc:ID",
    "free": "cbc:FreeOfChargeIndicator",
    "account": "cbc:AccountingCost",
    "order_ref": "cac:OrderLineReference/cac:OrderReference/cbc:ID",
    "name": "cac:Item/cbc:Name",
    "description": "cac:Item/cbc:Description",
    "category": "cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
    "percent": "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
    "scheme": "cac:Item/cac:ClassifiedTaxCategory/cac:TaxScheme/cbc:ID",
    "price": "cac:Price/cbc:PriceAmount",
    "base_quantity": "cac:Price/cbc:BaseQuantity",
    "factor": "cac:Price/cbc:OrderableUnitFactorRate",
}
LINE_CODED = {
    "amount": ("cbc:LineExtensionAmount", "currencyID"),
    "quantity": ("cbc:InvoicedQuantity|cbc:CreditedQuantity", "unitCode"),
    "seller_item_id": ("cac:Item/cac:SellersItemIdentification/cbc:ID", "schemeID"),
    "standard_item_id": ("cac:Item/cac:StandardItemIdentification/cbc:ID", "schemeID"),
}


def read(paths: list[Path], context: ReadContext) -> Iterator[ReadDocument]:
    """The same documents as flok.domain.spend.reading gives for these files."""
    for path in paths:
        raw = path.read_bytes()
        file_id = hashlib.sha256(raw).hexdigest()
        root = etree.fromstring(raw)
        source = f"{path.parent.name}/{path.name}"
        yield _document(root, Origin(file_id[:16], file_id, source), context)


def _document(root: etree._Element, origin: Origin, context: ReadContext) -> ReadDocument:
    found = _texts(root, HEADER)
    for role, element in (("supplier", "AccountingSupplierParty"), ("buyer", "AccountingCustomerParty")):
        for kind, path in _PARTY.items():
            _coded(root, f"cac:{element}/cac:Party/{path}", f"{role}_{kind}", "schemeID", found)
    for key, name in (("lines_total", "LineExtensionAmount"), ("tax_exclusive", "TaxExclusiveAmount")):
        _coded(root, f"cac:LegalMonetaryTotal/cbc:{name}", key, "currencyID", found)
    found |= _allowances_and_taxes(root)
    lines = [_line(line) for line in root.xpath("cac:InvoiceLine|cac:CreditNoteLine", namespaces=NS)]
    return _invoice.assembled(found, lines, -1 if root.tag.endswith("}CreditNote") else 1, origin, context)


def _line(line: etree._Element) -> dict[str, Any]:
    found = _texts(line, LINE)
    for key, (path, attribute) in LINE_CODED.items():
        _coded(line, path, key, attribute, found)
    found |= _allowances_and_taxes(line)
    certificates = [
        _texts(one, {"id": "cbc:ID", "type_code": "cbc:CertificateTypeCode", "type": "cbc:CertificateType"})
        for one in line.xpath("cac:Item/cac:Certificate", namespaces=NS)
    ]
    if certificates:
        found["certificates"] = certificates
    properties = [
        _texts(one, {"name": "cbc:Name", "value": "cbc:Value"})
        for one in line.xpath("cac:Item/cac:AdditionalItemProperty", namespaces=NS)
    ]
    if properties:
        found["properties"] = properties
    classes = line.xpath("cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode", namespaces=NS)
    if classes:
        found["classes"] = [
            {"code": one.text, "list": one.get("listID"), "version": one.get("listVersionID")} for one in classes
        ]
    return found


def _allowances_and_taxes(parent: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    allowances = parent.xpath("cac:AllowanceCharge", namespaces=NS)
    if allowances:
        found["allowances"] = [_allowance(one) for one in allowances]
    taxes = parent.xpath("cac:TaxTotal", namespaces=NS)
    if taxes:
        found["taxes"] = [_tax(one) for one in taxes]
    return found


def _allowance(element: etree._Element) -> dict[str, Any]:
    found = _texts(
        element,
        {
            "is_charge": "cbc:ChargeIndicator",
            "category": "cac:TaxCategory/cbc:ID",
            "percent": "cac:TaxCategory/cbc:Percent",
        },
    )
    _coded(element, "cbc:Amount", "amount", "currencyID", found)
    return found


def _tax(element: etree._Element) -> dict[str, Any]:
    found = _texts(element, {"amount": "cbc:TaxAmount"})
    found["subtotals"] = [
        _texts(
            one,
            {
                "amount": "cbc:TaxAmount",
                "category": "cac:TaxCategory/cbc:ID",
                "percent": "cac:TaxCategory/cbc:Percent",
                "scheme": "cac:TaxCategory/cac:TaxScheme/cbc:ID",
            },
        )
        for one in element.xpath("cac:TaxSubtotal", namespaces=NS)
    ]
    return found


def _texts(element: etree._Element, paths: dict[str, str]) -> dict[str, Any]:
    found = {}
    for key, path in paths.items():
        hits = element.xpath(path, namespaces=NS)
        if hits and hits[0].text and hits[0].text.strip():
            found[key] = hits[0].text.strip()
    return found


def _coded(element: etree._Element, path: str, key: str, attribute: str, found: dict[str, Any]) -> None:
    hits = element.xpath(path, namespaces=NS)
    if hits and hits[0].text and hits[0].text.strip():
        found[key] = hits[0].text.strip()
        found[key + "@"] = hits[0].get(attribute)
