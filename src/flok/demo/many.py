"""Many simple documents for benchmarks and property tests: half OIOUBL 2.1, half Peppol BIS 3."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

from flok.demo._buyer import Unit
from flok.demo._municipality import TORSTED
from flok.demo._suppliers import Supplier, suppliers
from flok.demo._tree import kroner
from flok.demo.documents import Document, Line
from flok.demo.oioubl import oioubl_invoice
from flok.demo.peppol import peppol_invoice


def write_documents(folder: Path, *, count: int, seed: int, whitespace: bool = True) -> int:
    """Write `count` invoices of 1–15 lines (mean about 5), `000000.xml` and on; returns the number of lines.

    With `whitespace` they are set out as ERP systems do, about 17 kB each; without, about half of that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{seed} many")  # noqa: S311 - a story, not a secret
    buyers = TORSTED.units
    sellers = [supplier for supplier in TORSTED.sellers(suppliers(2026, 2026)) if supplier.currency == "DKK"]
    lines = 0
    for place in range(count):
        document = _document(place, rng, rng.choice(buyers), rng.choice(sellers))
        write = peppol_invoice if place % 2 else oioubl_invoice
        (folder / f"{place:06d}.xml").write_bytes(write(document, whitespace=whitespace))
        lines += len(document.lines)
    return lines


def _document(place: int, rng: random.Random, unit: Unit, supplier: Supplier) -> Document:
    items = rng.choices(supplier.items, k=min(15, 1 + int(rng.expovariate(0.225))))
    lines = tuple(
        Line(
            name=item.name,
            description=f"{item.name}, varenummer {item.id} hos {supplier.party.name}",
            quantity=str(rng.randrange(1, 40)),
            unit=item.group.unit,
            price=kroner(item.ore),
            vat=item.group.vat,
            item_id=item.id,
            gtin=item.gtin,
            unspsc=item.group.unspsc,
            labels=item.labels,
            account=f"{unit.gln[7:12]}-2200",
            order_line=str(number),
        )
        for number, item in enumerate(items, 1)
    )
    return Document(
        number=f"M{place:07d}",
        date=datetime.date(2026, 1, 1) + datetime.timedelta(days=rng.randrange(365)),
        supplier=supplier.party,
        buyer=TORSTED.party,
        unit=unit.gln,
        lines=lines,
        order=f"{rng.randrange(10**6):06d}",
        account=f"{unit.gln[7:12]}-2200",
    )
