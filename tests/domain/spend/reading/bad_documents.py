"""The catalogue of bad documents as a table: how each is made, and what must become of it."""

# ruff: noqa: E501 - a table, one case a line
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from papers import CPR, DECLARATION, WHOLE, WHOLE_ORE, body, changed, encoded, oioubl, peppol

from flok.demo import Adjustment, Attachment, Line, Party

REJECTED, SET_ASIDE, EXCLUDED, COUNTED = "rejected", "set_aside", "excluded", "counted"
LINE_AMOUNT = ">124.50</cbc:LineExtensionAmount>"


@dataclass(frozen=True)
class Case:
    """`build` gives the file's bytes; it may name `{port}` (somebody listens there) and `{secret}` (a file)."""

    row: str
    build: Callable[[], bytes]
    status: str
    code: str | None = None
    ore: int = 0
    flags: str | None = None
    detail: str | None = None  # part of it


def doctype(text: str) -> Callable[[], bytes]:
    return lambda: DECLARATION + text.encode() + b"\n" + body(peppol())


def with_entity(text: str) -> Callable[[], bytes]:
    return lambda: changed(doctype(text)(), (">F-7<", ">&e;<"))


def peppol_with(*pairs: tuple[str, str], **changes: Any) -> Callable[[], bytes]:
    return lambda: changed(peppol(**changes), *pairs)


def oioubl_with(*pairs: tuple[str, str], **changes: Any) -> Callable[[], bytes]:
    return lambda: changed(oioubl(**changes), *pairs)


def amount(text: str) -> Callable[[], bytes]:
    """The first line's amount written like this."""
    return peppol_with((LINE_AMOUNT, f">{text}</cbc:LineExtensionAmount>"))


def without(*names: str, **changes: Any) -> Callable[[], bytes]:
    """The document without the first element of each name, whatever it holds."""

    def build() -> bytes:
        raw = peppol(**changes).decode()
        for name in names:
            start = raw.index(f"<{name}")
            end = raw.index(f"</{name}>") + len(f"</{name}>")
            raw = raw[:start] + raw[end:]
        return raw.encode()

    return build


def one_line(price: str, quantity: str = "1", **line: Any) -> tuple[Line, ...]:
    return (Line(price=price, quantity=quantity, **line),)


def deep(levels: int, raw: bytes | None = None) -> bytes:
    nest = b"<a>" * levels + b"</a>" * levels
    return nest if raw is None else changed(raw, (b"<cbc:CustomizationID>", nest + b"<cbc:CustomizationID>"))


def in_note(text: bytes) -> bytes:
    note = b"<cbc:Note>" + text + b"</cbc:Note><cbc:DocumentCurrencyCode>"
    return changed(peppol(), (b"<cbc:DocumentCurrencyCode>", note))


def attached(content: str, attributes: str = "") -> Callable[[], bytes]:
    def build() -> bytes:
        raw = peppol(attachments=(Attachment(),)).decode()
        start = raw.index("<cbc:EmbeddedDocumentBinaryObject")
        end = raw.index("</cbc:EmbeddedDocumentBinaryObject>")
        return (raw[:start] + f"<cbc:EmbeddedDocumentBinaryObject{attributes}>{content}" + raw[end:]).encode()

    return build


