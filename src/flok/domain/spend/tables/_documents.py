"""Rows of one document made into that document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from fractions import Fraction

from flok.domain.spend._columns import PurchaseLine, ReadDocument
from flok.domain.spend.tables._cells import at_row
from flok.domain.spend.tables._context import TableContext
from flok.domain.spend.tables._row import Item
from flok.kernel import money


def document_of(
    document_id: str, file_id: str, source: str, items: Sequence[Item], context: TableContext
) -> ReadDocument:
    """The document of these rows, which share supplier, number and date.

    Counted; or set aside with `currency` where they are of several (nothing is added across currencies), or
    with `rate` where the currency has none. Amounts of more than two decimals are rounded row by row; the
    document's total is the exact sum rounded once, and `rounding_ore` the difference.
    """
    first = items[0]
    ores = [item.ore for item in items]
    currencies = sorted({item.currency for item in items})
    is_mixed = len(currencies) > 1
    dkk = None if is_mixed else context.to_dkk(first.currency, first.day, ores)
    total = None if is_mixed else exact_total(items)
    code = "currency" if is_mixed else "rate" if dkk is None else None
    what = ", ".join(currencies) if is_mixed else f"{first.currency} {first.day.isoformat()}"
    units = {item.unit_id for item in items}
    buyer_id = next(iter(context.buyer_ids)) if len(context.buyer_ids) == 1 else None
    return ReadDocument(
        document_id=document_id,
        file_id=file_id,
        source=source,
        status="set_aside" if code else "counted",
        code=code,
        detail=f"{at_row(first.row)}: {what}" if code else None,
        format="table",
        kind="export",
        type_code=first.kind,
        number=first.number,
        issue_date=first.day,
        supplier_id=first.supplier_id,
        supplier_name=first.supplier_name,
        buyer_id=buyer_id,
        unit_id=units.pop() if len(units) == 1 else None,
        currency=None if is_mixed else first.currency,
        flags=" ".join(sorted(frozenset().union(*(item.flags for item in items)))) or None,
        source_ore=total,
        counted_ore=0 if code else sum(ores),
        rounding_ore=0 if code or total is None else total - sum(ores),
        dkk_ore=sum(dkk or ()),
        content_id=content_id(first, ores),
        lines=tuple(
            _line(f"{document_id}-{i}", document_id, source, buyer_id, i, item, ore)
            for i, (item, ore) in enumerate(zip(items, dkk or (), strict=dkk is not None), start=1)
        ),
    )


def exact_total(items: Sequence[Item]) -> int:
    """Øre of the exact sum of the amounts, rounded once."""
    if all(len(item.amount) - item.amount.find(".") <= 3 or "." not in item.amount for item in items):
        return sum(item.ore for item in items)  # no more than two decimals
    return money.rounded(sum((money.exact(item.amount) for item in items), Fraction()) * 100)


def content_id(first: Item, ores: Sequence[int]) -> str:
    """SHA-256 over number, date, currency and the sorted amounts: the same purchase in another order is the same."""
    said = [first.number, first.day.isoformat(), first.currency, sorted(ores)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _line(
    line_id: str, document_id: str, source: str, buyer_id: str | None, index: int, item: Item, dkk_ore: int
) -> PurchaseLine:
    return PurchaseLine(
        line_id=line_id,
        document_id=document_id,
        source=source,
        kind="export",
        format="table",
        number=item.number,
        issue_date=item.day,
        supplier_id=item.supplier_id,
        supplier_name=item.supplier_name,
        buyer_id=buyer_id,
        unit_id=item.unit_id,
        order_ref=item.order_ref,
        contract_ref=item.contract_ref,
        account=item.account,
        credits=None,
        line_no=str(item.row),
        line_index=index,
        name=item.name,
        seller_item_id=item.seller_item_id,
        standard_item_id=item.standard_item_id,
        gtin=item.gtin,
        gtin_field=item.gtin_field,
        quantity=item.quantity,
        unit_code=item.unit_code,
        unspsc=item.unspsc,
        unspsc_version=None,
        cpv=item.cpv,
        other_classes=None,
        certificates=item.certificates,
        kg_co2e=None,
        part="line",
        vat_category=None,
        currency=item.currency,
        raw_ore=item.ore,
        net_ore=item.ore,
        dkk_ore=dkk_ore,
    )
