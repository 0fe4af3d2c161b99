"""The two tables everything else is computed from: documents and purchase lines.

One document becomes one row in DOCUMENTS, whatever became of it. Only lines of counted documents stand in
LINES. Amounts are integer øre of the document's currency; `dkk_ore` is integer øre in kroner.
docs/formats/lines.md describes every column for readers of the Parquet files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pyarrow as pa

_LINES: dict[str, pa.DataType] = {
    "line_id": pa.string(),  # document_id + "-" + index, stable for the same bytes
    "document_id": pa.string(),
    "source": pa.string(),  # where it was read: folder/archive.zip!/name.xml
    "kind": pa.string(),  # invoice | credit_note | export
    "format": pa.string(),  # oioubl-2.1, peppol-bis-3, ...
    "number": pa.string(),
    "issue_date": pa.date32(),
    "supplier_id": pa.string(),  # bare CVR, else scheme:value; a person's CPR only as a pseudonym
    "supplier_name": pa.string(),
    "buyer_id": pa.string(),
    "unit_id": pa.string(),  # GLN of the receiving unit
    "order_ref": pa.string(),
    "contract_ref": pa.string(),
    "account": pa.string(),
    "credits": pa.string(),  # number of the invoice a credit note credits
    "line_no": pa.string(),  # the line's own ID in the document
    "line_index": pa.int32(),  # its place, from 1
    "name": pa.string(),
    "seller_item_id": pa.string(),
    "standard_item_id": pa.string(),
    "gtin": pa.string(),  # GTIN-14, check digit valid
    "gtin_field": pa.string(),  # the field it was found in
    "quantity": pa.float64(),
    "unit_code": pa.string(),
    "unspsc": pa.string(),
    "unspsc_version": pa.string(),
    "cpv": pa.string(),
    "other_classes": pa.string(),  # "listID:code listID:code"
    "certificates": pa.string(),  # JSON [[ID, CertificateTypeCode, CertificateType], ...] as written
    "kg_co2e": pa.float64(),
    "part": pa.string(),  # line | free | unallocated (allowance or charge that cannot be spread)
    "vat_category": pa.string(),
    "currency": pa.string(),
    "raw_ore": pa.int64(),  # signed line amount as written
    "net_ore": pa.int64(),  # after document allowances and charges
    "dkk_ore": pa.int64(),
}


_DOCUMENTS: dict[str, pa.DataType] = {
    "document_id": pa.string(),  # first 16 hex digits of the file's SHA-256, + ".n" inside a file of several
    "file_id": pa.string(),  # SHA-256 of the file's bytes
    "source": pa.string(),
    "sequence": pa.int64(),  # reading order
    "format": pa.string(),
    "kind": pa.string(),
    "type_code": pa.string(),
    "number": pa.string(),
    "issue_date": pa.date32(),
    "supplier_id": pa.string(),
    "supplier_name": pa.string(),
    "buyer_id": pa.string(),
    "unit_id": pa.string(),
    "currency": pa.string(),
    "credits": pa.string(),
    "status": pa.string(),  # counted | set_aside | excluded | rejected
    "code": pa.string(),  # reason code, see _reasons.py; null when counted
    "detail": pa.string(),  # what and where, in figures and field names
    "flags": pa.string(),  # space-separated notes on a counted document: arith, id, ...
    "source_ore": pa.int64(),  # the document's own total without VAT; null where it could not be read
    "counted_ore": pa.int64(),
    "rounding_ore": pa.int64(),  # source - counted, within the format's tolerance
    "excise_ore": pa.int64(),  # duties outside the net, shown apart
    "dkk_ore": pa.int64(),  # counted, in kroner
    "line_count": pa.int64(),
    "content_id": pa.string(),  # hash of what the document says, whatever its prefixes and encoding
    "attachments": pa.string(),  # JSON [{"sha256", "bytes", "base64"}, ...] of attachments passed over
}

LINES = pa.schema(_LINES)
DOCUMENTS = pa.schema(_DOCUMENTS)


class PurchaseLine(NamedTuple):
    """One purchase line; the fields of LINES in order. A tuple, because millions are made."""

    line_id: str
    document_id: str
    source: str
    kind: str
    format: str
    number: str | None
    issue_date: date
    supplier_id: str | None
    supplier_name: str | None
    buyer_id: str | None
    unit_id: str | None
    order_ref: str | None
    contract_ref: str | None
    account: str | None
    credits: str | None
    line_no: str | None
    line_index: int
    name: str | None
    seller_item_id: str | None
    standard_item_id: str | None
    gtin: str | None
    gtin_field: str | None
    quantity: float | None
    unit_code: str | None
    unspsc: str | None
    unspsc_version: str | None
    cpv: str | None
    other_classes: str | None
    certificates: str | None
    kg_co2e: float | None
    part: str
    vat_category: str | None
    currency: str
    raw_ore: int
    net_ore: int
    dkk_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """What became of one document: the fields of DOCUMENTS (without `sequence`), and its lines if counted."""

    document_id: str
    file_id: str
    source: str
    status: str
    code: str | None = None
    detail: str | None = None
    format: str | None = None
    kind: str | None = None
    type_code: str | None = None
    number: str | None = None
    issue_date: date | None = None
    supplier_id: str | None = None
    supplier_name: str | None = None
    buyer_id: str | None = None
    unit_id: str | None = None
    currency: str | None = None
    credits: str | None = None
    flags: str | None = None
    source_ore: int | None = None
    counted_ore: int = 0
    rounding_ore: int = 0
    excise_ore: int = 0
    dkk_ore: int = 0
    content_id: str | None = None
    attachments: str | None = None
    lines: tuple[PurchaseLine, ...] = field(default=(), repr=False)

    @property
    def line_count(self) -> int:
        return len(self.lines)
