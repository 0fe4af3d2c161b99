"""Purchase lines as a workbook, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from flok.domain import spend
from flok.report import words

from ._book import Book, Column, Value

MOST = 1_048_575  # rows in a sheet, under its heading

_TITLES: dict[str, tuple[str, str, str]] = {  # kind, Danish, English; docs/formats/lines.md tells what they mean
    "line_id": ("text", "Linjens navn i Flok", "Name in Flok"),
    "document_id": ("text", "Dokumentets navn i Flok", "Document in Flok"),
    "source": ("text", "Fil", "File"),
    "kind": ("short", "Slags", "Kind"),
    "format": ("short", "Format", "Format"),
    "number": ("short", "Nummer", "Number"),
    "issue_date": ("date", "Dato", "Date"),
    "supplier_id": ("short", "Leverandør", "Supplier"),
    "supplier_name": ("text", "Leverandørens navn", "Supplier's name"),
    "buyer_id": ("short", "Køber", "Buyer"),
    "unit_id": ("short", "Enhed (EAN)", "Unit (GLN)"),
    "order_ref": ("short", "Ordre", "Order"),
    "contract_ref": ("short", "Kontrakt", "Contract"),
    "account": ("short", "Konto", "Account"),
    "credits": ("short", "Krediterer", "Credits"),
    "line_no": ("short", "Linje", "Line"),
    "line_index": ("count", "Plads", "Place"),
    "name": ("text", "Vare", "Item"),
    "seller_item_id": ("short", "Sælgers varenummer", "Seller's item number"),
    "standard_item_id": ("short", "Standardnummer", "Standard item number"),
    "gtin": ("short", "GTIN", "GTIN"),
    "gtin_field": ("short", "GTIN står i", "GTIN stood in"),
    "quantity": ("plain", "Antal", "Quantity"),
    "unit_code": ("short", "Måleenhed", "Unit of measure"),
    "unspsc": ("short", "UNSPSC", "UNSPSC"),
    "unspsc_version": ("short", "UNSPSC-version", "UNSPSC version"),
    "cpv": ("short", "CPV", "CPV"),
    "other_classes": ("short", "Andre varegrupper", "Other classes"),
    "certificates": ("text", "Mærker, som de står", "Labels as written"),
    "kg_co2e": ("plain", "Kg CO2e, oplyst", "Kg CO2e, stated"),
    "part": ("short", "Del", "Part"),
    "vat_category": ("short", "Momskategori", "VAT category"),
    "currency": ("short", "Valuta", "Currency"),
    "raw_ore": ("money", "Beløb på linjen, i valutaen", "Amount on the line, in the currency"),
    "net_ore": ("money", "Efter rabat og gebyr, i valutaen", "After allowances and charges, in the currency"),
    "dkk_ore": ("money", "Beløb i kroner", "Amount in Danish kroner"),
}


def lines_workbook(
    rows: Iterable[Mapping[str, Any]],
    *,
    lang: str = "da",
    write_to: Path | BinaryIO,
    made: datetime | None = None,
    most: int = MOST,
) -> int:
    """Write purchase lines (docs/formats/lines.md) as XLSX in constant memory; how many there were.

    `rows` are read once, one at a time; after `most` rows a new sheet begins. Amounts are kroner, or hundredths
    of the line's currency as whole units. With `made`, the same rows give the same bytes.
    """
    title = words.either(lang, "Indkøbslinjer", "Purchase lines")
    columns = [
        Column(words.either(lang, *titles), kind) for kind, *titles in map(_TITLES.__getitem__, spend.LINES.names)
    ]
    left: Iterator[list[Value]] | None = ([row[name] for name in spend.LINES.names] for row in rows)
    whole, sheets = 0, 0
    with Book(write_to, title, made or datetime.now(), lang, streaming=True) as book:
        while left is not None:
            sheets += 1
            whole += book.sheet(title if sheets == 1 else f"{title} {sheets}", [], columns, left, most=most)
            left = _more(left)
    return whole


def _more(values: Iterator[list[Value]]) -> Iterator[list[Value]] | None:
    """What is left of the rows; None where nothing is."""
    first = next(values, None)
    return None if first is None else chain([first], values)
