"""The account in words, tables and sheets."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from flok.apps.members.models import Organisation
from flok.apps.purchases.models import Account, UncountedDocument
from flok.apps.purchases.texts import reason, to_do
from flok.report import tables, words


def told(made: Account, lang: str) -> dict[str, Any]:
    """What the page shows of an account: whether it closes, its tables, and each reason with what to do."""
    figures = made.figures
    is_settled, sentence = words.account(figures, lang)
    currencies = sorted(figures["reconciliation"].items(), key=lambda item: (item[0] != "DKK", item[0]))
    return {
        "is_settled": is_settled,
        "sentence": sentence,
        "period": words.period(figures["period"], lang) if figures["period"] else "",
        "documents": figures["documents"],
        "lines": figures["lines"],
        "files": tables.files(figures["documents"], lang),
        "sums": [tables.reconciliation(currency, row, lang) for currency, row in currencies],
        "sides": [_sides(currency, row, lang) for currency, row in currencies],
        "reasons": [
            {
                **one,
                "text": reason(one["code"]),
                "to_do": to_do(one["code"]),
            }
            for one in sorted(made.by_reason, key=lambda one: (_ORDER[one["status"]], -abs(one["source_ore"])))
        ],
    }


_ORDER = {"rejected": 0, "set_aside": 1, "excluded": 2}
_PARTS = ("counted", "excluded", "set_aside", "rounding", "difference")


def _sides(currency: str, row: dict[str, int], lang: str) -> dict[str, Any]:
    """Source = counted + excluded + set aside + rounding + difference, each to the øre."""
    return {
        "currency": words.plain(currency),
        "source": words.exact_amount(row["source_ore"], currency, lang),
        "parts": {name: words.exact_amount(row[f"{name}_ore"], currency, lang) for name in _PARTS},
        "closes": not row["difference_ore"],
    }


def sheets_of(
    made: Account | None, left_out: list[UncountedDocument], organisation: Organisation, now: datetime, lang: str
) -> bytes:
    """The account as a workbook. Amounts are numbers in kroner, texts are always texts."""
    from flok.report.sheets import Book, Column

    out = io.BytesIO()
    title = _("The account of purchases")
    notes = [title, organisation.name, words.moment((made.made_at if made else now).isoformat(), lang)]
    with Book(out, title, made.made_at if made else now, lang) as book:
        book.sheet(
            _("The account"),
            notes,
            [Column(_("Currency"), "short"), Column(_("What became of it")), Column(_("Amount"), "money")],
            [
                (words.plain(currency), part_name(name), row[f"{name}_ore"])
                for currency, row in sorted((made.figures["reconciliation"] if made else {}).items())
                for name in ("source", *_PARTS)
            ],
        )
        book.sheet(
            _("Reasons"),
            [],
            [
                Column(_("What became of it")), Column(_("Why"), "long"), Column(_("Currency"), "short"),
                Column(_("Documents"), "count"), Column(_("Amount"), "money"),
            ],
            [
                (words.status(o["status"], lang), reason(o["code"]), o["currency"], o["documents"], o["source_ore"])
                for o in (made.by_reason if made else [])
            ],
        )  # fmt: skip
        book.sheet(
            _("Not counted"),
            [],
            [
                Column(_("File")), Column(_("Within the file")), Column(_("Number")), Column(_("Supplier")),
                Column(_("Date"), "date"), Column(_("What became of it")), Column(_("Why"), "long"),
                Column(_("Where")), Column(_("Amount"), "money"), Column(_("Currency"), "short"),
            ],
            [
                (
                    o.delivery.name, o.within, o.number, o.supplier_name, o.issue_date, words.status(o.status, lang),
                    reason(o.code), o.detail, o.source_ore, o.currency,
                )
                for o in left_out
            ],
        )  # fmt: skip
    return out.getvalue()


def part_name(name: str) -> str:
    """What a part of the account is called."""
    return {
        "source": _("In the files in all"),
        "counted": _("Counted"),
        "excluded": _("Kept out"),
        "set_aside": _("Set aside"),
        "rounding": _("Rounding"),
        "difference": _("Not accounted for"),
    }[name]
