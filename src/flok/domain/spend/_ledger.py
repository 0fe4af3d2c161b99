"""What only shows across documents: read before, same number with other content, credited too much.

Reading order decides: of two documents with one number the first counts (docs/decisions/0006). Documents that
were settled in an earlier run come first and are never changed by a later one.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

_TOLERANCE_ORE = 100  # credit notes may exceed their invoice by a krone of rounding


def settled(documents: ir.Table) -> ir.Table:
    """DOCUMENTS with `status`, `code` and amounts decided across documents; same columns, same rows."""
    table = _same_bytes(documents)
    table = _same_number(table)
    table = _overcredited(table)
    lost = table.new_code.notnull()
    nothing = ibis.literal(0).cast("int64")
    return table.mutate(
        status=ibis.ifelse(lost, ibis.ifelse(table.new_code == "duplicate", "excluded", "set_aside"), table.status),
        code=ibis.ifelse(lost, table.new_code, table.code),
        detail=ibis.ifelse(lost, table.new_detail, table.detail),
        counted_ore=ibis.ifelse(lost, nothing, table.counted_ore),
        rounding_ore=ibis.ifelse(lost, nothing, table.rounding_ore),
        dkk_ore=ibis.ifelse(lost, nothing, table.dkk_ore),
        line_count=ibis.ifelse(lost, nothing, table.line_count),
    ).select(documents.columns)


def _same_bytes(documents: ir.Table) -> ir.Table:
    """A file read before, by its hash."""
    live = documents.status.isin(["counted", "set_aside"])
    table = documents.mutate(live=live)
    order = ibis.window(group_by=[table.document_id, table.live], order_by=table.sequence)
    again = table.live & (ibis.row_number().over(order) > 0)
    return table.mutate(
        new_code=ibis.ifelse(again, "duplicate", ibis.null("string")),
        new_detail=ibis.ifelse(again, "same bytes", ibis.null("string")),
    )


def _same_number(table: ir.Table) -> ir.Table:
    """Same supplier, kind and number: the same content from another channel, or a conflict.

    An export spreads an invoice over rows, so there all rows of a file with one number are one document; and it
    says less than the document it came from, so against an export only date and total count.
    """
    stands = (table.status == "counted") | _tipped_before(table)
    table = table.mutate(
        compared=stands & table.new_code.isnull() & table.number.notnull(),
        is_export=table.kind == "export",
        sold_by=ibis.coalesce(table.supplier_id, table.supplier_name),  # an export may know the name alone
    )
    in_file = ibis.window(group_by=["sold_by", "number", "compared", "is_export", "file_id"])
    table = table.mutate(total_ore=ibis.ifelse(table.is_export, table.source_ore.sum().over(in_file), table.source_ore))
    # by sign: a wholly negative invoice is, in an export, a credit note
    table = table.mutate(sold_as=ibis.ifelse(table.total_ore < 0, "credit_note", "invoice"))
    order = ibis.window(group_by=[table.sold_by, table.sold_as, table.number, table.compared], order_by=table.sequence)

    def same(column: str) -> Any:
        blank = _blank(table, column)
        return table[column].fill_null(blank) == table[column].first().over(order).fill_null(blank)

    is_first = (ibis.row_number().over(order) == 0) | (table.is_export & same("file_id"))
    again = table.compared & ~is_first
    is_brief = table.is_export | table.is_export.first().over(order)
    equal = same("issue_date") & same("currency") & same("total_ore") & (same("content_id") | is_brief)
    first = table.source.first().over(order)
    return table.mutate(
        new_code=ibis.ifelse(again, ibis.ifelse(equal, "duplicate", "conflict"), table.new_code),
        new_detail=ibis.ifelse(again, ibis.literal("read first: ") + first, table.new_detail),
    )


def _tipped_before(table: ir.Table) -> Any:
    """Credit notes that an earlier run set aside as too much: until it tipped, they were as good as any."""
    return (table.code == "overcredit").fill_null(False)


def _blank(table: ir.Table, column: str) -> Any:
    """A value that stands for none, of the column's type, so that nulls compare equal."""
    kind = table[column].type()
    if kind.is_string():
        return ""
    return ibis.date("1800-01-01") if kind.is_date() else ibis.literal(0).cast(kind)


def _overcredited(table: ir.Table) -> ir.Table:
    """Credit notes that together exceed the invoice they credit: those from where it tips are set aside."""
    counted = (table.status == "counted") & table.new_code.isnull()
    table = table.mutate(still=counted)
    invoices = (
        table.filter(table.still & (table.kind == "invoice") & (table.source_ore > 0))
        .group_by("supplier_id", "number", "currency")
        .agg(invoiced_ore=lambda t: t.source_ore.max())
    )
    credits_ = table.filter(
        (table.still | _tipped_before(table)) & (table.kind == "credit_note") & table.credits.notnull()
    )
    order = ibis.window(
        group_by=[credits_.supplier_id, credits_.credits, credits_.currency],
        order_by=credits_.sequence,
        preceding=None,
        following=0,
    )
    running = credits_.select(
        "supplier_id", "credits", "currency", "sequence", credited_ore=-credits_.source_ore.sum().over(order)
    )
    beyond = running.join(
        invoices,
        [
            running.supplier_id == invoices.supplier_id,
            running.credits == invoices.number,
            running.currency == invoices.currency,
        ],
    ).select(running.sequence, running.credited_ore, invoices.invoiced_ore)
    beyond = beyond.filter(beyond.credited_ore > beyond.invoiced_ore + _TOLERANCE_ORE).select(
        over_sequence=beyond.sequence, over_ore=beyond.credited_ore - beyond.invoiced_ore
    )
    joined = table.left_join(beyond, table.sequence == beyond.over_sequence)
    over = joined.over_sequence.notnull()
    return joined.mutate(
        new_code=ibis.ifelse(over, "overcredit", joined.new_code),
        new_detail=ibis.ifelse(
            over,
            ibis.literal("credited beyond the invoice, in øre: ") + joined.over_ore.cast("string"),
            joined.new_detail,
        ),
    )
