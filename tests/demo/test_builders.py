"""The two builders: their defaults, and what they write where."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from flok.demo import (
    BUYER,
    EXEMPT,
    SUPPLIER,
    Adjustment,
    Attachment,
    Certificate,
    Document,
    Line,
    Party,
    oioubl_invoice,
    oioubl_net_ore,
    oioubl_totals,
    peppol_invoice,
    peppol_net_ore,
    peppol_totals,
)

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NS = {"cac": UBL + "CommonAggregateComponents-2", "cbc": UBL + "CommonBasicComponents-2"}
BUILDERS = pytest.mark.parametrize("build", [oioubl_invoice, peppol_invoice])


def texts(content: bytes, path: str) -> list[str]:
    found = etree.fromstring(content).xpath(path, namespaces=NS)
    return [element if isinstance(element, str) else element.text for element in found]


@BUILDERS
def test_a_document_without_any_argument_is_a_whole_invoice(build):
    content = build(Document())
    assert etree.QName(etree.fromstring(content)).localname == "Invoice"
    assert etree.QName(etree.fromstring(content)).namespace == UBL + "Invoice-2"
    assert texts(content, "cbc:ID") == ["F-1001"]
    assert texts(content, "cbc:IssueDate") == ["2026-01-15"]
    assert texts(content, "cbc:InvoiceTypeCode") == ["380"]
    assert texts(content, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount") == ["100.00"]
    assert texts(content, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["125.00"]
    assert texts(content, "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID") == [BUYER.gln]


@BUILDERS
def test_a_credit_note_has_its_own_names_and_positive_amounts(build):
    content = build(Document(kind="credit_note", credits="F-1", lines=(Line(quantity="2"),)))
    assert etree.QName(etree.fromstring(content)).localname == "CreditNote"
    assert texts(content, "cac:CreditNoteLine/cbc:CreditedQuantity") == ["2"]
    assert texts(content, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount") == ["200.00"]
    assert texts(content, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["F-1"]


@BUILDERS
def test_without_a_unit_the_document_is_addressed_to_the_cvr_number(build):
    endpoint = texts(build(Document(unit=None)), "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID")
    assert endpoint[0].removeprefix("DK") == BUYER.number


@BUILDERS
def test_references_stand_where_they_belong(build):
    content = build(
        Document(order="O-1", contract="K-1", account="55-2200", lines=(Line(account="9", order_line="3"),))
    )
    assert texts(content, "cac:OrderReference/cbc:ID") == ["O-1"]
    assert texts(content, "cac:ContractDocumentReference/cbc:ID") == ["K-1"]
    assert texts(content, "cbc:AccountingCost") == ["55-2200"]
    assert texts(content, "cac:InvoiceLine/cbc:AccountingCost") == ["9"]
    assert texts(content, "cac:InvoiceLine/cac:OrderLineReference/cbc:LineID") == ["3"]


def test_the_tax_exclusive_amount_is_the_tax_in_oioubl_and_the_net_in_peppol():
    document = Document(charges=(Adjustment(amount=2000, reason="Fragt", code="FC"),))
    assert oioubl_totals(document)["TaxExclusiveAmount"] == 3000
    assert peppol_totals(document)["TaxExclusiveAmount"] == 12000
    assert oioubl_totals(document)["PayableAmount"] == peppol_totals(document)["PayableAmount"] == 15000


def test_a_line_allowance_is_information_in_oioubl_and_part_of_the_amount_in_peppol():
    document = Document(lines=(Line(allowances=(Adjustment(amount=1000),)),))
    assert oioubl_net_ore(document) == 10000
    assert peppol_net_ore(document) == 9000
    line_amount = "cac:InvoiceLine/cbc:LineExtensionAmount"
    assert texts(oioubl_invoice(document), line_amount) == ["100.00"]
    assert texts(peppol_invoice(document), line_amount) == ["90.00"]


def test_net_is_signed_and_knows_discounts_and_freight():
    document = Document(allowances=(Adjustment(amount=500),), charges=(Adjustment(amount=2000),))
    assert oioubl_net_ore(document) == peppol_net_ore(document) == 11500
    credit = replace(document, kind="credit_note")
    assert oioubl_net_ore(credit) == peppol_net_ore(credit) == -11500


def test_a_price_of_a_hundred_is_divided():
    document = Document(lines=(Line(quantity="250", price="48.50", base_quantity=100),))
    for build in (oioubl_invoice, peppol_invoice):
        assert texts(build(document), "cac:InvoiceLine/cbc:LineExtensionAmount") == ["121.25"]
        assert texts(build(document), "cac:InvoiceLine/cac:Price/cbc:BaseQuantity") == ["100"]


def test_a_free_line_and_a_duty_exist_in_oioubl_only():
    free = Document(lines=(Line(), Line(free=True)))
    assert oioubl_net_ore(free) == 10000
    assert texts(oioubl_invoice(free), "cac:InvoiceLine/cbc:FreeOfChargeIndicator") == ["true"]
    duty = Document(lines=(Line(excise=2000),))
    assert oioubl_net_ore(duty) == 10000
    assert oioubl_totals(duty)["TaxExclusiveAmount"] == 2000 + 3000
    assert oioubl_totals(duty)["PayableAmount"] == 15000
    for document in (free, duty):
        with pytest.raises(ValueError, match="OIOUBL only"):
            peppol_invoice(document)


def test_a_label_stands_in_the_id_in_oioubl_and_in_the_type_code_in_peppol():
    document = Document(lines=(Line(labels=("SVANEN", Certificate(id="X", type_code="Y", type="Z"))),))
    certificate = "cac:InvoiceLine/cac:Item/cac:Certificate/"
    assert texts(oioubl_invoice(document), certificate + "cbc:ID") == ["SVANEN", "X"]
    assert texts(peppol_invoice(document), certificate + "cbc:ID") == ["NA", "X"]
    assert texts(peppol_invoice(document), certificate + "cbc:CertificateTypeCode") == ["SVANEN", "Y"]


def test_a_gtin_stands_in_the_sellers_id_when_there_is_no_other():
    item = "cac:InvoiceLine/cac:Item/"
    alone = Document(lines=(Line(item_id=None, gtin="9529000000017"),))
    beside = Document(lines=(Line(gtin="9529000000017"),))
    assert texts(oioubl_invoice(alone), item + "cac:SellersItemIdentification/cbc:ID/@schemeID") == ["GTIN"]
    assert texts(oioubl_invoice(alone), item + "cac:StandardItemIdentification/cbc:ID") == []
    assert texts(oioubl_invoice(beside), item + "cac:SellersItemIdentification/cbc:ID") == ["1001"]
    assert texts(oioubl_invoice(beside), item + "cac:StandardItemIdentification/cbc:ID") == ["9529000000017"]
    assert texts(peppol_invoice(alone), item + "cac:SellersItemIdentification/cbc:ID") == []
    assert texts(peppol_invoice(alone), item + "cac:StandardItemIdentification/cbc:ID") == ["9529000000017"]


@BUILDERS
def test_what_is_wrong_on_purpose_is_written_as_given(build):
    lines = (Line(amount_text="1.234,50"),)
    content = build(Document(date="2026-02-30", lines=lines, header={"PayableAmount": "1.00"}))
    assert texts(content, "cbc:IssueDate") == ["2026-02-30"]
    assert texts(content, "cac:InvoiceLine/cbc:LineExtensionAmount") == ["1.234,50"]
    assert texts(content, "cac:LegalMonetaryTotal/cbc:PayableAmount") == ["1.00"]
    assert texts(content, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount") == ["100.00"]


@BUILDERS
def test_names_are_escaped_and_whitespace_is_a_choice(build):
    document = Document(supplier=replace(SUPPLIER, name="Æble & <Søn>"), attachments=(Attachment(content=b"x" * 500),))
    wide, tight = build(document), build(document, whitespace=False)
    name = "cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name"
    assert texts(wide, name) == texts(tight, name) == ["Æble & <Søn>"]
    assert len(tight) < len(wide)
    assert b">\n<" not in tight.split(b"?>", 1)[1]


def test_a_person_is_a_supplier_in_oioubl_only():
    person = Document(supplier=Party(name="Fiktiv Person", number="0101010000", scheme="cpr"))
    assert b'schemeID="DK:CPR">0101010000<' in oioubl_invoice(person)
    with pytest.raises(ValueError, match="cpr"):
        peppol_invoice(person)


def test_an_older_oioubl_says_so():
    content = oioubl_invoice(Document(customization="OIOUBL-2.02", date=date(2026, 5, 1)))
    assert texts(content, "cbc:CustomizationID") == ["OIOUBL-2.02"]
    assert texts(content, "cbc:UBLVersionID") == ["2.0"]


def test_exempt_lines_bear_no_vat():
    document = Document(lines=(Line(), Line(vat=EXEMPT)))
    assert oioubl_totals(document)["PayableAmount"] == peppol_totals(document)["PayableAmount"] == 22500
    assert texts(peppol_invoice(document), "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount") == ["25.00", "0.00"]
