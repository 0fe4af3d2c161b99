"""Which elements are read, as tables. The same for UBL 2.0 and 2.1, OIOUBL, Peppol BIS, EHF: one namespace.

Each entry is an XPath step from its parent; docs/formats/e-invoices.md says what the fields mean.
"""

from __future__ import annotations

from ._walk import Plan, attributed, coded, each, inside, text

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
LINE_TAGS = frozenset({_CAC + "InvoiceLine", _CAC + "CreditNoteLine"})


def _tax_category(prefix: str = "") -> Plan:
    return {
        _CBC + "ID": text(prefix + "category"),
        _CBC + "Percent": text(prefix + "percent"),
        _CAC + "TaxScheme": inside({_CBC + "ID": text(prefix + "scheme")}),
    }


_TAX_TOTAL: Plan = {
    _CBC + "TaxAmount": text("amount"),
    _CAC + "TaxSubtotal": each(
        "subtotals",
        {_CBC + "TaxAmount": text("amount"), _CAC + "TaxCategory": inside(_tax_category())},
    ),
}
_ALLOWANCE: Plan = {
    _CBC + "ChargeIndicator": text("is_charge"),
    _CBC + "Amount": coded("amount", "currencyID"),
    _CBC + "AllowanceChargeReason": text("reason"),
    _CAC + "TaxCategory": inside(_tax_category()),
}


def _party(role: str) -> Plan:
    identifier = {_CBC + "ID": coded(role + "_identification", "schemeID")}
    return {
        _CAC + "Party": inside(
            {
                _CBC + "EndpointID": coded(role + "_endpoint", "schemeID"),
                _CAC + "PartyIdentification": inside(identifier),
                _CAC + "PartyName": inside({_CBC + "Name": text(role + "_name")}),
                _CAC + "PartyTaxScheme": inside({_CBC + "CompanyID": coded(role + "_tax", "schemeID")}),
                _CAC + "PartyLegalEntity": inside(
                    {
                        _CBC + "RegistrationName": text(role + "_legal_name"),
                        _CBC + "CompanyID": coded(role + "_legal", "schemeID"),
                    }
                ),
            }
        )
    }


HEADER: Plan = {
    _CBC + "CustomizationID": text("customization"),
    _CBC + "ID": text("number"),
    _CBC + "IssueDate": text("issue_date"),
    _CBC + "InvoiceTypeCode": text("type_code"),
    _CBC + "CreditNoteTypeCode": text("type_code"),
    _CBC + "DocumentCurrencyCode": text("currency"),
    _CBC + "AccountingCost": text("account"),
    _CAC + "OrderReference": inside({_CBC + "ID": text("order_ref")}),
    _CAC + "ContractDocumentReference": inside({_CBC + "ID": text("contract_ref")}),
    _CAC + "BillingReference": inside({_CAC + "InvoiceDocumentReference": inside({_CBC + "ID": text("credits")})}),
    _CAC + "AccountingSupplierParty": inside(_party("supplier")),
    _CAC + "AccountingCustomerParty": inside(_party("buyer")),
    _CAC + "AllowanceCharge": each("allowances", _ALLOWANCE),
    _CAC + "TaxTotal": each("taxes", _TAX_TOTAL),
    _CAC + "LegalMonetaryTotal": inside(
        {
            _CBC + "LineExtensionAmount": coded("lines_total", "currencyID"),
            _CBC + "TaxExclusiveAmount": coded("tax_exclusive", "currencyID"),
            _CBC + "TaxInclusiveAmount": text("tax_inclusive"),
            _CBC + "AllowanceTotalAmount": text("allowance_total"),
            _CBC + "ChargeTotalAmount": text("charge_total"),
            _CBC + "PayableRoundingAmount": text("payable_rounding"),
        }
    ),
}

ITEM: Plan = {
    _CBC + "Name": text("name"),
    _CBC + "Description": text("description"),
    _CAC + "SellersItemIdentification": inside({_CBC + "ID": coded("seller_item_id", "schemeID")}),
    _CAC + "StandardItemIdentification": inside({_CBC + "ID": coded("standard_item_id", "schemeID")}),
    _CAC + "CommodityClassification": each(
        "classes",
        {_CBC + "ItemClassificationCode": attributed("code", list="listID", version="listVersionID")},
    ),
    _CAC + "ClassifiedTaxCategory": inside(_tax_category()),
    _CAC + "AdditionalItemProperty": each("properties", {_CBC + "Name": text("name"), _CBC + "Value": text("value")}),
    _CAC + "Certificate": each(
        "certificates",
        {
            _CBC + "ID": text("id"),
            _CBC + "CertificateTypeCode": text("type_code"),
            _CBC + "CertificateType": text("type"),
        },
    ),
}

LINE: Plan = {
    _CBC + "ID": text("line_no"),
    _CBC + "InvoicedQuantity": coded("quantity", "unitCode"),
    _CBC + "CreditedQuantity": coded("quantity", "unitCode"),
    _CBC + "LineExtensionAmount": coded("amount", "currencyID"),
    _CBC + "FreeOfChargeIndicator": text("free"),
    _CBC + "AccountingCost": text("account"),
    _CAC + "OrderLineReference": inside({_CAC + "OrderReference": inside({_CBC + "ID": text("order_ref")})}),
    _CAC + "TaxTotal": each("taxes", _TAX_TOTAL),
    _CAC + "AllowanceCharge": each("allowances", _ALLOWANCE),
    _CAC + "Item": inside(ITEM),
    _CAC + "Price": inside(
        {
            _CBC + "PriceAmount": text("price"),
            _CBC + "BaseQuantity": text("base_quantity"),
            _CBC + "OrderableUnitFactorRate": text("factor"),
        }
    ),
}

CATALOGUE: Plan = {
    _CBC + "CustomizationID": text("customization"),
    _CBC + "ID": text("number"),
    _CBC + "VersionID": text("version"),
    _CBC + "ActionCode": text("action"),
    _CBC + "IssueDate": text("issue_date"),
    _CAC + "ValidityPeriod": inside({_CBC + "StartDate": text("valid_from"), _CBC + "EndDate": text("valid_to")}),
    _CAC + "ReferencedContract": inside({_CBC + "ID": text("contract_ref")}),
    _CAC + "SellerSupplierParty": inside(_party("seller")),
    _CAC + "ProviderParty": _party("provider")[_CAC + "Party"],
}
CATALOGUE_ITEM: Plan = {
    _CBC + "ID": text("line_no"),
    _CBC + "ActionCode": text("action"),
    _CAC + "LineValidityPeriod": inside({_CBC + "StartDate": text("valid_from"), _CBC + "EndDate": text("valid_to")}),
    _CAC + "Item": inside(ITEM),
}