def other_document(name: str) -> Callable[[], bytes]:
    namespace = f"urn:oasis:names:specification:ubl:schema:xsd:{name}-2"
    return lambda: f'<a:{name} xmlns:a="{namespace}"><a:ID>1</a:ID></a:{name}>'.encode()


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
LAUGHS = "".join(f'<!ENTITY {b} "{"&" + a + ";" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
PERSON = Party(name="Fiktiv Person", number="0101011234", scheme="cpr")
LONG_CVR = Party(name="Fiktiv A/S", number="123456789")
SHORT_CVR = Party(name="Fiktiv A/S", number="1234567")
UNCHECKED_CVR = Party(name="Fiktiv A/S", number="99000001")
UNKNOWN_PROFILE = "urn:eksempel.dk:faktura:9.9"

CASES = [
    # XML that reaches outside itself, or for too much
    Case("X01-file-entity", with_entity('<!DOCTYPE Invoice [<!ENTITY e SYSTEM "file://{secret}">]>'), REJECTED, "doctype"),
    Case("X01-public-entity", with_entity('<!DOCTYPE Invoice [<!ENTITY e PUBLIC "x" "{secret}">]>'), REJECTED, "doctype"),
    Case("X02-external-dtd", doctype('<!DOCTYPE Invoice SYSTEM "http://127.0.0.1:{port}/a.dtd">'), REJECTED, "doctype"),
    Case("X02-after-a-comment", doctype('<!-- a --><?b c?>\n<!DOCTYPE Invoice SYSTEM "a.dtd">'), REJECTED, "doctype"),
    Case("X03-billion-laughs", with_entity(f'<!DOCTYPE Invoice [<!ENTITY a "ha">{LAUGHS}<!ENTITY e "&i;">]>'), REJECTED, "doctype"),
    Case("X04-quadratic", with_entity('<!DOCTYPE Invoice [<!ENTITY e "' + "x" * 100_000 + '">]>'), REJECTED, "doctype"),
    Case("X05-parameter-entity", doctype('<!DOCTYPE Invoice [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p"> %p;]>'), REJECTED, "doctype"),
    Case("X05-in-utf-16", lambda: encoded(doctype("<!DOCTYPE Invoice>")(), "UTF-16"), REJECTED, "doctype"),
    Case(
        "X05-xinclude",
        peppol_with(("<cbc:CustomizationID>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/><cbc:CustomizationID>')),
        COUNTED,
        ore=WHOLE_ORE,
    ),
    Case(
        "X05-schema-location",
        peppol_with(("<Invoice ", '<Invoice xml:base="http://127.0.0.1:{port}/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://127.0.0.1:{port}/a.xsd" ')),
        COUNTED,
        ore=WHOLE_ORE,
    ),
    Case("X06-stylesheet", peppol_with(("<Invoice ", '<?xml-stylesheet href="http://127.0.0.1:{port}/a.xsl" encoding="UTF-7"?><Invoice ')), COUNTED, ore=WHOLE_ORE),
    # encodings
    Case("X07-latin-1-as-utf-8", lambda: peppol().decode().encode("latin-1"), REJECTED, "encoding", detail="byte "),
    Case("X07-utf-8-as-ascii", lambda: encoded(peppol(), "US-ASCII", codec="utf-8"), REJECTED, "encoding"),
    Case("X08-utf7", lambda: encoded(peppol(), "UTF-7"), REJECTED, "encoding", detail="utf-7"),
    Case("X08-utf7-far-off", lambda: encoded(peppol(), "UTF-7").replace(b"?xml ", b"?xml" + b" " * 500, 1), REJECTED, "encoding"),
    Case("X08-utf16-no-bom", lambda: encoded(peppol(), "UTF-16", codec="utf-16-le"), REJECTED, "encoding"),
    Case("X08-utf16-be-no-bom", lambda: encoded(peppol(), "UTF-16", codec="utf-16-be"), REJECTED, "encoding"),
    Case("X08-utf16-declared", lambda: encoded(peppol(), "UTF-16", codec="utf-8"), REJECTED, "encoding"),
    Case("X08-utf16-cut", lambda: encoded(peppol(), "UTF-16")[:-3], REJECTED, "encoding"),
    Case("X08-utf32", lambda: encoded(peppol(), "UTF-32"), REJECTED, "encoding"),
    Case("X08-ebcdic", lambda: encoded(peppol(), "cp037"), REJECTED, "encoding"),
    Case("X08-windows-1252", lambda: encoded(peppol(), "windows-1252"), REJECTED, "encoding"),
    Case("X08-unknown", lambda: encoded(peppol(), "x-no-such", codec="utf-8"), REJECTED, "encoding"),
    Case("X08-utf16-with-bom", lambda: encoded(peppol(), "UTF-16"), COUNTED, ore=WHOLE_ORE),
    Case("X08-iso-8859-1", lambda: encoded(peppol(), "ISO-8859-1"), COUNTED, ore=WHOLE_ORE),
    Case("X09-empty", lambda: b"", REJECTED, "empty"),
    Case("X09-bom-only", lambda: b"\xef\xbb\xbf", REJECTED, "empty"),
    Case("X09-utf16-bom-only", lambda: b"\xff\xfe", REJECTED, "empty"),
    Case("X09-white-space", lambda: b" \r\n\t" * 100, REJECTED, "empty"),
    Case("X09-zeros", lambda: bytes(4096), REJECTED, "empty"),
    # form
    Case("X10-cut-in-two", lambda: peppol()[:2000], REJECTED, "malformed"),
    Case("X10-second-half", lambda: peppol()[peppol().index(b"<cac:TaxTotal") :], REJECTED, "malformed"),
    Case("X11-nul", peppol_with((">F-7<", ">F\0-7<")), REJECTED, "malformed"),
    Case("X11-nul-reference", peppol_with((">F-7<", ">F&#0;<")), REJECTED, "malformed"),
    Case("X11-control-character", peppol_with((">F-7<", ">F\x1b[2J<")), REJECTED, "malformed"),
    Case("X12-deep", lambda: deep(200_000), REJECTED, "depth"),
    Case("X12-deep-wrapper", lambda: b"<a>" * 70 + body(peppol()) + b"</a>" * 70, REJECTED, "depth"),
    Case("X12-deep-inside", lambda: deep(300, peppol()), REJECTED, "depth"),
    Case("X13-20-mb-attribute", lambda: changed(peppol(), (b"<cbc:ID>", b'<cbc:ID a="' + b"x" * 20_000_000 + b'">')), REJECTED, "limit"),
    Case("X13-with-brackets", lambda: changed(peppol(), (b"<cbc:ID>", b'<cbc:ID a="' + b"x>" * 10_000_000 + b'">')), REJECTED, "limit"),
    Case("X13-300000-attributes", lambda: changed(peppol(), (b"<cbc:ID>", b"<cbc:ID %s>" % b" ".join(b'a%d=""' % i for i in range(300_000)))), REJECTED, "limit"),
    Case("X13-12-mb-note", lambda: in_note(b"x" * 12_000_000), REJECTED, "limit"),
    Case("X13-17-mb-of-notes", lambda: in_note(b"</cbc:Note><cbc:Note>".join([b"x" * 1_000_000] * 17)), REJECTED, "limit"),
    Case("X13-5-mb-note", lambda: in_note(b"x" * 5_000_000), COUNTED, ore=WHOLE_ORE),
    # attachments
    Case("X15-path-as-name", attached("AAAA", ' filename="../../x" mimeCode="text/html"'), COUNTED, ore=WHOLE_ORE),
    Case("X15-not-base64", attached("ikke base64 !"), COUNTED, ore=WHOLE_ORE),
    Case("X15-bracket-in-name", attached("AAAA", ' filename="a>b.pdf"'), COUNTED, ore=WHOLE_ORE),
    Case("X15-cdata-of-xml", attached("<![CDATA[<?xml version='1.0'?><a>1</a>]]>"), COUNTED, ore=WHOLE_ORE),
    Case("X15-in-a-comment", peppol_with(("<cbc:CustomizationID>", "<!-- <cbc:EmbeddedDocumentBinaryObject> --><cbc:CustomizationID>")), COUNTED, ore=WHOLE_ORE),
    # no invoice
    Case("X16-no-namespace", lambda: b"<Invoice><ID>1</ID></Invoice>", REJECTED, "namespace"),
    Case("X16-other-namespace", peppol_with((UBL + "Invoice-2", "urn:eksempel:Invoice-2")), REJECTED, "namespace"),
    Case("X16-other-version", peppol_with((UBL + "Invoice-2", UBL + "Invoice-3")), REJECTED, "namespace"),
    Case("X16-of-credit-notes", peppol_with((UBL + "Invoice-2", UBL + "CreditNote-2")), REJECTED, "namespace"),
    Case("X16-fields-of-another", peppol_with((UBL + "CommonBasicComponents-2", "urn:eksempel:fields")), REJECTED, "missing"),
    Case("X17-html", lambda: b"<!DOCTYPE html>\n<html><body>Log ind<br></body></html>", REJECTED, "not_ubl"),
    Case("X17-html-without-doctype", lambda: b"<HTML><head><meta charset=utf-8></head>", REJECTED, "not_ubl"),
    Case("X17-json", lambda: b'{"invoice": 1}', REJECTED, "not_ubl"),
    Case("X17-text", lambda: "Kære kommune".encode(), REJECTED, "not_ubl"),
    Case("X17-other-xml", lambda: b"<a><b/></a>", REJECTED, "not_ubl"),
    *(
        Case(f"X18-{name.lower()}", other_document(name), EXCLUDED, "doc_type", detail=name)
        for name in ("Order", "Reminder", "ApplicationResponse", "Catalogue", "DespatchAdvice")
    ),
    Case("X18-pro-forma", lambda: oioubl(type_code="325"), EXCLUDED, "pro_forma"),
    Case("X19-customization", lambda: peppol(customization=UNKNOWN_PROFILE), SET_ASIDE, "profile", detail=UNKNOWN_PROFILE),
    Case("X19-none", without("cbc:CustomizationID"), SET_ASIDE, "profile"),
    Case("X19-unknown-profile-id", peppol_with(("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "urn:eksempel")), COUNTED, ore=WHOLE_ORE),
    # what is missing
    Case("X20-id", without("cbc:ID"), REJECTED, "missing", detail="ID"),
    Case("X20-empty-id", peppol_with((">F-7<", "> <")), REJECTED, "missing", detail="ID"),
    Case("X20-issue-date", without("cbc:IssueDate"), REJECTED, "missing", detail="IssueDate"),
    Case("X20-supplier", without("cac:AccountingSupplierParty"), REJECTED, "missing", detail="AccountingSupplierParty"),
    Case("X20-line-amount", peppol_with((f'<cbc:LineExtensionAmount currencyID="DKK"{LINE_AMOUNT}', "")), REJECTED, "missing", detail="line 1"),
    Case("X20-header-total", without("cac:LegalMonetaryTotal"), REJECTED, "missing", detail="LegalMonetaryTotal"),
    Case("X20-charge-indicator", without("cbc:ChargeIndicator", charges=(Adjustment(amount=500),)), REJECTED, "missing", detail="ChargeIndicator"),
    Case("X20-currency", without("cbc:DocumentCurrencyCode"), SET_ASIDE, "currency"),
    Case("X20-one-line", without("cac:InvoiceLine"), SET_ASIDE, "arith"),
    # amounts
    *(
        Case(f"X21-{text}", amount(text), REJECTED, "amount", detail="line 1")
        for text in ("NaN", "sNaN", "-Infinity", "Infinity", "nan")
    ),
    Case("X22-1e400", amount("1e400"), REJECTED, "amount"),
    Case("X22-exponent", amount("1E+999999"), REJECTED, "amount"),
    Case("X22-14-digits", amount("12345678901234.00"), REJECTED, "amount"),
    Case("X22-9-decimals", amount("124.500000000"), REJECTED, "amount"),
    Case("X22-200000-digits", amount("1" * 200_000), REJECTED, "amount"),
    Case("X22-quantity", peppol_with((">3<", ">3e400<")), REJECTED, "amount", detail="line 1"),
    Case("X22-price", peppol_with((">41.50<", ">4150e-2<")), REJECTED, "amount", detail="line 1"),
    Case("X22-header", lambda: peppol(header={"TaxExclusiveAmount": "1447e-1"}), REJECTED, "amount"),
    Case("X23-full-width", amount("１２４.５０"), REJECTED, "amount"),
    Case("X23-arabic", amount("١٢٤.٥٠"), REJECTED, "amount"),
    Case("X23-underscore", amount("1_24.50"), REJECTED, "amount"),
    Case("X23-plus", amount("+124.50"), REJECTED, "amount"),
    Case("X23-space-inside", amount("1 24.50"), REJECTED, "amount"),
    Case("X23-hexadecimal", amount("0x7c"), REJECTED, "amount"),
    Case("X23-space-around", amount("\n 124.50 "), COUNTED, ore=WHOLE_ORE),  # XML Schema: white space collapses
    Case("X24-decimal-comma", amount("1.234,50"), REJECTED, "amount", detail="decimal comma"),
    Case("X24-comma", amount("124,50"), REJECTED, "amount", detail="decimal comma"),
    Case("X25-minus-zero", lambda: peppol(lines=(*WHOLE.lines, Line(price="0.00", amount_text="-0.00"))), COUNTED, ore=WHOLE_ORE),
    Case("X25-zero-line", lambda: peppol(lines=(*WHOLE.lines, Line(price="0.00"))), COUNTED, ore=WHOLE_ORE),
    Case("X25-zero-quantity", lambda: peppol(lines=(*WHOLE.lines, Line(quantity="0"))), COUNTED, ore=WHOLE_ORE),
    Case("X25-nothing-at-all", lambda: peppol(lines=one_line("0.00")), COUNTED),
    Case("X26-negative-invoice", lambda: peppol(lines=one_line("124.50", "-1")), COUNTED, ore=-12450),
    Case("X26-negative-oioubl-invoice", lambda: oioubl(lines=one_line("124.50", "-1")), COUNTED, ore=-12450),
    Case("X26-credit-note", lambda: peppol(kind="credit_note"), COUNTED, ore=-WHOLE_ORE),
    Case("X26-negative-credit-note", lambda: oioubl(kind="credit_note", lines=one_line("124.50", "-1")), COUNTED, ore=12450),
    Case("X26-invoice-with-type-381", lambda: peppol(type_code="381"), COUNTED, ore=WHOLE_ORE),
    # arithmetic: PEPPOL-EN16931-R120 ±0.02, OIOUBL F-INV348 ±1.00; totals ±0.01 and ±1.00
    Case("X27-line-within-peppol", lambda: peppol(lines=one_line("10.00", amount_text="10.02"), header={"LineExtensionAmount": "10.02", "TaxExclusiveAmount": "10.02"}), COUNTED, ore=1002, flags="arith"),
    Case("X27-line-beyond-peppol", lambda: peppol(lines=one_line("10.00", amount_text="10.03"), header={"LineExtensionAmount": "10.03", "TaxExclusiveAmount": "10.03"}), SET_ASIDE, "arith", detail="line 1"),
    Case("X27-line-within-oioubl", lambda: oioubl(lines=one_line("10.00", amount_text="11.00"), header={"LineExtensionAmount": "11.00", "TaxInclusiveAmount": "13.50"}), COUNTED, ore=1100, flags="arith"),
    Case("X27-line-beyond-oioubl", lambda: oioubl(lines=one_line("10.00", amount_text="11.01"), header={"LineExtensionAmount": "11.01", "TaxInclusiveAmount": "13.51"}), SET_ASIDE, "arith", detail="line 1"),
    Case("X27-total-within-peppol", lambda: peppol(header={"LineExtensionAmount": "144.71", "TaxExclusiveAmount": "144.71"}), COUNTED, ore=WHOLE_ORE),
    Case("X27-total-beyond-peppol", lambda: peppol(header={"LineExtensionAmount": "144.72", "TaxExclusiveAmount": "144.72"}), SET_ASIDE, "arith"),
    Case("X27-net-beyond-peppol", lambda: peppol(header={"TaxExclusiveAmount": "144.68"}), SET_ASIDE, "arith"),
    Case("X27-total-within-oioubl", lambda: oioubl(header={"LineExtensionAmount": "145.70"}), COUNTED, ore=WHOLE_ORE),
    Case("X27-total-beyond-oioubl", lambda: oioubl(header={"LineExtensionAmount": "145.71"}), SET_ASIDE, "arith"),
    Case("X27-with-tax-beyond-oioubl", lambda: oioubl(header={"TaxInclusiveAmount": "182.00"}), SET_ASIDE, "arith"),
    Case("X28-half-up", lambda: peppol(lines=one_line("0.005", amount_text="0.005"), header={"LineExtensionAmount": "0.01", "TaxExclusiveAmount": "0.01"}), COUNTED, ore=1, flags="arith"),
    Case("X28-half-down", lambda: peppol(lines=one_line("0.00499", amount_text="0.00499"), header={"LineExtensionAmount": "0", "TaxExclusiveAmount": "0"}), COUNTED),
    Case("X28-minus-half", lambda: peppol(lines=one_line("0.005", "-1", amount_text="-0.005"), header={"LineExtensionAmount": "-0.01", "TaxExclusiveAmount": "-0.01"}), COUNTED, ore=-1, flags="arith"),
    Case("X29-mixed", peppol_with((f'"DKK"{LINE_AMOUNT}', f'"EUR"{LINE_AMOUNT}')), SET_ASIDE, "currency", detail="DKK, EUR"),
    Case("X29-mixed-header", peppol_with(('<cbc:LineExtensionAmount currencyID="DKK"', '<cbc:LineExtensionAmount currencyID="SEK"')), SET_ASIDE, "currency"),
    Case("X29-absent", peppol_with((f' currencyID="DKK"{LINE_AMOUNT}', LINE_AMOUNT)), SET_ASIDE, "currency"),
    Case("X29-small-letters", lambda: peppol(currency="dkk"), SET_ASIDE, "currency"),
    Case("X29-xxx", lambda: peppol(currency="XXX"), SET_ASIDE, "currency"),
    Case("X29-without-rate", lambda: peppol(currency="EUR"), SET_ASIDE, "rate", detail="EUR 2026-01-15"),
    Case("X30-per-thousand", lambda: peppol(lines=one_line("124.50", "2000", base_quantity=1000)), COUNTED, ore=24900),
    Case("X30-oioubl-per-thousand", lambda: oioubl(lines=one_line("124.50", "2000", base_quantity=1000)), COUNTED, ore=24900),
    Case("X30-base-of-nothing", peppol_with(('<cbc:BaseQuantity unitCode="EA">1000<', '<cbc:BaseQuantity unitCode="EA">0<'), lines=one_line("124.50", "1", base_quantity=1000, amount_text="124.50"), header={"LineExtensionAmount": "124.50", "TaxExclusiveAmount": "124.50"}), COUNTED, ore=12450),
    Case("X30-unknown-unit", lambda: peppol(lines=one_line("124.50", unit="KASSE-2")), COUNTED, ore=12450),
    # dates
    *(
        Case(f"X35-{text}", lambda text=text: peppol(date=text), REJECTED, "date", detail="IssueDate")
        for text in ("2026-02-30", "0000-00-00", "2026-2-3", "20260203", "03-02-2026", "2026-02-03T00:00:00", "２０２６-02-03")
    ),
    *(
        Case(f"X35-{text}", lambda text=text: peppol(date=text), SET_ASIDE, "date", detail=text)
        for text in ("9999-01-01", "1899-12-31", "0001-01-01", "2027-07-03")
    ),
    Case("X35-a-year-ahead", lambda: peppol(date="2027-07-02"), COUNTED, ore=WHOLE_ORE),
    Case("X36-offset", lambda: peppol(date="2026-01-01+14:00"), COUNTED, ore=WHOLE_ORE),
    Case("X36-zulu", lambda: peppol(date="2026-01-01Z"), COUNTED, ore=WHOLE_ORE),
    # identifiers
    Case("X37-cvr-of-7", lambda: peppol(supplier=SHORT_CVR), SET_ASIDE, "id", detail="CVR of 7"),
    Case("X37-cvr-of-9", lambda: oioubl(supplier=LONG_CVR), SET_ASIDE, "id", detail="CVR of 9"),
    Case("X37-vat-number-of-9", lambda: peppol(supplier=SHORT_CVR).replace(b'"0184">1234567<', b'"0198">DK123456789<'), SET_ASIDE, "id"),
    Case("X37-cvr-check-digit", lambda: peppol(supplier=UNCHECKED_CVR), COUNTED, ore=WHOLE_ORE, flags="cvr_check"),
    Case("X37-gln-check-digit", lambda: peppol(unit="9520000000001"), COUNTED, ore=WHOLE_ORE, flags="gln_check"),
    Case("X37-gln-of-12", lambda: peppol(unit="952000000000"), SET_ASIDE, "id", detail="GLN of 12"),
    Case("X37-gln-of-letters", lambda: peppol(unit="95200000ABCDE"), SET_ASIDE, "id"),
    Case("X37-cpr-as-supplier", lambda: oioubl(supplier=PERSON), COUNTED, ore=WHOLE_ORE),
    Case("X37-cpr-as-cvr", lambda: oioubl(supplier=replace(PERSON, scheme="cvr")), SET_ASIDE, "id"),
    Case("X37-cpr-as-number", lambda: peppol(number=CPR), COUNTED, ore=WHOLE_ORE),
    # text that bites later
    Case("X39-script", lambda: peppol(lines=one_line("1.00", name="<script>alert(1)</script>")), COUNTED, ore=100),
    # whose
    Case("X40-neighbour", lambda: peppol(buyer=UNCHECKED_CVR, unit=None), REJECTED, "not_your_document", detail="99000001"),
    Case("X40-neighbour-s-unit", lambda: oioubl(buyer=UNCHECKED_CVR, unit="9520000000018"), REJECTED, "not_your_document"),
    Case("X40-our-unit", lambda: peppol(buyer=UNCHECKED_CVR), COUNTED, ore=WHOLE_ORE),
]  # fmt: skip
