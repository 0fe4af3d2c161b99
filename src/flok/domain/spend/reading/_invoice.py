"""An Invoice or CreditNote element to a document with purchase lines, or the reason why not.

Sign: lines of a CreditNote count negative, of an Invoice positive, and the document's own minus signs stay.
Both formats allow negative lines in either; the sign is never taken from a type code, and never made absolute
(a wholly negative invoice and the equal credit note give the same result).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from flok.kernel.money import AmountError, decimal, ore
from flok.kernel.period import written_date

from .._columns import PurchaseLine, ReadDocument
from .._reasons import Refused
from ._amounts import (
    Adjustment,
    VatKey,
    adjustments,
    amount,
    apportion,
    check_header,
    check_line,
    excise,
    header_net,
    line_vat,
)
from ._context import ReadContext
from ._fields import HEADER, LINE, LINE_TAGS
from ._formats import CURRENCIES, Format, format_of
from ._items import certificates, classes, gtin, kg_co2e
from ._parties import Parties, parties
from ._walk import Found, walk

_TRUE = ("true", "1")
_PRO_FORMA = "325"  # UNTDID 1001


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was read: its names in the tables."""

    document_id: str
    file_id: str
    source: str
    attachments: str | None = None


def lines_of(root: etree._Element) -> list[Found]:
    """The fields of every line element of a document."""
    return [walk(child, LINE, {}) for child in root if child.tag in LINE_TAGS]


def read_invoice(root: etree._Element, origin: Origin, context: ReadContext) -> ReadDocument:
    """One document, whatever becomes of it; never raises Refused."""
    return assembled(walk(root, HEADER, {}), lines_of(root), sign_of(root), origin, context)


def sign_of(root: etree._Element) -> int:
    return -1 if root.tag.endswith("}CreditNote") else 1


def assembled(found: Found, lines: list[Found], sign: int, origin: Origin, context: ReadContext) -> ReadDocument:
    """The document its header's and lines' fields make (see _fields.py); never raises Refused."""
    fields: dict[str, Any] = {}  # what is known so far, so that a refusal half-way still names the document
    try:
        return _read(found, lines, sign, origin, context, fields)
    except Refused as refused:
        return ReadDocument(
            document_id=origin.document_id,
            file_id=origin.file_id,
            source=origin.source,
            attachments=origin.attachments,
            status=refused.status,
            code=refused.code,
            detail=context.mask(refused.detail) if refused.detail else None,
            **fields,
        )


def _read(
    found: Found, lines: list[Found], sign: int, origin: Origin, context: ReadContext, fields: dict[str, Any]
) -> ReadDocument:
    fields["kind"] = "credit_note" if sign < 0 else "invoice"
    fields["type_code"] = _masked(found.get("type_code"), context)
    for key, name in (("number", "ID"), ("issue_date", "IssueDate")):
        if key not in found:
            raise Refused("missing", name)
    fields["number"] = context.mask(found["number"])
    fields["issue_date"] = issued = _issued(found["issue_date"])
    who = parties(found, context)
    fields.update(
        supplier_id=who.supplier_id,
        supplier_name=who.supplier_name,
        buyer_id=who.buyer_id,
        unit_id=who.unit_id,
        credits=_masked(found.get("credits"), context),
    )
    if not context.is_addressed_to_us(who.buyer_id, who.unit_id):
        raise Refused("not_your_document", f"AccountingCustomerParty {who.buyer_id}")
    form = format_of(found.get("customization"))
    if form is None:
        raise Refused("profile", f"CustomizationID {str(found.get('customization'))[:120]}")
    fields["format"] = form.name
    if found.get("currency") not in CURRENCIES:
        raise Refused("currency", f"DocumentCurrencyCode {str(found.get('currency'))[:20]}")
    currency = fields["currency"] = found["currency"]
    fields["source_ore"] = source_ore = sign * header_net(found, form)
    if found.get("type_code") == _PRO_FORMA:
        raise Refused("pro_forma")
    if _beyond_reason(issued, context.today):
        raise Refused("date", f"IssueDate {issued.isoformat()}", status="set_aside")
    _check_currencies(found, lines, currency)
    excise_ore = sign * excise(found)

    raw, flags = _line_amounts(lines, form)
    vat = [line_vat(line) for line in lines]
    adjusted = adjustments(found)
    check_header(found, form, sum(raw), adjusted)
    parts = apportion(raw, vat, adjusted)
    net = [sign * size for size in parts.net]
    extra = [Adjustment(sign * entry.ore, entry.vat) for entry in parts.unallocated]
    counted = sum(net) + sum(entry.ore for entry in extra)
    dkk = context.to_dkk(currency, issued, [*net, *(entry.ore for entry in extra)])
    if dkk is None:
        raise Refused("rate", f"{currency} {issued.isoformat()}")

    rows = _rows(found, lines, vat, raw, net, dkk, sign, origin, context, fields, who)
    rows += _unallocated(extra, dkk[len(net) :], len(net), origin, fields, found, context)
    return ReadDocument(
        document_id=origin.document_id,
        file_id=origin.file_id,
        source=origin.source,
        attachments=origin.attachments,
        status="counted",
        flags=" ".join(sorted({*flags, *who.flags})) or None,
        counted_ore=counted,
        rounding_ore=source_ore - counted,
        excise_ore=excise_ore,
        dkk_ore=sum(dkk),
        content_id=_content_id(fields, rows),
        lines=tuple(rows),
        **fields,
    )


def _issued(text: str) -> date:
    try:
        return written_date(text)
    except ValueError:
        raise Refused("date", f"IssueDate {text[:30]}") from None


def _beyond_reason(day: date, today: date) -> bool:
    return day.year < 1990 or (day - today).days > 366


def _masked(value: str | None, context: ReadContext) -> str | None:
    """A text without personal numbers; what is shorter than one is taken as it is."""
    return value if value is None or len(value) < 10 else context.mask(value)


def _check_currencies(found: Found, lines: list[Found], currency: str) -> None:
    """F-INV012 and EN 16931: every amount is in the document's currency. Raises Refused("currency")."""
    seen = {line.get("amount@") for line in lines if "amount" in line}
    seen.update(entry.get("amount@") for entry in found.get("allowances", ()))
    seen.update(found.get(f"{key}@") for key in ("lines_total", "tax_exclusive") if key in found)
    if seen - {currency}:
        names = ", ".join(sorted(str(name) for name in seen | {currency}))
        raise Refused("currency", f"currencyID {names[:80]}")


def _line_amounts(lines: list[Found], form: Format) -> tuple[list[int], set[str]]:
    """Øre of each line before adjustments (a free line is 0, F-INV126), and notes on the document."""
    raw, flags = [], set()
    for line in lines:
        size = amount(line, "amount", f"line {line.get('line_no')}: LineExtensionAmount")
        if line.get("free") in _TRUE:
            flags.add("free_line")
            raw.append(0)
            continue
        if not check_line(line, form, size):
            flags.add("arith")
        raw.append(size)
    return raw, flags


def _rows(
    found: Found,
    lines: list[Found],
    vat: list[VatKey],
    raw: list[int],
    net: list[int],
    dkk: list[int],
    sign: int,
    origin: Origin,
    context: ReadContext,
    fields: dict[str, Any],
    who: Parties,
) -> list[PurchaseLine]:
    order_ref = _masked(found.get("order_ref"), context)
    contract_ref = _masked(found.get("contract_ref"), context)
    account = _masked(found.get("account"), context)
    kind, form, number, issued = fields["kind"], fields["format"], fields["number"], fields["issue_date"]
    credited, currency = fields["credits"], fields["currency"]
    rows = []
    for i, line in enumerate(lines):
        quantity = _quantity(line, sign)
        unspsc, unspsc_version, cpv, others = classes(line)
        gtin14, gtin_field = gtin(line)
        name = line.get("name") or line.get("description")
        is_free = line.get("free") in _TRUE
        rows.append(
            PurchaseLine(
                f"{origin.document_id}-{i + 1:04d}",
                origin.document_id,
                origin.source,
                kind,
                form,
                number,
                issued,
                who.supplier_id,
                who.supplier_name,
                who.buyer_id,
                who.unit_id,
                _masked(line["order_ref"], context) if "order_ref" in line else order_ref,
                contract_ref,
                _masked(line["account"], context) if "account" in line else account,
                credited,
                _masked(line.get("line_no"), context),
                i + 1,
                _masked(name, context),
                _masked(line.get("seller_item_id"), context),
                _masked(line.get("standard_item_id"), context),
                gtin14,
                gtin_field,
                quantity,
                _masked(line.get("quantity@"), context),
                _masked(unspsc, context),
                _masked(unspsc_version, context),
                _masked(cpv, context),
                _masked(others, context),
                _masked(certificates(line), context),
                kg_co2e(line, quantity),
                "free" if is_free else "line",
                _masked(vat[i][0], context),
                currency,
                sign * (ore(line["amount"]) if is_free else raw[i]),
                net[i],
                dkk[i],
            )
        )
    return rows


def _quantity(line: Found, sign: int) -> float | None:
    try:
        return sign * float(decimal(line["quantity"])) if "quantity" in line else None
    except AmountError:
        raise Refused("amount", f"line {line.get('line_no')}: quantity") from None


def _unallocated(
    extra: list[Adjustment],
    dkk: list[int],
    after: int,
    origin: Origin,
    fields: dict[str, Any],
    found: Found,
    context: ReadContext,
) -> list[PurchaseLine]:
    """Allowances and charges that no line can carry, each on a line of its own inside the denominator."""
    blank = dict.fromkeys(PurchaseLine._fields)
    return [
        PurchaseLine._make(
            {
                **blank,
                **{key: fields[key] for key in fields if key in blank},
                "line_id": f"{origin.document_id}-{after + i + 1:04d}",
                "document_id": origin.document_id,
                "source": origin.source,
                "line_index": after + i + 1,
                "name": "Rabat eller gebyr på hele dokumentet",
                "part": "unallocated",
                "contract_ref": _masked(found.get("contract_ref"), context),
                "vat_category": entry.vat[0],
                "raw_ore": entry.ore,
                "net_ore": entry.ore,
                "dkk_ore": dkk[i],
            }.values()
        )
        for i, entry in enumerate(extra)
    ]


def _content_id(fields: dict[str, Any], rows: list[PurchaseLine]) -> str:
    """A hash of what the document says, the same under any prefix, encoding or white space."""
    said = hashlib.blake2b(digest_size=12)
    said.update(repr((fields["kind"], fields["currency"])).encode())
    for row in rows:
        said.update(repr((row.net_ore, row.name, row.seller_item_id, row.gtin, row.certificates)).encode())
    return said.hexdigest()
